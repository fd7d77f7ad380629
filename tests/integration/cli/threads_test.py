# SPDX-License-Identifier: Apache-2.0
"""Copying, deleting and pruning threads, and changing their state several times at once."""

import json
import unittest

from host import WORKFLOWS
from run_host import RunsTest

LINE = """
dashflow: 1
name: line
state: {log: {reduce: append}}
nodes:
  a: {type: core.set, with: {values: {log: {value: a}}}}
  b: {type: core.set, with: {values: {log: {value: b}}}}
  c: {type: core.set, with: {values: {log: {value: c}}}}
edges: [START -> a -> b -> c]
"""
ASK = ("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread")


class ThreadsTest(RunsTest):
    def history(self, thread, *flags):
        return self.lines("threads", "history", thread, *flags)

    def shape(self, thread):
        return [(each["source"], each["step"], each["next"], each["changed"]) for each in self.history(thread)]

    def show(self, thread):
        return json.loads(self.ok("threads", "show", thread, "--json").stdout)


class Copy(ThreadsTest):
    def test_goes_on_by_itself(self):
        self.assertEqual(self.dashflow(*ASK, "t").returncode, 6)
        copy = json.loads(self.ok("threads", "copy", "t", "--to", "c", "--json").stdout)
        self.assertEqual(copy, {"thread": "c", "copy_of": "t", "status": "waiting"})
        self.assertEqual(self.shape("c"), self.shape("t"))
        self.ok("resume", "c", "--answer", "true")
        self.assertEqual((self.show("c")["status"], self.show("t")["status"]), ("done", "waiting"))

    def test_gets_an_id_where_none_is_given(self):
        self.ok("run", self.workflow(LINE), "--thread", "t")
        copy = self.ok("threads", "copy", "t").stdout.strip()
        self.assertEqual(self.state(copy), self.state("t"))

    def test_mistakes(self):
        self.ok("run", self.workflow(LINE), "--thread", "t")
        self.whole_error(4, "thread_exists", "threads", "copy", "t", "--to", "t")
        self.error(3, "thread_not_found", "threads", "copy", "nobody")

    def test_can_be_cancelled_alone(self):
        self.assertEqual(self.dashflow(*ASK, "t").returncode, 6)
        self.ok("threads", "copy", "t", "--to", "c")
        self.ok("cancel", "c")
        self.assertEqual((self.show("c")["status"], self.show("t")["status"]), ("cancelled", "waiting"))


class Delete(ThreadsTest):
    def test_takes_the_thread_and_its_runs(self):
        for thread in ("t", "u", "v"):
            self.ok("run", self.workflow(LINE), "--thread", thread)
        deleted = [json.loads(line) for line in self.ok("threads", "delete", "t", "u", "--json").stdout.splitlines()]
        self.assertEqual(deleted, [{"thread": "t", "deleted": True}, {"thread": "u", "deleted": True}])
        self.assertEqual([each["thread"] for each in self.lines("threads", "list")], ["v"])
        self.assertEqual([each["thread"] for each in self.lines("runs", "list")], ["v"])
        self.error(3, "thread_not_found", "threads", "history", "t")
        self.ok("run", self.workflow(LINE), "--thread", "t")
        self.assertEqual(self.state("t"), {"log": ["a", "b", "c"]})

    def test_does_nothing_when_one_is_not_there(self):
        self.ok("run", self.workflow(LINE), "--thread", "t")
        self.error(3, "thread_not_found", "threads", "delete", "t", "nobody")
        self.assertEqual(self.state("t"), {"log": ["a", "b", "c"]})


