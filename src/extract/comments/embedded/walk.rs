//! What in the data is named for comments.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor,
};
use serde_json::Value;

/// What is named for comments in a value, outermost, in the order of the data.
/// The rest of it, which is nearly always all of it, is not kept.
pub(super) struct Named(pub(super) Vec<Value>);

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut found = Vec::new();
        Walk(&mut found).deserialize(deserializer)?;
        Ok(Self(found))
    }
}

/// Walks through a value and keeps what is named for comments.
struct Walk<'a>(&'a mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(about) = map.next_key_seed(IsAbout)? {
            if about {
                self.0.push(map.next_value()?);
            } else {
                map.next_value_seed(Walk(&mut *self.0))?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Walk(&mut *self.0))?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Reads whether a key is named for comments.
struct IsAbout;

impl<'de> DeserializeSeed<'de> for IsAbout {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for IsAbout {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, name: &str) -> Result<bool, E> {
        Ok(is_about(name))
    }
}

/// Returns whether a name is one for comments.
pub(super) fn is_about(name: &str) -> bool {
    // The shortest of them has as many letters.
    if name.len() < 7 {
        return false;
    }
    let lower = name.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|it| lower.contains(it));
    has(&["comment", "replies", "responses", "kommentar"]) && !is_other(&lower)
}

/// Returns whether a name in small letters says that it is not about what readers
/// said here.
pub(super) fn is_other(lower: &str) -> bool {
    ["recent", "latest", "setting", "config", "label", "i18n"]
        .iter()
        .any(|it| lower.contains(it))
}
