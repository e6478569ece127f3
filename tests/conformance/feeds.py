#!/usr/bin/env python3
"""Makes feeds of a small site as its owner would, and reads them with readers made
by others: feedparser, newsboat (over loopback) and feedsmith.

usage: feeds.py WORK

WORK holds the tools that `run` installed. What each reader shows is compared with
the articles themselves. Prints a line for each check and, at the end, how many
passed and failed.
"""
import functools
import http.server
import json
import os
import re
import shutil
import sqlite3
import sys
import threading
from datetime import datetime, timezone
from pathlib import Path

import feedparser
import jsonschema

from common import OFFPRINT, ROOT, SHARED, check, finish, lost, plain, run, without_tags

WORK = Path(sys.argv[1]) / "feeds"
TOOLS = Path(sys.argv[1])
SITE, PUBLIC = WORK / "site", WORK / "public"

TALK = """<!DOCTYPE html><html lang="en"><head><title>A Talk by the Lamp</title>
<link rel="canonical" href="BASE/talk.html"><meta property="article:published_time" content="2024-05-03T10:00:00+02:00">
<meta property="og:site_name" content="The Lower Quay"></head><body><article><h1>A Talk by the Lamp</h1>
<p class="byline">By Ann Ó Brolcháin and Tom Reyes</p>
<p>TEXT</p><audio controls src="talk.wav"></audio><p>The <a href="film.html">film</a> is beside it.</p></article></body></html>"""


def seconds(text):
    """Returns an instant; what names only a day or a month is its first, in UTC."""
    if not text:
        return None
    text = text.replace("Z", "+00:00")
    while text.count("-") < 2 and "T" not in text:
        text += "-01"
    it = datetime.fromisoformat(text)
    return int((it if it.tzinfo else it.replace(tzinfo=timezone.utc)).timestamp())


