//! What a book costs, beside the crate epub-builder on the same chapters.
//!
//! `cargo bench --bench book [CHAPTERS]`: binds as many generated essays as are
//! asked for, 1,000 where nothing is said, and prints the CPU time of one thread
//! for
//!
//! - epub-builder, which is handed chapters that are already XHTML and writes
//!   no metadata but title and author;
//! - `offprint`, which renders the chapters, their notes and their links as well.
//!
//! Then the same for whole commands on files, with the memory they took at most:
//! as many essays, the same with 200 kB of photograph each, and ten times as
//! many; beside pandoc and mdbook-epub, where they are installed.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on ends")]

mod clock;
mod command;
mod essays;

use std::{fs, path::Path};

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};
use offprint::{
    Article, Job, Report,
    article::{Author, Block, Edition},
    emit,
};

use crate::{
    clock::fastest,
    command::{Cost, cheapest, cost},
};

fn main() {
    let named = std::env::args().skip(1).find_map(|it| it.parse().ok());
    let count: usize = named.unwrap_or(1000);
    let edition = essays(count);
    let chapters: Vec<String> = edition.articles.iter().map(xhtml).collect();
    let bytes: usize = chapters.iter().map(String::len).sum();
    println!("{count} essays, {:.1} MB", bytes as f64 / 1e6);
    let baseline = fastest(|| {
        let mut builder = EpubBuilder::new(ZipLibrary::new().unwrap()).unwrap();
        builder.epub_version(EpubVersion::V30);
        builder.metadata("title", "Essays").unwrap();
        builder.metadata("author", "A. Keeper").unwrap();
        for (i, chapter) in chapters.iter().enumerate() {
            let name = format!("ch-{i:04}.xhtml");
            let content = EpubContent::new(name, chapter.as_bytes());
            builder.add_content(content.title(format!("Essay {i}"))).unwrap();
        }
        let mut out = Vec::new();
        builder.generate(&mut out).unwrap();
        std::hint::black_box(out);
    });
    let job = Job::new(&[], emit::by_name("epub").unwrap());
    let own = fastest(|| {
        let output = job.print(&edition, &mut Report::default()).unwrap();
        std::hint::black_box(output);
    });
    println!("epub-builder  {:6.3} s CPU", baseline.as_secs_f64());
    println!("offprint      {:6.3} s CPU", own.as_secs_f64());
    println!("ratio         {:6.2}", own.as_secs_f64() / baseline.as_secs_f64());
    let folder = tempfile::tempdir().unwrap();
    commands(folder.path(), count);
}

/// Measures whole commands.
fn commands(folder: &Path, count: usize) {
    for (name, count, pictures) in
        [("plain", count, false), ("pictures", count, true), ("ten", 10 * count, false)]
    {
        essays::write(&folder.join(name), count, pictures);
    }
    let here = folder.display().to_string();
    let bind = |name: &str| {
        let arguments = ["book", name, "-o", "out.epub", "--quiet", "--title", "Essays"];
        cheapest(3, || {
            _ = fs::remove_file(folder.join("out.epub"));
            cost(env!("CARGO_BIN_EXE_offprint"), &arguments, &here)
        })
    };
    let plain = bind("plain");
    show(&format!("offprint book, {count} essays"), plain);
    show(&format!("offprint book, {count} with pictures"), bind("pictures"));
    let ten = bind("ten");
    show(&format!("offprint book, {} essays", 10 * count), ten);
    if let (Some(one), Some(ten)) = (plain, ten) {
        println!("ratio of ten times as many {:.2}", ten.seconds / one.seconds);
    }
    show("pandoc", pandoc(folder));
    show("mdbook-epub", mdbook(folder, count));
}

fn show(name: &str, cost: Option<Cost>) {
    match cost {
        Some(it) => {
            println!("{name:38} {:7.3} s CPU {:7.1} MB", it.seconds, it.megabytes);
        }
        None => println!("{name:38} is not installed, or failed"),
    }
}

fn pandoc(folder: &Path) -> Option<Cost> {
    let plain = folder.join("plain");
    let mut files: Vec<String> = fs::read_dir(&plain)
        .ok()?
        .filter_map(|it| it.ok()?.file_name().into_string().ok())
        .collect();
    files.sort();
    let mut arguments = vec!["-o", "../pandoc.epub", "--metadata", "title=Essays"];
    arguments.extend(files.iter().map(|it| &**it));
    cost("pandoc", &arguments, &plain.display().to_string())
}

fn mdbook(folder: &Path, count: usize) -> Option<Cost> {
    let book = folder.join("mdbook");
    fs::create_dir_all(&book).ok()?;
    fs::write(
        book.join("book.toml"),
        "[book]\ntitle = 'Essays'\nsrc = 'src'\n[output.epub]\n",
    )
    .ok()?;
    essays::write(&book.join("src"), count, false);
    let lines: Vec<String> =
        (0..count).map(|i| format!("- [Essay {i}](essay-{i:05}.md)\n")).collect();
    let contents = lines.concat();
    fs::write(book.join("src/SUMMARY.md"), format!("# Summary\n\n{contents}")).ok()?;
    cost("mdbook-epub", &["--standalone", "."], &book.display().to_string())
}

/// Makes essays of some 800 words, no two alike.
fn essays(count: usize) -> Edition {
    let mut edition = Edition::default();
    edition.channel.title = "Essays".into();
    for i in 0..count {
        let mut article = Article::new(format!("Essay {i}"));
        article.authors.push(Author::named("A. Keeper"));
        article.metadata.language = Some("en".into());
        for paragraph in 0..12 {
            let words: Vec<String> = (0..65)
                .map(|word| {
                    format!("word{}", (i * 7919 + paragraph * 104_729 + word * 31) % 5003)
                })
                .collect();
            article.body.blocks.push(Block::paragraph(words.join(" ")));
        }
        edition.articles.push(article);
    }
    edition
}

fn xhtml(article: &Article) -> String {
    let title = &article.metadata.title;
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>{title}</title></head>\
         <body><h1>{title}</h1>\n"
    );
    for line in article.body.text().lines() {
        out.push_str("<p>");
        out.push_str(line);
        out.push_str("</p>\n");
    }
    out.push_str("</body></html>\n");
    out
}
