//! How parts begin in formats that have no markup for them.

use crate::article::{Original, Outlet, Relation};

/// How a line begins that says where an article was first.
const NOTICES: &[&str] = &[
    "originally published",
    "first published",
    "originally appeared",
    "first appeared",
    "this article was originally published",
    "this article was first published",
    "this article originally appeared",
    "this article first appeared",
    "this story was originally published",
    "this story originally appeared",
    "this piece was originally published",
    "this post was originally published",
    "republished from",
    "republished with permission",
    "reprinted from",
    "reprinted with permission",
    "reposted from",
    "cross-posted from",
    "crossposted from",
    "zuerst erschienen",
    "zuerst veröffentlicht",
    "publié initialement",
    "publié à l'origine",
    "publicado originalmente",
    "pubblicato originariamente",
    "oorspronkelijk gepubliceerd",
    "ursprungligen publicerad",
    "oprindeligt udgivet",
    "opprinnelig publisert",
    "alun perin julkaistu",
    "pierwotnie opublikowano",
    "původně vyšlo",
    "впервые опубликовано",
    "вперше опубліковано",
    "首发于",
    "原载于",
    "初出",
    "최초 게재",
];

/// The longest notice that is told by how it begins, in bytes.
const MAX_NOTICE: usize = 600;

/// Before the name of the outlet in such a line.
const BEFORE_OUTLET: &[&str] = &[
    " by ", " in ", " on ", " at ", " from ", " bei ", " auf ", " dans ", " sur ",
    " en ", " su ", " op ", " i ", " w ", " na ", " v ", " в ", " на ",
];

/// What a part about the authors is called.
const ABOUT: &[&str] = &[
    "about the author",
    "zur person",
    "zu den autoren",
    "über den autor",
    "über die autorin",
    "à propos de l",
    "à propos des auteurs",
    "sobre el autor",
    "sobre la autora",
    "sobre los autores",
    "sobre o autor",
    "sobre a autora",
    "sobre os autores",
    "l’autore",
    "sull'autore",
    "gli autori",
    "over de auteur",
    "om författaren",
    "om forfatteren",
    "kirjoittajasta",
    "o autorze",
    "o autorovi",
    "об автор",
    "про автора",
    "yazar hakkında",
    "عن الكاتب",
    "عن الكتّاب",
    "عن المؤلف",
    "作者简介",
    "作者簡介",
    "关于作者",
    "關於作者",
    "著者について",
    "著者紹介",
];

/// Returns whether a paragraph begins like a republication notice.
pub(super) fn is_notice(text: &str) -> bool {
    if MAX_NOTICE <= text.len() {
        return false;
    }
    let text = text.to_lowercase();
    NOTICES.iter().any(|it| text.starts_with(it))
}

/// Returns whether a heading stands over the bios.
pub(super) fn is_about_authors(heading: &str) -> bool {
    let heading = heading.trim().to_lowercase();
    heading.len() <= 80 && ABOUT.iter().any(|it| heading.starts_with(it))
}

/// Reads which outlet a notice names.
pub(super) fn original(text: &str) -> Option<Original> {
    let (at, before) =
        BEFORE_OUTLET.iter().filter_map(|it| Some((text.find(it)?, it.len()))).min()?;
    let rest = &text[at + before..];
    let end = rest.find(['.', ',', ';', '(', '<', '[']).unwrap_or(rest.len());
    let end = rest.find(" on ").map_or(end, |it| it.min(end));
    let name = rest[..end].trim().trim_start_matches("the ").to_owned();
    if name.is_empty() || 80 < name.len() {
        return None;
    }
    let outlet = Outlet { name, url: None };
    Some(Original { outlet, url: None, published: None, relation: Relation::Reprint })
}
