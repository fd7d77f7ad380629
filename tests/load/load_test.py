# SPDX-License-Identifier: Apache-2.0
"""Large graphs, runs and states. What they cost is counted, never timed. DASHFLOW_LOAD=full takes the sizes of users."""

import json
import os
import sqlite3
import unittest

import workflows
from host import HostTest

FULL = os.environ.get("DASHFLOW_LOAD") == "full"
SIZES = {
    "chain": 10_000 if FULL else 1_000,
    "fan": 10_000 if FULL else 1_000,
    "loop": 1_000_000 if FULL else 5_000,
    "state": 1_000_000_000 if FULL else 20_000_000,
    "messages": 10_000 if FULL else 1_000,
}
SMALL_ENTRY = 200  # bytes of a superstep that changes a number


class LoadTest(HostTest):
    def command(self, *arguments):
        return [self.program, "--plugin-path", os.environ["DASHFLOW_FIXTURES"], "--store", self.store, *map(str, arguments)]

    def finish(self, name, size, durability="sync"):
        """The last event of a run."""
        path = self.workflow(workflows.text(name, size, durability))
        given = self.folder / "input.json"
        given.write_text(json.dumps(workflows.given(name, size)))
        done = self.ok("run", path, "--input", f"@{given}", "--json", "--stream", "run.finished")
        event = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual(event["status"], "done")
        return event

    def entries(self):
        """How large each entry of the log is, in order."""
        with sqlite3.connect(self.folder / "state.db") as database:
            return [size for (size,) in database.execute("SELECT length(bytes) FROM log ORDER BY stream, seq")]

    def in_memory(self):
        self.store = "memory"


class Chain(LoadTest):
    def check(self):
        size = SIZES["chain"]
        event = self.finish("chain", size)
        self.assertEqual(event["output"], {"n": size})
        self.assertEqual(event["steps"], size)

    def test_runs_every_node_once_in_memory(self):
        self.in_memory()
        self.check()

    def test_stores_no_more_a_superstep_than_a_short_one(self):
        self.check()
        sizes = self.entries()
        self.assertEqual(len(sizes), SIZES["chain"] + 1)
        self.assertLess(max(sizes[1:]), SMALL_ENTRY)


class Fan(LoadTest):
    def check(self, size):
        event = self.finish("fan", size)
        total = size * (size + 1) // 2
        self.assertEqual(event["output"], {"sum": total, "last": total + 1})
        self.assertEqual(event["steps"], 2 if size else 1)

    def test_runs_every_task_once_in_memory(self):
        self.in_memory()
        self.check(SIZES["fan"])

    def test_stores_a_superstep_as_one_entry(self):
        self.check(SIZES["fan"])
        self.assertEqual(len(self.entries()), 3)

    def test_over_nothing_goes_on(self):
        self.check(0)


class Loop(LoadTest):
    def check(self, durability):
        size = SIZES["loop"]
        event = self.finish("loop", size, durability)
        self.assertEqual(event["output"], {"n": size})
        self.assertEqual(event["steps"], size)

    def test_runs_to_its_end_in_memory(self):
        self.in_memory()
        self.check("sync")

    def test_stores_its_end_alone_when_asked_to(self):
        self.check("exit")
        self.assertEqual(len(self.entries()), 2)


class State(LoadTest):
    def check(self):
        event = self.finish("state", SIZES["state"])
        self.assertEqual(event["output"], {"n": workflows.CHANGES})

    def test_is_carried_in_memory(self):
        self.in_memory()
        self.check()

    def test_what_did_not_change_is_not_stored_again(self):
        self.check()
        sizes = self.entries()
        self.assertLess(max(sizes[-workflows.CHANGES :]), SMALL_ENTRY)
        stored = sum(file.stat().st_size for file in self.folder.glob("state.db*"))
        self.assertLess(stored, 2.5 * SIZES["state"])


class Messages(LoadTest):
    def check(self):
        size = SIZES["messages"]
        event = self.finish("messages", size)
        ids = [message["id"] for message in event["output"]["messages"]]
        self.assertEqual(ids, [f"message-{i}" for i in range(size)])

    def test_keep_their_order_in_memory(self):
        self.in_memory()
        self.check()

    def test_are_stored_once_each(self):
        self.check()
        sizes = self.entries()
        self.assertLess(max(sizes[1:]), 2 * SMALL_ENTRY)


if __name__ == "__main__":
    unittest.main()
