//! Articles as feeds print them, kept for the next format.

use std::sync::{Arc, OnceLock};

use crate::{
    article::Article,
    emit::{Comments, Images, Place, Settings},
    report::{Entry, Report},
};

/// The texts of articles as feeds print them, which are the same in every format:
/// whoever prints several feeds of the same articles has each text made once.
///
/// # Examples
///
/// ```
/// use offprint::{Article, Job, Report, article::Edition, emit::{self, Texts}};
///
/// let edition = Edition::from(Article::new("First light"));
/// let texts = Texts::of(&edition.articles);
/// for format in ["rss", "atom", "json-feed"] {
///     let mut job = Job::new(&[], emit::by_name(format)?);
///     job.texts = Some(&texts);
///     job.print(&edition, &mut Report::default())?;
/// }
/// # Ok::<(), offprint::Error>(())
/// ```
#[derive(Debug)]
pub struct Texts<'a> {
    articles: &'a [Article],
    printed: Vec<OnceLock<Text>>,
}

/// A text, and what it was made with.
#[derive(Debug)]
struct Text {
    manner: Manner,
    markup: Arc<str>,
    entries: Vec<Entry>,
}

/// What else than the article a text depends on.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Manner {
    key: String,
    comments: Comments,
    bio: bool,
    notice: Place,
    images: Images,
}

impl<'a> Texts<'a> {
    /// Begins with none.
    pub fn of(articles: &'a [Article]) -> Self {
        let printed = articles.iter().map(|_| OnceLock::new()).collect();
        Self { articles, printed }
    }

    /// Returns the text of an article: the one at hand where it was made with the
    /// same settings, and one that `print` makes where not.
    pub(super) fn get(
        &self,
        (place, article): (usize, &Article),
        key: &str,
        settings: &Settings,
        report: &mut Report,
        print: impl Fn(&mut Report) -> String,
    ) -> Arc<str> {
        let known = self.articles.get(place).is_some_and(|it| std::ptr::eq(it, article));
        if !known {
            return print(report).into();
        }
        let manner = Manner {
            key: key.to_owned(),
            comments: settings.comments,
            bio: settings.bio,
            notice: settings.notice,
            images: settings.images,
        };
        let text = self.printed[place].get_or_init(|| {
            let mut said = Report::default();
            let markup = print(&mut said).into();
            Text { manner: manner.clone(), markup, entries: said.entries }
        });
        if text.manner != manner {
            return print(report).into();
        }
        for it in &text.entries {
            report.add(it.code, it.subject.clone());
        }
        Arc::clone(&text.markup)
    }
}
