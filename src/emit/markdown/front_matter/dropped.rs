//! What a file without a block of facts does not say, for the report.
//!
//! Everything that the block would hold is named unless the table here knows where
//! else it stands, so that a fact that is new is never lost in silence.

use crate::{
    article::Article,
    report::{Code, Report},
};

use super::{
    super::{FrontMatter, Profile, block::Known, data::Data, facts::facts},
    DEV_TAGS, source,
};

/// Where a fact stands.
enum Stands {
    /// In the front matter or in the text, where readers see it.
    Somewhere,
    /// In the front matter, up to a number of values.
    First(usize),
    /// In the front matter, one part of it alone.
    Part(&'static str),
    /// Nowhere.
    Nowhere,
}

/// Reports the facts that are not in a file whose front matter has keys of the tool
/// alone, or that has none.
pub(in crate::emit::markdown) fn report(
    article: &Article,
    profile: Profile,
    language: FrontMatter,
    report: &mut Report,
) {
    let tool = (language != FrontMatter::None).then_some(profile);
    let byline = article.metadata.byline.is_some();
    let source = source(article).filter(|_| tool.is_some()).map(url::Url::as_str);
    let mut say = |name: &str, value: &Data| {
        let value = words(value);
        if !value.is_empty() && source != Some(&*value) {
            report.add(Code::MetadataDropped, format!("{name}: {value}"));
        }
    };
    for (name, value) in facts(article, &Known::default(), &[]) {
        match (stands(tool, &name), &value) {
            (Stands::Somewhere, _) => (),
            (Stands::First(most), Data::List(items)) => {
                items.iter().skip(most).for_each(|it| say(&name, it));
            }
            (_, Data::List(items)) if name == "authors" => {
                for it in items {
                    author(it, byline, &mut say);
                }
            }
            (_, Data::Map(map)) if name == "comments" => discussion(map, &mut say),
            (place, Data::Map(map)) => {
                let stands = |key: &str| matches!(place, Stands::Part(it) if it == key);
                for (key, it) in map.iter().filter(|it| !stands(&it.0)) {
                    say(&format!("{name} {key}"), it);
                }
            }
            (_, Data::List(items)) => items.iter().for_each(|it| say(&name, it)),
            (_, value) => say(&name, value),
        }
    }
}

/// The table: where each fact stands for a tool that strips the keys it does not
/// know, or for none, where there is no front matter.
fn stands(tool: Option<Profile>, fact: &str) -> Stands {
    let dev = tool == Some(Profile::DevTo);
    let found = match fact {
        // These are about the block itself, or about what is in the text.
        "version" | "parts" | "embeds" | "images" | "math" | "headings" | "title"
        | "subtitle" | "byline" => true,
        "summary" => dev,
        "published" => dev || tool.is_none(),
        "tags" if dev => return Stands::First(DEV_TAGS),
        "tags" => tool.is_some(),
        "lead_image" if tool.is_some() => return Stands::Part("url"),
        _ => false,
    };
    if found { Stands::Somewhere } else { Stands::Nowhere }
}

/// Names what is not in the line that says who wrote the article.
fn author(author: &Data, byline: bool, say: &mut dyn FnMut(&str, &Data)) {
    let Data::Map(map) = author else { return };
    let name = map.iter().find(|it| it.0 == "name").map(|it| words(&it.1));
    let name = name.unwrap_or_default();
    for (key, value) in map {
        // The line is as the outlet printed it, with what each did.
        if key != "name" && !(key == "roles" && byline) {
            say(&format!("{key} of {name}"), value);
        }
    }
}

/// Names what is not in the headings over the comments, once for all of them.
fn discussion(map: &[(String, Data)], say: &mut dyn FnMut(&str, &Data)) {
    let mut counts: Vec<(&str, i64)> = Vec::new();
    for (name, value) in map {
        let Data::List(items) = value else {
            if name != "closed" {
                say(&format!("comments {name}"), value);
            }
            continue;
        };
        for item in items {
            let Data::Map(item) = item else { continue };
            for (key, value) in item {
                let named = matches!(
                    (key.as_str(), value),
                    ("parent" | "marker" | "date" | "date_words", _)
                        | ("author", Data::Text(_))
                );
                if !named {
                    match counts.iter_mut().find(|it| it.0 == key) {
                        Some(it) => it.1 += 1,
                        None => counts.push((key, 1)),
                    }
                }
            }
        }
    }
    for (key, count) in counts {
        say(&format!("comments with {key}"), &Data::Number(count));
    }
}

/// Returns a value in words.
fn words(value: &Data) -> String {
    match value {
        Data::Text(it) | Data::Date(it) => it.clone(),
        Data::Flag(it) => it.to_string(),
        Data::Number(it) => it.to_string(),
        Data::List(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Data::Map(map) => {
            map.iter().map(|it| words(&it.1)).collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::{Edition, from_json},
        emit::{Context, Emitter, Settings, Templates, markdown::Markdown},
    };

    const FULL: &str = include_str!("../../../../samples/kitchen-sink.json");

    /// Prints an article, and returns the file with everything that was reported.
    fn printed(article: Article, options: &serde_json::Value) -> (String, String) {
        let mut settings = Settings::default();
        settings.emit.insert("markdown".into(), options.clone());
        let mut report = Report::default();
        let mut cx = Context {
            settings: &settings,
            assets: &(),
            templates: &Templates::default(),
            stem: "sink",
            now: jiff::Timestamp::UNIX_EPOCH,
            texts: None,
            packed: None,
            report: &mut report,
        };
        let output = Markdown.emit(&mut cx, &Edition::from(article)).unwrap();
        let entries = report.entries.iter().map(|it| format!("{}\n", it.subject));
        let text = String::from_utf8(output.files[0].bytes.clone()).unwrap();
        (text, entries.collect())
    }

    fn leaves(value: &Data, out: &mut Vec<String>) {
        match value {
            Data::List(items) => items.iter().for_each(|it| leaves(it, out)),
            Data::Map(map) => map.iter().for_each(|it| leaves(&it.1, out)),
            value => out.push(words(value)),
        }
    }

    #[test]
    fn every_fact_is_in_the_file_or_named() {
        let profiles = [
            "generic", "hugo", "jekyll", "zola", "eleventy", "astro", "obsidian",
            "dev.to", "hashnode",
        ];
        let mut article = from_json(FULL).unwrap();
        article.metadata.tags.extend(["a", "b", "c"].map(|it| format!("tag{it}")));
        for profile in profiles {
            for front_matter in ["yaml", "none"] {
                let options = serde_json::json!({
                    "profile": profile, "front-matter": front_matter,
                });
                let (text, named) = printed(article.clone(), &options);
                let text = text.replace('\\', "");
                // Comments are named by number, and this date stands there in words.
                for (name, value) in facts(&article, &Known::default(), &[]) {
                    if ["version", "comments"].contains(&&*name)
                        || name == "published" && front_matter == "none"
                    {
                        continue;
                    }
                    let mut found = Vec::new();
                    leaves(&value, &mut found);
                    for it in found {
                        let slug = it.replace(' ', "");
                        let slugs = [slug.to_lowercase(), it.replace(' ', "-")];
                        // Each tool writes dates in its own way.
                        let dated = ["published", "updated"].contains(&&*name);
                        let it = if dated { it[..10].to_owned() } else { it };
                        let there = text.contains(&it)
                            || named.contains(&it)
                            || name == "tags" && slugs.iter().any(|it| text.contains(it))
                            || article.metadata.byline.is_some() && it.len() == 3
                            || name == "parts";
                        assert!(there, "{profile} {front_matter}: {name} {it}\n{named}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_an_outlet_has_no_key_for_is_named() {
        let article = from_json(FULL).unwrap();
        let options = serde_json::json!({ "profile": "hashnode" });
        let (_, named) = printed(article.clone(), &options);
        for line in [
            "published: 2024-05-03T09:30:00+02:00",
            "updated: 2024-05-07",
            "summary: A summary with a summaryword.",
            "position of Una Bylineword: Inspector of Drains",
        ] {
            assert!(named.lines().any(|it| it == line), "{line}\n{named}");
        }
        assert!(named.contains("publisher name: "), "{named}");
        let options = serde_json::json!({ "profile": "dev.to" });
        let (_, named) = printed(article, &options);
        assert!(!named.contains("published: "), "{named}");
        assert!(named.contains("updated: 2024-05-07"), "{named}");
    }
}
