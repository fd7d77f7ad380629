# SPDX-License-Identifier: Apache-2.0
"""The schemas of workflow files in a second validator (ajv) and in a language server of editors."""

import json
import os
import pathlib
import subprocess
import unittest

from host import HostTest, ROOT, WORKFLOWS
from language_server import LanguageServer

HERE = pathlib.Path(__file__).parent
MODULES = pathlib.Path(os.environ["NODE_PATH"])
SERVER = MODULES / "yaml-language-server/bin/yaml-language-server"
PUBLISHED = ROOT / "config/schema/workflow-1.json"
EXAMPLES = sorted(path for path in WORKFLOWS.glob("*.yaml") if not path.name.endswith(".test.yaml"))
INVALID = sorted((HERE / "invalid").glob("*.yaml"))

GOOD = """dashflow: 1
name: t
state: {problems: {reduce: concat}, text: {type: string}}
nodes:
  say:
    type: core.template
    with: {template: "{{problems}}"}
    retry: {attempts: 3}
edges: [START -> say]
"""


@unittest.skipUnless(SERVER.exists() or "CI" in os.environ, "run tools/dev setup")
class EditorTest(HostTest):
    def setUp(self):
        super().setUp()
        self.installed = self.folder / "workflow.json"
        self.installed.write_text(self.ok("workflow", "schema").stdout)


class SecondValidator(EditorTest):
    def judge(self, schema, files):
        done = subprocess.run(["node", HERE / "validate.js", schema, *files], capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {pathlib.Path(judged["file"]).name: judged for judged in map(json.loads, done.stdout.splitlines())}

    def test_takes_every_example(self):
        self.assertTrue(EXAMPLES)
        for schema in (PUBLISHED, self.installed):
            for judged in self.judge(schema, EXAMPLES).values():
                self.assertTrue(judged["valid"], judged)

    def test_refuses_what_the_host_refuses(self):
        judged = self.judge(self.installed, INVALID)
        for path in INVALID:
            self.assertFalse(judged[path.name]["valid"], path.name)
            self.assertNotEqual(self.dashflow("workflow", "validate", path).returncode, 0, path.name)

    def test_published_one_knows_no_node_types(self):
        taken = {name for name, judged in self.judge(PUBLISHED, INVALID).items() if judged["valid"]}
        self.assertEqual(taken, {path.name for path in INVALID if path.name.startswith("type_")})

    def test_a_setting_may_be_interpolated(self):
        text = GOOD.replace('"{{problems}}"', '"${params.x}"')
        fine = text + "params: {x: {type: string, default: a}, n: {type: integer, default: 2}}\n"
        fine = fine.replace("nodes:\n", 'nodes:\n  fail: {type: core.fail, with: {times: "${params.n}"}}\n')
        path = self.workflow(fine.replace("START -> say", "START -> say -> fail"))
        self.ok("workflow", "validate", path)
        self.assertTrue(self.judge(self.installed, [path])[path.name]["valid"])

    def test_describes_a_workflow(self):
        facts = json.loads(self.ok("workflow", "schema", WORKFLOWS / "digest.yaml").stdout)
        self.assertEqual(facts["name"], "digest")
        self.assertEqual(list(facts["input"]["properties"]), ["folder"])
        for part, value, valid in (("input", "{folder: a}", True), ("input", "{folder: 1}", False),
                                   ("input", "{foldr: a}", False), ("params", "{limit: 1}", True),
                                   ("params", "{limit: x}", False)):
            schema = self.folder / "part.json"
            schema.write_text(json.dumps(facts[part]))
            judged = self.judge(schema, [self.workflow(value, "value.yaml")])["value.yaml"]
            self.assertEqual(judged["valid"], valid, (part, value, judged))


class Editor(EditorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.enterClassContext(LanguageServer(SERVER, ROOT))

    def setUp(self):
        super().setUp()
        self.path = self.folder / "flow.yaml"

    def shown(self, text, path=None):
        """What is marked, as (line counted from 1, message)."""
        marked = self.server.open(path or self.path, text)
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in marked]

    def with_schema(self, text):
        return "# yaml-language-server: $schema=workflow.json\n" + text

    def test_marks_nothing_in_the_examples(self):
        for path in EXAMPLES:
            text = path.read_text()
            if "$schema=" not in text:
                text = f"# yaml-language-server: $schema={PUBLISHED.as_uri()}\n" + text
            self.assertEqual(self.shown(text, path), [], path.name)

    def test_marks_nothing_in_what_is_right(self):
        self.assertEqual(self.shown(self.with_schema(GOOD)), [])

    def assert_marked(self, text, line, word):
        shown = self.shown(self.with_schema(text))
        self.assertEqual([at for at, _ in shown], [line], shown)
        self.assertIn(word, shown[0][1])

    def test_marks_a_misspelt_key_at_its_line(self):
        self.assert_marked(GOOD.replace("retry:", "retyr:"), 9, "retyr")

    def test_marks_a_misspelt_setting_of_the_node_type(self):
        self.assert_marked(GOOD.replace("{template:", "{templat: a, template:"), 8, "templat")

    def test_marks_an_unknown_node_type(self):
        self.assert_marked(GOOD.replace("core.template", "core.tmplate"), 7, "core.template")

    def completed(self, text):
        """What is offered where the text has a `|`."""
        text = self.with_schema(text)
        before = text[:text.index("|")]
        self.server.open(self.path, text.replace("|", ""))
        line = before.count("\n")
        answer = self.server.ask("completion", self.path, line, len(before) - before.rfind("\n") - 1)
        return [item["label"] for item in answer["items"]]

    def test_completes_keys(self):
        self.assertIn("timeout", self.completed(GOOD.replace("    retry", "    |\n    retry")))

    def test_completes_settings_of_the_node_type(self):
        self.assertIn("question", self.completed(
            GOOD.replace("core.template", "core.approve").replace('{template: "{{problems}}"}', "\n      |")))

    def test_completes_node_types_and_reducers(self):
        self.assertIn("core.approve", self.completed(GOOD.replace("core.template", "|")))
        self.assertIn("append", self.completed(GOOD.replace("concat", "|")))

    def hovered(self, text, word):
        text = self.with_schema(text)
        self.server.open(self.path, text)
        before = text[:text.index(word)]
        answer = self.server.ask("hover", self.path, before.count("\n"), len(before) - before.rfind("\n"))
        return answer["contents"]["value"]

    def test_explains_what_the_cursor_is_on(self):
        self.assertIn("a failed attempt is made again", self.hovered(GOOD, "retry"))
        self.assertIn("the text; {{name}} is a channel", self.hovered(GOOD, "template:").replace("\\", ""))


if __name__ == "__main__":
    unittest.main()
