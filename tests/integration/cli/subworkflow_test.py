# SPDX-License-Identifier: Apache-2.0
"""Workflows as nodes of others: checked with them, drawn in them, not run yet."""

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

    def test_does_not_run_yet(self):
        error = self.error(78, "not_supported_yet", "run", self.outer, "--input", '{"title": "x"}')
        self.assertEqual((error["at"]["line"], error["at"]["column"]), (10, 13))

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
