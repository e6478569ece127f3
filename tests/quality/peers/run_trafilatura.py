#!/usr/bin/env python3
"""Run the Python package trafilatura over a folder of pages (pip install trafilatura==2.3.1 lxml_html_clean).

usage: run_trafilatura.py FOLDER [precision|recall] > PRED.jsonl
"""
import json, pathlib, sys

import trafilatura

def main():
    folder = pathlib.Path(sys.argv[1])
    focus = {f"favor_{sys.argv[2]}": True} if len(sys.argv) > 2 else {}
    for path in sorted(folder.glob("*.html")):
        found = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False, **focus)
        row = found.as_dict() if found else {}
        print(json.dumps({
            "source": str(path), "title": row.get("title"), "authors": row.get("author"),
            "published": row.get("date"), "body": row.get("text"),
        }, ensure_ascii=False))

if __name__ == "__main__":
    main()
