//! Tables of a settings file to what is in them, with the line of whatever is wrong.

use std::{ops::Range, path::Path};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use crate::cli::{messages::Misuse, mistake, near};

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) path: &'a Path,
}

/// A key and where its value is.
type Place = (String, Range<usize>);

impl Reader<'_> {
    /// Says what is wrong at a place of the file.
    pub(super) fn at(
        &self,
        span: &Range<usize>,
        why: &str,
        help: Option<String>,
    ) -> Misuse {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let mut misuse = Misuse::new(format!("{}:{line}: {why}", self.path.display()));
        misuse.help = help;
        misuse
    }

    /// Says what the parser or a type says, of the key whose value it is about.
    pub(super) fn wrong(&self, err: &toml::de::Error, places: &[Place]) -> Misuse {
        let span = err.span().unwrap_or(0..0);
        let it = mistake::misuse(err.message());
        let about = places.iter().find(|it| it.1.contains(&span.start));
        let why = match about {
            Some((key, _)) => format!("`{key}`: {}", it.message),
            None => it.message,
        };
        self.at(&span, &why, it.help)
    }

    pub(super) fn table<'i>(
        &self,
        value: Spanned<DeValue<'i>>,
    ) -> Result<DeTable<'i>, Misuse> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(it) => Ok(it),
            it => {
                let why = format!("expected a table, found {}", it.type_str());
                Err(self.at(&span, &why, None))
            }
        }
    }

    /// Takes some keys out of a table and reads them.
    pub(super) fn take<T: DeserializeOwned>(
        &self,
        table: &mut DeTable<'_>,
        keys: &[&str],
    ) -> Result<T, Misuse> {
        let mut part = DeTable::new();
        let mut places = Vec::new();
        for key in keys {
            if let Some((key, value)) = table.remove_entry(*key) {
                places.push((key.get_ref().to_string(), value.span()));
                part.insert(key, value);
            }
        }
        let part = Spanned::new(0..0, DeValue::Table(part));
        T::deserialize(ValueDeserializer::from(part))
            .map_err(|err| self.wrong(&err, &places))
    }

    /// Refuses the keys that nothing has read.
    pub(super) fn rest(
        &self,
        table: &DeTable<'_>,
        known: &[&[&str]],
        place: &str,
    ) -> Result<(), Misuse> {
        // The first in the file, not in the alphabet.
        let Some(key) = table.keys().min_by_key(|it| it.span().start) else {
            return Ok(());
        };
        let known = known.concat();
        let why = format!("unknown key `{}` in {place}", key.get_ref());
        Err(self.at(&key.span(), &why, Some(near(key.get_ref(), &known))))
    }
}
