# SPDX-License-Identifier: Apache-2.0
"""`cancel` and `wait`: how runs of other processes are stopped, and waited for."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest

from host import WORKFLOWS
from run_host import FAILING, RunsTest

# Holds a lock as the store does, and says so.
HOLD = """
import fcntl, os, sys, time
lock = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(lock, fcntl.LOCK_EX)
os.utime(sys.argv[1], (1, 1))
print("held", flush=True)
time.sleep(100)
"""


class Cancel(RunsTest):
    def test_a_run_of_another_process_stops_and_can_be_resumed(self):
        host, run = self.slow(duration="5s")
        done = self.ok("cancel", run, "--json")
        self.assertEqual(json.loads(done.stdout), {"run": run, "thread": "t", "status": "cancelled"})
        self.assertEqual(host.wait(timeout=20), 130)
        self.assertEqual(self.shown(run)["status"], "cancelled")
        self.whole_error(4, "run_finished", "cancel", "t")
        self.assertEqual(json.loads(self.ok("resume", "t").stdout), {"n": 1})

    def test_a_waiting_run_becomes_cancelled_and_can_be_answered_later(self):
        run = self.waiting()
        self.assertIn("dashflow resume w", self.ok("cancel", "w").stderr)
        self.assertEqual(self.shown(run)["error"]["code"], "cancelled")
        self.assertEqual(self.lines("threads", "list", "--status", "waiting"), [])
        self.assertEqual(json.loads(self.ok("resume", "w", "--answer", "true").stdout), {"done": "paid 500"})

    def test_a_killed_run_becomes_cancelled(self):
        run = self.killed()
        self.ok("cancel", run)
        self.assertEqual([each["status"] for each in self.lines("runs", "list")], ["cancelled"])

    def test_a_finished_run_is_a_conflict(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        self.assertIn("done already", self.whole_error(4, "run_finished", "cancel", "@last")["cause"])

    def test_only_what_runs_is_told_to_stop(self):
        """A killed run and a strange process that holds its store since before: no signal."""
        run = self.killed()
        lock = self.folder / "state.db.lock"
        with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdout=subprocess.PIPE) as stranger:
            self.addCleanup(self.end, stranger)
            stranger.stdout.readline()
            self.assertEqual(self.shown(run)["status"], "running")
            refused = self.whole_error(77, "cancel_refused", "cancel", run)
            self.assertIn("python", refused["cause"])
            self.assertEqual(self.error(5, "wait_timeout", "wait", run, "--timeout", "100ms")["resource"], run)
            os.utime(lock)
            self.assertEqual(self.shown(run)["status"], "unfinished")
            self.error(4, "store_locked", "cancel", run)
            self.assertIsNone(stranger.poll())
            stranger.kill()

    def test_one_that_does_not_stop_is_told_so(self):
        host, run = self.slow()
        host.send_signal(signal.SIGSTOP)
        self.whole_error(5, "cancel_timeout", "cancel", run, "--timeout", "300ms")
        host.send_signal(signal.SIGCONT)
        self.assertEqual(host.wait(timeout=20), 130)


class Wait(RunsTest):
    def test_ends_as_the_run_does(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        self.assertEqual(json.loads(self.ok("wait", "@last").stdout)["n"], 10)
        self.assertEqual(json.loads(self.ok("wait", "@last", "--json").stdout)["status"], "done")
        failed = self.dashflow("run", self.workflow(FAILING))
        waited = self.dashflow("wait", "@last")
        self.assertEqual((waited.returncode, waited.stdout), (failed.returncode, ""))
        self.assertIn("error[out_of_luck]", waited.stderr)
        self.waiting()
        self.assertEqual(self.dashflow("wait", "@last").returncode, 6)

    def test_waits_for_a_run_of_another_process(self):
        host, run = self.slow(duration="2s")
        done = self.ok("wait", run)
        self.assertEqual(json.loads(done.stdout), {"n": 1})
        self.assertEqual(host.wait(timeout=20), 0)

    def test_of_a_cancelled_run_is_interrupted(self):
        _, run = self.slow()
        with subprocess.Popen(self.command("wait", run), stderr=subprocess.DEVNULL, cwd=self.folder) as waiter:
            self.ok("cancel", run)
            self.assertEqual(waiter.wait(timeout=20), 130)

    def test_of_a_killed_run_fails_at_once(self):
        run = self.killed()
        self.assertIn("dashflow resume k", self.whole_error(1, "run_unfinished", "wait", run)["fix"])

    def test_is_bounded_and_interrupted(self):
        _, run = self.slow()
        self.whole_error(5, "wait_timeout", "wait", run, "--timeout", "200ms")
        with subprocess.Popen(self.command("wait", run), stderr=subprocess.DEVNULL, cwd=self.folder) as waiter:
            time.sleep(0.5)
            waiter.send_signal(signal.SIGINT)
            self.assertEqual(waiter.wait(timeout=20), 130)
        self.assertEqual(self.shown(run)["status"], "running")


if __name__ == "__main__":
    unittest.main()
