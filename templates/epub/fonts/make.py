#!/usr/bin/env python3
"""Makes fonts.zip, the fonts that covers are drawn with.

usage: make.py FOLDER

FOLDER holds the Noto fonts as Debian's package fonts-noto-core has them. Needs
fonttools. Kept are the letters that titles are written in and the rules that
join and place them; what hints and other uses need is left out.
"""
import io
import sys
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x36F), (0x1E00, 0x1EFF), (0x2010, 0x204F),
         (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122),
         (0x2150, 0x215F), (0x2190, 0x2190), (0x2192, 0x2192), (0x2212, 0x2212),
         (0x221E, 0x221E), (0xFB00, 0xFB04)]
GREEK = [(0x370, 0x3FF), (0x1F00, 0x1FFF)]
CYRILLIC = [(0x400, 0x52F)]
ARABIC = [(0x20, 0x22), (0x28, 0x29), (0x2D, 0x2E), (0x30, 0x3A), (0xA0, 0xA0), (0xAB, 0xAB),
          (0xBB, 0xBB), (0x600, 0x6FF), (0x750, 0x77F), (0x200C, 0x200D), (0x2013, 0x2014),
          (0x2018, 0x2019), (0x201C, 0x201D), (0x25CC, 0x25CC), (0xFD3E, 0xFD3F), (0xFDF2, 0xFDF2)]
HEBREW = [(0x20, 0x20), (0x22, 0x22), (0x27, 0x29), (0x2D, 0x2E), (0x590, 0x5FF)]

# In the order in which they are asked for a letter.
FONTS = [
    ("serif.ttf", "NotoSerif-Regular.ttf", LATIN + GREEK + CYRILLIC,
     ["ccmp", "locl", "mark", "mkmk", "kern", "liga"]),
    ("arabic.ttf", "NotoNaskhArabic-Regular.ttf", ARABIC,
     ["ccmp", "isol", "init", "medi", "fina", "rlig", "calt", "liga", "mark", "mkmk", "kern", "curs", "locl"]),
    ("hebrew.ttf", "NotoSerifHebrew-Regular.ttf", HEBREW, ["ccmp", "mark", "mkmk", "kern"]),
]


def main(folder):
    target = Path(__file__).with_name("fonts.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, source, ranges, features in FONTS:
            options = subset.Options(hinting=False, layout_features=features, notdef_outline=True,
                                     name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
            options.drop_tables += ["DSIG", "STAT", "MVAR", "BASE"]
            font = TTFont(folder / source)
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=[c for a, b in ranges for c in range(a, b + 1)])
            subsetter.subset(font)
            out = io.BytesIO()
            font.save(out)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, out.getvalue(), compresslevel=9)
    print(target, target.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
