"""Fetching, against a server that misbehaves in every way it knows.

usage: fetch.py PROGRAM

The server is ../shared/security/faults/bad_server.py, on this machine alone; where
it is missing, this says so and passes. Prints a line for each check and a count.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECURITY = HERE.parents[2] / "shared" / "security"
passed = failed = 0


def check(name, good, why=""):
    global passed, failed
    if good:
        passed += 1
        print(f"ok      {name}")
    else:
        failed += 1
        print(f"FAILED  {name}: {why}")


def run(program, folder, *arguments, limit=120):
    """Runs the program; returns code, messages, seconds and peak memory in KiB."""
    started = time.monotonic()
    child = subprocess.Popen(
        [program, *arguments], cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )
    try:
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
    finally:
        child.returncode = 0
    return os.waitstatus_to_exitcode(status), said, time.monotonic() - started, usage.ru_maxrss


def whole_page(program, folder, public, hits):
    port = str(public)
    fetch = ["--cache", "cache", "--fetch-loopback", port]
    address = f"http://127.0.0.1:{port}/page"
    code, said, seconds, memory = run(program, folder, "-v", "convert", address, "-o", "page.epub", *fetch)
    check("the page with all its pictures is written", code == 0, said[-600:])
    check("in 30 seconds at most", seconds <= 30, f"{seconds:.1f} s")
    # The same page with nothing to fetch, for comparison.
    (folder / "page.html").write_bytes(page_of(port))
    _, _, _, alone = run(program, folder, "convert", "page.html", "-o", "alone.epub")
    more = (memory - alone) / 1024
    check("with 64 MiB more memory at most", more <= 64, f"{more:.0f} MiB")
    print(f"        {seconds:.1f} s, {memory // 1024} MiB, {more:.0f} MiB more than from a file")
    with zipfile.ZipFile(folder / "page.epub") as book:
        text = "".join(
            book.read(it).decode() for it in book.namelist() if it.endswith(".xhtml")
        )
        pictures = [book.read(it) for it in book.namelist() if "/img/" in it]
    named = re.findall(r"before (/[^\s<]+)", page_of(port).decode())
    lost = [it for it in named if f"before {it.replace('&', '&amp;')}" not in text]
    check("no word of the page is lost", named and not lost, lost)
    check("the good picture is in it", any(it.startswith(b"\x89PNG") for it in pictures))
    check("nothing hides behind a picture", not any(b"<script" in it for it in pictures))
    told = [it for it in said.splitlines() if "image-unfetched" in it]
    check("each bad picture costs a warning", 20 <= len(told), f"{len(told)}: {said[-600:]}")
    check("the internal server was not asked", not hits.exists(), hits)


def page_of(port):
    import urllib.request

    with urllib.request.urlopen(f"http://127.0.0.1:{port}/page") as answer:
        return answer.read()


def as_pages(program, folder, public, hits):
    """Every answer as a page of its own, which is not read as an article."""
    paths = [
        "/endless", "/big?n=300000000", "/many-headers", "/huge-header", "/gzip-bomb",
        "/gzip2-bomb", "/loop", "/hops?n=21", "/to-internal", "/to-internal-307", "/to-file",
        "/to-ftp", "/crlf", "/e204", "/http09", "/refresh",
    ]

    def one(path):
        address = f"http://127.0.0.1:{public}{path}"
        fetch = ["--cache", "cache", "--fetch-loopback", str(public)]
        return run(program, folder, "convert", address, "-t", "text", *fetch)

    with ThreadPoolExecutor(4) as pool:
        results = dict(zip(paths, pool.map(one, paths)))
    for path, (code, said, seconds, memory) in results.items():
        # A crash or a hang would be a signal, or far more time.
        good = code in (1, 3, 5) and seconds < 90 and memory < 400 << 10
        check(f"{path} as a page is an error", good, f"{code} {seconds:.0f} s {memory} KiB {said}")
    for path in ["/to-internal", "/to-internal-307", "/to-file", "/to-ftp"]:
        check(f"{path} is refused for safety", results[path][0] == 5, results[path][:2])
    check("the internal server was still not asked", not hits.exists(), hits)


def forms(program, folder):
    """Every spelling of an address that must not be asked for."""
    rows = [json.loads(it) for it in open(SECURITY / "corpora" / "own_ssrf.jsonl", encoding="utf-8")]
    # Names that need a look-up: the unit tests of the classifier have them.
    looked_up = ("nip.io", "localtest.me")
    wrong = []
    count = 0
    for row in rows:
        address = row["input"]
        if any(it in address for it in looked_up):
            continue
        bare = address.split("  (")[0].split(" (")[0]
        for it in {address, bare}:
            count += 1
            code, said, seconds, _ = run(program, folder, "convert", it, "-t", "text", "--cache", "cache")
            # What is no address of the web is a file that is not there.
            fits = code == 5 or code == 3 and "no such file" in said
            if not fits:
                wrong.append((it, code, said.strip()[:100]))
    check(f"{count} forms of own_ssrf are refused", not wrong, wrong)


def main():
    program = str(Path(sys.argv[1]).resolve())
    server = SECURITY / "faults" / "bad_server.py"
    if not server.exists():
        print("skipped: ../shared/security is not here, so nothing was fetched")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        hits = folder / "hits"
        child = subprocess.Popen(
            [sys.executable, str(server), "--hits", str(hits)],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )
        try:
            words = child.stdout.readline().split()
            public = int(words[1])
            whole_page(program, folder, public, hits)
            as_pages(program, folder, public, hits)
        finally:
            child.kill()
            child.wait()
        forms(program, folder)
    print(f"fetch: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
