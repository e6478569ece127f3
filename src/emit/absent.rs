//! Pictures that an article names and the caller does not have, for the report.

use std::collections::BTreeSet;

use crate::{
    article::Article,
    report::{Code, Report},
};

use super::{Absence, Assets, Images, beside::images};

/// Says which pictures of an article are not there, where pictures are wanted and
/// the caller knows. Each is said once, with its description and address.
pub(super) fn report(
    assets: &dyn Assets,
    wanted: Images,
    (place, article): (usize, &Article),
    report: &mut Report,
) {
    match wanted {
        Images::Copy | Images::Embed => (),
        Images::Link | Images::None => return,
    }
    let mut seen = BTreeSet::new();
    for image in images(article) {
        let address = image.address.as_str();
        if !seen.insert(address) {
            continue;
        }
        let code = match assets.absence(place, &image.address) {
            None => continue,
            Some(Absence::Missing) => Code::ImageMissing,
            Some(Absence::Refused) => Code::ImageRefused,
        };
        report.add(code, format!("{} {address}", image.alt).trim());
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::{
        article::{Address, Block, Edition, Image},
        convert::Job,
        emit::by_name,
    };

    #[derive(Debug)]
    struct Folder;

    impl Assets for Folder {
        fn get(&self, _: usize, _: &Address) -> Option<Cow<'_, [u8]>> {
            None
        }

        fn absence(&self, _: usize, address: &Address) -> Option<Absence> {
            match address.as_str() {
                "../x.png" => Some(Absence::Refused),
                "boat.png" => Some(Absence::Missing),
                _ => None,
            }
        }
    }

    fn told(format: &str, wanted: Images) -> Vec<String> {
        let mut article = Article::new("t");
        for address in ["boat.png", "../x.png", "boat.png", "https://a.example/a.png"] {
            let address = match address.parse() {
                Ok(url) => Address::Web(url),
                Err(_) => Address::Local(address.into()),
            };
            let mut image = Image::at(address);
            image.alt = "A boat".into();
            article.body.blocks.push(Block::Image(image));
        }
        let mut report = Report::default();
        let mut job = Job::new(&[], by_name(format).unwrap());
        job.assets = &Folder;
        job.settings.images = wanted;
        job.print(&Edition::from(article), &mut report).unwrap();
        report
            .entries
            .retain(|it| matches!(it.code, Code::ImageMissing | Code::ImageRefused));
        report.entries.iter().map(|it| format!("{}: {}", it.code, it.subject)).collect()
    }

    #[test]
    fn every_format_says_which_pictures_are_not_there() {
        let wanted = ["image-missing: A boat boat.png", "image-refused: A boat ../x.png"];
        for format in ["epub", "html", "json", "markdown", "pandoc", "text"] {
            assert_eq!(told(format, Images::Copy), wanted, "{format}");
            assert!(told(format, Images::Link).is_empty(), "{format}");
        }
    }
}
