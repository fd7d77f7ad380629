# SPDX-License-Identifier: Apache-2.0
"""`workflow init`, `workflow validate --waiting`, `plugin run` and `help`: what an author types first."""

import json
import os
import pathlib
import shutil
import unittest

from host import HostTest, PLUGINS, WORKFLOWS

FIXTURES = pathlib.Path(os.environ["DASHFLOW_FIXTURES"])


class Init(HostTest):
    def test_what_is_written_is_valid_tested_and_runs(self):
        self.assertEqual(json.loads(self.ok("workflow", "init", "orders", "--json").stdout), {"file": "orders.yaml"})
        valid = self.ok("workflow", "validate", "orders.yaml")
        self.assertNotIn("warning", valid.stderr)
        self.assertIn("5 passed", self.ok("workflow", "test", "orders.yaml").stdout)
        self.assertEqual(json.loads(self.ok("run", "orders.yaml").stdout), {"message": "ordered 10", "history": ["ordered"]})

    def test_names_that_yaml_reads_as_something_else_are_names(self):
        for name in ("null", "true", "No", "x-1_y"):
            self.ok("workflow", "init", name)
            self.ok("workflow", "test", f"{name}.yaml")

    def test_nothing_is_overwritten(self):
        self.workflow("mine", "orders.yaml")
        self.whole_error(4, "file_exists", "workflow", "init", "orders")
        self.assertEqual((self.folder / "orders.yaml").read_text(), "mine")

    def test_a_name_is_no_path(self):
        for name in ("../up", "a/b", "", "orders.yaml", "1st", "a b", 'a"b', "x" * 300):
            self.error(2, "usage", "workflow", "init", name)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_folder_that_may_not_be_written_to(self):
        become = self.as_another_user()
        self.folder.chmod(0o555)
        self.whole_error(77, "unauthorized", "workflow", "init", "orders", **become)


