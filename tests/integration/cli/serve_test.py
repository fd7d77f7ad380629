# SPDX-License-Identifier: Apache-2.0
"""`serve`: what was cut off goes on, waits and questions keep their time; a signal ends it."""

import datetime
import json
import signal
import time
import unittest

from host import WORKFLOWS
from serve_host import ServeTest, WORK

FAILING = """
dashflow: 1
name: failing
nodes:
  fail: {type: core.fail, with: {code: busy, message: no}, retry: {attempts: 2, delay: 4s, jitter: false, errors: [busy]}}
edges: [START -> fail]
"""
ASKING = """
dashflow: 1
name: asking
state: {answer: {type: string}}
nodes:
  ask: {type: core.approve, with: {question: "Well?", answer: {type: string}}, expire: {after: 3s, answer: too late}}
edges: [START -> ask]
"""


class Recovery(ServeTest):
    def test_what_was_cut_off_goes_on_in_its_order(self):
        for thread in ("c", "a", "b"):
            self.cut(thread)
        self.touch("go")
        host = self.serve()
        self.until_ended("a", "b", "c")
        self.assertEqual(self.told("ready")[0]["unfinished"], 3)
        self.assertEqual(self.threads_told("continued"), ["c", "a", "b"])
        self.assertEqual({line["status"] for line in self.told("ended")}, {"done"})
        self.assertEqual([self.state(thread)["n"] for thread in "abc"], [2, 2, 2])
        self.terminate(host)

    def test_it_holds_the_store_and_runs_what_others_ask_for(self):
        host = self.serve()
        done = self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "guest")
        self.assertIn(f"held by process {host.pid}, which runs the command", done.stderr)
        self.terminate(host)
        self.assertEqual(self.status("guest"), "done")

    def test_a_run_that_it_cannot_continue_is_left_and_the_others_go_on(self):
        self.cut("a")
        self.slow("b", "5s")[0].kill()
        bare = [self.program, "--store", self.store, "serve", "--json"]
        host = self.serve(command=bare)
        self.until_ended("b")
        (left,) = self.told("left")
        self.assertEqual(left["thread"], "a")
        self.assertIn("plugin 'fixture'", left["error"]["message"])
        self.terminate(host)
        self.assertEqual(self.status("a"), "unfinished")

    def test_a_killed_host_holds_it_against_no_run_of_several(self):
        for thread in ("a", "b", "c"):
            self.cut(thread)
        host = self.serve()
        self.until(lambda: len(self.told("continued")) == 3, "not all were continued")
        time.sleep(0.5)
        host.kill()
        host.wait()
        host = self.serve()
        self.until(lambda: self.told("continued"), "none was continued")
        time.sleep(0.5)
        self.assertEqual([line["crashes"]["count"] for line in self.told("continued")], [0], "suspects run one by one")
        self.touch("go")
        self.until_ended("a", "b", "c")
        self.terminate(host)
        self.assertEqual(self.lines("runs", "parked"), [])
        self.assertEqual({self.status(thread) for thread in "abc"}, {"done"})

    def test_a_question_expires_after_a_restart(self):
        self.assertEqual(self.dashflow("run", self.workflow(ASKING), "--thread", "q").returncode, 6)
        host = self.serve()
        self.until_ended("q")
        self.terminate(host)
        self.assertEqual(self.state("q"), {"answer": "too late"})

    def test_a_retry_waits_on_after_a_kill(self):
        host = self.spawn("run", self.workflow(FAILING), "--thread", "f")
        self.until(lambda: self.waiting_tasks("f"), "it never waited")
        host.kill()
        host.wait()
        (task,) = self.waiting_tasks("f")
        self.assertEqual((task["task"], task["attempts"]), ("fail", 1))
        due = datetime.datetime.fromisoformat(task["due"][:19] + "+00:00")
        host = self.serve()
        self.until_ended("f")
        self.assertGreaterEqual(datetime.datetime.now(datetime.timezone.utc), due)
        self.terminate(host)
        self.assertEqual(self.shown("f")["error"]["code"], "busy")

    def waiting_tasks(self, thread):
        shown = self.dashflow("threads", "show", thread, "--json")
        return [task for task in json.loads(shown.stdout)["tasks"] if "due" in task] if shown.returncode == 0 else []


class End(ServeTest):
    def test_drains_and_the_next_start_goes_on(self):
        self.cut("a")
        host = self.serve("--drain-timeout", "60s")
        self.until(lambda: self.told("continued"), "it was not continued")
        time.sleep(0.5)
        host.terminate()
        time.sleep(0.5)
        self.assertIsNone(host.poll(), "it waits for the superstep")
        self.touch("go")
        self.assertEqual(host.wait(timeout=30), 0)
        self.assertEqual(self.shown("a")["error"]["code"], "drained")
        self.assertEqual(self.state("a")["n"], 1)
        host = self.serve()
        self.until_ended("a")
        self.terminate(host)
        self.assertEqual((self.status("a"), self.state("a")["n"]), ("done", 2))

    def test_a_second_signal_cancels(self):
        self.cut("a")
        host = self.serve("--drain-timeout", "60s")
        self.until(lambda: self.told("continued"), "it was not continued")
        time.sleep(0.5)
        host.send_signal(signal.SIGINT)
        time.sleep(0.5)
        self.assertIsNone(host.poll())
        host.send_signal(signal.SIGINT)
        self.assertEqual(host.wait(timeout=30), 130)
        self.assertEqual(self.status("a"), "cancelled")
        self.touch("go")
        host = self.serve()
        self.until_ended("a")
        self.terminate(host)
        self.assertEqual((self.status("a"), self.state("a")["n"]), ("done", 2))

    def test_signals_that_come_together_are_not_lost(self):
        self.cut("a")
        host = self.serve("--drain-timeout", "60s")
        self.until(lambda: self.told("continued"), "it was not continued")
        host.send_signal(signal.SIGTERM)
        host.send_signal(signal.SIGINT)
        self.assertEqual(host.wait(timeout=30), 130)
        self.assertEqual(self.shown("a")["error"]["code"], "drained")

    def test_patience_ends(self):
        self.cut("a")
        host = self.serve("--drain-timeout", "300ms")
        self.until(lambda: self.told("continued"), "it was not continued")
        self.terminate(host, 130)

    def test_a_time_that_is_none_is_a_mistake(self):
        self.error(2, "usage", "serve", "--drain-timeout", "soon")


if __name__ == "__main__":
    unittest.main()
