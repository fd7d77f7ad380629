# SPDX-License-Identifier: Apache-2.0
import shutil
import subprocess
import sys
import unittest

from fixture_tree import LICENCE, ROOT, CheckTest


class CheckFormat(CheckTest):
    check = "check_format.py"

    def setUp(self):
        super().setUp()
        shutil.copy(ROOT / ".clang-format", self.root)
        self.write("host/base/id.cc", f"{LICENCE}int  x;\n")

    def test_finds_a_file_out_of_form(self):
        done = self.run_check()
        self.assertEqual(done.returncode, 1)
        self.assertIn("host/base/id.cc:2", done.stderr)

    def test_brings_it_into_form(self):
        fix = [sys.executable, "-B", ROOT / "tools" / self.check, "--fix", self.root]
        subprocess.run(fix, capture_output=True, check=True)
        self.assertEqual((self.root / "host/base/id.cc").read_text(), f"{LICENCE}int x;\n")
        self.assert_clean()


if __name__ == "__main__":
    unittest.main()
