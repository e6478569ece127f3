//! Text to settings, with the line of whatever is wrong.

use std::{
    collections::BTreeMap,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use offprint::emit::{EMITTERS, epub::Plan};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Defaults, Host, Output, Own, Settings, Site, reader::Reader};
use crate::cli::{
    args::{Book, Channelled, Convert, Feed, Printing, Reading},
    convert,
    input::reason,
    messages::Misuse,
    mistake, near,
};

const NAME: &str = "offprint.toml";

/// Reads the settings file that was named, or the one in this folder or the
/// nearest above it.
///
/// # Errors
///
/// Names the line with a key that is unknown or a value that cannot be.
pub(in crate::cli) fn load(config: Option<&Path>) -> Result<Settings, Misuse> {
    let path = match config {
        Some(it) => it.to_owned(),
        None => match find() {
            Some(it) => it,
            None => return Ok(Settings::default()),
        },
    };
    let text = fs::read_to_string(&path)
        .map_err(|err| Misuse::new(format!("{}: {}", path.display(), reason(&err))))?;
    parse(&text, &path)
}

/// Returns the nearest settings file, as seen from here.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut way = PathBuf::new();
    for _ in here.ancestors() {
        let path = way.join(NAME);
        if path.is_file() {
            return Some(path);
        }
        way.push("..");
    }
    None
}

fn parse(text: &str, path: &Path) -> Result<Settings, Misuse> {
    let reader = Reader { text, path };
    let folder = path.parent().unwrap_or(Path::new(""));
    let root = DeTable::parse(text).map_err(|err| reader.wrong(&err, &[]))?;
    let mut settings = Settings { path: Some(path.to_owned()), ..Settings::default() };
    let known = &["site", "defaults", "emit", "output", "host"];
    let mut formats = None;
    for (key, value) in root.into_inner() {
        match &**key.get_ref() {
            "site" => {
                let mut table = reader.table(value)?;
                settings.site = reader.take(&mut table, Site::KEYS)?;
                reader.rest(&table, &[Site::KEYS], "[site]")?;
            }
            "defaults" => {
                let mut table = reader.table(value)?;
                settings.defaults = Defaults {
                    reading: reader.take(&mut table, Reading::KEYS)?,
                    printing: reader.printing(&mut table)?,
                    own: reader.take(&mut table, Own::KEYS)?,
                };
                let known = &[Reading::KEYS, Printing::KEYS, Own::KEYS];
                reader.rest(&table, known, "[defaults]")?;
            }
            "emit" => {
                let mut table = DeTable::new();
                table.insert(key, value);
                formats = Some(reader.printing(&mut table)?);
            }
            "output" => {
                let DeValue::Array(tables) = value.get_ref() else {
                    let why = "`output` is a list: write `[[output]]`";
                    return Err(reader.at(&value.span(), why, None));
                };
                for it in tables {
                    let table = reader.table(it.clone())?;
                    settings.outputs.push(reader.output(&it.span(), table)?);
                }
            }
            "host" => {
                for (name, value) in reader.table(value)? {
                    let mut table = reader.table(value)?;
                    let host: Host = reader.take(&mut table, Host::KEYS)?;
                    reader.rest(&table, &[Host::KEYS], "[host]")?;
                    let name = name.into_inner().to_lowercase();
                    settings.defaults.reading.hosts.insert(name, host);
                }
            }
            unknown => {
                let help = near(unknown, known);
                let why = format!("unknown table `{unknown}`");
                return Err(reader.at(&key.span(), &why, Some(help)));
            }
        }
    }
    if let Some(formats) = formats {
        settings.defaults.printing.over(&formats);
    }
    settings.defaults.reading.rebase(folder);
    settings.defaults.printing.rebase(folder);
    for it in &mut settings.outputs {
        match it {
            Output::Book(it) => it.rebase(folder),
            Output::Convert(it) => it.rebase(folder),
            Output::Feed(it) => it.rebase(folder),
        }
    }
    Ok(settings)
}

impl Host {
    pub(super) const KEYS: &[&str] = &["select", "drop"];
}

