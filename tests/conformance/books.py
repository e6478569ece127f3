#!/usr/bin/env python3
"""Binds books of many essays and hands them to validators and to real readers.

usage: books.py WORK [--all]

WORK holds the tools that `run` installed. With --all also a thousand essays and
the pages of ../shared/corpus, which take minutes. Prints a line for each check
and, at the end, how many passed and failed.
"""
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import sys
import zipfile
from pathlib import Path

from common import CHROMIUM, OFFPRINT, ROOT, SHARED, ace_problems, check, epubcheck_problems, finish, lost, run, without_tags

WORK = Path(sys.argv[1])
ALL = "--all" in sys.argv
OUT = WORK / "books"

# Made here: an essay that runs to the left, and a thread that runs deep.

RIGHT_TO_LEFT = """---
title: شتاء في الملّاحة
author: آنا الحارس
date: 2020-05-04
lang: ar
---
المدّ يأتي مرّتين في اليوم[^1]، ومعه الملح.

## الحساب

| الشهر | الملح |
|-------|------:|
| مايو  | 12    |
| يونيو | 17    |

> قال الحارس: «لا أحد يملك البحر».

```python
def tide(hour):
    return hour % 12
```

[^1]: وأحياناً ثلاث مرّات، كما يقول الصيّادون.
"""


def thread():
    comments = []
    for i in range(8):
        comments.append({
            "parent": i - 1 if i else None,
            "author": {"name": f"Reader {i + 1}"},
            "posted": f"2021-03-{i + 1:02}T10:00:00+00:00",
            "content": [{"type": "paragraph", "content": [
                {"type": "text", "text": f"Answer number {i + 1}, written in a long line so that it has to be broken."}]}],
        })
    return json.dumps({"offprint": 1, "article": {
        "metadata": {"title": "What the Keeper Said", "language": "en", "published": "2021-03-01"},
        "authors": [{"name": "Ada Kestrel", "bio": [{"type": "paragraph", "content": [
            {"type": "text", "text": "Ada Kestrel keeps a light on the north quay."}]}]}],
        "body": {"blocks": [{"type": "paragraph", "content": [
            {"type": "text", "text": "A keeper says little, and it is answered at length."}]}], "notes": []},
        "discussion": {"comments": comments, "closed": True},
    }})


