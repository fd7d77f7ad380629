# SPDX-License-Identifier: Apache-2.0
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERBS = sorted(path.stem for path in (ROOT / "tools/dev.d").glob("*.sh"))


def run_dev(*arguments, root=ROOT, **options):
    return subprocess.run([root / "tools/dev", *arguments], capture_output=True, text=True, check=False, **options)


class Dev(unittest.TestCase):
    def test_lists_every_verb(self):
        done = run_dev()
        self.assertEqual(done.returncode, 0, done.stderr)
        for verb in VERBS:
            self.assertRegex(done.stdout, rf"(?m)^  {verb} +\S")

    def test_every_verb_explains_itself_and_does_nothing(self):
        for verb in VERBS:
            done = run_dev(verb, "--help")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertTrue(done.stdout.startswith(f"usage: tools/dev {verb}"), done.stdout)
            self.assertNotIn("==>", done.stdout)

    def test_refuses_what_is_not_a_verb(self):
        for verb in ("nonsense", "../dev", "--nonsense"):
            self.assertEqual(run_dev(verb).returncode, 2)

    def test_says_what_it_did_and_how_long_it_took(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "tools", Path(folder) / "tools")
            (Path(folder) / "build").mkdir()
            done = run_dev("clean", root=Path(folder))
            self.assertFalse((Path(folder) / "build").exists())
        self.assertIn("==> delete build/", done.stdout)
        self.assertRegex(done.stdout, r"tools/dev clean took \d+ s, exit status 0\n +\d+ s  delete build/")


class Setup(unittest.TestCase):
    """`tools/dev setup` on a machine where dpkg knows no package."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.folder.chmod(0o755)
        # Another user may not enter the folder that the repository lies in.
        shutil.copytree(ROOT / "tools", self.folder / "tree/tools")
        self.fake("dpkg-query", "exit 0")
        self.fake("apt-get", 'echo "$@" >> ' + str(self.folder / "log"))
        self.fake("npm", f'cat build/npm/package.json > /dev/null && echo "$@" >> {self.folder / "npm-log"}')

    def fake(self, name, text):
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run_setup(self, CI="", **options):
        return run_dev("setup", root=self.folder / "tree", cwd=self.folder, **options,
                       env={**os.environ, "CI": CI, "PATH": f"{self.folder}:{os.environ['PATH']}"})

    @unittest.skipUnless(os.geteuid() == 0, "installing needs root")
    def test_installs_what_is_missing(self):
        done = self.run_setup()
        self.assertEqual(done.returncode, 0, done.stderr)
        calls = (self.folder / "log").read_text().splitlines()
        self.assertEqual(calls[0], "update")
        self.assertTrue(calls[1].startswith("install -y --no-install-recommends "))
        self.assertIn(" libsoci-dev", calls[1])

    @unittest.skipUnless(os.geteuid() == 0, "installing needs root")
    def test_puts_the_npm_packages_that_are_listed_into_the_build_folder(self):
        self.assertEqual(self.run_setup().returncode, 0)
        self.assertTrue((self.folder / "npm-log").read_text().startswith("ci --prefix build/npm "))
        (self.folder / "tree/build/npm/node_modules").mkdir()
        (self.folder / "tree/build/npm/node_modules/.package-lock.json").touch()
        self.run_setup()
        self.assertEqual((self.folder / "npm-log").read_text().count("\n"), 1)

    @unittest.skipUnless(os.geteuid() == 0, "installing needs root")
    def test_does_without_npm_packages_but_not_in_ci(self):
        self.fake("npm", "exit 1")
        done = self.run_setup(CI="")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("editor_test is left out", done.stdout)
        self.assertEqual(self.run_setup(CI="true").returncode, 2)

    @unittest.skipUnless(os.geteuid() == 0, "becoming another user needs root")
    def test_tells_another_user_what_to_run(self):
        done = self.run_setup(user=65534, group=65534, extra_groups=[])
        self.assertEqual(done.returncode, 2)
        self.assertIn("run: sudo apt-get install --no-install-recommends", done.stderr)
        self.assertFalse((self.folder / "log").exists())


if __name__ == "__main__":
    unittest.main()