class Waiting(HostTest):
    ASKS = """
dashflow: 1
name: asks
params: {wait: {type: string, default: 1ms}}
state: {ok: {type: boolean}}
nodes:
  ask: {type: core.approve, with: {question: "Go?"}, out: {answer: ok}}
  then: {type: %s, with: %s}
edges: [START -> ask -> then]
"""

    def start(self, thread, kind="core.delay", settings='{duration: "${params.wait}"}', *flags):
        done = self.dashflow(*flags, "run", self.workflow(self.ASKS % (kind, settings)), "--thread", thread)
        self.assertEqual(done.returncode, 6, done.stderr)

    def test_threads_that_can_go_on(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        self.start("a")
        self.start("b")
        valid = self.ok("workflow", "validate", "--waiting", "--json")
        self.assertEqual(json.loads(valid.stdout), {"valid": True, "threads": 2})

    def test_a_plugin_that_is_gone_is_told_with_its_threads(self):
        plugins = self.folder / "plugins"
        plugins.mkdir()
        shutil.copy(FIXTURES / "fixture.so", plugins)
        self.start("gone", "fixture.throw", "{}", "--plugin-path", plugins)
        self.start("fine")
        self.ok("--plugin-path", plugins, "workflow", "validate", "--waiting")
        failed = self.whole_error(78, "plugin_not_found", "workflow", "validate", "--waiting")
        self.assertEqual(failed["resource"], "thread gone")
        self.assertNotIn("fine", self.dashflow("workflow", "validate", "--waiting").stderr)

    def test_files_may_stand_beside_it(self):
        self.start("a")
        done = self.dashflow("workflow", "validate", "--waiting", self.workflow("x: 1"))
        self.assertEqual(done.returncode, 78)
        self.assertIn("1 unfinished thread can go on", done.stdout)
        self.assertEqual(self.dashflow("workflow", "validate").returncode, 2)


class PluginRun(HostTest):
    def tried(self, *arguments, **options):
        return json.loads(self.ok("plugin", "run", *arguments, "--json", **options).stdout)

    def test_ports_of_a_node(self):
        files = self.files(3)
        paths = self.tried("text.list", "--in", json.dumps({"folder": str(files)}))["paths"]
        self.assertEqual(len(paths), 3)
        with_one = self.tried("text.statistics", "--in", json.dumps({"path": paths[0]}))
        self.assertEqual(with_one["words"], 22)

    def test_an_open_node_reads_and_writes_what_it_is_given(self):
        settings = json.dumps({"values": {"n": {"cel": "n + 1"}, "other": {"value": "x"}}})
        self.assertEqual(self.tried("core.set", "--in", '{"n": 1}', "--with", settings), {"n": 2, "other": "x"})
        template = json.dumps({"template": "Hello {{name}}"})
        (self.folder / "in.json").write_text('{"name": "you"}')
        self.assertEqual(self.tried("core.template", "--in", "@in.json", "--with", template), {"text": "Hello you"})
        self.assertEqual(self.tried("core.template", "--in", "-", "--with", template, input='{"name": "me"}'), {"text": "Hello me"})

    def test_leaves_no_store(self):
        self.tried("core.delay", "--with", '{"duration": "1ms"}')
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_errors_are_those_of_a_run(self):
        self.error(1, "out_of_luck", "plugin", "run", "core.fail", "--with", '{"code": "out_of_luck"}')
        self.error(78, "setting_invalid", "plugin", "run", "core.delay", "--with", '{"duration": 7}')
        self.error(2, "input_missing", "plugin", "run", "text.statistics")
        self.error(2, "input_unknown", "plugin", "run", "text.statistics", "--in", '{"path": "x", "zzz": 1}')
        self.error(2, "invalid_json", "plugin", "run", "text.statistics", "--in", "{")
        self.error(78, "plugin_not_found", "plugin", "run", "nobody.knows")

    def test_a_question_waits(self):
        asked = self.dashflow("plugin", "run", "core.approve", "--with", '{"question": "Go?"}', "--json")
        self.assertEqual(asked.returncode, 6, asked.stderr)
        self.assertEqual(json.loads(asked.stdout)["asks"]["value"], "Go?")

    def test_a_file_counts_before_a_name(self):
        file = FIXTURES / "fixture.so"
        error = self.whole_error(2, "usage", "plugin", "run", file)
        self.assertIn("fixture.crash, fixture.deaf, fixture.throw", error["cause"])
        self.error(1, "exception", "plugin", "run", f"{file}.throw")
        self.assertEqual(json.loads(self.ok("plugin", "inspect", file, "--json").stdout)["id"], "fixture")
        self.assertEqual(json.loads(self.ok("plugin", "inspect", f"{file}.throw", "--json").stdout)["exec"], "compute")

    def test_a_file_wins_over_an_installed_plugin(self):
        copy = shutil.copy(self.program.parent.parent / PLUGINS / "core.so", self.folder)
        self.assertEqual(json.loads(self.ok("plugin", "inspect", copy, "--json").stdout)["file"], str(copy))

    def test_a_file_that_is_no_plugin_is_refused(self):
        self.error(78, "plugin_not_elf", "plugin", "run", self.workflow("no plugin", "x.so"))

    def test_a_plugin_without_a_type_says_which_there_are(self):
        self.assertIn("core.set", self.whole_error(2, "usage", "plugin", "run", "core")["fix"])


class Help(HostTest):
    def test_is_what_the_command_says_itself(self):
        for words in ((), ("run",), ("workflow",), ("workflow", "graph"), ("help",)):
            with self.subTest(words):
                self.assertEqual(self.ok("help", *words).stdout.strip(), self.ok(*words, "--help").stdout.strip())
        self.assertIn("Usage: dashflow workflow graph", json.loads(self.ok("help", "workflow", "graph", "--json").stdout)["help"])

    def test_an_unknown_command_has_a_near_one(self):
        self.assertEqual(self.whole_error(2, "usage", "help", "workflow", "grpah")["fix"], "did you mean 'dashflow workflow graph'?")
        self.error(2, "usage", "help", "run", "walk")

    def test_works_where_the_configuration_does_not(self):
        self.ok("help", "run", env={"DASHFLOW__WORKERS": "many"})


if __name__ == "__main__":
    unittest.main()
