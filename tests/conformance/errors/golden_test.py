#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what the program prints with the golden files.

usage: golden_test.py            checks all cases
       golden_test.py --update [NAME…]   writes what the program prints now; read the difference before you commit it
"""

import os
import pathlib
import sys
import tempfile
import unittest

from golden_case import Case, all_cases, code_of


def printed(case):
    with tempfile.TemporaryDirectory(prefix="dashflow-golden-") as folder:
        return case.run(pathlib.Path(folder).resolve())


def is_run_here(case):
    return "root" not in case.values("needs") or os.geteuid() == 0


class Golden(unittest.TestCase):
    maxDiff = None

    def test_every_case_prints_what_its_file_says(self):
        for path in all_cases():
            case = Case(path)
            if not is_run_here(case):
                continue
            with self.subTest(case=path.name):
                text = printed(case)
                self.assertEqual(text, case.expected())
                self.assertRegex(text, rf"(?m)^(error|warning)\[{code_of(path)}\]: ", "the case does not show its code")


def update(names):
    for path in all_cases():
        if names and not any(name in path.stem for name in names):
            continue
        case = Case(path)
        if is_run_here(case):
            case.rewrite(printed(case))


if __name__ == "__main__":
    if "--update" in sys.argv:
        update(sys.argv[sys.argv.index("--update") + 1:])
    else:
        unittest.main()
