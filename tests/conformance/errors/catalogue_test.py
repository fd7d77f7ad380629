#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every code of the catalogue is shown by a golden case or raised by a test that is named; the page of all codes is the newest."""

import json
import unittest

from golden_case import CASES, ROOT, Case, all_cases, code_of, shell

PAGE = ROOT / "config/ERRORS.md"


def catalogue():
    listed = shell("dashflow explain --json", CASES)
    return {entry["code"] for entry in map(json.loads, listed.stdout.splitlines())}


def raised_elsewhere():
    """What no command line can bring about: the test that raises it instead."""
    lines = (CASES.parent / "elsewhere.txt").read_text().splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


class Catalogue(unittest.TestCase):
    def test_every_code_is_shown_or_raised_by_a_test(self):
        shown = {code_of(path) for path in all_cases()}
        self.assertEqual(sorted(catalogue() - shown - set(raised_elsewhere())), [], "codes that nobody has seen")

    def test_every_case_and_every_exception_has_a_code(self):
        known = catalogue()
        self.assertEqual([path.name for path in all_cases() if code_of(path) not in known], [])
        self.assertEqual([code for code in raised_elsewhere() if code not in known], [])

    def test_an_exception_is_one_and_its_test_names_the_code(self):
        shown = {code_of(path) for path in all_cases()}
        for code, test in raised_elsewhere().items():
            with self.subTest(code=code):
                self.assertNotIn(code, shown, "it can be shown: remove it from elsewhere.txt")
                self.assertRegex((ROOT / test).read_text(), rf'"{code}"|\[{code}\]')

    def test_every_case_is_complete(self):
        for path in all_cases():
            with self.subTest(case=path.name):
                case = Case(path)
                self.assertTrue(case.values("run"))
                self.assertNotIn("exit 0\nerror", case.expected())

    def test_the_page_of_all_codes_is_the_newest(self):
        page = shell("dashflow explain --markdown", CASES).stdout
        self.assertEqual(PAGE.read_text(), page, "write it again: dashflow explain --markdown > config/ERRORS.md")


if __name__ == "__main__":
    unittest.main()
