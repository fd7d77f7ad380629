# SPDX-License-Identifier: Apache-2.0
"""`explain`: what an error code means."""

import json
import unittest

from host import HostTest


class Explain(HostTest):
    def test_a_code_is_explained(self):
        text = self.ok("explain", "store_locked").stdout
        for part in ("Another process holds the store.", "transient", "exit       4", "retryable  yes", "why  ", "fix  "):
            self.assertIn(part, text)

    def test_json_has_every_part(self):
        entry = json.loads(self.ok("explain", "store_locked", "--json").stdout)
        self.assertEqual((entry["code"], entry["category"], entry["exit"], entry["retryable"]),
                         ("store_locked", "transient", 4, True))
        self.assertTrue(entry["title"] and entry["cause"] and entry["fix"])

    def test_what_an_error_shows_is_what_is_explained(self):
        failed = self.whole_error(3, "store_not_found", "threads", "list")
        entry = json.loads(self.ok("explain", failed["code"], "--json").stdout)
        self.assertEqual(entry["exit"], 3)

    def test_an_error_says_where_more_is_said(self):
        failed = self.dashflow("threads", "list")
        self.assertIn("\n  more dashflow explain store_not_found\n", failed.stderr)

    def test_without_a_code_all_are_listed(self):
        entries = [json.loads(line) for line in self.ok("explain", "--json").stdout.splitlines()]
        codes = [entry["code"] for entry in entries]
        self.assertEqual(codes, sorted(set(codes)))
        self.assertEqual(len(codes), len(self.ok("explain").stdout.splitlines()))
        self.assertIn("workflow_invalid", codes)

    def test_an_unknown_code_names_the_near_one(self):
        self.assertEqual(self.whole_error(3, "code_not_found", "explain", "store_lockd")["fix"], "did you mean 'store_locked'?")
        self.assertIn("dashflow explain", self.whole_error(3, "code_not_found", "explain", "zzzzzzzz")["fix"])


if __name__ == "__main__":
    unittest.main()
