# SPDX-License-Identifier: Apache-2.0
"""Runs the dashflow program of the build tree in a folder of its own."""

import json
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import unittest

DASHFLOW = os.environ["DASHFLOW_PROGRAM"]
PLUGINS = "lib/dashflow/plugins"
ROOT = pathlib.Path(os.environ["DASHFLOW_SOURCE"])
WORKFLOWS = ROOT / "config/workflows"


class HostTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dashflow-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.store = f"sqlite:{self.folder / 'state.db'}"
        self.program = pathlib.Path(DASHFLOW)

    def command(self, *arguments):
        return [self.program, "--store", self.store, *map(str, arguments)]

    def dashflow(self, *arguments, env=None, **options):
        environment = {**os.environ, **(env or {})}
        return subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=100, cwd=self.folder,
                              env=environment, **options)

    def ok(self, *arguments, **options):
        done = self.dashflow(*arguments, **options)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done

    def error(self, status, code, *arguments, **options):
        """The one error of a command that must fail, as an object."""
        failed = self.dashflow(*arguments, "--json", **options)
        self.assertEqual(failed.returncode, status, failed.stdout + failed.stderr)
        lines = [json.loads(line) for line in failed.stdout.splitlines()]
        errors = [line["error"] for line in lines if "error" in line and ("event" not in line or line["event"] == "run.finished")]
        self.assertIn(code, [error["code"] for error in errors], failed.stdout + failed.stderr)
        error = next(error for error in errors if error["code"] == code)
        self.assertTrue(error["message"])
        self.assertTrue(error.get("fix"), f"no next step in {error}")
        self.assert_no_dump(failed.stderr)
        return error

    def whole_error(self, *arguments, **options):
        """As error, for one that also has to say what was done, to what, and what lies beneath."""
        error = self.error(*arguments, **options)
        self.assertEqual([part for part in ("operation", "resource", "cause") if not error.get(part)], [], error)
        return error

    def assert_no_dump(self, text):
        self.assertNotRegex(text, r"terminate called|Backtrace|0x[0-9a-f]{4}|\n *#\d")

    def as_another_user(self):
        """Options of a command that root is to start as somebody who may not read everything, not even the build tree."""
        self.folder.chmod(0o777)
        if os.geteuid() != 0:
            return {}
        self.copy_program()
        user = pwd.getpwnam("nobody")
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def copy_program(self):
        prefix = pathlib.Path(tempfile.mkdtemp(prefix="dashflow-program-"))
        self.addCleanup(shutil.rmtree, prefix)
        prefix.chmod(0o755)
        shutil.copytree(self.program.parent.parent / PLUGINS, prefix / PLUGINS)
        (prefix / "bin").mkdir()
        self.program = shutil.copy(self.program, prefix / "bin")

    def workflow(self, text, name="w.yaml"):
        path = self.folder / name
        path.write_text(text)
        return path

    def store_on_a_small_disk(self, size):
        """Puts the store on a disk of its own; its folder."""
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=False)
        if mounted.returncode != 0:
            self.assertNotIn("CI", os.environ, "the test needs to mount a small file system")
            self.skipTest("no right to mount")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.store = f"sqlite:{disk / 'state.db'}"
        return disk

    def state(self, thread="@last"):
        return json.loads(self.ok("threads", "state", thread, "--json").stdout)

    def files(self, count, words=20):
        folder = self.folder / "files"
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:05}.txt").write_text(f"file {number} " + "word " * words + "\n")
        return folder
