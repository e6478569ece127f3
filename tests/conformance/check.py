#!/usr/bin/env python3
"""Hands what offprint prints to validators and to real readers.

usage: check.py WORK [--keep-going]

WORK holds the tools that `run` installed. Prints a line for each check and, at
the end, how many passed and failed.
"""
import json
import os
import re
import sys
import zipfile
from pathlib import Path

import feedparser
import jsonschema

from common import (OFFPRINT, ROOT, SHARED, ace_problems, check, epubcheck_problems, finish, lost, plain, run,
                    without_tags, words)

WORK = Path(sys.argv[1])
OUT = WORK / "out"
FORMATS = "rss,atom,json-feed,epub,markdown,text,html,json"

# What the HTML checker says of things that are meant: data in script elements,
# which the policy keeps from running; comments, which have no headlines; and
# pictures beside the page, which a policy cannot name when it is read from disk.
EXPECTED = re.compile("violates Content Security Policy|Article lacks heading")

def body_text(article):
    texts = []
    plain(article.get("body", {}).get("blocks", []), texts)
    return " ".join(texts)


def without_captions(blocks):
    """Returns blocks without what Markdown keeps in the title of a picture."""
    if isinstance(blocks, list):
        return [without_captions(block) for block in blocks]
    if isinstance(blocks, dict):
        return {k: without_captions(v) for k, v in blocks.items() if k not in ("caption", "credit")}
    return blocks


def sources():
    found = [ROOT / "samples/film.html", ROOT / "samples/saved.html", ROOT / "samples/kitchen-sink.json"]
    found += sorted((ROOT / "samples/essays").glob("*.md"))
    seed = SHARED / "cases/seed/page.html"
    if seed.exists():
        found.append(seed)
    else:
        print("skipped: there is no ../shared, so the seed is not printed")
    return found


def convert(folder, *before, flags=(), **environment):
    """Prints every sample in every format, each sample in a folder of its own."""
    problems = []
    for source in sources():
        name = "seed" if source.parent.name == "seed" else source.stem
        done = run(*before, OFFPRINT, "convert", source, "-t", FORMATS, "-d", folder / name, "--name", name,
                   "--quiet", *flags, env={**os.environ, **environment})
        if done.returncode != 0:
            problems.append(f"{source.name}: exit {done.returncode}: {done.stderr.strip()}")
    return problems


def outputs(extension):
    return sorted(OUT.glob(f"*/*.{extension}"))


def same_bytes():
    """Two runs, one in another year, time zone and language and on one thread, give the
    same files."""
    other = WORK / "again"
    run("rm", "-rf", other)
    problems = convert(other, "faketime", "2001-02-03 04:05:06", flags=("-j", "1"), TZ="Pacific/Kiritimati",
                       LC_ALL="tr_TR.UTF-8")
    for path in sorted(p for p in OUT.rglob("*") if p.is_file()):
        twin = other / path.relative_to(OUT)
        if not twin.exists() or twin.read_bytes() != path.read_bytes():
            problems.append(f"{path.relative_to(OUT)} differs")
    return problems


def well_formed():
    problems = []
    for path in outputs("rss") + outputs("xml") + outputs("atom"):
        done = run("xmllint", "--noout", "--nonet", path)
        problems.append(done.stderr.strip().split("\n")[0] if done.returncode else None)
    for path in outputs("epub"):
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                    done = run("xmllint", "--noout", "--nonet", "-", input=book.read(name).decode())
                    problems.append(f"{path.name}:{name}: {done.stderr[:200]}" if done.returncode else None)
    return problems


def epubs():
    for path in outputs("epub"):
        check(f"epubcheck {path.name}", epubcheck_problems(path, WORK / "epubcheck.json"))


def ace():
    for path in outputs("epub"):
        check(f"Ace {path.name}", ace_problems(WORK, path, WORK / "ace" / path.stem))


def html():
    jar = WORK / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = run("java", "-jar", jar, "--format", "json", *outputs("html"))
    found = json.loads(done.stderr or "{}").get("messages", [])
    for path in outputs("html"):
        check(f"Nu HTML checker {path.name}", [
            f"{m['type']} line {m.get('lastLine')}: {m['message']}" for m in found
            if m.get("url", "").endswith(f"/{path.parent.name}/{path.name}")
            and (m["type"] == "error" or m.get("subType") == "warning") and not EXPECTED.search(m["message"])])


