#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the hard stops of file and folder sizes. Functions are measured by clang-tidy.

usage: tools/check_sizes.py [ROOT]
"""

import sys
from pathlib import Path

from source_tree import CPP, Findings, files, root_of, walk

MAX_FILES = 24
LIMITS = {".h": 300, ".hpp": 300, ".c": 500, ".cc": 500, ".py": 300, ".cmake": 150}
ABI_HEADER, PROGRAM, TOP_CMAKE, README = 150, 150, 80, 150
SUFFIXES = (*LIMITS, "", ".md", ".txt", ".sh")


def is_program(path):
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def limit_of(place, path):
    """Returns the largest number of lines that `path` may have, or None."""
    if place.startswith("sdk/include/") and path.suffix == ".h":
        return ABI_HEADER
    if path.name == "CMakeLists.txt":
        return TOP_CMAKE
    if path.name == "README.md":
        return README
    if path.suffix in ("", ".sh"):
        return PROGRAM if is_program(path) else None
    return LIMITS.get(path.suffix)


def check_file(root, path, findings):
    limit = limit_of(path.relative_to(root).as_posix(), path)
    if limit is None:
        return
    lines = path.read_bytes().count(b"\n")
    if lines > limit:
        findings.add(path, 0, f"{lines} lines, the limit is {limit}", "split it by concept")


def check_folders(root, findings):
    for folder, _, names in walk(root):
        count = sum(1 for name in names if Path(name).suffix in CPP)
        if count > MAX_FILES:
            findings.add(folder, 0, f"{count} source files, the limit is {MAX_FILES}",
                         "give a part of it a folder")


def main():
    root = root_of(sys.argv)
    findings = Findings(root)
    checked = [*files(root, SUFFIXES), *(path for path in root.glob("*") if path.is_file())]
    for path in checked:
        check_file(root, path, findings)
    check_folders(root, findings)
    return findings.finish("sizes", len(checked))


if __name__ == "__main__":
    sys.exit(main())
