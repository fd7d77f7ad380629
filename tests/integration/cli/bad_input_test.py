# SPDX-License-Identifier: Apache-2.0
"""What goes wrong outside: each has its exit status, its code, what to do next, and leaves the state as it was."""

import json
import os
import signal
import subprocess
import unittest

from host import DASHFLOW, HostTest, WORKFLOWS

DIGEST = WORKFLOWS / "digest.yaml"

ONE = """
dashflow: 1
name: one
state: {n: {type: integer, default: 1}, text: {type: string}}
nodes: {a: {type: %s, with: %s}}
edges: [START -> a]
"""


def one(type_name, settings="{}"):
    return ONE % (type_name, settings)


class BadFiles(HostTest):
    def digest(self, folder, *flags, workflow=DIGEST):
        return ("run", workflow, "--input", json.dumps({"folder": str(folder)}), "--param", f"out={self.folder}", *flags)

    def test_missing_folder(self):
        error = self.whole_error(1, "no_such_folder", *self.digest("/no/such/folder"))
        self.assertEqual(error["at"]["node"], "list")
        self.assertNotIn("files", self.state())
        self.assertFalse((self.folder / "digest.md").exists())

    def test_missing_file(self):
        count = self.workflow("""
dashflow: 1
name: count
state: {path: {type: string, default: /no/such/file}, words: {type: integer}}
nodes: {count: {type: text.statistics}}
edges: [START -> count]
""")
        error = self.whole_error(1, "no_such_file", "run", count)
        self.assertIn("/no/such/file", error["message"])
        self.assertEqual(self.state(), {"path": "/no/such/file"})

    def test_unreadable_file_is_a_problem_for_another_user_than_root(self):
        files = self.files(2)
        (files / "secret.txt").write_text("x")
        (files / "secret.txt").chmod(0)
        become = self.as_another_user()
        self.ok(*self.digest(files, "--yes", workflow=self.workflow(DIGEST.read_text())), **become)
        problems = json.loads(self.ok("threads", "state", "@last", "--json", **become).stdout)["problems"]
        self.assertEqual([problem["path"] for problem in problems], [str(files / "secret.txt")])
        self.assertIn("unreadable", problems[0]["problem"])

    def test_binary_file_is_a_problem(self):
        files = self.files(1)
        (files / "b").write_bytes(b"\0\xff")
        self.ok(*self.digest(files, "--yes"))
        self.assertEqual(self.state()["problems"], [{"path": str(files / "b"), "problem": "binary"}])

    def test_empty_folder(self):
        empty = self.folder / "empty"
        empty.mkdir()
        self.ok(*self.digest(empty))
        self.assertEqual(self.state()["digests"], [])
        self.assertEqual(json.loads((self.folder / "digest.json").read_text())["items"], [])


class BadWorkflows(HostTest):
    def test_missing_file(self):
        self.whole_error(3, "workflow_not_found", "run", "nowhere.yaml")
        self.workflow(one("core.set"), "somewhere.yaml")
        self.assertEqual(self.error(3, "workflow_not_found", "run", "somewhere.yml")["fix"], "did you mean 'somewhere.yaml'?")
        self.assert_nothing_was_made()

    def assert_nothing_was_made(self):
        self.assertEqual([path.name for path in self.folder.iterdir() if path.suffix != ".yaml"], [])

    def test_a_typo_names_line_column_and_the_fix(self):
        typo = self.workflow(one("core.set").replace("edges:", "egdes:"))
        self.error(78, "unknown_key", "run", typo)
        errors = [json.loads(line)["error"] for line in self.dashflow("run", typo, "--json").stdout.splitlines()]
        fixes = {(error["at"]["line"], error["at"]["column"]): error["fix"] for error in errors}
        self.assertIn("edges", fixes[(6, 1)])
        self.assert_nothing_was_made()

    def test_a_plugin_that_is_not_there(self):
        error = self.whole_error(78, "plugin_not_found", "run", self.workflow(one("nowhere.node")))
        self.assertEqual(error["at"]["line"], 5)
        self.assertIn("lib/dashflow/plugins", error["cause"])
        self.assert_nothing_was_made()

    def test_what_the_host_does_not_run_yet_is_refused(self):
        ahead = self.workflow(one("core.set", "{values: {}}, isolation: process"))
        self.ok("workflow", "validate", ahead)
        self.error(78, "not_supported_yet", "run", ahead)

    def test_cycle_without_exit_meets_the_limit(self):
        loop = self.workflow("""
dashflow: 1
name: loop
state: {n: {type: integer, default: 0}}
nodes: {a: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> a -> a]
""")
        self.whole_error(1, "recursion_limit", "run", loop, "--max-steps", 5)
        self.assertEqual(self.state()["n"], 5)

    def test_a_node_that_fails(self):
        fails = self.workflow(one("core.fail", "{code: broken, message: It broke.}"))
        error = self.dashflow("run", fails, "--json")
        finished = json.loads(error.stdout.splitlines()[-1])
        self.assertEqual((error.returncode, finished["error"]["code"]), (1, "broken"))
        self.assertEqual(finished["error"]["at"]["task"], "a")
        self.assertEqual(self.state(), {"n": 1})

    def test_an_undeclared_channel(self):
        error = self.error(78, "unknown_channel", "run", self.workflow(one("core.set", "{values: {nowhere: {value: 1}}}")))
        self.assertIn("nowhere", error["message"])

    def test_a_wrong_type(self):
        error = self.whole_error(1, "channel_type", "run", self.workflow(one("core.set", "{values: {n: {value: text}}}")))
        self.assertIn("'n'", error["message"])
        self.assertEqual(self.state(), {"n": 1})

    def test_input_that_is_wrong(self):
        path = self.workflow(one("core.set", "{values: {}}"))
        self.error(2, "invalid_json", "run", path, "--input", "{")
        self.error(2, "input_unknown", "run", path, "--input", '{"nowhere": 1}')
        self.error(2, "input_type", "run", path, "--input", '{"n": "x"}')

    def test_a_node_that_crashes_is_named_and_the_thread_continues(self):
        plugins = os.environ["DASHFLOW_FIXTURES"]
        crash = self.workflow(one("fixture.crash"))
        died = self.dashflow("run", crash, "--thread", "t", "--plugin-path", plugins)
        self.assertEqual(died.returncode, -signal.SIGSEGV)
        self.assertRegex(died.stderr, "SIGSEGV in plugin 'fixture', node type 'fixture.crash'.*`dashflow resume` continues")
        self.assert_no_dump(died.stderr)
        self.assertEqual(self.state("t"), {"n": 1})
        again = self.dashflow("resume", "t", "--plugin-path", plugins)
        self.assertIn("fixture.crash", again.stderr)
        self.assertEqual(self.state("t"), {"n": 1})

    def test_a_node_that_throws(self):
        plugins = os.environ["DASHFLOW_FIXTURES"]
        error = self.whole_error(1, "exception", "run", self.workflow(one("fixture.throw")), "--plugin-path", plugins)
        self.assertEqual(error["message"], "it went wrong")
        self.assertEqual(self.state(), {"n": 1})