def schemas():
    atom = SHARED / "schemas/atom/atom-rfc4287.rnc"
    feed = SHARED / "schemas/jsonfeed/schema-v1.1.json"
    if not atom.exists():
        print("skipped: there is no ../shared, so feeds are not held to their schemas")
        return
    for path in outputs("atom"):
        done = run("jing", "-c", atom, path)
        check(f"Atom schema {path.name}", done.stdout.strip().split("\n") if done.returncode else [])
    schema = jsonschema.Draft7Validator(json.loads(feed.read_text()), format_checker=jsonschema.FormatChecker())
    for path in sorted(OUT.glob("*/*.json")):
        value = json.loads(path.read_text())
        if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
            check(f"JSON Feed schema {path.name}", [f"{list(e.path)}: {e.message[:160]}" for e in schema.iter_errors(value)])


def article_of(folder):
    for path in sorted(folder.glob("*.json")):
        value = json.loads(path.read_text())
        if "offprint" in value:
            return value["article"]
    raise SystemExit(f"there is no article JSON in {folder}")


def read_back():
    """feedparser and pandoc get out what went in."""
    for folder in sorted(p for p in OUT.iterdir() if p.is_dir()):
        article = article_of(folder)
        card = article["metadata"]
        names = [a["name"] for a in article["authors"] if a.get("kind") != "none"]
        text = body_text(article)
        for path in sorted(folder.glob("*.rss")) + sorted(folder.glob("*.atom")):
            feed = feedparser.parse(str(path))
            problems = [f"not well-formed: {feed.bozo_exception}" if feed.bozo else None]
            if len(feed.entries) != 1:
                check(f"feedparser {path.name}", [f"{len(feed.entries)} entries"])
                continue
            entry = feed.entries[0]
            if words(entry.title) != words(card["title"]):
                problems.append(f"title is {entry.title!r}")
            got = [a.get("name") for a in entry.get("authors", [])] + [c.get("name") for c in entry.get("contributors", [])]
            problems += [f"author {n} is missing from {got}" for n in names if n not in got]
            if card.get("published") and not entry.get("published_parsed"):
                problems.append("no date")
            content = entry.content[0].value if entry.get("content") else ""
            problems.append(lost(text, without_tags(content), "text"))
            check(f"feedparser {path.name}", problems)
        for path in sorted(folder.glob("*.epub")) + sorted(folder.glob("*.md")) + sorted(folder.glob("*.html")):
            form = {".epub": "epub", ".md": "gfm+yaml_metadata_block+footnotes", ".html": "html"}[path.suffix]
            done = run("pandoc", "-f", form, "-t", "plain", "--wrap=none", path)
            problems = [done.stderr[:300] if done.returncode else None]
            # pandoc's plain text leaves the titles of pictures out.
            kept = body_text(without_captions(article)) if path.suffix == ".md" else text
            problems.append(lost(kept, done.stdout, "text"))
            if path.suffix != ".md":
                problems.append(lost(card["title"], done.stdout, "title"))
                problems += [lost(n, done.stdout, "author") for n in names]
            check(f"pandoc {path.name}", problems)


def look():
    """Chromium draws each page and the first chapter; a blank picture is a failure."""
    shots = WORK / "look"
    shots.mkdir(exist_ok=True)
    for path in outputs("html"):
        shot = shots / f"{path.parent.name}.png"
        shot.unlink(missing_ok=True)
        profile = WORK / "profile"
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={profile}", "--window-size=900,2000", f"--screenshot={shot}", f"file://{path}", timeout=120)
        size = shot.stat().st_size if shot.exists() else 0
        check(f"Chromium {path.name}", [] if size > 20_000 else [f"the picture has {size} bytes"])


def main():
    run("rm", "-rf", OUT)
    check("every sample in every format", convert(OUT))
    check("the same bytes again", same_bytes())
    check("well-formed XML", well_formed())
    epubs()
    html()
    schemas()
    read_back()
    look()
    ace()
    return finish()


if __name__ == "__main__":
    sys.exit(main())
