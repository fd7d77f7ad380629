# SPDX-License-Identifier: Apache-2.0
"""What the checks share: the files of a tree, and the list of findings that ends a check."""

import os
import sys
from pathlib import Path

FOLDERS = ("host", "sdk", "plugins", "config", "tests", "tools", "packaging")
CPP = (".h", ".hpp", ".c", ".cc")
# Written by other programs, or data that tests read as it is.
SKIPPED = {"__pycache__", "corpus", "cases"}


class Findings:
    """Collects `place: what is wrong: what to do`, prints them and gives the exit status."""

    def __init__(self, root):
        self.root = Path(root)
        self.lines = []

    def add(self, path, line, wrong, fix):
        place = os.path.relpath(path, self.root) + (f":{line}" if line else "")
        self.lines.append(f"{place}: {wrong}; {fix}")

    def finish(self, subject, count):
        for line in self.lines:
            print(line, file=sys.stderr)
        print(f"{subject}: {count} files, {len(self.lines)} findings")
        return 1 if self.lines else 0


def walk(root):
    """Yields (folder, names of its folders, names of its files) of the parts of the project."""
    for part in FOLDERS:
        for folder, subfolders, names in os.walk(Path(root) / part):
            subfolders[:] = sorted(name for name in subfolders if name not in SKIPPED)
            yield Path(folder), subfolders, sorted(names)


def files(root, suffixes=CPP):
    for folder, _, names in walk(root):
        for name in names:
            if Path(name).suffix in suffixes:
                yield folder / name


def root_of(arguments):
    """The tree to check: the first argument, else the repository that this file lies in."""
    return Path(arguments[1] if len(arguments) > 1 else Path(__file__).parent.parent).resolve()
