# SPDX-License-Identifier: Apache-2.0
"""What runs and threads refuse: the code, what is named, the next step, and a state that is as before."""

import json
import subprocess
import time
import unittest

from host import WORKFLOWS
from run_host import RunsTest, SLOW

COUNT = """
dashflow: 1
name: count
state: {n: {type: integer, default: 0}}
nodes: {add: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> add]
"""


class Refusals(RunsTest):
    def seen(self, thread):
        """All that a refused command must leave as it is."""
        return (self.lines("threads", "history", thread), self.state(thread),
                [each["run"] for each in self.lines("runs", "list")])

    def refused(self, thread, named, *expectation):
        """`named` stands in the message, the resource or the cause."""
        before = self.seen(thread)
        error = self.error(*expectation)
        said = " ".join(error.get(part, "") for part in ("message", "resource", "cause"))
        self.assertIn(named, said)
        self.assertEqual(self.seen(thread), before)
        return error


class OfAFinishedRun(Refusals):
    def setUp(self):
        super().setUp()
        self.ok("run", self.workflow(COUNT), "--thread", "t")

    def test_an_answer(self):
        self.refused("t", "t", 4, "not_waiting", "resume", "t", "--answer", "true")
        self.refused("t", "t", 4, "not_waiting", "resume", "t", "--answers", '{"add": true}')

    def test_a_change(self):
        error = self.refused("t", "t", 4, "thread_finished", "resume", "t", "--goto", "END")
        self.assertIn("--goto", error["fix"])

    def test_a_cancellation(self):
        run = self.lines("runs", "list")[0]["run"]
        error = self.refused("t", run, 4, "run_finished", "cancel", "t")
        self.assertIn("dashflow runs show", error["fix"])

    def test_and_going_on_is_none_but_does_nothing(self):
        history = self.lines("threads", "history", "t")
        self.assertEqual(json.loads(self.ok("resume", "t").stdout), {"n": 1})
        self.assertEqual(self.lines("threads", "history", "t"), history)


class OfWhatIsNotThere(Refusals):
    def setUp(self):
        super().setUp()
        self.ok("run", self.workflow(COUNT), "--thread", "t")

    def test_a_checkpoint(self):
        for command in (("threads", "state", "t", "--at"), ("threads", "history", "t", "--before"), ("resume", "t", "--from"),
                        ("threads", "update", "t", "--values", "{}", "--at")):
            with self.subTest(command):
                error = self.refused("t", "ff-1", 3, "checkpoint_not_found", *command, "ff-1")
                self.assertIn("threads history", error["fix"])

    def test_a_node(self):
        for command in (("threads", "update", "t", "--as", "nobody"), ("resume", "t", "--goto", "nobody")):
            with self.subTest(command):
                error = self.refused("t", "'nobody'", 1, "invalid_update", *command)
                self.assertIn("name one of its nodes", error["fix"])

    def test_a_channel(self):
        for command in (("threads", "update", "t", "--values"), ("resume", "t", "--goto", "add", "--update")):
            with self.subTest(command):
                self.refused("t", "'m'", 1, "invalid_update", *command, '{"m": 1}')

    def test_a_thread(self):
        for command in (("resume",), ("threads", "update"), ("threads", "copy"), ("threads", "delete"), ("threads", "prune")):
            with self.subTest(command):
                error = self.refused("t", "nobody", 3, "thread_not_found", *command, "nobody")
                self.assertIn("dashflow threads list", error["fix"])


class OfTwoWriters(Refusals):
    def test_the_second_is_refused_by_the_holder(self):
        slow = self.workflow(SLOW % "20s")
        first = subprocess.Popen(self.command("run", slow, "--thread", "t"), stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL, cwd=self.folder)
        self.addCleanup(first.communicate)
        self.addCleanup(first.kill)
        while self.dashflow("threads", "show", "t").returncode != 0 or self.state("t").get("n") != 1:
            self.assertIsNone(first.poll())
            time.sleep(0.05)
        for command in (("run", slow, "--thread", "t"), ("resume", "t"), ("threads", "update", "t", "--values", '{"n": 5}'),
                        ("threads", "delete", "t"), ("threads", "prune", "t"), ("threads", "copy", "t")):
            with self.subTest(command):
                error = self.refused("t", "thread t ", 4, "thread_busy", *command)
                self.assertTrue(error["fix"])


class OfAnAnswer(Refusals):
    def test_that_does_not_fit_the_question(self):
        self.waiting("t")
        error = self.refused("t", "ask", 2, "answer_invalid", "resume", "t", "--answer", '"perhaps"')
        self.assertIn("boolean", error["cause"])

    def test_to_a_question_that_is_not_asked(self):
        self.waiting("t")
        self.refused("t", "nobody", 3, "question_not_found", "resume", "t", "--answers", '{"nobody": true}')


class OfALimit(Refusals):
    def test_below_one(self):
        self.ok("run", self.workflow(COUNT), "--thread", "t")
        for command in (("run", self.workflow(COUNT), "--thread", "t"), ("resume", "t")):
            for limit in ("-1", "0"):
                with self.subTest(command=command, limit=limit):
                    self.refused("t", "max-steps", 2, "usage", *command, f"--max-steps={limit}")

    def test_below_one_in_a_file(self):
        for limits in ("{steps: -1}", "{steps: 0}", "{tasks: -5}"):
            with self.subTest(limits):
                error = self.error(78, "workflow_invalid", "run", self.workflow(COUNT + f"limits: {limits}\n"))
                self.assertEqual(error["at"]["line"], 7)


class OfAFileThatHasChanged(Refusals):
    def changed(self, text=None):
        return self.workflow(text or COUNT.replace("nodes: {", "nodes: {more: {type: core.set, with: {values: {}}}, "))

    def test_a_run_under_way_does_not_notice(self):
        path = self.workflow(SLOW % "2s")
        run = subprocess.Popen(self.command("run", path, "--thread", "t"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               cwd=self.folder)
        while self.dashflow("threads", "show", "t").returncode != 0:
            self.assertIsNone(run.poll())
            time.sleep(0.05)
        self.workflow("no workflow at all")
        output, said = run.communicate()
        self.assertEqual((run.returncode, json.loads(output)), (0, {"n": 1}), said)
        self.assertEqual(self.state("t")["done"], True)

    def test_a_thread_goes_on_with_the_definition_it_began_with(self):
        path = self.workflow((WORKFLOWS / "approval.yaml").read_text())
        self.assertEqual(self.dashflow("run", path, "--input", '{"amount": 500}', "--thread", "t").returncode, 6)
        self.workflow("no workflow at all")
        self.ok("resume", "t", "--answer", "true")

    def test_another_shape_is_refused_on_the_old_thread(self):
        self.ok("run", self.workflow(COUNT), "--thread", "t")
        version = json.loads(self.ok("threads", "show", "t", "--json").stdout)["version"]
        error = self.refused("t", version, 4, "workflow_changed", "run", self.changed(), "--thread", "t")
        self.assertIn("t", error["resource"])


if __name__ == "__main__":
    unittest.main()
