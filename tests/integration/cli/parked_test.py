# SPDX-License-Identifier: Apache-2.0
"""A node that crashes its host is found and set aside; `runs parked|retry|drop`."""

import json
import signal
import time
import unittest

from serve_host import ServeTest

# Dies at `boom`, once the file `now` is there, unless the file `mended` is.
BOOM = """
dashflow: 1
name: boom
state: {n: {type: integer, default: 0}}
output: [n]
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  boom: {type: fixture.crash, with: {after: now, unless: mended, signal: %d}}
  more: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> count -> boom -> more]
"""


class Crashes(ServeTest):
    def crash(self, attempts, expected=-signal.SIGSEGV):
        self.assertEqual(self.serve(attempts=attempts).wait(timeout=30), expected)

    def cut_three(self, signal_number=signal.SIGSEGV):
        """Two innocent runs, and one that ends its host with that signal, once `now` is there; the host that runs all three."""
        for thread in ("a", "b"):
            self.cut(thread)
        self.cut("bad", BOOM % signal_number, "boom")
        host = self.serve(attempts=2)
        self.until(lambda: len(self.told("continued")) == 3, "not all were continued")
        time.sleep(0.5)
        self.touch("now")
        return host

    def park(self):
        """The host, once the guilty run has ended it twice and is parked."""
        self.assertEqual(self.cut_three().wait(timeout=30), -signal.SIGSEGV)
        self.crash(2)
        return self.serve(attempts=2)

    def park_and_end(self):
        host = self.park()
        self.touch("go")
        self.terminate(host)

    def test_the_run_is_parked_and_the_innocent_go_on_without_a_count(self):
        host = self.park()
        self.until(lambda: len(self.told("continued")) == 2, "the innocent were not continued")
        self.assertEqual([(line["thread"], "crashes" in line) for line in self.told("continued")],
                         [("a", False), ("b", False)])
        self.assertEqual(self.threads_told("parked"), ["bad"])
        self.touch("go")
        self.until_ended("a", "b")
        self.terminate(host)
        (parked,) = self.lines("runs", "parked")
        self.assertEqual((parked["thread"], parked["workflow"], parked["status"]), ("bad", "boom", "parked"))
        crashes = parked["crashes"]
        self.assertEqual((crashes["count"], crashes["node"], crashes["cause"]), (2, "boom", "SIGSEGV"))
        shown = self.shown("bad")
        self.assertEqual((shown["status"], shown["crashes"]), ("parked", crashes))
        self.assertIn("dashflow runs retry", shown["next"])
        self.assertEqual([run["thread"] for run in self.lines("runs", "list", "--status", "parked")], ["bad"])
        self.assertIn("boom", self.ok("runs", "parked").stdout)

    def test_retry_puts_it_back(self):
        self.park_and_end()
        self.touch("mended")
        self.assertEqual(json.loads(self.ok("runs", "retry", "bad", "--json").stdout)["status"], "unfinished")
        self.whole_error(4, "run_not_parked", "runs", "retry", "bad")
        host = self.serve()
        self.until_ended("bad")
        self.terminate(host)
        self.assertEqual((self.status("bad"), self.state("bad")["n"]), ("done", 2))

    def test_a_host_that_lives_continues_it_at_once(self):
        host = self.park()
        self.touch("mended")
        self.touch("go")
        told = json.loads(self.ok("runs", "retry", "bad", "--json").stdout)
        self.assertEqual(told["status"], "continued")
        self.until_ended("bad")
        self.assertEqual((self.status("bad"), self.state("bad")["n"]), ("done", 2))
        self.whole_error(4, "run_not_parked", "runs", "retry", "bad")
        self.terminate(host)

    def test_drop_ends_it(self):
        self.park_and_end()
        dropped = self.lines("runs", "drop", self.shown("bad")["run"])
        self.assertEqual((dropped[0]["thread"], dropped[0]["status"]), ("bad", "failed"))
        shown = self.shown("bad")
        self.assertEqual((shown["status"], shown["error"]["code"]), ("failed", "run_dropped"))
        self.assertIn("boom", shown["error"]["message"])
        self.assertEqual(self.lines("runs", "parked"), [])

    def test_one_that_kills_its_host_is_found_by_elimination(self):
        self.assertEqual(self.cut_three(signal.SIGKILL).wait(timeout=30), -signal.SIGKILL)
        self.touch("go")
        for _ in range(2):
            self.crash(2, -signal.SIGKILL)
        host = self.serve(attempts=2)
        self.assertEqual(self.threads_told("parked"), ["bad"])
        self.terminate(host)
        self.assertEqual([self.status(thread) for thread in ("a", "b", "bad")], ["done", "done", "parked"])

    def test_a_parked_run_moves_with_its_store(self):
        self.park_and_end()
        copy = f"sqlite:{self.folder / 'copy.db'}"
        self.ok("db", "migrate", "--from", self.store, "--to", copy)
        self.store = copy
        self.assertEqual([run["thread"] for run in self.lines("runs", "parked")], ["bad"])

    def test_it_can_be_resumed_by_hand(self):
        self.park_and_end()
        self.touch("mended")
        self.assertEqual(json.loads(self.ok("resume", "bad").stdout), {"n": 2})
        self.assertEqual(self.lines("runs", "parked"), [])


if __name__ == "__main__":
    unittest.main()