class Prune(ThreadsTest):
    def setUp(self):
        super().setUp()
        self.ok("run", self.workflow(LINE), "--thread", "t")
        self.ok("run", self.workflow(LINE), "--thread", "t", "--input", '{"log": "again"}')

    def test_keeps_so_many(self):
        before = self.shape("t")
        self.assertEqual(len(before), 8)
        for keep in (6, 3, 1):
            pruned = json.loads(self.ok("threads", "prune", "t", "--keep", keep, "--json").stdout)
            self.assertEqual((pruned["thread"], pruned["kept"]), ("t", keep))
            self.assertEqual([each[:3] for each in self.shape("t")], [each[:3] for each in before[:keep]])
            self.assertEqual(self.state("t")["log"], ["a", "b", "c", "again", "a", "b", "c"])
        self.assertEqual(json.loads(self.ok("threads", "prune", "t", "--json").stdout)["removed"], 0)

    def test_goes_by_age(self):
        self.assertEqual(json.loads(self.ok("threads", "prune", "t", "--older-than", "1h", "--json").stdout)["removed"], 0)
        self.assertEqual(json.loads(self.ok("threads", "prune", "--all", "--older-than", "0s", "--json").stdout)["kept"], 1)

    def test_runs_of_what_is_kept_can_be_shown(self):
        runs = self.lines("runs", "list")
        self.ok("threads", "prune", "t", "--keep", "2")
        left = self.lines("runs", "list")
        self.assertEqual([each["run"] for each in left], [runs[0]["run"]])
        self.assertEqual(json.loads(self.ok("runs", "show", left[0]["run"], "--json").stdout)["status"], "done")

    def test_mistakes(self):
        before = self.history("t")
        self.error(2, "usage", "threads", "prune", "t", "--keep", "0")
        self.error(2, "usage", "threads", "prune", "t", "--keep=-3")
        self.error(2, "usage", "threads", "prune", "t", "--older-than", "yesterday")
        self.error(2, "usage", "threads", "prune")
        self.error(3, "thread_not_found", "threads", "prune", "nobody")
        self.assertEqual(self.history("t"), before)


class Updates(ThreadsTest):
    def setUp(self):
        super().setUp()
        self.ok("run", self.workflow(LINE), "--thread", "t")

    def test_several_nodes_in_one_superstep(self):
        made = json.loads(self.ok("threads", "update", "t", "--as", "a", "--values", '{"log": 1}', "--as", "b", "--values",
                                  '{"log": 2}').stdout)
        self.assertEqual(made["next"], ["b", "c"])
        self.assertEqual(self.state("t")["log"], ["a", "b", "c", 1, 2])
        self.error(2, "usage", "threads", "update", "t", "--as", "a", "--as", "b", "--values", "{}")

    def test_several_supersteps(self):
        bulk = [[{"as": "START", "values": {"log": 0}}], [{"as": "a", "values": {"log": 1}}]]
        made = json.loads(self.ok("threads", "update", "t", "--bulk", json.dumps(bulk)).stdout)
        self.assertEqual(made["next"], ["b"])
        self.assertEqual([each["source"] for each in self.history("t", "--limit", "2")], ["update", "update"])
        for wrong in ("[]", "[[]]", '[[{"values": {}}]]', "{}"):
            with self.subTest(wrong):
                self.error(2, "usage", "threads", "update", "t", "--bulk", wrong)

    def test_a_copy_of_a_checkpoint_beside_it(self):
        original = next(each for each in self.history("t") if each["next"] == ["b"])
        made = json.loads(self.ok("threads", "update", "t", "--at", original["id"], "--copy").stdout)
        copy = self.history("t")[0]
        self.assertEqual((copy["id"], copy["source"], copy["next"]), (made["checkpoint"], "fork", ["b"]))
        self.assertEqual(copy["parent"], original["parent"])
        self.assertEqual(self.state("t"), {"log": ["a"]})
        self.ok("resume", "t")
        self.assertEqual(self.state("t"), {"log": ["a", "b", "c"]})


class History(ThreadsTest):
    def test_tells_of_all_branches_and_who_came_before(self):
        self.ok("run", self.workflow(LINE), "--thread", "t")
        first = self.history("t")
        self.ok("resume", "t", "--from", first[2]["id"])
        every = self.history("t")
        self.assertEqual(every[3:], first)
        self.assertEqual([each["parent"] for each in every[:3]], [every[1]["id"], every[2]["id"], first[2]["id"]])
        self.assertNotIn("parent", every[-1])
        self.assertEqual(self.history("t", "--before", first[0]["id"]), first[1:])
        self.assertEqual(self.history("t", "--filter", f"parent={first[2]['id']}"), [every[2], first[1]])
        self.assertEqual(json.loads(self.ok("threads", "state", "t", "--at", first[0]["id"]).stdout), {"log": ["a", "b", "c"]})


if __name__ == "__main__":
    unittest.main()
