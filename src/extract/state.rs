//! The data with which a page's scripts start.
//!
//! Nothing is run: what counts is JSON that is a whole script, or that a script
//! assigns or passes on.

use serde::de::DeserializeOwned;
use serde_json::Deserializer;

/// The largest script that is looked through, and the smallest, in bytes.
pub(super) const SIZES: std::ops::RangeInclusive<usize> = 60..=8_000_000;

/// Returns the JSON in a script: the whole of it, or what is assigned in it.
pub(super) fn values<T: DeserializeOwned>(raw: &str) -> Vec<T> {
    let mut found = Vec::new();
    let trimmed = raw.trim();
    if trimmed.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str(trimmed)
    {
        return vec![value];
    }
    let mut at = 0;
    // An attempt that fails is not repeated on what it read.
    for _ in 0..64 {
        let Some(next) = raw[at..].find(['=', '(', ':']) else { break };
        let start = at + next + 1;
        let rest = raw[start..].trim_start();
        let begin = raw.len() - rest.len();
        at = start;
        if rest.starts_with("JSON.parse(") || !rest.starts_with(['{', '[']) {
            if let Some(quoted) =
                rest.strip_prefix("JSON.parse(").filter(|it| it.starts_with('"'))
            {
                let mut stream = Deserializer::from_str(quoted).into_iter::<String>();
                if let Some(Ok(inner)) = stream.next()
                    && let Ok(value) = serde_json::from_str(&inner)
                {
                    found.push(value);
                }
            }
            continue;
        }
        let mut stream = Deserializer::from_str(rest).into_iter::<T>();
        if let Some(Ok(value)) = stream.next() {
            at = begin + stream.byte_offset();
            found.push(value);
        }
    }
    found
}
