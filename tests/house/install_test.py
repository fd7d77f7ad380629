# SPDX-License-Identifier: Apache-2.0
"""Installs a build tree into a temporary prefix and holds packaging/README.md against it.

usage: install_test.py BUILD_DIR
"""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(sys.argv.pop()).resolve()


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = Path(folder.name)
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix], capture_output=True, check=True)

    def listed(self):
        text = (ROOT / "packaging/README.md").read_text()
        return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)

    def test_installs_every_path_of_the_readme(self):
        self.assertGreater(len(self.listed()), 5)
        missing = [path for path in self.listed() if not (self.prefix / path).is_file()]
        self.assertEqual(missing, [])

    def test_installs_no_plugin_that_the_readme_does_not_list(self):
        plugins = {path.relative_to(self.prefix).as_posix() for path in self.prefix.glob("lib/dashflow/plugins/*")}
        self.assertEqual(plugins - set(self.listed()), set())

    def test_the_installed_host_lists_the_installed_plugins(self):
        done = subprocess.run([self.prefix / "bin/dashflow", "plugin", "list"], capture_output=True, text=True,
                              cwd=self.prefix, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        for plugin in self.prefix.glob("lib/dashflow/plugins/*.so"):
            self.assertIn(plugin.stem, done.stdout)


if __name__ == "__main__":
    unittest.main()
