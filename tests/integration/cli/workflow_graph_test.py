# SPDX-License-Identifier: Apache-2.0
"""`workflow graph`: every format, and what is due on a thread."""

import json
import os
import shutil
import unittest
import xml.etree.ElementTree

from host import HostTest, WORKFLOWS

APPROVAL = WORKFLOWS / "approval.yaml"


class WorkflowGraph(HostTest):
    def graph(self, *arguments, **options):
        return self.ok("workflow", "graph", *arguments, **options).stdout

    def dot_program(self, script):
        """A PATH with a program `dot` that does this."""
        folder = self.folder / "bin"
        folder.mkdir()
        program = folder / "dot"
        program.write_text("#!/bin/sh\n" + script)
        program.chmod(0o755)
        return {"PATH": f"{folder}:{os.environ['PATH']}"}

    def test_mermaid_is_the_default(self):
        text = self.graph(WORKFLOWS / "digest.yaml")
        self.assertTrue(text.startswith("flowchart TD\n"), text)
        self.assertIn('|"each files"|', text)
        self.assertIn("text.list", text)
        self.assertEqual(text, self.graph(WORKFLOWS / "digest.yaml", "--format", "mermaid"))

    def test_dot_and_json(self):
        self.assertTrue(self.graph(APPROVAL, "--format", "dot").startswith('digraph "'))
        pretty = self.graph(APPROVAL, "--format", "json")
        line = self.graph(APPROVAL, "--json")
        self.assertEqual(json.loads(pretty), json.loads(line))
        self.assertEqual(line.count("\n"), 1)
        ids = {node["id"] for node in json.loads(line)["nodes"]}
        self.assertIn("START", ids)
        self.assertTrue(all({edge["from"], edge["to"]} <= ids for edge in json.loads(line)["edges"]))

    def test_a_parameter_needs_no_value(self):
        text = self.workflow("""
dashflow: 1
name: t
params: {d: {type: string}}
nodes: {wait: {type: core.delay, with: {duration: "${params.d}"}}}
edges: [START -> wait]
""")
        self.assertIn("wait", self.graph(text))

    def test_a_thread_marks_what_is_due(self):
        self.assertEqual(self.dashflow("run", APPROVAL, "--input", '{"amount": 500}', "--thread", "t").returncode, 6)
        due = json.loads(self.ok("threads", "show", "t", "--json").stdout)["next"]
        drawn = json.loads(self.graph(APPROVAL, "--thread", "t", "--json"))
        self.assertTrue(due)
        self.assertEqual([node["name"] for node in drawn["nodes"] if node["due"]], due)
        self.assertIn(" due\n", self.graph(APPROVAL, "--thread", "@last"))
        self.error(3, "thread_not_found", "workflow", "graph", APPROVAL, "--thread", "none")
        self.whole_error_of_other_workflow()

    def whole_error_of_other_workflow(self):
        other = self.error(4, "other_workflow", "workflow", "graph", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.assertEqual(other["resource"], "t")

    def test_a_thread_needs_a_store(self):
        self.error(3, "store_not_found", "workflow", "graph", APPROVAL, "--thread", "t")

    def test_svg_is_what_dot_makes_of_it(self):
        env = self.dot_program('echo "$@"; cat')
        self.assertEqual(self.graph(APPROVAL, "--format", "svg", env=env), "-Tsvg\n" + self.graph(APPROVAL, "--format", "dot"))

    @unittest.skipUnless(shutil.which("dot"), "Graphviz is not installed")
    def test_svg_is_xml(self):
        svg = xml.etree.ElementTree.fromstring(self.graph(APPROVAL, "--format", "svg"))
        self.assertTrue(svg.tag.endswith("svg"))

    def test_without_dot_the_error_says_what_to_install(self):
        missing = self.dashflow("workflow", "graph", APPROVAL, "--format", "svg", env={"PATH": str(self.folder)})
        self.assertEqual(missing.returncode, 69)
        self.assertEqual(missing.stdout, "")
        self.assertIn("error[program_missing]", missing.stderr)
        self.assertIn("install Graphviz", missing.stderr)

    def test_a_dot_that_fails_is_quoted(self):
        failed = self.dashflow("workflow", "graph", APPROVAL, "--format", "svg", env=self.dot_program("echo broken >&2; exit 3"))
        self.assertEqual((failed.returncode, failed.stdout), (1, ""))
        self.assertIn("error[program_failed]", failed.stderr)
        self.assertIn("broken", failed.stderr)

    def test_an_unknown_format_is_a_mistake_of_usage(self):
        self.assertEqual(self.dashflow("workflow", "graph", APPROVAL, "--format", "png").returncode, 2)

    def test_an_invalid_workflow_is_not_drawn(self):
        self.error(78, "unknown_node", "workflow", "graph", self.workflow("dashflow: 1\nname: t\nnodes: {}\nedges: [START -> a]\n"))


if __name__ == "__main__":
    unittest.main()