def essays(folder, count):
    """Writes essays that lead to each other, each with notes, a table and code."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for i in range(count):
        text = [f"---\ntitle: Essay {i}\nauthor: [Ada Kestrel, Keeper {i % 7}]\ndate: {2000 + i % 20}-{i % 12 + 1:02}-03\n"
                f"lang: en\ntags: [tides, salt]\nsummary: What essay {i} is about.\n---\n"]
        for part in range(4):
            text.append(f"## Part {part} of {i}\n")
            for line in range(3):
                body = " ".join(f"word{(i * 7919 + part * 101 + line * 31 + w) % 997}" for w in range(60))
                text.append(f"{body}, see [the next](essay-{(i + 1) % count:04}.md#part-{part}-of-{(i + 1) % count})[^{part}].\n")
        text.append("| hour | height |\n|---|---:|\n| 1 | 2.5 |\n\n```c\nint main(void) { return 0; }\n```\n")
        text += [f"[^{part}]: Note {part} of essay {i}.\n" for part in range(4)]
        (folder / f"essay-{i:04}.md").write_text("\n".join(text))
    return folder


def book(output, *arguments, **extra):
    return run(OFFPRINT, "book", "-o", output, "--quiet", *arguments, **extra)


def bound(name, *arguments):
    """Binds a book, has it checked by ourselves and by epubcheck."""
    output = OUT / f"{name}.epub"
    done = book(output, "--check", *arguments)
    check(f"book {name}", [f"exit {done.returncode}: {done.stderr.strip()[-600:]}" if done.returncode else None])
    if output.exists():
        check(f"epubcheck {name}", epubcheck_problems(output, OUT / "epubcheck.json"))
    return output


def text_of(path, without="$."):
    """Returns the words of every page of a book, by its path, without the markup that
    a pattern matches."""
    with zipfile.ZipFile(path) as archive:
        pages = {n: archive.read(n).decode() for n in archive.namelist() if n.startswith("EPUB/text/")}
    return {n: without_tags(re.sub(without, "", re.split(r"<body[^>]*>", t, maxsplit=1)[1], flags=re.DOTALL)) for n, t in pages.items()}


def mixed():
    """A book of everything: saved pages, Markdown, JSON, right to left, a thread."""
    folder = OUT / "mixed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "samples", folder)
    (folder / "essays/salt.md").write_text(RIGHT_TO_LEFT)
    (folder / "thread.json").write_text(thread())
    return bound("mixed", folder / "essays", folder / "film.html", folder / "saved.html",
                 folder / "kitchen-sink.json", folder / "thread.json", "--title", "Harbour Essays", "--order", "date")


def readers(path):
    """epub.js and foliate-js show every page, light and wide, dark and narrow."""
    done = run("node", ROOT / "tests/conformance/readers.mjs", WORK, path, OUT / "look", env=CHROMIUM, timeout=900)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if len(lines) != 4:
        check("readers", [f"{len(lines)} of 4 readings: {done.stderr[-400:]}"])
    wanted = text_of(path)
    for it in lines:
        problems = it["wrong"]
        shown = {part["href"].rsplit("/", 1)[-1]: part["text"] for part in it["parts"]}
        for name, text in wanted.items():
            problems.append(lost(text, shown.get(name.rsplit("/", 1)[-1], ""), name))
        look = "dark" if it["dark"] else "light"
        check(f"{it['reader']} {it['width']} pixels wide, {look}: {len(it['parts'])} pages", problems)


def calibre(path):
    if not shutil.which("ebook-convert"):
        print("skipped: there is no ebook-convert; --all installs calibre")
        return
    output = OUT / "mixed.txt"
    done = run("ebook-convert", path, output, timeout=600)
    got = output.read_text() if output.exists() else ""
    problems = [done.stderr[-300:] if done.returncode else None]
    # Its plain text leaves formulas out, whatever is in them.
    problems += [lost(text, got, name) for name, text in text_of(path, r"<math\b.*?</math>").items()]
    check("calibre reads it all", problems)


def same_bytes(folder):
    """The same bytes over runs, time zones and threads."""
    seen = {}
    for zone, jobs in [("UTC", "1"), ("UTC", "2"), ("Pacific/Kiritimati", "2"), ("America/New_York", "1")]:
        output = OUT / "again.epub"
        output.unlink(missing_ok=True)
        book(output, folder, "-j", jobs, env={**os.environ, "TZ": zone})
        seen[f"{zone} -j {jobs}"] = hashlib.sha256(output.read_bytes()).hexdigest()
    check("the same bytes over time zones and threads", [] if len(set(seen.values())) == 1 else [str(seen)])


def bad_input(folder):
    """One essay of a hundred cannot be read; then the disk is full."""
    (folder / "essay-0050.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    output = OUT / "bad.epub"
    output.unlink(missing_ok=True)
    done = book(output, folder)
    chapters = len([n for n in text_of(output) if "comments" not in n and "ch-" in n]) if output.exists() else 0
    check("an essay that cannot be read is named, the others are bound", [
        f"exit {done.returncode}" if done.returncode != 1 else None,
        f"{chapters} chapters" if chapters != 99 else None,
        None if "essay-0050.md" in done.stderr else f"not named: {done.stderr[-200:]}"])
    before = output.read_bytes() if output.exists() else b""

    def full():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = run(OFFPRINT, "book", "-o", output, "--quiet", "--title", "Other", folder, preexec_fn=full)
    left = [p.name for p in OUT.iterdir() if p.name.startswith(".offprint-")]
    check("a disk that is full leaves what was there", [
        f"exit {done.returncode}" if done.returncode != 4 else None,
        None if output.read_bytes() == before else "the old book is gone",
        f"left over: {left}" if left else None])


def corpora():
    articles = sorted((SHARED / "corpus/articles/html").glob("*.html"))
    threads = sorted((SHARED / "corpus/discussion/pages").glob("*.html"))
    if not articles or not threads:
        print("skipped: there is no ../shared, so its pages are not bound")
        return
    chosen = articles[:: max(1, len(articles) // 200)][:200]
    for name, pages in [("200 pages", chosen), (f"{len(threads)} threads", threads)]:
        listed = OUT / "pages.txt"
        listed.write_text("\n".join(str(p) for p in pages))
        bound(name, f"@{listed}", "--comments", "end")


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    path = mixed()
    check(f"Ace {path.name}", ace_problems(WORK, path, OUT / "ace"))
    readers(path)
    calibre(path)
    folder = essays(OUT / "hundred", 100)
    bound("100 essays", folder)
    same_bytes(folder)
    bad_input(folder)
    if ALL:
        bound("1000 essays", essays(OUT / "thousand", 1000))
        corpora()
    return finish()


if __name__ == "__main__":
    sys.exit(main())
