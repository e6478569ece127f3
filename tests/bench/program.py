"""What the program costs: to start, to read a folder, to watch one.

usage: program.py [PROGRAM]

PROGRAM is target/release/offprint where absent. Figures are CPU time as the system
counts it, wall time as a share of it, and peak memory.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARAGRAPH = (
    "The lamp was lit at dusk and put out at dawn, as the table says, and nobody ever asked "
    "whose table it was, or who had drawn it up, or for whom. "
)


def page(number):
    body = "".join(f"<p>{PARAGRAPH * 3}{number}-{i}</p>" for i in range(8))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Essay {number}</title>"
        f"<link rel=canonical href='https://north.example/{number}'></head><body><nav>"
        f"<a href=/>Home</a></nav><article><h1>Essay {number}</h1><p class=byline>By A. Keeper</p>"
        f"<time datetime=2019-04-{number % 28 + 1:02}>April</time>{body}</article></body></html>"
    )


def folder_of(path, count):
    path.mkdir()
    for i in range(count):
        (path / f"essay-{i:05}.html").write_text(page(i), encoding="utf-8")


def run(program, folder, *arguments):
    started = time.monotonic()
    child = subprocess.Popen(
        [program, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    return child.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def start(program, folder):
    (folder / "one.html").write_text(page(1), encoding="utf-8")
    for name, arguments in [
        ("--help", ["--help"]),
        ("one small page", ["convert", "one.html", "-t", "text"]),
    ]:
        cpu = [run(program, folder, *arguments)[1] * 1000 for _ in range(30)]
        print(f"{name}: {statistics.median(cpu):.1f} ms CPU (median of 30)")


def many(program, folder):
    folder_of(folder / "many", 10_000)
    code, cpu, wall, memory = run(
        program, folder, "convert", "many", "-t", "markdown", "-d", "out", "--name", "{stem}"
    )
    written = sum(1 for _ in (folder / "out").iterdir())
    print(
        f"10,000 pages: exit {code}, {written} files, {cpu:.1f} s CPU, "
        f"wall {wall / cpu:.2f} of that, {memory:.0f} MiB"
    )


def watch(program, folder):
    folder_of(folder / "essays", 1_000)
    for command in (
        ["convert", "essays", "-t", "markdown", "-d", "watched", "--name", "{stem}"],
        ["feed", "essays", "-d", "watched-feed", "--limit", "20"],
        ["book", "essays", "-o", "watched.epub"],
    ):
        child = subprocess.Popen(
            [program, *command, "-w"], cwd=folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )
        try:
            for line in child.stderr:
                if line.startswith("watching"):
                    break
            waits, verbs = [], []
            # The newest, which are in every output.
            for i in range(27, 27 + 5 * 28, 28):
                time.sleep(0.3)
                text = page(i).replace("The lamp", f"The lamp, seen by {command[0]},")
                started = time.monotonic()
                (folder / "essays" / f"essay-{i:05}.html").write_text(text, encoding="utf-8")
                for line in child.stderr:
                    if "done in" in line:
                        break
                    if line.strip().startswith("Written"):
                        verbs.append(line.strip())
                waits.append((time.monotonic() - started) * 1000)
            print(
                f"{command[0]} -w, 1,000 essays: {statistics.median(waits):.0f} ms from a save "
                f"to its output (median of 5); {len(verbs)} files written for 5 saves"
            )
        finally:
            child.kill()
            child.wait()


def main():
    root = Path(__file__).resolve().parents[2]
    program = sys.argv[1] if 1 < len(sys.argv) else root / "target/release/offprint"
    program = str(Path(program).resolve())
    print(f"size: {os.path.getsize(program) / (1 << 20):.2f} MiB")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        start(program, folder)
        watch(program, folder)
        many(program, folder)


main()
