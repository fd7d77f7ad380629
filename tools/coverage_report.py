#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints how many lines of each folder the tests of a gcov build ran.

usage: tools/coverage_report.py BUILD_DIR
"""

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("host", "sdk", "plugins")


def read_counts(data):
    """Returns [(file, line, count)] of one .gcda file."""
    done = subprocess.run(["gcov", "--json-format", "--stdout", data], capture_output=True, text=True,
                          cwd=data.parent, check=True)
    counts = []
    for text in done.stdout.splitlines():
        report = json.loads(text)
        for file in report["files"]:
            path = (Path(report["current_working_directory"]) / file["file"]).resolve()
            if ROOT in path.parents and path.relative_to(ROOT).parts[0] in PARTS:
                counts += [(path, line["line_number"], line["count"]) for line in file["lines"]]
    return counts


def main():
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    lines = defaultdict(int)
    for data in sorted(Path(sys.argv[1]).resolve().rglob("*.gcda")):
        for path, line, count in read_counts(data):
            lines[path, line] += count
    folders = defaultdict(lambda: [0, 0])
    for (path, _), count in lines.items():
        for name in (path.parent.relative_to(ROOT).as_posix(), "all"):
            folders[name][0] += 1 if count else 0
            folders[name][1] += 1
    for name, (run, total) in sorted(folders.items()):
        print(f"{100 * run / total:6.1f} %  {run:6d} of {total:6d} lines  {name}")
    return 0 if lines else 1


if __name__ == "__main__":
    sys.exit(main())
