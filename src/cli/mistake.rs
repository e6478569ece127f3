//! What is wrong with a value that was typed, in plain words.

use offprint::{
    Error, ErrorKind, Job, Report,
    article::Edition,
    emit::{Emitter, Settings},
};
use serde_json::{Map, Value};

use super::{messages::Misuse, near};

/// What readers of values call things, and what a person does.
const PLAIN: &[(&str, &str)] = &[
    ("a boolean", "`true` or `false`"),
    ("boolean", "a truth value,"),
    ("a sequence", "a list"),
    ("sequence", "a list"),
    ("a map", "a table"),
    ("map", "a table"),
    ("a string", "text"),
    ("string", "the text"),
    ("integer", "the number"),
    ("floating point", "the number"),
    ("usize", "a whole number"),
    ("u64", "a whole number"),
    ("u32", "a whole number"),
    ("u8", "a whole number up to 255"),
];

/// Says what a reader of values found wrong.
pub(super) fn misuse(why: &str) -> Misuse {
    let why = why.lines().next().unwrap_or_default();
    // `unknown variant `botom`, expected one of `top`, `bottom`, `none``
    let mut quoted = why.split('`').skip(1).step_by(2);
    for (start, what) in [("unknown variant ", "value"), ("unknown field ", "key")] {
        if why.starts_with(start)
            && let Some(typed) = quoted.next()
        {
            let misuse = Misuse::new(format!("unknown {what} `{typed}`"));
            let known: Vec<&str> = quoted.collect();
            return if known.is_empty() {
                misuse.help("there is nothing to set")
            } else {
                misuse.help(near(typed, &known))
            };
        }
    }
    let wrong = why
        .strip_prefix("invalid type: ")
        .or_else(|| why.strip_prefix("invalid value: "))
        .and_then(|it| it.rsplit_once(", expected "));
    if let Some((found, expected)) = wrong {
        let (found, expected) = (plain(found), plain(expected));
        return Misuse::new(format!("expected {expected}, found {found}"));
    }
    // Of settings that are one word out of several.
    if why == "wanted string or table" {
        return Misuse::new("expected one word");
    }
    if why.starts_with("relative URL without a base") {
        let help = "one begins like `https://example.org/`";
        return Misuse::new("it is no whole address").help(help);
    }
    Misuse::new(why)
}

/// Puts a name of this program's language into everyday words.
fn plain(said: &str) -> String {
    for (name, word) in PLAIN {
        if let Some(rest) = said.strip_prefix(name)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return format!("{word}{}", rest.replace('"', "`"));
        }
    }
    said.to_owned()
}

/// Says what is wrong with a setting of a format.
pub(super) fn of_setting(
    emitter: &dyn Emitter,
    key: &str,
    value: &Value,
) -> Result<(), Misuse> {
    if emitter.defaults().as_object().is_none_or(Map::is_empty) {
        return Err(misuse(&format!("unknown field `{key}`")));
    }
    let mut table = Map::new();
    table.insert(key.to_owned(), value.clone());
    if emitter.format().name == "epub" {
        // Nobody looks at the cover of this one.
        table.entry("cover").or_insert_with(|| "none".into());
    }
    let mut job = Job::new(&[], emitter);
    job.settings = Settings::default();
    job.settings.emit.insert(emitter.format().name.into(), table.into());
    // The format itself says what it takes, of nothing at all.
    match job.print(&Edition::default(), &mut Report::default()) {
        Err(err) if err.kind() == ErrorKind::BadSetting => Err(misuse(&cause(&err))),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Returns what is behind an error.
pub(super) fn cause(err: &Error) -> String {
    std::error::Error::source(err).map_or_else(|| err.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint::emit;

    #[test]
    fn what_readers_say_is_said_plainly() {
        for (why, plain) in [
            (
                "unknown variant `botom`, expected `top` or `bottom`",
                "unknown value `botom`",
            ),
            ("unknown field `a`, expected one of `b`, `cd`", "unknown key `a`"),
            (
                "invalid type: string \"ten\", expected usize",
                "expected a whole number, found the text `ten`",
            ),
            (
                "invalid type: integer `3`, expected a boolean",
                "expected `true` or `false`, found the number `3`",
            ),
            ("`..` is no CSS selector", "`..` is no CSS selector"),
        ] {
            assert_eq!(misuse(why).message, plain);
        }
    }

    #[test]
    fn each_format_takes_its_own_settings_and_no_others() {
        for emitter in emit::EMITTERS {
            for (key, value) in emitter.defaults().as_object().unwrap() {
                assert!(of_setting(*emitter, key, value).is_ok(), "{key}");
            }
            let refused = of_setting(*emitter, "bogus", &Value::Null).unwrap_err();
            assert_eq!(refused.message, "unknown key `bogus`");
        }
    }
}
