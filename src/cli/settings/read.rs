//! Text to settings, with the line of whatever is wrong.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{Defaults, Host, Output, Own, Settings, Site};
use crate::cli::{
    args::{Book, Channelled, Convert, Feed, Printing, Reading},
    convert,
    input::reason,
    messages::Misuse,
    near,
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
    let root = DeTable::parse(text).map_err(|err| reader.toml(&err))?;
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
    const KEYS: &[&str] = &["select", "drop"];
}

struct Reader<'a> {
    text: &'a str,
    path: &'a Path,
}

impl Reader<'_> {
    /// Says what is wrong at a place of the file.
    fn at(&self, span: &Range<usize>, why: &str, help: Option<String>) -> Misuse {
        let before = self.text.get(..span.start).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let mut misuse = Misuse::new(format!("{}:{line}: {why}", self.path.display()));
        misuse.help = help;
        misuse
    }

    /// Says what the parser or a type says.
    fn toml(&self, err: &toml::de::Error) -> Misuse {
        let span = err.span().unwrap_or(0..0);
        let why = err.message().lines().next().unwrap_or("it is not TOML");
        // `unknown variant `botom`, expected one of `top`, `bottom`, `none``
        let mut quoted = why.split('`').skip(1).step_by(2);
        let help = match quoted.next() {
            Some(typed) if why.starts_with("unknown ") => {
                let known: Vec<&str> = quoted.collect();
                Some(near(typed, &known))
            }
            Some(_) | None => None,
        };
        let why = match why.split_once(", expected ") {
            Some((what, _)) if help.is_some() => what.replace("variant", "value"),
            Some(_) | None => why.to_owned(),
        };
        self.at(&span, &why, help)
    }

    fn table<'i>(&self, value: Spanned<DeValue<'i>>) -> Result<DeTable<'i>, Misuse> {
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
    fn take<T: DeserializeOwned>(
        &self,
        table: &mut DeTable<'_>,
        keys: &[&str],
    ) -> Result<T, Misuse> {
        let mut part = DeTable::new();
        for key in keys {
            if let Some((key, value)) = table.remove_entry(*key) {
                part.insert(key, value);
            }
        }
        let part = Spanned::new(0..0, DeValue::Table(part));
        T::deserialize(ValueDeserializer::from(part)).map_err(|err| self.toml(&err))
    }

    fn printing(&self, table: &mut DeTable<'_>) -> Result<Printing, Misuse> {
        if let Some(value) = table.get("emit")
            && let DeValue::Table(formats) = value.get_ref()
        {
            let known: Vec<&str> =
                offprint::emit::EMITTERS.iter().map(|it| it.format().name).collect();
            for (name, _) in formats {
                if !known.contains(&&**name.get_ref()) {
                    let why = format!("unknown format `{}`", name.get_ref());
                    let help = near(name.get_ref(), &known);
                    return Err(self.at(&name.span(), &why, Some(help)));
                }
            }
        }
        self.take(table, Printing::KEYS)
    }

    /// Refuses the keys that nothing has read.
    fn rest(
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
        let named = kind.get_ref().as_str().unwrap_or_default().to_owned();
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
                let mut it: Book = self.take(&mut table, Book::KEYS)?;
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
                "offprint.toml:3: unknown value `botom` / did you mean `bottom`?",
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
                "offprint.toml:2: relative URL without a base",
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