impl Reader<'_> {
    fn printing(&self, table: &mut DeTable<'_>) -> Result<Printing, Misuse> {
        let mut places = BTreeMap::new();
        if let Some(value) = table.get("emit")
            && let DeValue::Table(formats) = value.get_ref()
        {
            let known: Vec<&str> = EMITTERS.iter().map(|it| it.format().name).collect();
            for (name, value) in formats {
                let format = name.get_ref();
                if !known.contains(&&**format) {
                    let why = format!("unknown format `{format}`");
                    return Err(self.at(&name.span(), &why, Some(near(format, &known))));
                }
                for (key, _) in &self.table(value.clone())? {
                    places.insert((format.to_string(), key.to_string()), key.span());
                }
            }
        }
        let printing: Printing = self.take(table, Printing::KEYS)?;
        for (format, key, value) in printing.settings() {
            let emitter = convert::by_name(format)?;
            let Err(it) = mistake::of_setting(emitter, key, value) else { continue };
            let why = match it.message.starts_with("unknown key") {
                true => format!("{} in [emit.{format}]", it.message),
                false => format!("`{key}`: {}", it.message),
            };
            let place = places.get(&(format.to_owned(), key.to_owned()));
            return Err(self.at(&place.cloned().unwrap_or_default(), &why, it.help));
        }
        Ok(printing)
    }

    /// Refuses the name of a format that an output cannot have.
    fn format(&self, kind: &str, name: &Spanned<DeValue<'_>>) -> Result<(), Misuse> {
        // What is no text is refused where it is read.
        let Some(typed) = name.get_ref().as_str() else { return Ok(()) };
        let refused = match kind {
            "feed" if Feed::FORMATS.contains(&typed) => None,
            "feed" => {
                let why = format!("feeds have no format `{typed}`");
                Some(Misuse::new(why).help(near(typed, Feed::FORMATS)))
            }
            _ => convert::by_name(typed).err(),
        };
        refused.map_or(Ok(()), |it| Err(self.at(&name.span(), &it.message, it.help)))
    }

    fn output(
        &self,
        span: &Range<usize>,
        mut table: DeTable<'_>,
    ) -> Result<Output, Misuse> {
        const KINDS: &[&str] = &["book", "convert", "feed"];
        let Some(kind) = table.remove("kind") else {
            let help = format!("it is one of: {}", KINDS.join(", "));
            return Err(self.at(span, "an output needs a `kind`", Some(help)));
        };
        let Some(named) = kind.get_ref().as_str().map(str::to_owned) else {
            let help = format!("it is one of: {}", KINDS.join(", "));
            return Err(self.at(&kind.span(), "`kind`: expected one word", Some(help)));
        };
        for it in table
            .get("formats")
            .and_then(|it| it.get_ref().as_array())
            .into_iter()
            .flatten()
        {
            self.format(&named, it)?;
        }
        let reading: Reading = self.take(&mut table, Reading::KEYS)?;
        let printing = self.printing(&mut table)?;
        let common = [&["kind"], Reading::KEYS, Printing::KEYS];
        let place = format!("a {named} of [[output]]");
        let needs = |key: &str| {
            let why = format!("this {named} needs a `{key}` to be written to");
            self.at(span, &why, None)
        };
        match &*named {
            "book" => {
                let channel: Channelled = self.take(&mut table, Channelled::KEYS)?;
                let sections = table.get("section").map_or(0..0, Spanned::span);
                let mut it: Book = self.take(&mut table, Book::KEYS)?;
                if let Err(err) = Plan::default().divide(&it.sections) {
                    let help = "patterns are like `early/*` or `**/*.md`";
                    let why = format!("`section`: {}", mistake::cause(&err));
                    return Err(self.at(&sections, &why, Some(help.into())));
                }
                let known = [&common[..], &[Channelled::KEYS, Book::KEYS]].concat();
                self.rest(&table, &known, &place)?;
                if it.output.is_none() {
                    return Err(needs("file"));
                }
                (it.reading, it.printing, it.channel) = (reading, printing, channel);
                Ok(Output::Book(Box::new(it)))
            }
            "feed" => {
                let channel: Channelled = self.take(&mut table, Channelled::KEYS)?;
                let mut it: Feed = self.take(&mut table, Feed::KEYS)?;
                let known = [&common[..], &[Channelled::KEYS, Feed::KEYS]].concat();
                self.rest(&table, &known, &place)?;
                if it.dir.is_none() {
                    return Err(needs("dir"));
                }
                (it.reading, it.printing, it.channel) = (reading, printing, channel);
                Ok(Output::Feed(Box::new(it)))
            }
            "convert" => {
                let mut it: Convert = self.take(&mut table, Convert::KEYS)?;
                let known = [&common[..], &[Convert::KEYS]].concat();
                self.rest(&table, &known, &place)?;
                if it.dir.is_none() && it.output.is_none() {
                    return Err(needs("dir"));
                }
                (it.reading, it.printing) = (reading, printing);
                Ok(Output::Convert(Box::new(it)))
            }
            unknown => {
                let why = format!("unknown kind `{unknown}`");
                Err(self.at(&kind.span(), &why, Some(near(unknown, KINDS))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let misuse = parse(text, Path::new("offprint.toml")).unwrap_err();
        format!("{} / {}", misuse.message, misuse.help.unwrap_or_default())
    }

    #[test]
    fn names_the_line_and_what_was_meant() {
        let cases = [
            (
                "[site]\ntitel = 'x'\n",
                "offprint.toml:2: unknown key `titel` in [site] / did you mean `title`?",
            ),
            (
                "\n[defualts]\n",
                "offprint.toml:2: unknown table `defualts` / did you mean `defaults`?",
            ),
            (
                "[defaults]\n\nnotice = 'botom'\n",
                "offprint.toml:3: `notice`: unknown value `botom` / did you mean `bottom`?",
            ),
            (
                "[[output]]\nkind = 'book'\nfile = 'b.epub'\nlimit = 3\n",
                "offprint.toml:4: unknown key `limit` in a book of [[output]]",
            ),
            (
                "[[output]]\nkind = 'bok'\n",
                "offprint.toml:2: unknown kind `bok` / did you mean `book`?",
            ),
            (
                "[[output]]\nkind = 'feed'\n",
                "offprint.toml:1: this feed needs a `dir` to be written to",
            ),
            (
                "[site]\nurl = 'not an address'\n",
                "offprint.toml:2: `url`: it is no whole address / one begins like",
            ),
            (
                "[emit.markdwon]\n",
                "offprint.toml:1: unknown format `markdwon` / did you mean `markdown`?",
            ),
            (
                "[host.'a.example']\nselct = 'main'\n",
                "offprint.toml:2: unknown key `selct` in [host] / did you mean `select`?",
            ),
            (
                "[[output]]\nkind = 'feed'\ndir = 'x'\nformats = ['atom', 'rs']\n",
                "offprint.toml:4: feeds have no format `rs` / did you mean `rss`?",
            ),
            (
                "[[output]]\nkind = 'feed'\ndir = 'x'\nformats = [\n  'epub',\n]\n",
                "offprint.toml:5: feeds have no format `epub` / it is one of: rss, atom",
            ),
            (
                "[[output]]\nkind = 'convert'\ndir = 'x'\nformats = ['markdwon']\n",
                "offprint.toml:4: unknown format `markdwon` / did you mean `markdown`?",
            ),
            ("[defaults.meta]\ntitel = 'x'\n", "did you mean `title`?"),
            ("[site\n", "offprint.toml:1: "),
            (
                "[defaults]\nimages = ['copy']\n",
                "offprint.toml:2: `images`: expected one word",
            ),
            (
                "[[output]]\nkind = 3\n",
                "offprint.toml:2: `kind`: expected one word / it is one of: book, convert",
            ),
            (
                "[emit.markdown]\nwidth = 0\nprofle = 'x'\n",
                "offprint.toml:3: unknown key `profle` in [emit.markdown] / did you mean \
                 `profile`?",
            ),
            (
                "[emit.markdown]\nprofile = 'jekyl'\n",
                "offprint.toml:2: `profile`: unknown value `jekyl` / did you mean `jekyll`?",
            ),
            (
                "[[output]]\nkind = 'feed'\ndir = 'x'\nemit.rss.limt = 3\n",
                "offprint.toml:4: unknown key `limt` in [emit.rss] / did you mean `limit`?",
            ),
            (
                "[[output]]\nkind = 'feed'\ndir = 'x'\nlimit = 'ten'\n",
                "offprint.toml:4: `limit`: expected a whole number, found the text `ten`",
            ),
            (
                "[host.'a.example']\ndrop = [\n  '.a',\n  '<<',\n]\n",
                "`drop`: `<<` is no CSS selector",
            ),
            (
                "[host.'a.example']\n\nselect = '<<'\n",
                "offprint.toml:3: `select`: `<<` is no CSS selector",
            ),
            (
                "[defaults]\ncharset = 'utf-9'\n",
                "offprint.toml:2: `charset`: unknown character set `utf-9`",
            ),
            (
                "[[output]]\nkind = 'book'\nfile = 'b.epub'\n\
                 section = [{ titel = 'A', match = '*' }]\n",
                "offprint.toml:4: `section`: unknown key `titel` / did you mean `title`?",
            ),
            (
                "[[output]]\nkind = 'book'\nfile = 'b.epub'\n\
                 section = [{ title = 'A', match = '[' }]\n",
                "offprint.toml:4: `section`: ",
            ),
        ];
        for (text, expected) in cases {
            let told = told(text);
            assert!(told.contains(expected), "{text}\n{told}");
        }
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let text = "[defaults]\nimage-root = 'media'\n\
            [[output]]\nkind = 'book'\nin = ['essays']\nfile = 'out/b.epub'\n";
        let settings = parse(text, Path::new("../up/offprint.toml")).unwrap();
        let root = settings.defaults.printing.image_root.unwrap();
        assert_eq!(root, Path::new("../up/media"));
        let Output::Book(book) = &settings.outputs[0] else { panic!() };
        assert_eq!(book.output.as_deref(), Some(Path::new("../up/out/b.epub")));
        assert_eq!(book.reading.inputs, [Path::new("../up/essays")]);
    }
}
