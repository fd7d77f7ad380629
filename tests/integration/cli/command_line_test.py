# SPDX-License-Identifier: Apache-2.0
"""Every command of the command line, as a user types it."""

import json
import signal
import subprocess
import time
import unittest

from host import HostTest, WORKFLOWS


class Commands(HostTest):
    def test_examples_are_valid_and_run(self):
        files = self.files(5)
        inputs = {"approval": {"amount": 50}, "branch": {"kind": "praise"}, "digest": {"folder": str(files)},
                  "map": {"files": [str(file) for file in files.iterdir()]}, "parameters": {"name": "Ada"},
                  "migrate": {"amount": 50, "currency": "EUR"}, "pause": {"draft": "Dear all."}}
        waits = {"pause": 6, "saga": 1}
        for path in sorted(set(WORKFLOWS.glob("*.yaml")) - set(WORKFLOWS.glob("*.test.yaml"))):
            with self.subTest(path.name):
                self.ok("workflow", "validate", path)
                done = self.dashflow("run", path, "--input", json.dumps(inputs.get(path.stem, {})), "--yes")
                self.assertEqual(done.returncode, waits.get(path.stem, 0), done.stderr)

    def test_the_schema_of_the_language_is_the_published_one(self):
        schema = self.ok("workflow", "schema", "--no-plugins").stdout
        self.assertEqual(schema, (WORKFLOWS.parent / "schema" / "workflow-1.json").read_text())
        page = self.ok("workflow", "schema", "--markdown").stdout
        self.assertEqual(page, (WORKFLOWS.parent / "LANGUAGE.md").read_text(),
                         "write it again: dashflow workflow schema --markdown > config/LANGUAGE.md")

    def test_run_prints_the_output_and_names_the_store(self):
        run = self.ok("run", WORKFLOWS / "loop.yaml")
        self.assertEqual(json.loads(run.stdout), {"n": 10, "seen": list(range(10))})
        self.assertIn(self.store, run.stderr)

    def test_json_events_are_ordered_and_end_with_run_finished(self):
        events = [json.loads(line) for line in self.ok("run", WORKFLOWS / "loop.yaml", "--json").stdout.splitlines()]
        self.assertEqual([event["event"] for event in events].count("run.finished"), 1)
        self.assertEqual(events[-1]["event"], "run.finished")
        self.assertEqual(events[-1]["status"], "done")
        sequence = [event["seq"] for event in events]
        self.assertEqual(sequence, sorted(set(sequence)))
        self.assertEqual(sum(event["event"] == "checkpoint" for event in events), 11)

    def test_a_question_waits_and_is_answered(self):
        waiting = self.dashflow("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}')
        self.assertEqual(waiting.returncode, 6)
        self.assertIn("dashflow approve", waiting.stderr)
        shown = self.dashflow("approve", "--json")
        question = json.loads(shown.stdout)
        self.assertEqual(question["question"], "Pay 500?")
        self.whole_error(2, "answer_invalid", "resume", "@last", "--answer", '"yes"')
        done = self.ok("resume", "@last", "--answers", json.dumps({question["id"]: True}))
        self.assertEqual(json.loads(done.stdout), {"done": "paid 500"})

    def test_threads_are_shown(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "first")
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "second")
        listed = [json.loads(line)["thread"] for line in self.ok("threads", "list", "--json").stdout.splitlines()]
        self.assertEqual(listed, ["second", "first"])
        self.assertEqual(json.loads(self.ok("threads", "show", "fi", "--json").stdout)["status"], "done")
        self.assertEqual(self.state("second")["n"], 10)
        history = [json.loads(line) for line in self.ok("threads", "history", "first", "--json").stdout.splitlines()]
        self.assertEqual([entry["source"] for entry in history], ["loop"] * 10 + ["input"])
        early = json.loads(self.ok("threads", "state", "first", "--at", history[5]["id"], "--json").stdout)
        self.assertEqual(early["n"], 5)

    def test_expressions_are_evaluated_and_explained(self):
        state = '{"n": 7, "names": ["a"]}'
        self.assertEqual(json.loads(self.ok("eval", "n + size(names)", "--state", state).stdout), 8)
        explained = self.ok("eval", "n > 5 && size(names) == 2", "--state", state, "--explain").stdout.splitlines()
        self.assertEqual([line.split() for line in explained][0][-1], "false")
        self.assertIn("  n > 5                    true", explained)
        parts = json.loads(self.ok("eval", "n > 5", "--state", state, "--explain", "--json").stdout)["parts"]
        self.assertEqual([(part["text"], part["value"]) for part in parts], [("n > 5", "true"), ("n", "7")])
        error = self.error(78, "unknown_name", "eval", "nmae == 1", "--state", '{"name": 1}')
        self.assertIn("name", error["fix"])
        self.assertEqual(error["at"], {"file": "EXPR", "line": 1, "column": 1})
        shown = self.dashflow("eval", "1 + size(7)").stderr
        self.assertIn("  at   EXPR:1:5\n  1 | 1 + size(7)\n    |     ^\n", shown)

    def test_the_functions_of_expressions_are_listed(self):
        text = self.ok("help", "eval").stdout
        for name in ("size", "math.least", "upperAscii", "has("):
            self.assertIn(name, text)

    def test_expressions_in_settings_see_the_names_of_the_host(self):
        flow = self.workflow("""
dashflow: 1
name: names
params: {limit: {type: integer, default: 5}}
state: {n: {type: integer, default: 1}, seen: {type: object}, run: {type: string, default: mine}}
output: [seen]
nodes:
  look: {type: core.set, with: {values: {seen: {cel: "{'n': n + params.limit, 'run': run.step, 'thread': thread.id, 'key': task.key, 'channel': state.run}"}}}}
edges: [START -> look]
""")
        seen = json.loads(self.ok("run", flow, "--thread", "t").stdout)["seen"]
        self.assertTrue(seen.pop("key"))
        self.assertEqual(seen, {"n": 6, "run": 1, "thread": "t", "channel": "mine"})

    def test_expressions_see_the_state_of_a_thread(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.assertEqual(self.ok("eval", "thread.id + string(n)", "--thread", "t").stdout.strip(), '"t10"')
        checkpoint = json.loads(self.ok("threads", "history", "t", "--json").stdout.splitlines()[5])["id"]
        self.assertEqual(self.ok("eval", "n", "--thread", "t", "--at", checkpoint).stdout.strip(), "5")
        self.error(3, "thread_not_found", "eval", "1", "--thread", "nobody")

    def test_plugins_document_themselves(self):
        self.assertIn("core", self.ok("plugin", "list").stdout)
        self.assertIn("mustache", self.ok("plugin", "inspect", "core").stdout)
        self.assertEqual(json.loads(self.ok("plugin", "inspect", "core.set", "--json").stdout)["exec"], "inline")

    def test_settings_are_shown_with_type_default_and_description(self):
        settings = self.ok("plugin", "inspect", "core.fail").stdout.split("\nwith\n")[1]
        self.assertIn("  code: string, default \"failed\", pattern ^[a-z][a-z0-9_]*$\n      the code of the error", settings)
        self.assertIn("  category: invalid_input | transient |", settings)
        self.assertIn("  template: string\n", self.ok("plugin", "inspect", "core.template").stdout)

    def test_a_node_type_that_is_not_there_names_those_of_its_plugin(self):
        self.assertEqual(self.error(78, "unknown_node_type", "plugin", "inspect", "text.zzz")["fix"],
                         "use one of text.list, text.statistics, text.report")

    def test_version(self):
        self.assertIn("version", json.loads(self.ok("version", "--json").stdout))
        self.assertEqual(self.ok("--version").stdout, self.ok("version").stdout)

    def test_a_command_that_reads_works_beside_a_running_host(self):
        slow = self.slow("20s")
        with subprocess.Popen(self.command("run", slow, "--thread", "t"), stderr=subprocess.PIPE, cwd=self.folder) as host:
            self.wait_for_thread("t")
            self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["status"], "running")
            (self.folder / "state.db.sock").unlink()
            locked = self.whole_error(4, "store_locked", "run", slow)
            self.assertIn(str(host.pid), locked["message"] + locked.get("cause", ""))
            begun = time.monotonic()
            host.send_signal(signal.SIGINT)
            self.assertEqual(host.wait(), 130)
            self.assertLess(time.monotonic() - begun, 10)
        self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["status"], "cancelled")

    def test_a_request_to_terminate_lets_the_superstep_end(self):
        flow = self.workflow("""
dashflow: 1
name: two
state: {n: {type: integer, default: 0}}
nodes:
  wait: {type: core.delay, with: {duration: 1s}, set: {n: {value: 1}}}
  after: {type: core.set, with: {values: {n: {value: 2}}}}
edges: [START -> wait -> after]
""")
        command = self.command("run", flow, "--thread", "t", "--json")
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=self.folder, text=True) as host:
            while json.loads(host.stdout.readline())["event"] != "task.started":
                pass
            host.send_signal(signal.SIGTERM)
            last = [json.loads(line) for line in host.stdout][-1]
            self.assertEqual(host.wait(), 130)
        self.assertEqual((last["status"], last["error"]["code"]), ("cancelled", "drained"))
        self.assertEqual(json.loads(self.ok("threads", "state", "t", "--json").stdout), {"n": 1})
        self.assertEqual(json.loads(self.ok("resume", "t").stdout), {"n": 2})

    def test_a_superstep_that_does_not_end_is_cancelled_after_a_while(self):
        with subprocess.Popen(self.command("run", self.slow("1h"), "--thread", "t"), stderr=subprocess.PIPE, cwd=self.folder) as host:
            self.wait_for_thread("t")
            host.send_signal(signal.SIGTERM)
            self.assertEqual(host.wait(), 130)
        self.assertEqual(json.loads(self.ok("threads", "show", "t", "--json").stdout)["status"], "cancelled")

    def slow(self, duration):
        return self.workflow(f"""
dashflow: 1
name: slow
state: {{n: {{type: integer, default: 0}}}}
nodes: {{wait: {{type: core.delay, with: {{duration: {duration}}}}}}}
edges: [START -> wait]
""")

    def wait_for_thread(self, thread):
        for _ in range(200):
            if self.dashflow("threads", "show", thread).returncode == 0:
                return
            time.sleep(0.05)
        self.fail("the thread never came")


