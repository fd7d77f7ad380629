# SPDX-License-Identifier: Apache-2.0
"""core.route: jumps chosen by CEL, from its file to the end of the run."""

import json
import unittest

from host import HostTest

FLOW = """
dashflow: 1
name: choose
state:
  n: {type: integer}
  path: {reduce: concat}
input: [n]
output: [path]
nodes:
  choose:
    type: core.route
    goto: [small, large, both]
    with:
      routes:
        - {when: n < 10, to: small}
        - {when: n < 100, to: large}
        - {when: n == 100, to: [small, both]}
        - {when: n > 1000, to: END}
  small: {type: core.set, with: {values: {path: {value: [small]}}}}
  large: {type: core.set, with: {values: {path: {value: [large]}}}}
  both: {type: core.set, with: {values: {path: {value: [both]}}}}
edges: [START -> choose]
"""


class Route(HostTest):
    def path_for(self, number):
        done = self.ok("run", self.workflow(FLOW), "--input", json.dumps({"n": number}))
        return json.loads(done.stdout)["path"]

    def test_jumps_to_the_first_target_that_is_true(self):
        for number, path in ((3, ["small"]), (10, ["large"]), (100, ["both", "small"]), (2000, [])):
            self.assertEqual(self.path_for(number), path, number)

    def test_fails_where_no_route_is_true(self):
        error = self.error(1, "no_case", "run", self.workflow(FLOW), "--input", '{"n": 500}')
        self.assertEqual(error["at"]["node"], "choose")

    def test_continues_as_it_chose(self):
        asks = FLOW.replace("small: {type: core.set, with: {values: {path: {value: [small]}}}}",
                            'small: {type: core.approve, with: {question: "n?"}, out: {}}')
        self.assertEqual(self.dashflow("run", self.workflow(asks), "--input", '{"n": 1}', "--thread", "t").returncode, 6)
        self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["next"], ["small"])
        self.ok("resume", "t", "--yes")

    def refused(self, old, new):
        failed = self.dashflow("workflow", "validate", self.workflow(FLOW.replace(old, new)), "--json")
        self.assertEqual(failed.returncode, 78, failed.stdout + failed.stderr)
        return [json.loads(line)["error"] for line in failed.stdout.splitlines()]

    def test_targets_and_conditions_are_checked_with_the_file(self):
        self.ok("workflow", "validate", self.workflow(FLOW))
        for old, new, line, column, message in (
                ("goto: [small, large, both]", "goto: [small, large]", 17, 40, "may not jump to 'both'"),
                ("to: large", "to: lage", 16, 31, "there is no node 'lage'"),
                ("when: n < 100", "when: m < 100", 16, 18, "there is no name"),
                ("when: n < 100", "when: n + 100", 16, 18, "never true or false")):
            errors = self.refused(old, new)
            self.assertEqual(len(errors), 1, errors)
            at = errors[0]["at"]
            self.assertEqual((at["line"], at["column"]), (line, column), errors[0])
            self.assertIn(message, errors[0]["message"])

    def test_the_graph_shows_where_it_may_go(self):
        drawn = json.loads(self.ok("workflow", "graph", self.workflow(FLOW), "--json").stdout)
        self.assertEqual({(edge["from"], edge["to"]) for edge in drawn["edges"] if edge["kind"] == "goto"},
                         {("choose", "small"), ("choose", "large"), ("choose", "both")})


if __name__ == "__main__":
    unittest.main()
