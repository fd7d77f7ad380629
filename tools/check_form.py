#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what clang-format and clang-tidy do not see: licence line, guards, banned constructs.

usage: tools/check_form.py [ROOT]
"""

import re
import sys

from source_tree import CPP, Findings, files, root_of

LICENCE = "SPDX-License-Identifier: Apache-2.0"
LICENSED = (*CPP, ".py", ".cmake", ".sh")
# Built from parts, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
# The C headers of the SDK have classic guards: `#pragma once` is not C11.
GUARD = re.compile(r"^#pragma once$|^#ifndef (\w+_H_?)\n#define \1$", re.MULTILINE)
BANNED = (
    (re.compile(r"^\s*friend\s"), "a friend", "use the public face or a fake"),
    (re.compile(r"namespace\s+\S*\b(detail|impl|internal|utils?|common)\b"),
     "a namespace that says nothing", "use an anonymous namespace in the .cc"),
    (re.compile(r"^\s*(//|/\*|#)\s*[-=*#/]{4,}"), "a banner", "a file is small enough without"),
    (re.compile(r"^\s*#\s*if\s+0\b"), "dead code", "delete it"),
)


def check_lines(path, lines, findings):
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            findings.add(path, number, "unfinished work in the source", "do it, or file an issue")
        if path.suffix not in CPP:
            continue
        for pattern, wrong, fix in BANNED:
            if pattern.search(line):
                findings.add(path, number, wrong, fix)


def check_file(path, findings):
    lines = path.read_text(errors="replace").splitlines()
    if not any(LICENCE in line for line in lines[:2]):
        findings.add(path, 1, "no licence line", f"start with `{LICENCE}` in a comment")
    if path.suffix in (".h", ".hpp") and not GUARD.search("\n".join(lines)):
        findings.add(path, 1, "no include guard", "write `#pragma once`")
    check_lines(path, lines, findings)


def main():
    root = root_of(sys.argv)
    findings = Findings(root)
    checked = list(files(root, LICENSED))
    for path in checked:
        check_file(path, findings)
    return findings.finish("form", len(checked))


if __name__ == "__main__":
    sys.exit(main())
