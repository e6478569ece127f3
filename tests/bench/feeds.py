#!/usr/bin/env python3
"""Measures what three feeds of a thousand essays cost, beside what others take.

usage: tests/bench/feeds.py [--essays N] [--binary PATH]

Writes the essays to a folder of its own, prints RSS, Atom and JSON Feed of all of
them with a release build, and the same RSS with Hugo (if it is installed) and
feedgen (if this Python has it). Prints CPU seconds and peak memory of the whole
command, the median of five runs taken in turn.
"""
import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = ("harbour tide lamp oil keeper ledger pier fog rope winter stair salt boat signal quay "
         "dusk number weather door letter paper wind table morning engine island report").split()


def essay(place):
    """An essay of about seven hundred words, with what essays have."""
    it = random.Random(place)
    sentence = lambda: " ".join(it.choices(WORDS, k=it.randint(8, 18))).capitalize() + "."
    paragraph = lambda: " ".join(sentence() for _ in range(it.randint(3, 6)))
    day = f"20{place // 336 % 20 + 5:02}-{place // 28 % 12 + 1:02}-{place % 28 + 1:02}"
    parts = [f'---\ntitle: "Essay {place}: {it.choice(WORDS)}"\nauthor: [A. Keeper, B. Clerk]\n'
             f"date: {day}T08:30:00+01:00\ntags: [{it.choice(WORDS)}, {it.choice(WORDS)}]\n"
             f'description: "{sentence()}"\nlang: en\n'
             f"canonical_url: https://harbour.example/essays/{place}/\n---\n"]
    for section in range(3):
        parts.append(f"## {it.choice(WORDS).capitalize()} {section}\n")
        parts += [paragraph() + "\n" for _ in range(3)]
        parts.append(f"A [link](../{it.randint(1, 999)}/), *one* and `two`, and a note.[^{section}]\n")
    parts.append("- one\n- two\n- three\n\n> " + sentence() + "\n")
    parts += [f"[^{section}]: {sentence()}\n" for section in range(3)]
    return "\n".join(parts)


def cost(command, **extra):
    """Returns the CPU seconds and peak memory, in MB, of a command."""
    code = ("import resource,subprocess,sys\n"
            "done=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE)\n"
            "it=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
            "print(it.ru_utime+it.ru_stime,it.ru_maxrss/1024)\n"
            "sys.stderr.buffer.write(done.stderr[-2000:])\nsys.exit(done.returncode)")
    done = subprocess.run([sys.executable, "-c", code, *map(str, command)], capture_output=True, text=True, **extra)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return tuple(map(float, done.stdout.split()))


FEEDGEN = """
import sys
from pathlib import Path
from feedgen.feed import FeedGenerator
import markdown
feed = FeedGenerator()
feed.id('https://harbour.example/'); feed.title('Bench'); feed.link(href='https://harbour.example/'); feed.description('d')
for path in sorted(Path(sys.argv[1]).glob('*.md')):
    _, front, text = path.read_text().split('---', 2)
    it = feed.add_entry()
    it.id(path.stem); it.title(path.stem); it.link(href='https://harbour.example/' + path.stem)
    it.content(markdown.markdown(text, extensions=['footnotes']), type='CDATA')
feed.rss_file(sys.argv[2])
"""


def main():
    flags = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    flags.add_argument("--essays", type=int, default=1000)
    flags.add_argument("--binary", type=Path, default=ROOT / "target/release/offprint")
    flags = flags.parse_args()
    work = Path(tempfile.mkdtemp(prefix="offprint-bench-"))
    try:
        posts = work / "site/content/posts"
        posts.mkdir(parents=True)
        for place in range(flags.essays):
            (posts / f"{place:05}.md").write_text(essay(place))
        (work / "site/hugo.toml").write_text(
            'baseURL = "https://harbour.example/"\ntitle = "Bench"\n'
            'disableKinds = ["page","taxonomy","term","sitemap","404"]\n[outputs]\nhome = ["RSS"]\nsection = []\n')
        runs = {"offprint, three feeds": [flags.binary, "feed", posts, "-d", work / "out", "--title", "Bench",
                                          "--address", "https://harbour.example/", "--quiet"],
                "offprint, RSS": [flags.binary, "feed", posts, "-d", work / "rss", "--title", "Bench", "-t", "rss",
                                  "--address", "https://harbour.example/", "--quiet"]}
        if shutil.which("hugo"):
            runs["Hugo, RSS"] = ["hugo", "--quiet", "-s", work / "site", "-d", work / "hugo", "--cacheDir", work / "cache"]
        try:
            import feedgen  # noqa: F401
            import markdown  # noqa: F401
            runs["feedgen, RSS"] = [sys.executable, "-c", FEEDGEN, posts, work / "feedgen.xml"]
        except ImportError:
            pass
        found = {name: [] for name in runs}
        for _ in range(5):
            for name, command in runs.items():
                for folder in ("out", "rss", "hugo"):
                    shutil.rmtree(work / folder, ignore_errors=True)
                (posts / "offprint.lock").unlink(missing_ok=True)
                found[name].append(cost(command))
        print(f"{flags.essays} essays, {sum(p.stat().st_size for p in posts.glob('*.md')) / 1e6:.1f} MB of Markdown")
        for name, all_runs in found.items():
            cpu = statistics.median(it[0] for it in all_runs)
            memory = max(it[1] for it in all_runs)
            print(f"{name:<24} {cpu:6.2f} s CPU  {memory:6.0f} MB")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
