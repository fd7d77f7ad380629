# SPDX-License-Identifier: Apache-2.0
"""Going on from an older checkpoint, and changing a state by hand."""

import json
import unittest

from run_host import RunsTest

LINE = """
dashflow: 1
name: line
state: {log: {reduce: append}, size: {type: integer, default: 0}}
output: [log]
nodes:
  a: {type: core.set, with: {values: {log: {value: a}}}}
  b: {type: core.set, with: {values: {log: {value: b}, size: {cel: size(log)}}}}
  c: {type: core.set, with: {values: {log: {value: c}}}}
edges: [START -> a -> b -> c]
"""


class BranchTest(RunsTest):
    def setUp(self):
        super().setUp()
        self.ok("run", self.workflow(LINE), "--thread", "t")

    def output(self, *command):
        return json.loads(self.ok(*command, "--json").stdout.splitlines()[-1])["output"]["log"]

    def due(self, node):
        """The checkpoint after which the node was due."""
        return next(each["id"] for each in self.lines("threads", "history", "t") if each["next"] == [node])


class Replay(BranchTest):
    def test_what_was_due_runs_again_on_a_branch(self):
        old = self.due("b")
        self.assertEqual(self.output("resume", "t", "--from", old), ["a", "b", "c"])
        history = self.lines("threads", "history", "t")
        self.assertEqual([each["source"] for each in history], ["loop", "loop", "fork", "loop", "loop", "loop", "input"])
        self.assertEqual((history[2]["next"], history[2]["parent"]), (["b"], old))

    def test_ids_of_nothing(self):
        self.error(2, "usage", "resume", "t", "--from", "yesterday")
        self.error(3, "checkpoint_not_found", "resume", "t", "--from", "99-1")
        self.assertEqual(self.dashflow("resume", "t", "--from", "1-1", "--answer", "1").returncode, 2)


class Update(BranchTest):
    def test_the_state_is_as_if_the_node_had_written(self):
        changed = json.loads(self.ok("threads", "update", "t", "--as", "b", "--values", '{"log": "x"}').stdout)
        self.assertEqual((changed["thread"], changed["next"]), ("t", ["c"]))
        newest = self.lines("threads", "history", "t")[0]
        self.assertEqual((newest["id"], newest["source"]), (changed["checkpoint"], "update"))
        self.assertEqual(json.loads(self.ok("threads", "show", "t").stdout)["status"], "waiting")
        self.assertEqual(self.output("resume", "t"), ["a", "b", "c", "x", "c"])

    def test_without_a_node_it_is_the_one_that_ran_last(self):
        changed = json.loads(self.ok("threads", "update", "t", "--at", self.due("b"), "--values", '{"log": "x"}').stdout)
        self.assertEqual(changed["next"], ["b"])
        self.assertEqual(self.output("resume", "t"), ["a", "x", "b", "c"])

    def test_as_the_end_nothing_is_due(self):
        changed = json.loads(self.ok("threads", "update", "t", "--at", self.due("b"), "--as", "END").stdout)
        self.assertEqual(changed["next"], [])

    def test_mistakes_change_nothing(self):
        before = self.lines("threads", "history", "t")
        self.assertIn("zz", self.error(1, "invalid_update", "threads", "update", "t", "--as", "zz")["message"])
        self.assertIn("nowhere", self.error(1, "invalid_update", "threads", "update", "t", "--values",
                                            '{"nowhere": 1}')["message"])
        self.error(1, "channel_type", "threads", "update", "t", "--values", '{"size": "big"}')
        self.error(2, "usage", "threads", "update", "t", "--at", "yesterday")
        self.error(3, "checkpoint_not_found", "threads", "update", "t", "--at", "99-1")
        self.error(3, "thread_not_found", "threads", "update", "nobody", "--values", "{}")
        self.assertEqual(self.lines("threads", "history", "t"), before)


ASK = """
dashflow: 1
name: ask
state: {amount: {type: integer, default: 1}, yes: {type: boolean}, log: {reduce: append}}
output: [log]
nodes:
  ask: {type: core.approve, with: {question: "Pay {{amount}}?"}, out: {answer: yes}}
  pay: {type: core.set, with: {values: {log: {cel: "'paid ' + string(amount)"}}}}
  note: {type: core.set, with: {values: {log: {value: noted}}}}
edges: [START -> ask, {from: ask, to: pay, when: yes}]
"""


class Change(RunsTest):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.dashflow("run", self.workflow(ASK), "--thread", "t").returncode, 6)

    def test_the_state_is_changed_before_it_goes_on(self):
        done = self.ok("resume", "t", "--answer", "true", "--update", '{"amount": 7}', "--json")
        self.assertEqual(json.loads(done.stdout.splitlines()[-1])["output"], {"log": ["paid 7"]})
        self.assertEqual(self.state("t")["amount"], 7)

    def test_without_an_answer_the_question_is_asked_anew(self):
        asked = self.dashflow("resume", "t", "--update", '{"amount": 7}', "--json")
        self.assertEqual(asked.returncode, 6)
        self.assertIn("Pay 7?", asked.stdout)

    def test_a_node_runs_beside_what_waits(self):
        self.assertEqual(self.dashflow("resume", "t", "--goto", "note").returncode, 6)
        done = self.ok("resume", "t", "--answer", "true", "--json")
        self.assertEqual(json.loads(done.stdout.splitlines()[-1])["output"], {"log": ["noted", "paid 1"]})

    def test_a_thread_that_has_ended_goes_on_with_a_node(self):
        self.ok("resume", "t", "--answer", "true")
        error = self.whole_error(4, "thread_finished", "resume", "t", "--goto", "END")
        self.assertIn("t", error["resource"])
        done = self.ok("resume", "t", "--goto", "pay", "--update", '{"amount": 7}', "--json")
        self.assertEqual(json.loads(done.stdout.splitlines()[-1])["output"], {"log": ["paid 1", "paid 7"]})

    def test_mistakes_change_nothing(self):
        before = self.state("t")
        self.assertIn("nowhere", self.error(1, "invalid_update", "resume", "t", "--goto", "nowhere")["message"])
        self.assertIn("nothing", self.error(1, "invalid_update", "resume", "t", "--update", '{"nothing": 1}')["message"])
        self.assertIn("amount", self.error(1, "channel_type", "resume", "t", "--update", '{"amount": "all"}')["message"])
        self.error(1, "invalid_update", "resume", "t", "--update", "[1]")
        self.error(2, "invalid_json", "resume", "t", "--update", "{")
        self.assertEqual(self.state("t"), before)


if __name__ == "__main__":
    unittest.main()
