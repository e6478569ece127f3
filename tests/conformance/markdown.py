#!/usr/bin/env python3
"""Hands the Markdown, plain text and pandoc's JSON that offprint prints to
readers of other makes, and reads them back.

usage: markdown.py WORK [--all]

WORK holds the tools that `run` installed. Prints a line for each check and, at
the end, how many passed and failed. With --all more pages of the corpora are
tried.

The rules of markdownlint that are off are those about what an article says and
not how it is written: lengths of lines (a setting), repeated or skipped headings,
links that say "here", pictures without a description, listings without a
language or with tabs, bold lines that could be headings, addresses that are words
and no links, lists that begin at two, and stars that are text and stand beside a
space, where nothing has to be escaped.
Of two signs the other one is taken where the first would run into what stands
beside it: lists after lists, emphasis beside strong text. Elements are allowed
where Markdown has no sign: marks, and tables with cells that cover others.
"""
import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pypandoc
import ruamel.yaml
import yaml
from wcwidth import wcswidth

from common import OFFPRINT, ROOT, SHARED, check, finish, run

WORK = Path(sys.argv[1])
ALL = "--all" in sys.argv
CORPORA = SHARED / "security/corpora"
OUT = WORK / "markdown"
PANDOCS = {"1.22": shutil.which("pandoc"), "1.23": pypandoc.get_pandoc_path()}