def site(address):
    """Lays out a folder of pages, with a recording beside one of them."""
    shutil.rmtree(WORK, ignore_errors=True)
    SITE.mkdir(parents=True)
    for source in [*(ROOT / "samples").glob("*.html"), *(ROOT / "samples/essays").glob("*.md")]:
        shutil.copy(source, SITE)
    seed = SHARED / "cases/seed/page.html"
    if seed.exists():
        shutil.copy(seed, SITE / "seed.html")
    text = "The lamp was lit at dusk, and put out again at dawn, as the table says. " * 4
    (SITE / "talk.html").write_text(TALK.replace("BASE", address).replace("TEXT", text))
    sound = b"\x00" * 8000
    head = (b"RIFF" + (36 + len(sound)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
            + b"\x01\x00\x01\x00" + (8000).to_bytes(4, "little") * 2 + b"\x01\x00\x08\x00data"
            + len(sound).to_bytes(4, "little"))
    (SITE / "talk.wav").write_bytes(head + sound)
    (SITE / "undated.md").write_text("# A page without a date\n\n" + text)


def feed(folder, address, *more):
    return run(OFFPRINT, "feed", folder, "-d", PUBLIC, "--title", "The Lower Quay", "--home", f"{address}/",
               "--address", f"{address}/", "--language", "en", "--description", "Pages from a quay",
               "--copyright", "© The Lower Quay", "--ttl", "60", "--hub", "https://hub.example/",
               "--image", f"{address}/quay.png", *more)


def articles():
    """The articles as the program itself says they are, by title."""
    found = {}
    for path in sorted(SITE.glob("*.*")):
        if path.suffix in (".html", ".md"):
            done = run(OFFPRINT, "convert", path, "-t", "json", "--quiet")
            article = json.loads(done.stdout)["article"]
            found[article["metadata"]["title"]] = article
    return found


def schemas():
    atom = SHARED / "schemas/atom/atom-rfc4287.rnc"
    if not atom.exists():
        print("skipped: there is no ../shared, so feeds are not held to their schemas")
        return
    schema = json.loads((SHARED / "schemas/jsonfeed/schema-v1.1.json").read_text())
    schema = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    for path in sorted(PUBLIC.rglob("*")):
        name = path.relative_to(PUBLIC)
        if path.suffix == ".atom" or path.name == "atom.xml":
            done = run("jing", "-c", atom, path)
            check(f"Atom schema {name}", done.stdout.strip().split("\n") if done.returncode else [])
        elif path.suffix == ".json":
            value = json.loads(path.read_text())
            check(f"JSON Feed schema {name}", [f"{list(e.path)}: {e.message[:160]}" for e in schema.iter_errors(value)])
        elif path.is_file():
            done = run("xmllint", "--noout", "--nonet", path)
            check(f"well-formed {name}", [done.stderr[:200]] if done.returncode else [])


def compare(reader, form, entries, model, ids):
    """Holds what a reader shows against the articles. An entry has title, authors,
    date, id, terms, content, files and, where the reader knows of it, count; what it
    has as None the reader cannot show."""
    problems = []
    if len(entries) != len(model):
        problems.append(f"{len(entries)} entries of {len(model)}")
    for it in entries:
        article = model.get(it["title"])
        if article is None:
            problems.append(f"no article is called {it['title']!r}")
            continue
        title, card = it["title"][:30], article["metadata"]
        names = [a["name"] for a in article["authors"]]
        if reader == "newsboat":
            # It shows the last author of RSS; all stand in the content.
            shown = it["authors"][0]
            if names and (not shown or shown not in (names[-1] if form == "rss" else ", ".join(names))):
                problems.append(f"{title}: author {it['authors']} is none of {names}")
            problems += [f"{title}: {lost(n, without_tags(it['content']), 'name')}" for n in names if len(names) > 1 and lost(n, without_tags(it["content"]), "name")]
        else:
            expected = names or ([] if form != "atom" else it["authors"])
            if sorted(it["authors"]) != sorted(expected):
                problems.append(f"{title}: authors {it['authors']} of {expected}")
        date = seconds(card.get("published") or card.get("updated"))
        if date is not None and it["date"] != date:
            problems.append(f"{title}: date {it['date']} is not {date}")
        if it["id"] != ids[it["title"]]:
            problems.append(f"{title}: id {it['id']}")
        terms = card.get("categories", []) + card.get("tags", [])
        if it["terms"] is not None and it["terms"] != terms:
            problems.append(f"{title}: categories {it['terms']} of {terms}")
        texts = []
        plain(article["body"]["blocks"], texts)
        plain([a.get("bio", []) for a in article["authors"]], texts)
        plain(article["provenance"].get("notice", []), texts)
        problems += [f"{title}: {gone}" for gone in [lost(" ".join(texts), without_tags(it["content"]), "text")] if gone]
        if it["title"] == "A Talk by the Lamp":
            url, length, kind = (it["files"] or [("none", 0, "")])[0]
            right = url.endswith("/talk.wav") and length in (None, 8044) and kind in ("audio/x-wav", "audio/wav")
            problems.append(None if right else f"{title}: enclosure {it['files']}")
        count = len(article["discussion"].get("comments", []))
        count = max(count, article["discussion"].get("claimed") or 0)
        if it["count"] is not None and it["count"] != count:
            problems.append(f"{title}: {it['count']} comments of {count}")
    check(f"{reader} {form}", problems)


def with_feedparser(name, form, model, ids):
    parsed = feedparser.parse(str(PUBLIC / name))
    entries = []
    for it in parsed.entries:
        when = it.get("published_parsed") or it.get("updated_parsed")
        date = int(datetime(*when[:6], tzinfo=timezone.utc).timestamp()) if when else None
        people = [a.get("name") for a in it.get("authors", []) + it.get("contributors", [])]
        files = [(e["href"], int(e["length"]) if e.get("length") else None, e["type"]) for e in it.get("enclosures", [])]
        counts = it.get("slash_comments") or it.get("thr_total") or 0
        entries.append({"title": it.title, "authors": people, "date": date, "id": it.id,
                        "terms": [t.term for t in it.get("tags", [])], "content": it.content[0].value,
                        "files": files, "count": int(counts)})
    problems = [f"not well-formed: {parsed.bozo_exception}" if parsed.bozo else None]
    check(f"feedparser takes {form} without a word", problems)
    compare("feedparser", form, entries, model, ids)


def with_newsboat(name, form, address, model, ids):
    home = WORK / f"newsboat-{form}"
    home.mkdir()
    (home / "urls").write_text(f"{address}/{name}\n")
    (home / "config").write_text("download-retries 1\n")
    done = run("newsboat", "-C", home / "config", "-u", home / "urls", "-c", home / "cache.db", "-x", "reload",
               env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}, timeout=120)
    if done.returncode:
        check(f"newsboat {form}", [done.stderr or done.stdout])
        return
    rows = sqlite3.connect(home / "cache.db").execute(
        "select title, author, pubDate, guid, content, enclosure_url, enclosure_type from rss_item")
    entries = []
    for title, author, date, guid, content, url, kind in rows:
        files = [(url, None, kind)] if url else []
        # It knows neither categories nor comments.
        entries.append({"title": title, "authors": [author], "date": date, "id": guid, "terms": None,
                        "content": content, "files": files, "count": None})
    compare("newsboat", form, entries, model, ids)


