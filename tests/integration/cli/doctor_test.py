# SPDX-License-Identifier: Apache-2.0
"""`doctor`: what is wrong with an installation, and what to do about it."""

import json
import resource
import subprocess
import unittest

from host import HostTest, WORKFLOWS


class Doctor(HostTest):
    def findings(self, status, *arguments, **options):
        done = self.dashflow("doctor", "--json", *arguments, **options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        found = [json.loads(line) for line in done.stdout.splitlines()]
        for each in found:
            self.assertEqual("fix" in each, each["health"] != "ok", each)
        return found

    def one(self, findings, check, health):
        found = [each for each in findings if (each["check"], each["health"]) == (check, health)]
        self.assertEqual(len(found), 1, findings)
        return found[0]

    def test_a_sound_installation(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        found = self.findings(0)
        self.assertEqual([each for each in found if each["health"] == "error"], [])
        self.assertIn("nobody holds it", self.one(found, "store", "ok")["message"])
        self.assertTrue(any(each["check"] == "plugin" and each["message"].startswith("core ") for each in found))
        self.assertTrue({"version", "plugin folder", "state folder", "open files"} <= {each["check"] for each in found})

    def test_text_has_a_line_each(self):
        done = self.ok("doctor")
        self.assertEqual(len(done.stdout.splitlines()), len(self.findings(0)))
        self.assertRegex(done.stdout, r"(?m)^ok       version: ")
        self.assertIn("errors: 0", done.stderr)

    def test_no_store_is_made(self):
        self.assertIn("nothing there yet", self.one(self.findings(0), "store", "ok")["message"])
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_plugin_that_is_damaged_is_an_error(self):
        bad = self.folder / "plugins"
        bad.mkdir(mode=0o755)
        (bad / "bad.so").write_text("not an ELF file")
        (bad / "bad.so").chmod(0o644)
        found = self.one(self.findings(1, "--plugin-path", bad), "plugin", "error")
        self.assertIn("bad.so", found["message"])

    def test_a_named_plugin_folder_that_is_missing_is_an_error(self):
        found = self.one(self.findings(1, "--plugin-path", self.folder / "none"), "plugin folder", "error")
        self.assertIn("none", found["message"])

    def test_what_is_no_store_is_an_error(self):
        (self.folder / "state.db").write_text("text " * 1000)
        self.assertIn("not a DashFlow store", self.one(self.findings(1), "store", "error")["message"])

    def test_the_holder_of_the_lock_is_named(self):
        slow = self.workflow("""
dashflow: 1
name: slow
nodes: {wait: {type: core.delay, with: {duration: 60s}}}
edges: [START -> wait]
""")
        with subprocess.Popen(self.command("run", slow, "--json"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              cwd=self.folder) as host:
            host.stdout.readline()
            try:
                held = self.one(self.findings(0), "store", "warning")
            finally:
                host.kill()
        self.assertIn(f"process {host.pid} ", held["message"])

    def test_a_folder_that_is_not_writable_is_an_error(self):
        state = self.folder / "state"
        state.mkdir(mode=0o555)
        self.store = f"sqlite:{state / 'state.db'}"
        options = self.as_another_user()
        found = self.one(self.findings(1, **options), "state folder", "error")
        self.assertIn(str(state), found["message"])

    def test_folders_that_the_first_run_makes_may_be_missing(self):
        self.store = f"sqlite:{self.folder / 'a' / 'b' / 'state.db'}"
        self.assertIn(f"{self.folder} is writable", self.one(self.findings(0), "state folder", "ok")["message"])
        self.ok("run", WORKFLOWS / "loop.yaml")

    def test_a_folder_that_others_may_change_is_a_warning(self):
        self.folder.chmod(0o777)
        self.assertIn("chmod go-w", self.one(self.findings(0), "state folder", "warning")["fix"])

    def test_few_open_files_are_a_warning(self):
        few = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))}
        self.assertIn("256", self.one(self.findings(0, **few), "open files", "warning")["message"])


if __name__ == "__main__":
    unittest.main()
