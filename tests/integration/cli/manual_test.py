# SPDX-License-Identifier: Apache-2.0
"""`completion man`: pages that man's formatters accept, with every command and option of --help."""

import json
import pathlib
import re
import shutil
import subprocess
import unittest

from completion_test import commands
from host import DASHFLOW, HostTest

FORMATTERS = (["groff", "-man", "-Tutf8", "-ww", "-z"], ["mandoc", "-Tlint", "-Wwarning"])


class Manual(HostTest):
    def setUp(self):
        super().setUp()
        self.pages = self.folder / "man1"
        self.ok("completion", "man", "--to", self.pages, env={"SOURCE_DATE_EPOCH": "86400"})

    def page(self, path):
        return (self.pages / f"{'-'.join(['dashflow', *path[:1]])}.1").read_text()

    def test_formatters_have_nothing_to_complain_about(self):
        self.assertGreater(len(list(self.pages.iterdir())), 12)
        for formatter in FORMATTERS:
            if not shutil.which(formatter[0]):
                continue
            for page in self.pages.iterdir():
                with self.subTest(formatter=formatter[0], page=page.name):
                    done = subprocess.run([*formatter, page], capture_output=True, text=True, timeout=60)
                    self.assertEqual(done.stdout + done.stderr, "")

    def test_every_command_and_option_is_there(self):
        seen = 0
        for path, text in commands(self):
            page = self.page(path)
            self.assertIn("dashflow" + "".join(f" {word}" for word in path), page.replace("\\-", "-"))
            for name in re.findall(r"^  (?:-\w,)?(--[a-z-]+)", text, re.MULTILINE):
                seen += 1
                self.assertIn(f"\\fB{name}".replace("-", "\\-"), page, path)
            for name in re.findall(r"^Positionals:\n  ([A-Z]+)", text, re.MULTILINE):
                self.assertIn(name, page, path)
        self.assertGreater(seen, 60)

    def test_reads_as_a_page(self):
        text = self.page(("runs",))
        self.assertIn('.TH DASHFLOW\\-RUNS 1 1970-01-02 "dashflow', text)
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
            self.assertIn(f".SH {section}\n", text)
        self.assertIn("dashflow runs list \\-\\-status failed", text)
        main = self.page(())
        for name in ("DASHFLOW_STORE", "DASHFLOW_CONFIG", "NO_COLOR", "dashflow\\-threads"):
            self.assertIn(f"\\fB{name}\\fR", main)

    def test_the_build_has_written_them(self):
        built = pathlib.Path(DASHFLOW).parent.parent / "share/man/man1"
        self.assertEqual({page.name for page in self.pages.iterdir()} - {page.name for page in built.glob("*.1")}, set())

    def test_mistakes(self):
        self.assertEqual(self.dashflow("completion", "man").returncode, 2)
        self.assertEqual(self.dashflow("completion", "bash", "--to", "x").returncode, 2)
        blocked = self.workflow("", "file")
        self.whole_error(1, "io_error", "completion", "man", "--to", blocked)
        self.assertEqual(json.loads(self.ok("completion", "man", "--to", self.pages, "--json").stdout)["folder"], str(self.pages))


if __name__ == "__main__":
    unittest.main()
