# SPDX-License-Identifier: Apache-2.0
"""The program on a store of a database server: by address, by a name of the configuration, and the password nowhere.

Environment: DASHFLOW_SERVICES, DASHFLOW_SERVICE (postgresql or mariadb).
"""

import json
import subprocess
import unittest

from host import WORKFLOWS
from server_store_host import ServerStoreTest


class ServerStore(ServerStoreTest):
    def test_a_run_waits_in_one_process_and_ends_in_another(self):
        approval = ("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread", "t")
        self.assertEqual(self.dashflow(*approval).returncode, 6)
        self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["status"], "waiting")
        self.ok("resume", "t", "--answer", "true")
        self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["status"], "done")

    def test_a_killed_run_that_was_continued_runs_no_more(self):
        """Who holds such a store is not known, but whose thread it was."""
        wait = self.workflow("""
dashflow: 1
name: wait
nodes: {wait: {type: core.delay, with: {duration: 1s}}}
edges: [START -> wait]
""")
        with subprocess.Popen(self.command("run", wait, "--thread", "t", "--json"), stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, cwd=self.folder) as host:
            host.stdout.readline()
            host.kill()
        self.ok("resume", "t")
        listed = [json.loads(line)["status"] for line in self.ok("runs", "list", "--json").stdout.splitlines()]
        self.assertEqual(listed, ["done", "unfinished"])

    def test_an_address_with_a_password_is_shown_without_it(self):
        self.store = self.address(self.server["PASSWORD"], "&migrate=create")
        done = self.ok("run", WORKFLOWS / "set.yaml", "--thread", "t", "--verbose")
        self.assertIn(":***@", done.stderr)
        self.ok("threads", "show", "t")
        self.ok("doctor", "--verbose")

    def test_the_configuration_is_shown_without_passwords(self):
        shown = self.ok("config", "show").stdout
        self.assertIn('"password":"***"', shown)
        self.ok("config", "show", "--json")
        self.ok("doctor")

    def test_nothing_is_made_without_being_told(self):
        self.configure(migrate="never")
        error = self.error(3, "store_not_found", "run", WORKFLOWS / "set.yaml")
        self.assertTrue(error["fix"])

    def test_a_wrong_password_says_so_and_is_not_shown(self):
        failed = self.dashflow("run", WORKFLOWS / "set.yaml", "--json", env={"STORE_PASSWORD": "canary"})
        self.assertNotEqual(failed.returncode, 0)
        self.assertIn("unauthorized", failed.stdout)
        self.assertNotIn("canary", failed.stdout + failed.stderr)

    def told(self, *arguments):
        return json.loads(self.ok(*arguments, "--json").stdout)

    def test_it_is_looked_after(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        status = self.told("db", "status")
        self.assertEqual((status["threads"], status["layout"]["version"]), ({"all": 1, "done": 1}, 1))
        self.assertGreater(status["disk_bytes"], 0)
        self.assertNotIn("holder", status)
        verified = self.told("db", "verify")
        self.assertEqual((verified["damages"], verified["checks_itself"]), ([], True))
        self.assertEqual(verified["entries"], status["log"]["count"])
        self.assertEqual(self.told("db", "upgrade", "--dry-run"), {"from": 1, "to": 1, "done": False})

    def test_what_its_server_does_better_is_left_to_that(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        self.whole_error(1, "store_unsupported", "db", "vacuum")

    def test_a_backup_is_a_copy_that_fills_an_empty_store(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        backup = self.folder / "x.db"
        self.assertEqual(self.told("db", "backup", backup)["file"], str(backup))
        self.assertEqual(backup.stat().st_mode & 0o777, 0o600)
        self.error(4, "file_exists", "db", "backup", backup)
        self.error(4, "store_not_empty", "db", "restore", backup)
        self.place += "_2"
        self.configure()
        self.assertEqual(self.told("db", "restore", backup)["threads"], 1)
        self.assertEqual(self.told("db", "verify")["damages"], [])
        self.assertEqual(self.state("l")["n"], 10)

    def test_it_can_be_moved(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        copy = f"sqlite:{self.folder / 'copy.db'}"
        self.assertEqual(self.told("db", "migrate", "--from", "main", "--to", copy)["threads"], 1)
        self.store = copy
        self.assertEqual(self.told("db", "verify")["damages"], [])

    def test_a_setting_that_it_does_not_have_is_refused(self):
        self.configure(reader=3)
        self.error(78, "store_setting", "run", WORKFLOWS / "set.yaml")


if __name__ == "__main__":
    unittest.main()