class Usage(HostTest):
    def mistake(self, *words):
        error = self.error(2, "usage", *words)
        return error["message"], error["fix"]

    def test_what_is_unknown_is_named_with_what_was_meant(self):
        self.assertEqual(self.mistake("rnu", "w.yaml"), ("there is no command 'rnu'", "did you mean 'run'?"))
        self.assertEqual(self.mistake("threads", "lsit"), ("there is no command 'lsit'", "did you mean 'list'?"))
        self.assertEqual(self.mistake("run", "w.yaml", "--inptu={}"), ("there is no option '--inptu'", "did you mean '--input'?"))
        self.assertEqual(self.mistake("run", "--verbsoe"), ("there is no option '--verbsoe'", "did you mean '--verbose'?"))
        self.assertEqual(self.mistake("version", "now"), ("'now' is not expected here", "see `dashflow version --help`"))

    def test_what_is_missing_or_wrong(self):
        self.assertEqual(self.mistake("run"), ("WORKFLOW is required", "see `dashflow run --help`"))
        self.assertIn("required", self.mistake()[0])
        self.assertIn("1024", self.mistake("--workers", "0", "version")[0])
        self.assertIn("--max-steps", self.mistake("run", "w.yaml", "--max-steps", "many")[0])
        self.assertIn("did you mean 'task.started'?", self.mistake("run", WORKFLOWS / "loop.yaml", "--stream", "task.start")[1])
        self.assertIn("30s", self.mistake("run", WORKFLOWS / "loop.yaml", "--timeout", "soon")[1])
        self.assertIn("--format", self.mistake("workflow", "graph", "w.yaml", "--format", "jpeg")[0])

    def test_without_json_it_looks_like_every_error(self):
        failed = self.dashflow("run", "--inptu", "{}")
        self.assertEqual((failed.returncode, failed.stdout), (2, ""))
        self.assertEqual(failed.stderr.splitlines()[0], "error[usage]: there is no option '--inptu'")
        self.assertIn("\n  fix  did you mean '--input'?\n", failed.stderr)


if __name__ == "__main__":
    unittest.main()
