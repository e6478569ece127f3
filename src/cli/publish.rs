//! `offprint publish`: every output of the settings file, one after another.

use std::{path::PathBuf, sync::Arc};

use super::{
    args::{Convert, Printing, Reading},
    batch::Kept,
    book, convert, feed,
    messages::{Messages, Misuse},
    settings::{Output, Settings},
    threads, watch,
};

pub(super) fn run(
    mut asked: Convert,
    settings: &Settings,
    messages: &mut Messages,
) -> Result<(), Misuse> {
    threads::set(asked.reading.jobs);
    // What is named here is an output of its own.
    if !asked.to.is_empty() || asked.output.is_some() {
        if asked.dir.is_none() && asked.output.is_none() {
            let why = "`-t` makes an output of its own, which needs a place";
            let help =
                "name a folder with -d, or leave out -t for what the settings name";
            return Err(Misuse::new(why).help(help));
        }
        settings.convert(&mut asked);
        messages.heed(&asked.printing);
        asked.reading.without.extend(asked.dir.clone());
        return convert::run(&asked, messages);
    }
    if settings.outputs.is_empty() {
        let why = match &settings.path {
            Some(it) => format!("{}: it names no output", it.display()),
            None => "no offprint.toml here or in a folder above".to_owned(),
        };
        let help = "`offprint init` writes one that says what it can hold";
        return Err(Misuse::new(why).help(help));
    }
    if asked.dir.is_some() {
        let why = "`-d` is the place of an output of its own, which needs a format";
        let help = "name one with -t, or leave out -d for what the settings name";
        return Err(Misuse::new(why).help(help));
    }
    let prints = |it: &Output| matches!(it, Output::Convert(_));
    if !settings.outputs.iter().any(prints) {
        for (flag, given) in [
            ("--name", asked.name.is_some()),
            ("--max-articles", asked.max_articles.is_some()),
        ] {
            if given {
                let why = format!("`{flag}` changes nothing: no output is a `convert`");
                return Err(Misuse::new(why));
            }
        }
    }
    let outputs = outputs(&asked, settings);
    for it in &outputs {
        messages.heed(it.parts().1);
    }
    let messages = &*messages;
    if asked.reading.watch {
        let readings: Vec<&Reading> = outputs.iter().map(|it| it.parts().0).collect();
        return watch::run(&readings, messages, |_| make(&outputs, messages));
    }
    make(&outputs, messages)
}

/// Returns what is to be made, with all that is said about each output filled in.
fn outputs(asked: &Convert, settings: &Settings) -> Vec<Output> {
    let kept = asked.reading.watch.then(Arc::<Kept>::default);
    let written: Vec<PathBuf> =
        settings.outputs.iter().filter_map(|it| it.folder().cloned()).collect();
    let filled = settings.outputs.iter().cloned().map(|mut output| {
        let (reading, printing) = output.parts_mut();
        over(asked, reading, printing);
        reading.without.clone_from(&written);
        reading.kept.clone_from(&kept);
        // One watch looks at the files of all.
        reading.watch = false;
        reading.rules.clear();
        match &mut output {
            Output::Book(it) => settings.book(it),
            Output::Convert(it) => {
                it.name = asked.name.clone().or_else(|| it.name.take());
                it.max_articles = asked.max_articles.or(it.max_articles);
                settings.convert(it);
            }
            Output::Feed(it) => settings.feed(it),
        }
        output
    });
    filled.collect()
}

fn make(outputs: &[Output], messages: &Messages) -> Result<(), Misuse> {
    outputs.iter().try_for_each(|it| match it {
        Output::Book(it) => book::run(it, messages),
        Output::Convert(it) => convert::run(it, messages),
        Output::Feed(it) => feed::run(it, messages),
    })
}

/// Keeps what is loaded where it will be wanted again.
pub(super) fn kept(reading: &mut Reading) {
    if reading.watch {
        reading.kept = Some(Arc::default());
    }
}

/// Lays flags over what an output says.
fn over(asked: &Convert, reading: &mut Reading, printing: &mut Printing) {
    let (mut above, mut shown) = (asked.reading.clone(), asked.printing.clone());
    above.over(reading);
    shown.over(printing);
    (*reading, *printing) = (above, shown);
}

impl Output {
    fn parts(&self) -> (&Reading, &Printing) {
        match self {
            Self::Book(it) => (&it.reading, &it.printing),
            Self::Convert(it) => (&it.reading, &it.printing),
            Self::Feed(it) => (&it.reading, &it.printing),
        }
    }

    fn parts_mut(&mut self) -> (&mut Reading, &mut Printing) {
        match self {
            Self::Book(it) => (&mut it.reading, &mut it.printing),
            Self::Convert(it) => (&mut it.reading, &mut it.printing),
            Self::Feed(it) => (&mut it.reading, &mut it.printing),
        }
    }

    /// Returns the folder that is written to.
    fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::Book(_) => None,
            Self::Convert(it) => it.dir.as_ref(),
            Self::Feed(it) => it.dir.as_ref(),
        }
    }
}
