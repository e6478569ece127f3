//! An article whose files have moved.

use serde_json::Value;

use super::Article;

/// What an address in an article is of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Of {
    Link,
    Image,
}

/// Returns an article in which `moved` has changed addresses: it is given each address
/// with what it is of, and returns the new one if there is one.
pub(crate) fn readdress(
    article: &Article,
    moved: &dyn Fn(Of, &str) -> Option<String>,
) -> Article {
    let mut value = serde_json::to_value(article).unwrap_or_default();
    let mut open = vec![&mut value];
    while let Some(it) = open.pop() {
        match it {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => {
                let is_link = fields.get("type").is_some_and(|it| it == "link");
                let of = if is_link { Of::Link } else { Of::Image };
                if let Some(Value::String(address)) = fields.get_mut("address")
                    && let Some(new) = moved(of, address)
                {
                    *address = new;
                }
                open.extend(fields.values_mut());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
        }
    }
    serde_json::from_value(value).unwrap_or_else(|_| article.clone())
}
