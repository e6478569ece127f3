#!/usr/bin/env python3
"""Prints hostile pages in every format and looks for what should not be there.

usage: security.py WORK [--all] [--program FILE] [NAME…]

WORK holds the tools that `run` installed. The pages, their generators and the
checkers are in ../shared/security; without it there is nothing to do. A sample
is printed, with `--all` everything, and what it costs is measured too, which says
nothing on a busy machine. Names of checks, such as `vectors` or `leaks`, run these
alone. Prints a line for each check and, at the end, how many passed and failed.
"""
import base64
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import check, epubcheck_problems, finish

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared/security"
ARGUMENTS = sys.argv[1:]
ALL = "--all" in ARGUMENTS
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
OFFPRINT = (TARGET if TARGET.is_absolute() else ROOT / TARGET) / "debug/offprint"
if "--program" in ARGUMENTS:
    OFFPRINT = Path(ARGUMENTS.pop(ARGUMENTS.index("--program") + 1)).resolve()
PLACES = [it for it in ARGUMENTS if not it.startswith("--")]
WORK = Path(PLACES[0]).resolve()
OUT = WORK / "security"
FORMATS = "rss,atom,json-feed,epub,markdown,text,html,json,pandoc"

HTML_VECTORS = ("ammonia bluemonday feedparser_sanitize loofah own_mxss sanitize_html "
                "html5lib_tree own_text blns").split()
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
# Stands around a vector so that it is printed as part of an article.
BEFORE = ("<!DOCTYPE html><html lang=en><title>A vector</title><body><article><h1>A vector</h1>"
          "<p>The lamp was lit at dusk, and put out again at dawn, as the table says.</p>\n")
AFTER = "\n<p>The lamp was cleaned each day, and the wick was cut, as the log says.</p></article>"


def run(*command, **extra):
    extra.setdefault("env", {**os.environ, "CHECKER_NODE": f"{WORK}/"})
    return subprocess.run([str(c) for c in command], capture_output=True, **extra)


def said(done):
    return (done.stderr or done.stdout).decode("utf-8", "replace").strip()


def rows(corpus):
    """Returns a corpus as (id, bytes), every vector or each n-th of them."""
    found = []
    for line in open(SHARED / f"corpora/{corpus}.jsonl", encoding="utf-8"):
        row = json.loads(line)
        data = base64.b64decode(row["input_b64"]) if "input_b64" in row else row["input"].encode("utf-8", "surrogatepass")
        found.append((f"{corpus}-{len(found):04}", data))
    return found


def framed(data):
    """Puts a vector into an article."""
    return BEFORE.encode() + data + AFTER.encode()


def fresh(name):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def convert(source, folder, *extra, formats=FORMATS):
    """Prints a folder; an input without an article is no failure of the program."""
    done = run(OFFPRINT, "convert", source, "-t", formats, "-d", folder, "--name", "{stem}", "-q", *extra)
    if done.returncode not in (0, 1, 3):
        return [f"exit {done.returncode}: {said(done)[-300:]}"]
    return [line for line in said(done).splitlines() if "failed on it" in line or "panicked" in line]


# What runs (rows A1 to A9, A14): every vector in every format, in a browser.

def pages(every):
    """Writes the vectors, each as it is and each inside an article."""
    folder = fresh("in")
    for corpus in HTML_VECTORS:
        for name, data in rows(corpus)[::1 if ALL else every]:
            (folder / f"{name}.html").write_bytes(data)
            (folder / f"{name}w.html").write_bytes(framed(data))
    for name, data in rows("own_markdown_in"):
        (folder / f"{name}.md").write_bytes(data)
        (folder / f"{name}w.md").write_bytes(b"# A vector\n\n" + data + b"\n\nWords after it.\n")
    return folder


BAD_SCHEME = re.compile(r"^[\x00-\x20]*([a-z][a-z0-9+.\-]*):", re.I)
SCHEMES = {"http", "https", "mailto", "tag", "urn", "tel"}


def scheme(where, address):
    found = BAD_SCHEME.match(re.sub(r"[\t\r\n]", "", address or ""))
    if found and found[1].lower() not in SCHEMES:
        return f"{where}: {address[:80]!r}"
    return None


