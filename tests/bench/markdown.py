#!/usr/bin/env python3
"""HTML to Markdown, beside the tools people use for it: how fast, and what is lost.

usage: tests/bench/markdown.py OFFPRINT [PAGES] [THREADS]

OFFPRINT is a release build of the program. Takes every n-th of the pages of
`../shared/corpus/articles` (100 unless PAGES says otherwise) and of
`../shared/corpus/discussion` (30), has each tool turn them into Markdown, and
prints the CPU time each took, as a ratio to offprint's in the same run, and what
of the gold texts is in its output. Needs `pip install trafilatura
lxml_html_clean html-to-markdown pypandoc_binary`; htmd, a crate, is built in `target/bench` if it
can be had, and pandoc is the newest.

What is counted, for each tool: how many of the words of the article's body are
there; how many words of the output are not of the body, title, authors or
comments (menus, teasers); in how many pages the title, an author and the date
are; how many of the words of readers' comments; and how many tags are left in
the Markdown, in a thousand words.
"""
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/corpus"
HTMD = ROOT / "target/bench/htmd"


def cpu(who=resource.RUSAGE_SELF):
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def children(run):
    """Returns what processes cost that a function starts and waits for."""
    before = cpu(resource.RUSAGE_CHILDREN)
    run()
    return cpu(resource.RUSAGE_CHILDREN) - before


def text_of(page):
    data = page.read_bytes()
    found = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    try:
        return data.decode(found.group(1).decode() if found else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def offprint(pages, out):
    listed = out / "list"
    listed.write_text("".join(f"{it}\n" for it in pages))
    return children(lambda: subprocess.run(
        [sys.argv[1], "convert", f"@{listed}", "-t", "markdown", "-d", out, "--name", "{stem}", "--images", "link",
         "--jobs", "1", "--quiet"], capture_output=True, check=False))


def trafilatura(pages, out):
    import trafilatura as tool
    start = time.process_time()
    for page in pages:
        found = tool.extract(page.read_bytes(), output_format="markdown", with_metadata=True, include_comments=True,
                             include_links=True, include_images=True, include_formatting=True)
        (out / f"{page.stem}.md").write_text(found or "")
    return time.process_time() - start


def html_to_markdown(pages, out):
    import html_to_markdown as tool
    start = time.process_time()
    for page in pages:
        found = tool.convert(text_of(page))
        found = found if isinstance(found, str) else getattr(found, "content", None) or found["content"]
        (out / f"{page.stem}.md").write_text(found)
    return time.process_time() - start


def pandoc(pages, out):
    import pypandoc
    binary = pypandoc.get_pandoc_path()

    def run():
        for page in pages:
            # `--sandbox` keeps it from reading files that pages name.
            done = subprocess.run([binary, "--sandbox", "-f", "html", "-t", "gfm", "--wrap=none", "-s"],
                                  input=text_of(page).encode(), capture_output=True, check=False)
            (out / f"{page.stem}.md").write_bytes(done.stdout)
    return children(run)


def htmd(pages, out):
    binary = HTMD / "target/release/run-htmd"
    if not binary.exists():
        (HTMD / "src").mkdir(parents=True, exist_ok=True)
        (HTMD / "Cargo.toml").write_text('[package]\nname = "run-htmd"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n'
                                         'htmd = "*"\n[workspace]\n')
        (HTMD / "src/main.rs").write_text(
            'fn main() { let mut args = std::env::args().skip(1); let out = args.next().unwrap();\n'
            'for page in std::fs::read_to_string(args.next().unwrap()).unwrap().lines() {\n'
            'let html = String::from_utf8_lossy(&std::fs::read(page).unwrap()).into_owned();\n'
            'let stem = std::path::Path::new(page).file_stem().unwrap().to_str().unwrap().to_owned();\n'
            'let tool = htmd::HtmlToMarkdown::builder().skip_tags(vec!["script", "style"]).build();\n'
            'std::fs::write(format!("{out}/{stem}.md"), tool.convert(&html).unwrap_or_default()).unwrap(); } }\n')
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HTMD, check=True)
    listed = out / "list"
    listed.write_text("".join(f"{it}\n" for it in pages))
    return children(lambda: subprocess.run([binary, out, listed], capture_output=True, check=True))


TOOLS = [offprint, trafilatura, pandoc, html_to_markdown, htmd]


def words(text):
    text = re.sub(r"\]\([^)]*\)|<https?:[^>]*>|https?://\S+", "] ", text)
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def share(wanted, got):
    """Returns how much of one text is in another, in words."""
    wanted, got = Counter(words(wanted)), Counter(words(got))
    total = sum(wanted.values())
    return sum((wanted & got).values()) / total if total else None


def mean(values):
    values = [it for it in values if it is not None]
    return sum(values) / len(values) if values else float("nan")


def main():
    count = int(sys.argv[2]) if 2 < len(sys.argv) else 100
    threads = int(sys.argv[3]) if 3 < len(sys.argv) else 30
    gold = json.loads((CORPUS / "articles/gold.json").read_text())
    found = sorted((CORPUS / "articles/html").glob("*.html"))
    pages = found[::max(1, len(found) // count)][:count]
    found = sorted((CORPUS / "discussion/pages").glob("*.html"))
    discussed = found[::max(1, len(found) // threads)][:threads]
    print(f"{len(pages)} pages and {len(discussed)} discussions, "
          f"{sum(it.stat().st_size for it in pages + discussed) / 1e6:.0f} MB\n")
    print("| | CPU s | ratio | body | other words | title | author | date | comments | tags |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    base = None
    for tool in TOOLS:
        out = Path(tempfile.mkdtemp())
        try:
            spent = tool(pages + discussed, out)
        except (ImportError, OSError, subprocess.CalledProcessError) as why:
            print(f"| {tool.__name__} | not here: {why} |")
            continue
        base = base or spent
        body, noise, title, author, date, said, tags = [], [], [], [], [], [], []
        for page in pages:
            file, want = out / f"{page.stem}.md", gold[page.stem]
            text = file.read_text(errors="replace") if file.exists() else ""
            body.append(share(want.get("articleBody", ""), text))
            known = " ".join(str(it) for it in want.values())
            # What stands in front matter is data.
            shown = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
            inside = share(shown, known)
            noise.append(None if inside is None else 1 - inside)
            flat = " ".join(words(text))
            if want.get("title"):
                title.append(float(" ".join(words(want["title"])) in flat))
            names = want.get("author") or []
            names = [names] if isinstance(names, str) else names
            if names:
                author.append(mean([float(" ".join(words(it)) in flat) for it in names]))
            if want.get("date"):
                date.append(float(want["date"][:10] in text))
            prose = re.sub(r"```.*?```|`[^`]*`|<https?:[^>]*>|<!--.*?-->", " ", shown, flags=re.S)
            tags.append(1000 * len(re.findall(r"</?[a-zA-Z][^<>]*>", prose)) / max(1, len(words(prose))))
        for page in discussed:
            file = out / f"{page.stem}.md"
            text = file.read_text(errors="replace") if file.exists() else ""
            want = json.loads((CORPUS / f"discussion/gold/{page.stem}.json").read_text())
            if want.get("comments"):
                said.append(share(" ".join(it.get("text") or "" for it in want["comments"]), text))
        name = tool.__name__.replace("_", "-")
        print(f"| {name} | {spent:.2f} | {spent / base:.2f} | {mean(body):.3f} | {mean(noise):.3f} | {mean(title):.2f} | "
              f"{mean(author):.2f} | {mean(date):.2f} | {mean(said):.3f} | {mean(tags):.1f} |", flush=True)
        shutil.rmtree(out)


main()
