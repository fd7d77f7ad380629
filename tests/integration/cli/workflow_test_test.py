# SPDX-License-Identifier: Apache-2.0
"""`dashflow workflow test`: each key of a case does what it says, and a case that should fail does."""

import json
import pathlib
import unittest
import xml.etree.ElementTree

from host import HostTest, WORKFLOWS

FLOW = """
dashflow: 1
name: flow
params: {limit: {type: integer, default: 3}}
state:
  n: {type: integer, default: 0}
  approved: {type: boolean, default: false}
input: [n]
output: [n]
nodes:
  add: {type: core.set, with: {values: {n: {cel: "n + ${params.limit}"}}}, retry: {attempts: 2, delay: 1h, jitter: false}, timeout: 10s}
  ask: {type: core.approve, with: {question: "Go on?", answer: {type: boolean}}, out: {answer: approved}}
edges: [START -> add -> ask]
tests:
"""


class WorkflowTests(HostTest):
    def case(self, text):
        """The one case of FLOW, as it was judged."""
        file = self.workflow(FLOW + "  - " + text)
        done = self.dashflow("workflow", "test", file, "--json")
        self.assertIn(done.returncode, (0, 1), done.stdout + done.stderr)
        judged = json.loads(done.stdout)
        self.assertEqual(judged["passed"], done.returncode == 0)
        return judged["differences"]

    def assert_passes(self, text):
        self.assertEqual(self.case(text), [])

    def assert_differs(self, words, text):
        differences = self.case(text)
        self.assertEqual(len(differences), 1, differences)
        self.assertIn(words, differences[0])

    def assert_refused(self, code, words, text):
        """A case that can never pass is a mistake in the file."""
        refused = self.error(78, code, "workflow", "test", self.workflow(FLOW + "  - " + text))
        self.assertIn(words, refused["message"])
        self.assertEqual(refused["at"]["line"], FLOW.count("\n") + 1)

    def test_status_output_and_state(self):
        self.assert_passes("{name: t, expect: {status: waiting, output: {n: 3}, state: {n: 3}}}")
        self.assert_differs("the status is waiting, expected done", "{name: t, expect: {}}")
        self.assert_differs('the output is {"n":3}, expected {"n":4}', "{name: t, expect: {status: waiting, output: {n: 4}}}")
        self.assert_differs("channel 'n' is 3, expected 4", "{name: t, expect: {status: waiting, state: {n: 4}}}")

    def test_input_and_params(self):
        self.assert_passes("{name: t, input: {n: 1}, params: {limit: 5}, expect: {status: waiting, output: {n: 6}}}")
        self.assert_refused("case_value", "'m' is no input", "{name: t, input: {m: 1}, expect: {status: done}}")
        self.assert_passes("{name: t, input: {m: 1}, expect: {error: input_unknown}}")

    def test_answers_go_on(self):
        self.assert_passes("{name: t, answers: {ask: true}, expect: {state: {approved: true}, path: [add, ask]}}")
        self.assert_refused("answer_misfit", "does not answer", "{name: t, answers: {ask: 7}, expect: {status: done}}")
        self.assert_passes("{name: t, answers: {ask: 7}, expect: {error: answer_invalid}}")

    def test_mock_replaces_the_node(self):
        self.assert_passes("{name: t, mock: {add: {n: 9}, ask: {answer: true}}, expect: {output: {n: 9}, runs: {add: 1, ask: 1}}}")
        self.assert_differs("the number of runs of node 'add' is 1, expected 2",
                            "{name: t, answers: {ask: true}, expect: {runs: {add: 2}}}")

    def test_failures_are_retried_on_a_virtual_clock(self):
        self.assert_passes("{name: t, fail: {add: {code: busy}}, answers: {ask: true}, expect: {output: {n: 3}, runs: {add: 1}}}")
        self.assert_passes("{name: t, fail: {add: {code: busy, times: 2}}, expect: {status: failed, error: busy, runs: {add: 1, ask: 0}}}")
        self.assert_differs("the error is busy", "{name: t, fail: {add: {code: busy, times: 2}}, expect: {error: other}}")

    def test_delays_meet_timeouts(self):
        self.assert_passes("{name: t, delay: {add: 9s}, answers: {ask: true}, expect: {output: {n: 3}}}")
        self.assert_passes("{name: t, delay: {add: 11s}, expect: {status: failed, error: node_timeout}}")

    def test_what_ends_in_its_own_time_is_delayed_by_so_much_more(self):
        flow = """
dashflow: 1
name: wait
state: {}
nodes: {a: {type: core.delay, with: {duration: 3s}, timeout: 10s}}
edges: [START -> a]
tests:
  - {name: in time, delay: {a: 6s}, expect: {status: done}}
  - {name: too late, delay: {a: 8s}, expect: {status: failed, error: node_timeout}}
"""
        self.assertIn("2 passed, 0 failed", self.ok("workflow", "test", self.workflow(flow)).stdout)

    def test_path_is_compared(self):
        self.assert_differs("the path is [add, ask], expected [ask, add]",
                            "{name: t, answers: {ask: true}, expect: {path: [ask, add]}}")

    def test_names_in_cases_are_checked(self):
        file = self.workflow(FLOW + "  - {name: t, mock: {adt: {n: 1}}, expect: {}}")
        error = self.error(78, "unknown_node", "workflow", "test", file)
        self.assertIn("add", error["fix"])
        self.assertEqual(error["at"]["line"], 15)

    def test_formats(self):
        file = self.workflow(FLOW + '  - {name: "a < b", expect: {status: waiting}}\n  - {name: wrong, expect: {}}')
        text = self.dashflow("workflow", "test", file)
        self.assertEqual(text.returncode, 1)
        self.assertEqual(text.stdout.splitlines()[-1], "1 passed, 1 failed")
        tap = self.dashflow("workflow", "test", file, "--format", "tap").stdout.splitlines()
        self.assertEqual((tap[0], tap[-1]), ("TAP version 13", "1..2"))
        self.assertTrue(tap[1].startswith("ok 1 - ") and tap[2].startswith("not ok 2 - "), tap)
        junit = xml.etree.ElementTree.fromstring(self.dashflow("workflow", "test", file, "--format", "junit").stdout)
        self.assertEqual((junit.get("tests"), junit.get("failures")), ("2", "1"))
        self.assertEqual([case.get("name") for case in junit], ["a < b", "wrong"])
        self.assertIn("waiting", junit[1][0].get("message"))

    def test_files_beside_a_workflow_and_folders(self):
        self.workflow(FLOW + "  - {name: own, expect: {status: waiting}}", "flow.yaml")
        self.workflow("workflow: flow.yaml\ntests:\n  - {name: beside, params: {limit: 1}, expect: {status: waiting, output: {n: 1}}}",
                      "flow.test.yaml")
        self.workflow("dashflow: 1\nname: x\nnodes: {a: {type: core.set}}\nedges: [START -> a]\n", "untested.yaml")
        names = [json.loads(line)["name"] for line in self.ok("workflow", "test", self.folder, "--json").stdout.splitlines()]
        self.assertEqual(names, ["beside", "own"])
        self.error(3, "no_tests", "workflow", "test", self.folder / "untested.yaml")
        self.error(3, "workflow_not_found", "workflow", "test", self.folder / "missing.test.yaml")

    def test_mistakes_in_a_file_of_cases_are_shown_there(self):
        self.workflow(FLOW + "  - {name: own, expect: {}}", "flow.yaml")
        cases = self.workflow("workflow: flow.yaml\ntests:\n  - {name: t, answers: {aks: true}, expect: {}}", "flow.test.yaml")
        for command in ("test", "validate"):
            at = self.error(78, "unknown_node", "workflow", command, cases)["at"]
            self.assertEqual((at["file"], at["line"]), (str(cases), 3))
        self.ok("workflow", "validate", *WORKFLOWS.glob("*.yaml"))

    def test_examples_pass(self):
        self.assertRegex(self.ok("workflow", "test", WORKFLOWS).stdout, r"(?m)^[1-9][0-9]* passed, 0 failed$")

    def test_every_example_has_tests(self):
        tested = {json.loads(line)["file"] for line in self.ok("workflow", "test", WORKFLOWS, "--json").stdout.splitlines()}
        names = {pathlib.Path(file).name.replace(".test.yaml", ".yaml") for file in tested}
        self.assertEqual(names, {file.name for file in WORKFLOWS.glob("*.yaml") if ".test." not in file.name})


if __name__ == "__main__":
    unittest.main()