def feed_parts(path, problems):
    """Yields the markup in a feed and checks its addresses."""
    root = ET.parse(path).getroot()
    for it in root.iter():
        name = it.tag.split("}")[-1]
        for key, value in it.attrib.items():
            if key.split("}")[-1] in ("href", "src", "url", "scheme", "uri") and not it.tag.startswith(XHTML):
                problems.append(scheme(f"{path.name} {name}@{key}", value))
        if name in ("link", "url", "uri", "icon", "logo", "comments", "docs", "guid", "id") and not it.tag.startswith(XHTML):
            problems.append(scheme(f"{path.name} {name}", it.text))
        if it.tag.startswith(XHTML):
            continue
        if it.get("type") == "xhtml" and len(it):
            yield "xhtml", ET.tostring(it[0], encoding="unicode")
        elif it.tag == CONTENT or name in ("description", "summary", "content") and it.get("type", "html") == "html":
            yield "fragment", it.text or ""


def json_parts(value, name, problems):
    if isinstance(value, list):
        for it in value:
            yield from json_parts(it, name, problems)
    elif isinstance(value, dict):
        for key, it in value.items():
            if key == "content_html" and isinstance(it, str):
                yield "fragment", it
            elif isinstance(it, str) and re.search("url$|icon$|image$|avatar$", key):
                problems.append(scheme(f"{name} {key}", it))
            else:
                yield from json_parts(it, name, problems)


ENTRY = re.compile(r"mimetype|META-INF/[\w-]+\.xml|[\w-]+(/[\w.-]+)*", re.A)


def book_parts(path, problems):
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if not ENTRY.fullmatch(name) or ".." in name:
                problems.append(f"{path.name}: an entry named {name!r}")
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                text = book.read(name).decode()
                ET.fromstring(text)
                if name.endswith(".xhtml"):
                    yield "xhtml", text
        package = next(n for n in book.namelist() if n.endswith(".opf"))
        if re.search(r'properties="[^"]*\b(scripted|remote-resources)\b', book.read(package).decode()):
            problems.append(f"{path.name}: declares scripts or remote resources")


def markdown_part(path):
    text = re.sub(r"\A---\r?\n.*?\r?\n---\r?\n", "", path.read_text(), flags=re.S)
    done = run("cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", input=text.encode())
    return "fragment", done.stdout.decode()


CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\U000e0000-\U000e007f]")


def controls(path):
    found = CONTROL.search(path.read_text(encoding="utf-8"))
    return f"{path.name}: {found[0]!r}" if found else None


def parts_of(path, problems):
    kind = path.suffix
    if kind in (".rss", ".atom"):
        return feed_parts(path, problems)
    if kind == ".epub":
        return book_parts(path, problems)
    if kind == ".html":
        body = re.search("<body[^>]*>(.*)</body>", path.read_text(), re.S)
        return [("fragment", body[1] if body else path.read_text())]
    if kind == ".md":
        problems.append(controls(path))
        return [markdown_part(path)]
    if kind == ".txt":
        problems.append(controls(path))
        return []
    if kind != ".json":
        # A picture of the page's own.
        return []
    value = json.loads(path.read_text())
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        return json_parts(value, path.name, problems)
    return []


def browse(kind, texts):
    """Hands pieces of markup to the browser, many to a page."""
    table, result = OUT / f"{kind}.jsonl", OUT / f"{kind}-found.jsonl"
    with open(table, "w", encoding="utf-8") as out:
        for text, name in texts.items():
            print(json.dumps({"id": name, "input": text}), file=out)
    result.unlink(missing_ok=True)
    done = run("node", SHARED / "checker/check.mjs", "--jsonl", table, "--kind", kind, "--batch", 60,
               "--jobs", os.cpu_count() or 2, "--out", result)
    if done.returncode == 2 or not result.exists():
        return [said(done)[-400:]]
    found = [json.loads(line) for line in open(result, encoding="utf-8")]
    bad = [it for it in found if it.get("fail")]
    print(f"        {len(found)} different pieces of {kind}: {sum(bool(it.get('executes')) for it in found)} run, "
          f"{sum(bool(it.get('static_exec')) for it in found)} could, "
          f"{sum(bool(it.get('not_wellformed')) for it in found)} are not well-formed", flush=True)
    return [f"{it['id']}: {it.get('evidence')} {it.get('static_exec')} {it.get('error', '')}" for it in bad]