def with_feedsmith(name, form, model, ids):
    done = run("node", ROOT / "tests/conformance/feeds.mjs", TOOLS, PUBLIC / name)
    if done.returncode:
        check(f"feedsmith {form}", [done.stderr[:400]])
        return
    parsed = json.loads(done.stdout)["feed"]
    entries = []
    for it in parsed.get("items") or parsed.get("entries"):
        if form == "rss":
            count = it.get("slash", {}).get("comments", 0)
            files = [(e["url"], e.get("length"), e["type"]) for e in it.get("enclosures", [])]
            when = it.get("pubDate")
            date = int(datetime.strptime(when, "%a, %d %b %Y %H:%M:%S %z").timestamp()) if when else None
            entries.append({"title": it["title"], "authors": it.get("dc", {}).get("creators", []), "date": date,
                            "id": it["guid"]["value"], "terms": [c["name"] for c in it.get("categories", [])],
                            "content": it["content"]["encoded"], "files": files, "count": count})
        elif form == "atom":
            text = lambda value: value["value"] if isinstance(value, dict) else value
            people = [p["name"] for p in it.get("authors", []) + it.get("contributors", [])]
            files = [(e["href"], e.get("length"), e["type"]) for e in it.get("links", []) if e.get("rel") == "enclosure"]
            entries.append({"title": text(it["title"]), "authors": people,
                            "date": seconds(it.get("published") or it["updated"]), "id": it["id"],
                            "terms": [c["term"] for c in it.get("categories", [])], "content": text(it["content"]),
                            "files": files, "count": it.get("thr", {}).get("total", 0)})
        else:
            files = [(e["url"], e.get("size_in_bytes"), e["mime_type"]) for e in it.get("attachments", [])]
            entries.append({"title": it["title"], "authors": [a["name"] for a in it.get("authors", [])],
                            "date": seconds(it.get("date_published") or it.get("date_modified")), "id": it["id"],
                            "terms": it.get("tags", []), "content": it["content_html"], "files": files, "count": None})
    compare("feedsmith", form, entries, model, ids)


def names_that_stay(address, ids):
    """Renames a file, moves the folder, edits a title: no name changes, and a run that
    changes nothing writes nothing."""
    def now():
        return {it["title"]: it["id"] for it in json.loads((PUBLIC / "feed.json").read_text())["items"]}
    again = feed(SITE, address)
    check("an unchanged folder writes nothing", [
        line for line in again.stderr.splitlines() if " Written " in line] or
        ([] if "Unchanged" in again.stderr else ["nothing is said to be unchanged"]))
    (SITE / "the-lamp.md").rename(SITE / "lamp.md")
    moved = WORK / "moved"
    SITE.rename(moved)
    film = moved / "film.html"
    film.write_text(film.read_text().replace("A Winter at the Salt Works", "Winter at the Works"))
    done = feed(moved, address, "--locked")
    title = "Winter at the Works"
    expected = {(title if key == "A Winter at the Salt Works" else key): value for key, value in ids.items()}
    check("names outlive a renamed file, a moved folder and an edited title", [
        f"exit {done.returncode}: {done.stderr[-300:]}" if done.returncode else None,
        *[f"{key}: {now().get(key)} was {value}" for key, value in expected.items() if now().get(key) != value]])
    (moved / "new.md").write_text("# Something new\n\nIt has neither a name nor an address of its own.\n")
    done = feed(moved, address, "--locked")
    check("a lock refuses a new name", [
        None if done.returncode == 1 and "Something new" in done.stderr else f"exit {done.returncode}: {done.stderr[-300:]}",
        "it was written" if "Something new" in now() else None])
    moved.rename(SITE)
    (SITE / "new.md").unlink()


def main():
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(PUBLIC))
    handler.log_message = lambda *_: None
    http.server.SimpleHTTPRequestHandler.log_message = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    site(address)
    done = feed(SITE, address, "--links")
    links = re.findall(r'href="([^"]+)"', done.stdout)
    check("feeds of a folder", [
        f"exit {done.returncode}: {done.stderr[-400:]}" if done.returncode else None,
        None if links == [f"{address}/{name}" for name in ("feed.xml", "atom.xml", "feed.json")] else done.stdout])
    model = articles()
    ids = {it["title"]: it["id"] for it in json.loads((PUBLIC / "feed.json").read_text())["items"]}
    check("every article has a name of its own", [
        None if len(set(ids.values())) == len(model) else f"{len(set(ids.values()))} names of {len(model)}"])
    schemas()
    for name, form in (("feed.xml", "rss"), ("atom.xml", "atom")):
        with_feedparser(name, form, model, ids)
        with_newsboat(name, form, address, model, ids)
        with_feedsmith(name, form, model, ids)
    with_feedsmith("feed.json", "json", model, ids)
    names_that_stay(address, ids)
    shutil.rmtree(PUBLIC)
    done = feed(SITE, address, "--comments", "file", "--archive", "2", "--limit", "3")
    check("feeds with archives and comments apart", [
        f"exit {done.returncode}: {done.stderr[-400:]}" if done.returncode else None,
        None if (PUBLIC / "atom-comments.atom").exists() else "the site has no feed of comments",
        None if len(list(PUBLIC.glob("atom-archive/*.atom"))) > 1 else "there is no archive"])
    schemas()
    server.shutdown()
    return finish()


if __name__ == "__main__":
    sys.exit(main())
