# SPDX-License-Identifier: Apache-2.0
"""Empty and negative everything: it does nothing, or says what to write instead."""

import json
import os
import unittest

from host import HostTest

HEAD = "dashflow: 1\nname: w\n"
COUNT = HEAD + "state: {n: {type: integer}}\nnodes: {a: {type: load.add%s}}\nedges: [START -> a]\n"


class NothingTest(HostTest):
    def command(self, *arguments):
        return [self.program, "--plugin-path", os.environ["DASHFLOW_FIXTURES"], "--store", "memory", *map(str, arguments)]

    def output(self, text, given):
        done = self.ok("run", self.workflow(text), "--input", json.dumps(given), "--json", "--stream", "run.finished")
        return json.loads(done.stdout.splitlines()[-1])["output"]

    def refused(self, code, text, *options, status=78, given="{}"):
        error = self.error(status, code, "run", self.workflow(text), "--input", given, *options)
        self.assertTrue(error["fix"])
        return error


class Empty(NothingTest):
    def test_file(self):
        self.refused("empty_file", "")

    def test_graph(self):
        self.refused("no_start", HEAD + "nodes: {}\nedges: []\n")

    def test_input(self):
        self.refused("invalid_json", COUNT % "", status=2, given="")

    def test_state(self):
        text = HEAD + "state: {}\nnodes: {a: {type: core.set, with: {values: {}}}}\nedges: [START -> a]\n"
        self.assertEqual(self.output(text, {}), {})

    def test_values_of_every_kind(self):
        text = (HEAD + "state: {s: {type: string}, a: {type: array}, o: {type: object}, n: {type: 'null'}}\n"
                "nodes: {a: {type: core.set, with: {values: {s: {value: ''}, a: {value: []}, o: {value: {}}}}}}\n"
                "edges: [START -> a]\n")
        self.assertEqual(self.output(text, {"n": None}), {"s": "", "a": [], "o": {}, "n": None})

    def test_writes_to_every_reducer(self):
        reducers = {"append": [[]], "concat": [], "union": [], "merge": {}, "text": "", "messages": []}
        state = "".join(f"  {name}: {{reduce: {name}}}\n" for name in reducers)
        empty = {**reducers, "append": []}
        values = "".join(f"    {name}: {{value: {json.dumps(value)}}}\n" for name, value in empty.items())
        text = HEAD + f"state:\n{state}nodes:\n  a:\n    type: core.set\n    with:\n      values:\n"
        text += "".join("    " + line + "\n" for line in values.splitlines()) + "edges: [START -> a]\n"
        self.assertEqual(self.output(text, {}), reducers)


class Zero(NothingTest):
    def test_and_negative_counts_are_refused_where_one_is_needed(self):
        for limit in ("steps: 0", "steps: -1", "tasks: 0", "tasks: -3"):
            self.refused("workflow_invalid", COUNT % "" + f"limits: {{{limit}}}\n")
        for rule in ("concurrency: 0", "concurrency: -1", "retry: {attempts: 0}", "retry: {attempts: -2}",
                     "retry: {attempts: 2, factor: -1}"):
            self.refused("workflow_invalid", COUNT % f", {rule}")

    def test_negative_times_and_sizes_are_refused(self):
        for rule in ("timeout: -1s", "retry: {attempts: 2, delay: -1s}"):
            self.refused("quantity_invalid", COUNT % f", {rule}")
        for limit in ("time: -1s", "state: -1MiB"):
            self.refused("quantity_invalid", COUNT % "" + f"limits: {{{limit}}}\n")

    def test_no_time_is_no_limit(self):
        self.assertEqual(self.output(COUNT % ", timeout: 0s" + "limits: {time: 0s}\n", {"n": -1}), {"n": 0})

    def test_and_negative_numbers_of_supersteps_are_refused(self):
        for steps in ("0", "-5"):
            error = self.refused("usage", COUNT % "", "--max-steps", steps, status=2, given='{"n": 0}')
            self.assertIn("1", error["message"])
            self.assertLess(len(error["message"]), 200)

    def test_the_least_number_counts_up(self):
        self.assertEqual(self.output(COUNT % "", {"n": -(2**63)}), {"n": -(2**63) + 1})


if __name__ == "__main__":
    unittest.main()