class BadStores(HostTest):
    def test_there_is_no_store(self):
        self.whole_error(3, "store_not_found", "threads", "list")
        self.assertFalse((self.folder / "state.db").exists())

    def test_a_file_that_is_no_database(self):
        text = "this is no database, but it is long enough to be looked at " * 20
        (self.folder / "state.db").write_text(text)
        self.whole_error(78, "store_invalid", "run", WORKFLOWS / "loop.yaml")
        self.assertEqual((self.folder / "state.db").read_text(), text)

    def test_a_database_of_another_user(self):
        loop = self.workflow((WORKFLOWS / "loop.yaml").read_text())
        self.ok("run", loop, "--thread", "t")
        (self.folder / "state.db").chmod(0)
        become = self.as_another_user()
        self.whole_error(77, "unauthorized", "run", loop, **become)
        (self.folder / "state.db").chmod(0o600)
        self.assertEqual(self.state("t")["n"], 10)

    def growing_on_a_small_disk(self):
        """A workflow whose state does not fit on the disk of its store."""
        return self.store_on_a_small_disk("512k"), self.workflow("""
dashflow: 1
name: grow
state: {n: {type: integer, default: 0}, log: {reduce: append}}
output: [n]
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}, log: {cel: "'%s' + string(n)"}}}}
edges: [START -> a, {from: a, to: a, when: n < 200}]
""" % ("x" * 4000))

    def line_with(self, text, host):
        for line in host.stderr:
            if text in line:
                return line
        self.fail(f"nothing was said of '{text}'")

    def test_a_disk_that_is_full(self):
        disk, grow = self.growing_on_a_small_disk()
        self.whole_error(1, "store_full", "run", grow, "--thread", "t", env={"DASHFLOW__STORE_PATIENCE": "0s"})
        state = self.state("t")
        self.assertEqual(len(state["log"]), state["n"])
        self.assertLess(state["n"], 200)
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        self.ok("resume", "t")
        self.assertEqual(len(self.state("t")["log"]), 200)

    def test_a_run_waits_for_room_on_the_disk(self):
        disk, grow = self.growing_on_a_small_disk()
        with subprocess.Popen(self.command("run", grow, "--thread", "t"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, cwd=self.folder) as host:
            self.assertIn("what runs waits until it does", self.line_with("takes no commit", host))
            self.assertIsNone(host.poll())
            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            self.line_with("takes commits again", host)
            self.assertEqual(host.wait(timeout=60), 0)
        self.assertEqual(len(self.state("t")["log"]), 200)

    def test_an_interrupt_ends_the_waiting_for_room(self):
        _, grow = self.growing_on_a_small_disk()
        with subprocess.Popen(self.command("run", grow, "--thread", "t"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, cwd=self.folder) as host:
            self.line_with("takes no commit", host)
            host.send_signal(signal.SIGINT)
            host.stderr.read()
            self.assertNotEqual(host.wait(timeout=20), 0)
        state = self.state("t")
        self.assertEqual(len(state["log"]), state["n"])

    def test_damage_is_named(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        path = self.folder / "state.db"
        subprocess.run(["sqlite3", path, "UPDATE log SET bytes = zeroblob(length(bytes)) WHERE seq = 5"], check=True)
        before = path.read_bytes()
        for command in (("threads", "state"), ("resume",)):
            error = self.whole_error(1, "store_damaged", *command, "t")
            self.assertIn("checkpoint 1-5", error["resource"])
            self.assertIn("checkpoint 1-4", error["fix"])
        self.assertEqual(json.loads(self.ok("threads", "state", "t", "--at", "1-4", "--json").stdout)["n"], 3)
        self.assertEqual(path.read_bytes(), before)

    def test_threads_that_are_not_there(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "one")
        self.error(3, "thread_not_found", "threads", "show", "nowhere")
        self.error(3, "thread_not_found", "resume", "nowhere")

    def test_mistakes_on_the_command_line(self):
        self.assertEqual(subprocess.run([DASHFLOW, "--nowhere"], capture_output=True).returncode, 2)


if __name__ == "__main__":
    unittest.main()
