//! What a feed has no place for as data.
//!
//! Most of it stands in the text as words; a program that reads the feed back
//! does not get it as facts, so the report names it.

use url::Url;

use crate::{
    article::{Address, Article, AuthorKind, Licence, Relation},
    emit::{Place, Settings},
    render::plain,
};

use super::Kind;

/// Names the facts about an article that a kind of feed does not keep. `link` and
/// `via` are the addresses that it prints.
pub(super) fn unkept(
    kind: Kind,
    article: &Article,
    settings: &Settings,
    link: Option<&Url>,
    via: Option<&Url>,
) -> Vec<String> {
    let mut out = Vec::new();
    let mut say = |lost: bool, what: &dyn Fn() -> String| {
        if lost {
            out.push(what());
        }
    };
    let portraits = article.discussion.comments.iter().any(|it| {
        it.author.as_ref().is_some_and(|it| it.portrait.is_some() || it.urls.len() > 1)
    });
    say(portraits, &|| "portraits of those who commented".into());
    if kind == Kind::Json {
        return out;
    }

    let metadata = &article.metadata;
    let canonical = metadata.canonical.as_ref();
    let reprint = article.provenance.original.is_some();
    let canonical =
        canonical.filter(|it| Some(*it) != link && (reprint || Some(*it) != via));
    say(canonical.is_some(), &|| "canonical address".into());
    let changed_only = metadata.published.is_none() && metadata.updated.is_some();
    say(changed_only, &|| "that the date is of a change".into());

    let authors: Vec<_> =
        article.authors.iter().filter(|it| !it.name.trim().is_empty()).collect();
    let credited = metadata.byline.is_some()
        || 1 < authors.len()
        || authors.iter().any(|it| !it.contributions.is_empty());
    for it in authors {
        let name = it.name.trim();
        let titled = it.position.is_some() || it.affiliation.is_some();
        let noted = settings.bio && (titled || !it.bio.is_empty());
        let linked = kind == Kind::Atom || credited || noted;
        say(!it.urls.is_empty() && !linked, &|| format!("address of {name}"));
        say(1 < it.urls.len() && !noted, &|| format!("further addresses of {name}"));
        say(!it.contributions.is_empty(), &|| format!("what {name} did"));
        say(titled && !noted, &|| format!("position of {name}"));
        let there =
            it.portrait.as_ref().is_some_and(|it| matches!(it.address, Address::Web(_)));
        let seen =
            noted && there && it.portrait.as_ref().is_none_or(|it| it.size.is_none());
        say(it.portrait.is_some() && !seen, &|| format!("portrait of {name}"));
        say(it.kind == AuthorKind::Organisation, &|| {
            format!("that {name} is an organisation")
        });
    }

    let provenance = &article.provenance;
    if let Some(it) = &provenance.original {
        let outlet = it.outlet.name.trim();
        let dated = it.published.or(metadata.published).is_some();
        let sourced =
            kind == Kind::Atom && it.outlet.url.is_some() && !outlet.is_empty() && dated;
        say(it.outlet.url.is_some() && !sourced, &|| format!("address of {outlet}"));
        let exact = it.published.is_none_or(crate::article::Date::is_instant);
        say(it.published.is_some() && !(sourced && exact), &|| {
            "date of the first printing".into()
        });
        let manner = match it.relation {
            Relation::Reprint => None,
            Relation::Excerpt => Some("an excerpt"),
            Relation::Adaptation => Some("an adaptation"),
            Relation::Translation => Some("a translation"),
        };
        say(manner.is_some(), &|| format!("that it is {}", manner.unwrap_or_default()));
    }
    if let Some(Licence { spdx: Some(spdx), url, .. }) = &provenance.licence {
        // A deed's address spells the name.
        let spelt = url.as_ref().is_some_and(|it| {
            let terms = spdx.to_ascii_lowercase();
            let terms = terms.trim_start_matches("cc-").replace("cc0-", "zero-");
            let (terms, version) = terms.rsplit_once('-').unwrap_or((&terms, ""));
            it.path().contains(&format!("/{terms}/{version}"))
        });
        say(!spelt, &|| format!("name of the licence {spdx}"));
    }
    if let Some(it) = &provenance.permission {
        let said = plain(&provenance.notice).to_lowercase().contains(&it.to_lowercase());
        say(said || settings.notice == Place::None, &|| "permission".into());
    }

    let discussion = &article.discussion;
    let comments = discussion.comments.iter().chain(&discussion.mentions);
    let named = comments.clone().filter(|it| it.id.is_some()).count();
    say(named > 0, &|| format!("ids of {named} comments"));
    let worded = comments.filter(|it| it.posted_words.is_some()).count();
    say(worded > 0, &|| format!("dates of {worded} comments in words"));
    out
}
