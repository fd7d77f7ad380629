# SPDX-License-Identifier: Apache-2.0
"""Workflows as nodes of others: checked with them, drawn in them, run in them."""

import json
import shutil
import unittest

from host import HostTest

INNER = """
dashflow: 1
name: inner
state:
  text: {type: string}
  length: {type: integer}
input: [text]
output: [length]
nodes:
  count: {type: core.set, with: {values: {length: {cel: size(text)}}}}
edges: [START -> count -> END]
"""
OUTER = """
dashflow: 1
name: outer
state:
  title: {type: string}
  total: {type: integer}
input: [title]
output: [total]
nodes:
  measure: {workflow: parts/inner.yaml, in: {text: title}, out: {length: total}}
edges: [START -> measure]
"""


class Subworkflow(HostTest):
    def setUp(self):
        super().setUp()
        (self.folder / "parts").mkdir()
        self.inner = self.workflow(INNER, "parts/inner.yaml")
        self.outer = self.workflow(OUTER, "outer.yaml")

    def errors(self, *arguments):
        failed = self.dashflow("workflow", "validate", *arguments, "--json")
        self.assertEqual(failed.returncode, 78, failed.stdout + failed.stderr)
        return [json.loads(line)["error"] for line in failed.stdout.splitlines()]

    def test_is_valid_together(self):
        self.ok("workflow", "validate", self.outer)

    def test_a_mistake_inside_names_its_file_and_who_uses_it(self):
        self.workflow(INNER.replace("size(text)", "size(txt)"), "parts/inner.yaml")
        error, = self.errors(self.outer)
        self.assertTrue(error["at"]["file"].endswith("parts/inner.yaml"), error)
        self.assertEqual((error["at"]["line"], error["at"]["column"]), (10, 62))
        self.assertIn("used by node 'measure', ", error["cause"])
        self.assertIn("outer.yaml:10:23", error["cause"])
        shown = self.dashflow("workflow", "validate", self.outer).stderr
        self.assertIn("10 |   count: {type: core.set, with: {values: {length: {cel: size(txt)}}}}", shown)

    def test_a_circle_is_refused_with_its_way(self):
        self.workflow(INNER.replace("count: {type: core.set, with: {values: {length: {cel: size(text)}}}}",
                                    "count: {workflow: ../outer.yaml}"), "parts/inner.yaml")
        error, = self.errors(self.outer)
        self.assertEqual(error["code"], "subworkflow_cycle")
        self.assertIn("outer.yaml -> ", error["message"])

    def test_a_missing_file_is_told_with_what_is_there(self):
        self.workflow(OUTER.replace("inner.yaml", "iner.yaml"), "outer.yaml")
        errors = self.errors(self.outer)
        self.assertEqual([error["code"] for error in errors], ["subworkflow_not_found"])
        self.assertEqual(errors[0]["fix"], "did you mean 'parts/inner.yaml'?")

    def test_a_name_of_the_configuration_will_do(self):
        (self.folder / "dashflow.yaml").write_text(f"workflows: {{measure: {self.inner}}}\n")
        outer = self.workflow(OUTER.replace("parts/inner.yaml", "measure"), "outer.yaml")
        self.ok("--config", self.folder / "dashflow.yaml", "workflow", "validate", outer)

    def ask_inside(self):
        self.workflow(INNER.replace(
            "edges: [START -> count -> END]",
            """  ok: {type: core.approve, with: {question: "right?", answer: {type: boolean}}}
edges: [START -> count -> ok -> END]"""), "parts/inner.yaml")
        asked = self.dashflow("run", self.outer, "--input", '{"title": "abc"}', "--thread", "t")
        self.assertEqual(asked.returncode, 6, asked.stderr)

    def test_runs(self):
        done = self.ok("run", self.outer, "--input", '{"title": "abc"}', "--json").stdout
        events = [json.loads(line) for line in done.splitlines()]
        self.assertEqual(events[-1]["output"], {"total": 3})
        inner = [event["event"] for event in events if event["ns"]]
        self.assertEqual(inner.count("task.finished"), 1)
        self.assertEqual([event["seq"] for event in events], sorted({event["seq"] for event in events}))

    def test_goes_on_inside_after_an_answer(self):
        self.ask_inside()
        state = json.loads(self.ok("threads", "state", "t", "--subgraphs").stdout)
        inner, = state["subworkflows"]
        self.assertEqual((inner["task"], inner["next"], inner["values"]["length"]), ("measure", ["ok"], 3))
        resumed = self.ok("resume", "t", "--yes")
        self.assertNotIn("count", resumed.stderr)
        self.assertEqual(json.loads(resumed.stdout), {"total": 3})

    def counted(self, *arguments):
        """Where `count` ended inside, but for the task that calls."""
        failed = self.dashflow(*arguments, "--json")
        self.assertEqual(failed.returncode, 1, failed.stderr)
        events = [json.loads(line) for line in failed.stdout.splitlines()]
        return [event["ns"][1:] for event in events if event["event"] == "task.finished" and event["node"] == "count"]

    def test_a_retry_begins_it_anew_and_a_resume_goes_on_in_the_last(self):
        self.workflow(INNER.replace(
            "edges: [START -> count -> END]",
            """  shaky: {type: core.fail, with: {code: busy, message: no}}
edges: [START -> count -> shaky -> END]"""), "parts/inner.yaml")
        self.workflow(OUTER.replace("out: {length: total}", "out: {length: total}, "
                                    "retry: {attempts: 2, delay: 1ms, errors: [busy]}"), "outer.yaml")
        self.assertEqual(self.counted("run", self.outer, "--input", '{"title": "abc"}', "--thread", "t"), [[], ["1"]])
        self.assertEqual(self.counted("resume", "t"), [["2"]])

    def test_a_test_may_stand_in_for_it(self):
        self.workflow(OUTER + """tests:
  - {name: mocked, input: {title: x}, mock: {measure: {length: 7}}, expect: {output: {total: 7}}}
  - {name: real, input: {title: x}, fail: {measure: {code: it_failed, times: 1}}, expect: {status: failed}}
  - {name: slow, input: {title: abc}, delay: {measure: 5s}, expect: {output: {total: 3}, runs: {measure: 1}}}
""", "outer.yaml")
        self.ok("workflow", "test", self.outer)

    def test_an_error_inside_names_its_place(self):
        self.workflow(INNER.replace("core.set, with: {values: {length: {cel: size(text)}}}",
                                    "core.fail, with: {code: it_broke, message: no}"), "parts/inner.yaml")
        error = self.error(1, "it_broke", "run", self.outer, "--input", '{"title": "x"}')
        self.assertTrue(error["at"]["file"].endswith("inner.yaml"), error)
        self.assertEqual(error["at"]["node"], "count")

    def test_is_drawn_as_a_cluster(self):
        drawn = json.loads(self.ok("workflow", "graph", self.outer, "--json").stdout)
        inside = next(node for node in drawn["nodes"] if node["id"] == "measure")["inside"]
        self.assertEqual(inside["workflow"], "inner")
        self.assertIn("count", [node["id"] for node in inside["nodes"]])
        self.assertIn('subgraph v1["measure<br/>workflow inner"]', self.ok("workflow", "graph", self.outer).stdout)

    @unittest.skipUnless(shutil.which("dot"), "Graphviz is not installed")
    def test_graphviz_draws_the_cluster(self):
        svg = self.ok("workflow", "graph", self.outer, "--format", "svg").stdout
        self.assertIn('class="cluster"', svg)
        self.assertNotIn("Warning", svg)

    def test_its_version_covers_what_it_uses(self):
        def version():
            return json.loads(self.ok("workflow", "validate", self.outer, "--json").stdout)["version"]
        before = version()
        self.workflow(INNER + "# only a comment\n", "parts/inner.yaml")
        self.assertEqual(version(), before)
        self.workflow(INNER + "tags: [new]\n", "parts/inner.yaml")
        self.assertNotEqual(version(), before)


if __name__ == "__main__":
    unittest.main()
