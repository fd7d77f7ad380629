#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that clang-format 14 would change nothing.

usage: tools/check_format.py [--fix] [ROOT]      --fix rewrites the files instead
"""

import shutil
import subprocess
import sys

from source_tree import files, root_of

PROGRAM = "clang-format-14"


def main():
    arguments = [argument for argument in sys.argv if argument != "--fix"]
    fix = len(arguments) < len(sys.argv)
    if not shutil.which(PROGRAM):
        print(f"format: {PROGRAM} is not installed; run `tools/dev setup`", file=sys.stderr)
        return 2
    paths = [str(path) for path in files(root_of(arguments))]
    mode = ["-i"] if fix else ["--dry-run", "--Werror", "--ferror-limit=1"]
    # One process an argument list of 100 files: the shell's limit is far away, two cores stay busy.
    failed = False
    for start in range(0, len(paths), 100):
        failed |= subprocess.run([PROGRAM, *mode, *paths[start:start + 100]], check=False).returncode != 0
    print(f"format: {len(paths)} files, " + ("needs `tools/dev fmt`" if failed else "in form"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