def fresh(name):
    folder = OUT / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def rows(name):
    with open(CORPORA / f"{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def convert(inputs, to, folder, *more):
    """Prints inputs, each named as its source is, in one run."""
    listed = folder.parent / f"{folder.name}.list"
    listed.write_text("".join(f"{it}\n" for it in inputs), encoding="utf-8")
    return run(OFFPRINT, "convert", f"@{listed}", "-t", to, "-d", folder, "--name", "{stem}", "--images", "link",
               "--quiet", *more)


def article(path):
    return json.loads(path.read_text(encoding="utf-8"))["article"]


def body_of(path):
    """Returns a Markdown file without its front matter."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        return text.split("\n---\n", 1)[-1].lstrip("\n")
    return text


def first_difference(a, b):
    a, b = (json.dumps(it, ensure_ascii=False, indent=1, sort_keys=True).splitlines() for it in (a, b))
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y:
            return f"{' '.join(i.strip() for i in a[max(0, i - 2):i + 1])} <> {y.strip()}"
    return f"{len(a)} <> {len(b)} lines" if len(a) != len(b) else "nothing"


def comes_back(name, sources, *more):
    """Checks that articles written as Markdown and read back are the same."""
    out, again = fresh(f"{name}/out"), fresh(f"{name}/again")
    convert(sources, "json,markdown", out, *more)
    files = sorted(out.glob("*.md"))
    convert(files, "json,markdown", again, *more)
    problems, count = [], 0
    for file in files:
        one, two = out / f"{file.stem}.json", again / f"{file.stem}.json"
        if not two.exists():
            problems.append(f"{file.stem}: not read back")
            continue
        count += 1
        one, two = article(one), article(two)
        if one != two:
            problems.append(f"{file.stem}: {first_difference(one, two)}")
        elif file.read_bytes() != (again / file.name).read_bytes():
            problems.append(f"{file.stem}: written twice, not the same bytes")
    return files, problems, count


class Meaning(HTMLParser):
    """What HTML says: its words, and what is done to them."""
    KEPT = {"em", "strong", "code", "pre", "li", "ul", "ol", "blockquote", "a", "img", "hr", "br", "del", "table", "tr",
            "td", "th", "p", "sup", "h"}
    SAME = {"i": "em", "b": "strong", "s": "del", "strike": "del", "cite": "em"}

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.out, self.pre = [], 0
        self.feed(html)
        self.close()

    def put(self, what):
        self.out.append(what)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        tag = "h" if re.fullmatch("h[1-6]", tag) else self.SAME.get(tag, tag)
        if tag not in self.KEPT or tag == "p":
            return
        if tag == "pre":
            self.pre += 1
        if tag == "a" and re.fullmatch(r"https?://[^/?#]+", attrs.get("href") or ""):
            attrs["href"] += "/"
        # A path with a colon in its first part is written from here.
        attrs["href"] = (attrs.get("href") or "").removeprefix("./")
        extra = {"a": attrs["href"], "img": (attrs.get("src"), attrs.get("alt")), "ol": attrs.get("start") or "1"}.get(tag)
        self.put((tag, extra))

    def handle_endtag(self, tag):
        tag = "h" if re.fullmatch("h[1-6]", tag) else self.SAME.get(tag, tag)
        if tag == "pre":
            self.pre -= 1
        if tag in self.KEPT - {"img", "hr", "br", "p"}:
            self.put(("/" + tag, None))

    def handle_data(self, data):
        self.put(data if self.pre else re.sub(r"[ \t\n\r\f]+", " ", data))


def meaning(html, words_only=False):
    """Returns a form in which HTML that means the same is the same."""
    out, text, open_ = [], "", []
    for it in Meaning(html).out:
        # Emphasis in emphasis is emphasis.
        if not isinstance(it, str) and it[0].strip("/") in ("em", "strong", "code"):
            name = it[0].strip("/")
            if it[0] == name:
                open_.append(name)
                if 1 < open_.count(name):
                    continue
            elif name in open_:
                open_.reverse()
                open_.remove(name)
                open_.reverse()
                if name in open_:
                    continue
        if isinstance(it, str):
            text += it
        elif not words_only:
            if text.strip():
                out.append(text.strip())
            text = ""
            out.append(it)
    if text.strip():
        out.append(text.strip())
    # What has no words, or leads nowhere, says nothing.
    at = 0
    while at + 1 < len(out):
        one, two = out[at], out[at + 1]
        if one[0] in ("h", "a") and not isinstance(one, str) and two == ("/" + one[0], None):
            del out[at:at + 2]
            at = max(0, at - 1)
            if at + 1 < len(out) and isinstance(out[at], str) and isinstance(out[at + 1], str):
                out[at:at + 2] = [out[at] + out[at + 1]]
        else:
            at += 1
    return [re.sub(r"\s+", "", it) if isinstance(it, str) else it for it in out]


def words(text):
    """Returns the words of a text, as no renderer changes them."""
    text = unicodedata.normalize("NFKC", text).replace("\u21a9", " ").replace("\ufe0e", " ")
    return re.findall(r"\w+", text.casefold())


def rendered_words(html):
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    # The numbers of notes, and the ways back, are each renderer's own.
    html = re.sub(r"<sup\b[^>]*>\s*<a\b[^>]*>.*?</a>\s*</sup>", " ", html, flags=re.S)
    html = re.sub(r"<a\b[^>]*class=\"footnote-ref\"[^>]*>.*?</a>", " ", html, flags=re.S)
    html = re.sub(r"<a\b[^>]*(footnote-back|role=\"doc-backlink\"|footnote-backref)[^>]*>.*?</a>", " ", html, flags=re.S)
    html = re.sub(r"<img\b[^>]*>", " ", html)
    html = re.sub(r"</?(em|strong|del|code|u|sup|sub|mark|q|span|b|i|a)\b[^>]*>", "", html)
    return sorted(words(unescape(re.sub(r"<[^>]*>", " ", html))))


def cmark(text):
    done = subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "tasklist", "-e",
                           "footnotes"], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


def examples(name, texts, excused, expected=None):
    """Checks that examples come back the same, and mean the same to cmark, or what
    those who made them expect."""
    source = fresh(f"{name}/in")
    for key, text in texts.items():
        # A mark of byte order is one only at the start of a file.
        mark = text[:text.startswith("\ufeff")]
        text = f"{mark}---\ntitle: T\n---\n\n{text.removeprefix(mark)}"
        (source / f"{key}.md").write_text(text, encoding="utf-8", newline="")
    files, problems, count = comes_back(name, sorted(source.glob("*.md")))
    check(f"{name}: {count} of {len(texts)} examples loaded, written and loaded again are equal",
          problems + ([] if count == len(texts) else [f"{len(texts) - count} were not written"]))
    other, kept, otherwise = [], 0, 0
    for file in files:
        key = file.stem
        before, after = cmark(texts[key]), cmark(body_of(file))
        if meaning(before) == meaning(after):
            kept += 1
        elif excused(key, texts[key], before, after):
            continue
        elif expected and meaning(expected[key]) == meaning(after):
            otherwise += 1
        else:
            other.append(f"{key}: {texts[key]!r} gives {before!r}, then {after!r}")
    check(f"{name}: {kept} of {len(files)} mean the same to cmark-gfm before and after, "
          f"{otherwise} what is expected, {len(files) - kept - otherwise - len(other)} are excused", other)


def excused(_key, text, before, after):
    """Returns whether a difference is meant.

    Raw HTML is read for what it means, so tags that say nothing go; addresses
    that run something go; what this program and cmark read by different rules is
    no matter of writing.
    """
    if re.search(r"<[a-zA-Z/!?]", text):
        return True
    if re.search(r"javascript:|data:|vbscript:|file:|made-up-scheme|MAILTO|irc:|localhost:|a\+b\+c|x-foo|\\\\:", text, re.I):
        return True
    # A link to nowhere is its words; an address is written in full.
    if re.search(r"\]\(\)|<>|https?://[^/\s]*[#?]", text):
        return True
    # cmark-gfm follows an older rule for numbers of characters.
    if "&#87654321;" in text:
        return True
    # Formulas, names of headings, lists of definitions, callouts.
    return bool(re.search(r"\$|\{|^ {0,3}: ?|\[!|\[\[|~|\^", text, re.M))


def spec():
    text = (WORK / "node_modules/commonmark-spec/spec.txt").read_text(encoding="utf-8")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.M | re.S)
    texts = {f"spec-{i:04}": one[0].replace("→", "\t") for i, one in enumerate(found, 1)}
    examples("commonmark", texts, excused)


def corpora():
    found = {}
    for it in rows("markdown_specs"):
        key = it["id"].replace("_", "-")
        found[f"{key}-again" if key in found else key] = it
    texts = {key: it["input"] for key, it in found.items()}
    examples("markdown_specs", texts, excused, {key: it.get("expected") or "" for key, it in found.items()})
    # Plain text: what is read is the text, in paragraphs.
    source, out, again = fresh("own_out/in"), fresh("own_out/out"), fresh("own_out/again")
    lines = {it["id"].replace("_", "-"): it["input"] for it in rows("own_markdown_out")}
    for key, text in lines.items():
        whole = {"offprint": 1, "article": {"metadata": {"title": "T"}, "body": {"blocks": [
            {"type": "paragraph", "content": [{"type": "text", "text": "before"}]},
            {"type": "paragraph", "content": [{"type": "text", "text": text}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "after"}]}]}}}
        (source / f"{key}.json").write_text(json.dumps(whole), encoding="utf-8")
    convert(sorted(source.glob("*.json")), "markdown", out)
    convert(sorted(out.glob("*.md")), "json", again)
    problems = []
    for key, text in lines.items():
        want = re.sub(r"\s", "", text)
        blocks = article(again / f"{key}.json")["body"]["blocks"]
        if any(it["type"] != "paragraph" for it in blocks):
            problems.append(f"{key}: {text!r} is not read as text")
        got = "".join(i.get("text", "") for it in blocks for i in it.get("content", []))
        got = re.sub(r"\s", "", got)
        shown = re.sub(r"\s", "", "".join(it for it in Meaning(cmark(body_of(out / f"{key}.md"))).out if isinstance(it, str)))
        if got != f"before{want}after":
            problems.append(f"{key}: {text!r} is read as {got!r}")
        if shown != f"before{want}after":
            problems.append(f"{key}: {text!r} is shown as {shown!r}")
    check(f"own_markdown_out: {len(lines)} rows are read, and shown by cmark-gfm, as the text they are", problems)


def front_matter():
    """Checks that two readers of YAML, and one of TOML, give back what was
    written."""
    source, out, toml = fresh("front/in"), fresh("front/yaml"), fresh("front/toml")
    found = [dict(it, id=it["id"].replace("_", "-")) for it in rows("own_frontmatter")]
    for it in found:
        field, value = it["field"], it["input"]
        if field in ("date", "url"):
            name = "article:published_time" if field == "date" else "og:url"
            value = value.replace("&", "&amp;").replace('"', "&quot;")
            page = (f'<meta charset=utf-8><title>T</title><meta property="{name}" content="{value}">'
                    f"<article><h1>T</h1><p>Body stays as it is, whatever is said above it.</p></article>")
            (source / f"{it['id']}.html").write_text(page, encoding="utf-8", errors="replace")
            continue
        whole = {"metadata": {"title": "T"}, "body": {"blocks": [
            {"type": "paragraph", "content": [{"type": "text", "text": "Body stays as it is, whatever is said above it."}]}]}}
        if field == "title":
            whole["metadata"]["title"] = value
        elif field == "description":
            whole["metadata"]["summary"] = value
        elif field == "author":
            whole["authors"] = [{"name": value}]
        else:
            whole["metadata"]["tags"] = [value, "second"]
        (source / f"{it['id']}.json").write_text(json.dumps({"offprint": 1, "article": whole}), encoding="utf-8")
    inputs = sorted(source.iterdir())
    convert(inputs, "markdown", out)
    convert(inputs, "markdown", toml, "-O", "markdown.profile=zola", "-O", "markdown.front-matter=toml")
    keys = {"title": lambda m: m["title"], "author": lambda m: m["authors"][0],
            "description": lambda m: m["description"], "tags[0]": lambda m: m["tags"][0]}
    taxed = dict(keys, **{"tags[0]": lambda m: (m.get("taxonomies", {}).get("tags") or [""])[0]})
    problems = []
    known = {"title", "subtitle", "date", "lastmod", "author", "authors", "description", "categories", "tags", "image",
             "canonical_url", "lang", "offprint"}
    for it in found:
        text = (out / f"{it['id']}.md").read_text(encoding="utf-8")
        head, body = text[4:].split("\n---\n", 1)
        if "Body stays as it is, whatever is said above it." not in body or len(body.strip()) != 47:
            problems.append(f"{it['id']}: the body is {body!r}")
        one = yaml.load(head, Loader=yaml.SafeLoader)
        two = ruamel.yaml.YAML(typ="safe").load(head)
        if str(one) != str(two) and {k: v for k, v in one.items() if k != "date"} != {k: v for k, v in two.items() if k != "date"}:
            problems.append(f"{it['id']}: the readers differ: {one} {two}")
        if set(one) - known:
            problems.append(f"{it['id']}: keys {set(one) - known}")
        raw = (toml / f"{it['id']}.md").read_text(encoding="utf-8")[4:].split("\n+++\n", 1)[0]
        three = tomllib.loads(raw)
        if it["field"] in keys:
            for name, got, want in (("yaml", keys[it["field"]](one), it["input"]), ("ruamel", keys[it["field"]](two), it["input"]),
                                    ("toml", taxed[it["field"]](three), it["input"].strip() if it["field"] == "tags[0]" else it["input"])):
                plain = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", want)
                if name == "toml" and not want:
                    continue  # A term without a letter stops a whole site.
                if got not in (want, plain):
                    problems.append(f"{it['id']}: {name} reads {got!r}, not {want!r}")
    check(f"own_frontmatter: {len(found)} rows are read back equal by PyYAML, ruamel.yaml and tomllib", problems)


def pages():
    """Returns pages of the corpora, every so-manieth of them."""
    found = sorted((SHARED / "corpus/articles/html").glob("*.html"))
    wanted = 824 if ALL else 200
    step = max(1, len(found) // wanted)
    return found[::step][:wanted]


def threads():
    found = sorted((SHARED / "corpus/discussion/pages").glob("*.html"))
    return found if ALL else found[::3]


def round_trips():
    samples = [ROOT / "samples/film.html", ROOT / "samples/saved.html", ROOT / "samples/kitchen-sink.json"]
    samples += sorted((ROOT / "samples/essays").glob("*.md"))
    _, problems, count = comes_back("samples", samples)
    check(f"samples: {count} of {len(samples)} come back equal", problems)
    if not SHARED.exists():
        return
    seed = [SHARED / "cases/seed/page.html", SHARED / "cases/seed/page.txt"]
    for file in seed:
        _, problems, count = comes_back(f"seed-{file.suffix[1:]}", [file])
        check(f"seed {file.name}: comes back equal", problems + ([] if count else ["nothing came back"]))
    for name, found in (("pages", pages()), ("threads", threads())):
        _, problems, count = comes_back(name, found)
        short = [] if len(found) * 0.99 <= count else [f"only {count} of {len(found)} were written"]
        check(f"{name}: {count - len(problems)} of {count} come back equal", problems + short)


def mangled():
    """Checks that what pandoc makes of a file, its front matter sorted and
    rewritten, still gives the parts of the article; and so without markers."""
    source = ROOT / "samples/kitchen-sink.json"
    out, again = fresh("mangled/out"), fresh("mangled/again")
    convert([source], "json,markdown", out)
    whole = article(out / "kitchen-sink.json")
    text = (out / "kitchen-sink.md").read_text(encoding="utf-8")
    reader = "gfm+yaml_metadata_block"
    ways = {f"pandoc-{api[2:]}": run(binary, "-f", reader, "-t", reader, "-s", "--wrap=none", out / "kitchen-sink.md").stdout
            for api, binary in PANDOCS.items()}
    ways["stripped"] = re.sub(r"^<!-- /?offprint:.*-->\n", "", text, flags=re.M)
    for name, changed in ways.items():
        (out / f"{name}.md").write_text(changed, encoding="utf-8")
    convert([out / f"{name}.md" for name in ways], "json", again)

    def parts(it):
        said = it.get("discussion", {})
        flat = []
        for place in (it.get("provenance", {}).get("notice", []), [a.get("bio") for a in it.get("authors", [])]):
            texts = []
            collect(place, texts)
            flat.append(words(" ".join(texts)))
        return {
            "title": it["metadata"]["title"], "published": it["metadata"].get("published"),
            "authors": [(a["name"], a.get("contributions"), a.get("urls")) for a in it.get("authors", [])],
            "notice and bio": flat,
            "comments": [(c.get("id"), c.get("parent"), (c.get("author") or {}).get("name"), c.get("posted"), c.get("score"))
                         for c in said.get("comments", [])], "closed": said.get("closed"),
        }
    for name in ways:
        one, two = parts(whole), parts(article(again / f"{name}.json"))
        check(f"kitchen sink as {name} leaves it: parts, people and threads are found",
              [f"{k}: {one[k]} <> {two[k]}" for k in one if one[k] != two[k]])


def renders():
    """Lints the pages, and has three renderers show them."""
    files = sorted((OUT / "pages/out").glob("*.md"))[:None if ALL else 100]
    folder = fresh("lint")
    for file in files:
        shutil.copy(file, folder)
    shutil.copy(ROOT / "tests/conformance/markdownlint.json", folder / ".markdownlint-cli2.jsonc")
    done = run("node", WORK / "node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs", "*.md", cwd=folder)
    said = [it for it in done.stderr.splitlines() if re.match(r"\S+\.md:\d+", it)]
    check(f"markdownlint: {len(files)} pages", said + ([] if done.returncode == 0 or said else [done.stderr]))

    hugo = fresh("hugo")
    (hugo / "layouts/_default").mkdir(parents=True)
    (hugo / "layouts/_default/single.html").write_text("{{ .Content }}")
    (hugo / "config.toml").write_text('disableKinds = ["taxonomy", "term", "home", "section", "RSS", "sitemap", "404"]\n'
                                      'baseURL = "https://a.example/"\n[markup.goldmark.renderer]\nunsafe = true\n'
                                      "[markup.goldmark.extensions]\ntypographer = false\n")
    content = hugo / "content"
    content.mkdir()
    sources = pages()[:None if ALL else 100]
    convert(sources, "markdown", content, "-O", "markdown.profile=hugo")
    for file in content.glob("*.md"):
        # Pages of the future are not built.
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^(date|lastmod): .*\n", "", text, count=2, flags=re.M), encoding="utf-8")
    built = run("hugo", "--quiet", "--destination", hugo / "public", cwd=hugo)
    if built.returncode != 0:
        check("hugo builds the pages", [built.stdout + built.stderr])
        return
    problems, count = [], 0
    for file in sorted(content.glob("*.md")):
        shown = hugo / "public" / file.stem.lower() / "index.html"
        text = body_of(file)
        wanted = rendered_words(cmark(text))
        calls = re.findall(r"\[\^\d+\](?!:)", text)
        called_again = len(set(calls)) < len(calls)
        count += 1
        goldmark = rendered_words(shown.read_text(encoding="utf-8")) if shown.exists() else None
        html = subprocess.run([PANDOCS["1.23"], "-f", "gfm-tex_math_dollars", "-t", "html", "--wrap=none"], input=text.encode(),
                              capture_output=True, check=True).stdout.decode()
        for name, got in (("goldmark", goldmark), ("pandoc", rendered_words(html))):
            if got is None:
                problems.append(f"{file.stem}: not built by {name}")
            # pandoc repeats a note for each call.
            elif name == "pandoc" and called_again and set(got) == set(wanted):
                continue
            elif got != wanted:
                lost, more = [w for w in wanted if w not in got][:6], [w for w in got if w not in wanted][:6]
                problems.append(f"{file.stem}: {name} shows {len(got)} words, cmark-gfm {len(wanted)}: {lost} {more}")
    check(f"{count} pages say the same in cmark-gfm, goldmark and pandoc", problems)


CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def plain_text():
    source, out = fresh("text/in"), fresh("text/out")
    for name in ("own_text", "blns"):
        for it in rows(name):
            line = {"type": "text", "text": it["input"]}
            whole = {"metadata": {"title": it["input"] or "T"}, "authors": [{"name": it["input"] or "A"}], "body": {"blocks": [
                {"type": "paragraph", "content": [{"type": "text", "text": "x"}]},
                {"type": "paragraph", "content": [line]}, {"type": "code", "text": it["input"]},
                {"type": "list", "items": [{"blocks": [{"type": "paragraph", "content": [line]}]}]}]},
                "discussion": {"comments": [{"author": {"name": it["input"] or "B"}, "content": [
                    {"type": "paragraph", "content": [line]}]}]}}
            (source / f"{it['id']}.json").write_text(json.dumps({"offprint": 1, "article": whole}), encoding="utf-8")
    inputs = sorted(source.glob("*.json"))
    convert(inputs, "text,markdown", out)
    problems = []
    for file in sorted(out.glob("*.txt")):
        found = CONTROL.search(file.read_text(encoding="utf-8").replace("\t", " "))
        if found:
            problems.append(f"{file.stem}: {found.group()!r}")
    count = len(list(out.glob("*.txt")))
    check(f"text: no control character in {count} of {len(inputs)} rows of own_text and blns",
          problems + ([] if count == len(inputs) else ["not all were written"]))
    wide, count = [], 0
    folder = fresh("text/pages")
    convert(pages()[:None if ALL else 100], "text", folder)
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            count += 1
            # One word, or a line of code, may be wider than any line.
            words_of = re.sub(r"^\s*(?:[-*•]|\d+[.)]) +", "", line).strip()
            if (72 < wcswidth(line) and " " in words_of and not line.startswith("    ") and "http" not in line
                    and not re.match(r"\[L\d+\] \S+$", line)):
                wide.append(f"{file.stem}: {wcswidth(line)}: {line}")
            if CONTROL.search(line.replace("\t", " ")):
                wide.append(f"{file.stem}: {line!r}")
    check(f"text: {count} lines of pages fit 72 columns", wide)


def pandoc():
    """Checks that each pandoc reads what is written for it, and that what it gives
    back is the article."""
    sources = [ROOT / "samples/film.html", ROOT / "samples/saved.html", ROOT / "samples/kitchen-sink.json"]
    sources += sorted((ROOT / "samples/essays").glob("*.md"))
    if SHARED.exists():
        sources += [SHARED / "cases/seed/page.html"] + pages()[:60 if ALL else 12]
    for api, binary in PANDOCS.items():
        out, again, trees = (fresh(f"pandoc-{api}/{it}") for it in ("out", "again", "trees"))
        done = convert(sources, "pandoc,json", out, "-O", f"pandoc.api={api}")
        if done.returncode != 0:
            check(f"pandoc's tree, types {api}", [done.stderr])
            continue
        version = run(binary, "--version").stdout.split("\n")[0]
        problems = []
        for source in sources:
            tree = out / f"{source.stem}.pandoc.json"
            if not tree.exists():
                problems.append(f"{source.stem}: not written")
                continue
            for to in ("json", "html", "native", "docx", "latex"):
                target = trees / f"{source.stem}.json" if to == "json" else again / f"{source.stem}.{to}"
                done = run(binary, "-f", "json", "-t", to, "--standalone", "-o", target, tree)
                # pandoc 2 ends where a picture with a path from the root is not there.
                absent = to == "docx" and re.search(r"^pandoc: /.*openBinaryFile: does not exist", done.stderr)
                if done.returncode != 0 and not absent:
                    problems.append(f"{source.stem}: {to}: {done.stderr.strip()}")
            html = (again / f"{source.stem}.html").read_text(encoding="utf-8")
            texts = []
            for block in ("body", "provenance", "authors", "discussion"):
                collect(article(out / f"{source.stem}.json").get(block, {}), texts)
            gone = set(words(" ".join(texts))) - set(words(unescape(re.sub(r"<[^>]*>", " ", html))))
            if gone:
                problems.append(f"{source.stem}: words lost: {sorted(gone)[:8]}")
        check(f"{version} (types {api}) writes {len(sources)} articles as html, docx, latex", problems)
        back = fresh(f"pandoc-{api}/back")
        convert(sorted(trees.glob("*.json")), "json", back)
        problems = []
        for source in sources:
            read = back / f"{source.stem}.json"
            if not read.exists():
                problems.append(f"{source.stem}: not read back")
                continue
            one, two = article(out / f"{source.stem}.json"), article(read)
            if one != two:
                problems.append(f"{source.stem}: {first_difference(one, two)}")
        check(f"{version}: {len(sources)} articles come back equal from its JSON", problems)
        kitchen = out / "kitchen-sink.pandoc.json"
        native = run(binary, "-f", "json", "-t", "native", kitchen).stdout
        wanted = ["Note", "offprint-comment", "offprint-bio", "offprint-notice", "RowSpan 2", "ColSpan 2"]
        wanted += ["Figure"] if api == "1.23" else ["fig:"]
        check(f"{version} sees notes, figures, spans and parts", [f"no {it}" for it in wanted if it not in native])
        foreign(api, binary, version)


def foreign(api, binary, version):
    """Checks that what pandoc reads from other formats becomes an article."""
    text = ("% First light\n% Ada Night; Bo Lens\n% 2024-05-03\n\n# Dusk\n\nThe *dome* opened^[At nine.] \"late\".\n\n"
            "| a | b |\n|---|--:|\n| 1 | 2 |\n\n: Counts\n\n![A dome](d.png)\n\n1. one\n2. two\n")
    tree = run(binary, "-f", "markdown", "-t", "json", "--standalone", input=text).stdout
    folder = fresh(f"foreign-{api}")
    (folder / "dusk.json").write_text(tree, encoding="utf-8")
    done = run(OFFPRINT, "convert", "--from", "pandoc", folder / "dusk.json", "-t", "json", "-o", folder / "out.json")
    if done.returncode != 0:
        check(f"{version}: its own tree is read", [done.stderr])
        return
    found = article(folder / "out.json")
    kinds = [it["type"] for it in found["body"]["blocks"]]
    problems = []
    if found["metadata"]["title"] != "First light" or [it["name"] for it in found["authors"]] != ["Ada Night", "Bo Lens"]:
        problems.append(str(found["metadata"]))
    if kinds != ["heading", "paragraph", "figure", "figure", "list"] or len(found["body"]["notes"]) != 1:
        problems.append(str(kinds))
    check(f"{version}: its own tree is read", problems)


def collect(value, texts):
    if isinstance(value, list):
        for it in value:
            collect(it, texts)
    elif isinstance(value, dict):
        if value.get("type") in ("text", "code"):
            texts.append(value.get("text", ""))
        for key, it in value.items():
            if isinstance(it, (dict, list)):
                collect(it, texts)


def main():
    only = [it for it in sys.argv[2:] if not it.startswith("-")]
    parts = [spec, round_trips, mangled, pandoc]
    if SHARED.exists():
        parts += [corpora, front_matter, renders, plain_text]
    else:
        print("skipped: there is no ../shared, so neither its corpora nor its pages are tried")
    for part in parts:
        if not only or part.__name__ in only:
            part()
    sys.exit(finish())


main()
