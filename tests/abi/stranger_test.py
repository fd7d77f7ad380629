# SPDX-License-Identifier: Apache-2.0
"""Follows sdk/README.md as a stranger would: only the installed SDK, in a folder of its own.

usage: stranger_test.py BUILD_DIR
"""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(sys.argv.pop()).resolve()
FILE = re.compile(r"^`([\w.]+)`\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^```sh\n(cmake .*?)\n```$", re.MULTILINE)

STORE_PROJECT = """
cmake_minimum_required(VERSION 3.25)
project(shelf LANGUAGES C CXX)
find_package(dashflow-sdk REQUIRED)
enable_testing()
dashflow_add_plugin(shelf SOURCES shelf.cc)
dashflow_store_test(shelf_store PLUGIN shelf CONFIG [[{"url":"shelf:{folder}"}]] ARGS --only record.)
"""


def run(command, folder, prefix=None):
    environment = {**os.environ, "CMAKE_PREFIX_PATH": str(prefix)} if prefix else None
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


class Stranger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.prefix = Path(folder.name) / "prefix"
        cls.project = Path(folder.name) / "acme"
        cls.project.mkdir()
        install = run(["cmake", "--install", BUILD, "--prefix", cls.prefix, "--component", "sdk"], folder.name)
        assert install.returncode == 0, install.stderr
        cls.readme = (ROOT / "sdk/README.md").read_text()
        for name, text in FILE.findall(cls.readme):
            (cls.project / name).write_text(text)

    def build(self, folder):
        command = COMMAND.search(self.readme).group(1)
        return run(["sh", "-c", command], folder, self.prefix)

    def test_the_readme_builds_and_passes_its_tests(self):
        self.assertEqual({path.name for path in self.project.iterdir()}, {"CMakeLists.txt", "acme.cc", "acme_test.cc"})
        done = self.build(self.project)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("100% tests passed", done.stdout)
        self.assertTrue((self.project / "build/acme.so").is_file())
        for path in [self.project / "build/CMakeCache.txt", *self.project.glob("build/**/*.make")]:
            self.assertNotIn(str(ROOT), path.read_text(), path)

    def test_a_store_is_held_against_its_contract(self):
        folder = self.project.parent / "store"
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text(STORE_PROJECT)
        (folder / "shelf.cc").write_text((ROOT / "tests/abi/shelf.cc").read_text())
        done = self.build(folder)
        self.assertIn("not ok ", done.stdout, done.stderr)
        self.assertRegex(done.stdout, r"\n(\d+: )?\d+ passed, \d+ failed\n")

    def refusal(self, name, change):
        """Returns what the build says to the project with `change` in acme.cc, on one line."""
        folder = self.project.parent / name
        folder.mkdir()
        for path in self.project.glob("*.*"):
            (folder / path.name).write_text(path.read_text())
        text = (folder / "acme.cc").read_text()
        self.assertIn(change[0], text)
        (folder / "acme.cc").write_text(text.replace(*change))
        done = self.build(folder)
        self.assertNotEqual(done.returncode, 0)
        return " ".join((done.stdout + done.stderr).split())

    def test_a_config_schema_that_is_no_json_is_refused_by_the_build(self):
        said = self.refusal("schema", ('"type":"object",', '"type":"object";'))
        self.assertIn("its manifest is not right", said)

    def test_a_plugin_that_forgets_its_entry_is_refused_by_the_build(self):
        said = self.refusal("entry", ("DASHFLOW_PLUGIN(", "// DASHFLOW_PLUGIN("))
        self.assertIn("it must export dashflow_plugin_entry_1 and nothing else", said)

    def test_an_id_other_than_that_of_the_build_is_refused(self):
        said = self.refusal("id", ('DASHFLOW_PLUGIN("acme"', 'DASHFLOW_PLUGIN("acne"'))
        self.assertIn("its manifest says id = acne", said)


if __name__ == "__main__":
    unittest.main()