def without_data(path):
    """Copies a page without its own policy and blocks of data, which no browser runs:
    the checker has no word for either. A script of another type stays."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r'<script type="application/(?:ld\+)?json"[^>]*>.*?</script>', "", text, flags=re.DOTALL)
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    copy = OUT / "whole" / path.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text, encoding="utf-8")
    return copy


def vectors():
    source, out = pages(every=48), fresh("out")
    check("vectors: every page is printed or said to be empty", convert(source, out))
    problems, kinds = [], {"fragment": {}, "xhtml": {}}
    files = sorted(p for p in out.rglob("*") if p.is_file())
    for path in files:
        try:
            for kind, text in parts_of(path, problems):
                kinds[kind].setdefault(text, path.name)
        except (ET.ParseError, ValueError) as err:
            problems.append(f"{path.name}: {err}")
    print(f"        {len(files)} files of {len(list(source.iterdir()))} pages")
    check("vectors: well-formed, addresses that only lead somewhere, plain text", problems)
    for kind, texts in kinds.items():
        # A page that stands in several outputs is looked at once.
        check(f"vectors: nothing runs ({kind})", browse(kind, texts))
    # The same files whole, as a reader opens them.
    some = [p for p in files if p.suffix in (".rss", ".atom", ".epub", ".md", ".txt", ".html")]
    some = [p for p in some if p.stem.endswith("w")][:: max(1, len(some) // (600 if ALL else 24))]
    some = [without_data(p) if p.suffix == ".html" else p for p in some]
    done = run("node", SHARED / "checker/check.mjs", "--jobs", os.cpu_count() or 2, *some)
    check(f"vectors: {len(some)} whole files", [line for line in done.stdout.decode().splitlines() if line.startswith("FAIL")]
          + ([said(done)] if done.returncode == 2 else []))


def books():
    """Hostile pages make books that EPUBCheck has nothing against (row A4)."""
    out = fresh("books")
    found = [it for corpus in HTML_VECTORS if corpus != "blns" for it in rows(corpus)]
    groups = {"vectors": found[:: max(1, len(found) // (300 if ALL else 100))], "blns": rows("blns")}
    for group, picked in groups.items():
        folder = fresh(f"books-{group}")
        for name, data in picked:
            (folder / f"{name}.html").write_bytes(framed(data))
        book = out / f"{group}.epub"
        done = run(OFFPRINT, "book", folder, "-o", book, "-q")
        # Pages that are no text, and are named.
        problems = [] if done.returncode in (0, 1) and book.exists() else [f"exit {done.returncode}: {said(done)[-300:]}"]
        check(f"books: {len(picked)} of {group} in one", problems or epubcheck_problems(book, out / f"{group}.json"))
        if ALL:
            problems = convert(folder, out / group, formats="epub")
            all_books = sorted((out / group).glob("*.epub"))
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                told = pool.map(lambda it: epubcheck_problems(it, it.with_suffix(".json")), all_books)
                problems += [f"{it.name}: {why}" for it, whys in zip(all_books, told) for why in whys]
            check(f"books: {len(all_books)} of {group}, each by itself", problems)


# What is read and written (rows B1, B2, C6, D2 to D4).

def leaks():
    """No reference in a page makes a file from outside its folder appear."""
    for extension, extra in (("epub", ""), ("html", "--images embed"), ("md", "")):
        if not ALL and extension != "epub":
            continue
        done = run(sys.executable, SHARED / "faults/canary_paths.py", "--ext", extension, "--timeout", 60,
                   "--cmd", f"{shlex.quote(str(OFFPRINT))} convert {{in}} -o {{out}} -q {extra}",
                   *([] if ALL else ["--only", 60]))
        check(f"leaks {extension}: {done.stdout.decode().splitlines()[-1]}", [said(done)] if done.returncode else [])


def long_page():
    """Writes a page whose output is larger than the small disk of the fault checks."""
    lines = (f"<p>{' '.join(f'lamp{(i * 7919 + k * 104729) % 99991}' for k in range(60))}.</p>" for i in range(1500))
    page = fresh("faults") / "page.html"
    page.write_text(BEFORE + "\n".join(lines) + AFTER)
    return page


def writes():
    """A file is the old one or the new one, whatever happens."""
    page, program = long_page(), shlex.quote(str(OFFPRINT))
    for name, command in (("out.html", f"{program} convert {page} -t html -o {{out}} -q"),
                          ("out.epub", f"{program} book {page} -o {{out}} -q")):
        done = run(sys.executable, SHARED / "faults/write_faults.py", "--cmd", command, "--name", name,
                   "--kills", 200 if ALL else 20)
        lines = done.stdout.decode().splitlines()
        check(f"writes {name}: {lines[-1]}", [line for line in lines if line.startswith("FAIL")] or
              ([said(done)] if done.returncode else []))


def bombs():
    """Pictures that would not fit into memory are copied or left, never decoded."""
    folder = fresh("bombs")
    run(sys.executable, SHARED / "gen/gen_pathological.py", "--bombs", folder)
    names = sorted(p.name for p in folder.iterdir())
    pictures = "".join(f'<p><img src="{name}" alt="Bomb {name}"></p>\n' for name in names)
    (folder / "page.html").write_text(BEFORE + pictures + AFTER)
    out = fresh("bombs-out")
    for extension in ("epub", "html", "md"):
        command = [OFFPRINT, "convert", folder / "page.html", "-o", out / f"page.{extension}", "-q"]
        done = run("prlimit", f"--as={512 << 20}", "--cpu=20", *command)
        check(f"bombs: {len(names)} in {extension}", [f"exit {done.returncode}: {said(done)[-300:]}"] if done.returncode else [])


# What it costs (rows C1 to C3 and C7).

SAMPLE = {
    "html": "h_lt,h_lt_space,h_open_div,h_attrs_distinct,h_td,h_li,h_foster_text,h_comment_block",
    "md": "m_lt,m_lt_bang_A,m_pi_open,m_tick_a,m_tilde2,m_quote,m_ref_collide",
    "json": "j_arrays,j_comment_chain", "xml": "x_nest,x_feed_items",
}


def limits():
    """Time grows with the input and no faster, and so does memory."""
    for kind, some in SAMPLE.items():
        # One format at a time, as nine outputs of a megabyte are more than one.
        for formats in FORMATS.split(",") if ALL else [FORMATS]:
            table = OUT / f"limits-{kind}-{formats if ALL else 'sample'}.tsv"
            done = run(sys.executable, SHARED / "gen/time_ratio.py", "--kind", kind, "--reps", 1, "--rss-k", 60,
                       "--n", 65536, "--max", 1 << 20 if ALL else 131072, "--timeout", 60, "--out", table,
                       "--cmd", f"{shlex.quote(str(OFFPRINT))} convert {{}} -t {formats} -d . -q",
                       *([] if ALL else ["--only", some]))
            lines = done.stdout.decode().splitlines() or [said(done)]
            check(f"limits {kind} to {formats}: {lines[-1].split(': ')[-1]}", lines[:-1] if done.returncode else [])


# Many pages (row C8).

def batch():
    """Hostile pages among many are named, and all the others are written."""
    count = 10_000 if ALL else 400
    folder, out = fresh("batch"), fresh("batch-out")
    hostile = set()
    for i in range(count):
        words = " ".join(f"lamp{i} wick{(i * k) % 97}" for k in range(1, 12))
        page = f"<!DOCTYPE html><html lang=en><title>Page {i}</title><article><h1>Page {i}</h1><p>{words}.</p><p>{words}.</p></article>"
        if i % 100 == 50:
            hostile.add(i)
            # More than the budget allows, or nothing that is a page.
            page = "<table><tr>" + "<td>x" * 3_000_000 if i % 200 == 50 else "\0" * 4096
        (folder / f"{i}.html").write_text(page)
    done = run(OFFPRINT, "convert", folder, "-t", "markdown", "-d", out, "--name", "{stem}", "-q",
               "--page-memory", 192, "--page-seconds", 60)
    lines = said(done).splitlines()
    named = {int(m[1]) for m in (re.search(r"/(\d+)\.html: ", line) for line in lines) if m}
    written = {int(p.stem) for p in out.iterdir() if p.suffix == ".md"}
    check(f"batch: {len(written)} of {count - len(hostile)} good pages written, {len(named & hostile)} of {len(hostile)} hostile ones named", [
        f"exit {done.returncode}: {said(done)[-300:]}" if done.returncode != 1 else None,
        f"not written: {sorted(set(range(count)) - hostile - written)[:10]}" if set(range(count)) - hostile - written else None,
        f"not named: {sorted(hostile - named)[:10]}" if hostile - named else None,
        f"also named: {sorted(named - hostile)[:10]}" if named - hostile else None,
        f"litter: {[p.name for p in out.iterdir() if p.suffix != '.md'][:5]}" if any(p.suffix != ".md" for p in out.iterdir()) else None,
    ])


def selftest():
    done = run(sys.executable, SHARED / "checker/selftest.py")
    check(f"checker {done.stdout.decode().splitlines()[0]}", [said(done)] if done.returncode else [])


def main():
    if not SHARED.exists():
        print("skipped: there is no ../shared, so no hostile pages are printed")
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    checks = {"selftest": selftest, "leaks": leaks, "writes": writes, "bombs": bombs, "batch": batch,
              "limits": limits, "vectors": vectors, "books": books}
    heavy = {"selftest", "limits"}
    wanted = PLACES[1:] or [it for it in checks if ALL or it not in heavy]
    for name in wanted:
        checks[name]()
    return finish()


if __name__ == "__main__":
    sys.exit(main())
