# SPDX-License-Identifier: Apache-2.0
"""Workflow files that change under waiting threads: which threads move, which stay, what is said."""

import hashlib
import json
import unittest

from host import WORKFLOWS
from run_host import SLOW, RunsTest

ASK = """
dashflow: 1
name: ask
state:
  log: {reduce: append}
  ok: {type: boolean, default: false}
output: [log]
nodes:
  first: {type: core.set, with: {values: {log: {value: first}}}}
  ask: {type: core.approve, with: {question: "Go on?"}, out: {answer: ok}}
  side: {type: core.set, with: {values: {log: {value: side}}}}
  last: {type: core.set, with: {values: {log: {value: last}}}}
edges: [START -> first -> ask & side, ask & side -> last, {from: last, to: END, when: size(log) > 100}]
"""
# Edits of ASK, the rule that each needs, and what a thread that waits at `ask` then comes to.
EDITS = {
    "another text": ([("value: last", "value: end")], "", ["first", "side", "end"]),
    "another condition": ([("> 100", "> 200")], "", ["first", "side", "last"]),
    "a renamed node": ([("ask:", "review:"), (" ask ", " review ")], "rename: {ask: review}",
                       ["first", "side", "last"]),
    "a removed node": ([("  first: {type: core.set, with: {values: {log: {value: first}}}}\n", ""), ("first -> ", "")],
                       "drop: [first]", ["first", "side", "last"]),
    "a new channel": ([("value: last", 'cel: "string(size(more)) + more"'), ("state:", "state:\n  more: {type: string}")],
                      "defaults: {more: new}", ["first", "side", "3new"]),
    "a channel of another type": ([("ok: {type: boolean, default: false}", "ok: {type: [boolean, integer], default: 0}")],
                                  "rename: {ok: ok}", ["first", "side", "last"]),
    "other edges": ([("ask & side -> last", "ask -> last")], "drop: []", ["first", "side", "last"]),
}


def edited(edits, text=ASK):
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after)
    return text


def ruled(text, rule, version="'*'"):
    return text + (f"migrate: [{{from: {version}, {rule}}}]\n" if rule else "")


class MigrateTest(RunsTest):
    def waiting_at_ask(self, text=ASK):
        file = self.workflow(text)
        self.assertEqual(self.dashflow("run", file, "--thread", "t").returncode, 6)
        return file

    def version(self, thread="t"):
        return json.loads(self.ok("threads", "show", thread, "--json").stdout)["version"]

    def version_of(self, file):
        return json.loads(self.ok("workflow", "validate", file, "--json").stdout)["version"]

    def output(self, done):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)["log"]

    def digest(self):
        paths = [path for path in sorted(self.folder.glob("state.db*")) if path.suffix != ".db-shm"]
        return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


class Edits(MigrateTest):
    def test_each_under_a_waiting_thread(self):
        for name, (edits, rule, expected) in EDITS.items():
            with self.subTest(name):
                thread = "t-" + name.replace(" ", "-")
                self.assertEqual(self.dashflow("run", self.workflow(ASK), "--thread", thread).returncode, 6)
                file = self.workflow(ruled(edited(edits), rule))
                done = self.dashflow("resume", thread, "--answer", "true")
                self.assertEqual(self.output(done), expected)
                self.assertIn("moved to version " + self.version_of(file), done.stderr)
                self.assertEqual(self.version(thread), self.version_of(file))

    def test_without_its_rule_a_thread_stays(self):
        for name, (edits, rule, _) in EDITS.items():
            if not rule:
                continue
            with self.subTest(name):
                thread = "t-" + name.replace(" ", "-")
                self.assertEqual(self.dashflow("run", self.workflow(ASK), "--thread", thread).returncode, 6)
                own = self.version(thread)
                self.workflow(edited(edits))
                done = self.dashflow("resume", thread, "--answer", "true")
                self.assertEqual(self.output(done), ["first", "side", "last"])
                self.assertIn(f"thread {thread} stays on version {own}", done.stderr)
                self.assertEqual(self.version(thread), own)

    def test_each_under_a_killed_run(self):
        self.killed()
        text = (SLOW % "0s").replace("edges: [", "more: {type: core.set, with: {values: {n: {cel: n + 10}}}}\nedges: [")
        text = text.replace("\nmore:", "\n  more:").replace("wait -> end", "wait -> more -> end")
        self.workflow(ruled(text, "drop: []"), "slow.yaml")
        done = self.ok("resume", "k")
        self.assertIn("moved to version", done.stderr)
        self.assertEqual(json.loads(done.stdout), {"n": 11})


class Stays(MigrateTest):
    def test_with_a_file_that_is_gone_broken_or_anothers(self):
        for name, text in {"gone": None, "broken": "dashflow: 1\nname: ask\nnodes: 5\n", "other": ASK.replace("name: ask", "name: x")}.items():
            with self.subTest(name):
                file = self.workflow(ASK)
                self.assertEqual(self.dashflow("run", file, "--thread", name).returncode, 6)
                file.unlink()
                if text:
                    self.workflow(text)
                self.assertEqual(self.output(self.dashflow("resume", name, "--answer", "true")), ["first", "side", "last"])

    def test_from_an_older_checkpoint_with_its_own_definition(self):
        self.waiting_at_ask()
        old = self.lines("threads", "history", "t")[0]["id"]
        own = self.version()
        edits, rule, _ = EDITS["a renamed node"]
        self.workflow(ruled(edited(edits), rule))
        self.assertEqual(self.dashflow("resume", "t", "--answer", "true").returncode, 0)
        self.assertNotEqual(self.version(), own)
        again = self.dashflow("resume", "t", "--from", old)
        self.assertEqual(again.returncode, 6, again.stderr)
        self.assertEqual(self.version(), own)
        changed = json.loads(self.ok("threads", "update", "t", "--at", old, "--as", "first").stdout)
        self.assertEqual(changed["next"], ["ask", "side"])


class Named(MigrateTest):
    def renamed(self, rule=""):
        return self.workflow(ruled(edited(EDITS["a renamed node"][0]), rule), "new.yaml")

    def test_without_a_rule_it_is_refused_and_the_rule_is_written(self):
        self.waiting_at_ask()
        before = self.lines("threads", "history", "t")
        error = self.whole_error(4, "workflow_changed", "resume", "t", "--workflow", self.renamed(), "--answer", "true")
        self.assertIn("node 'ask' is gone", error["cause"])
        self.assertEqual(self.lines("threads", "history", "t"), before)
        rule = "migrate: [" + error["fix"].split("migrate: [", 1)[1]
        self.workflow(self.renamed().read_text() + rule + "\n", "new.yaml")
        self.assertEqual(self.output(self.dashflow("resume", "t", "--workflow", "new.yaml", "--answer", "true")),
                         ["first", "side", "last"])

    def test_the_rule_may_name_the_version(self):
        self.waiting_at_ask()
        rule = f"migrate: [{{from: {self.version()}, rename: {{ask: review}}}}]\n"
        file = self.workflow(self.renamed().read_text() + rule, "new.yaml")
        done = self.dashflow("resume", "t", "--workflow", file, "--answers", '{"review": true}')
        self.assertEqual(self.output(done), ["first", "side", "last"])

    def test_a_dry_run_tells_and_writes_nothing(self):
        self.waiting_at_ask()
        before = self.digest()
        refused = self.dashflow("resume", "t", "--workflow", self.renamed(), "--dry-run", "--json")
        self.assertEqual(refused.returncode, 4, refused.stderr)
        shown = json.loads(refused.stdout.splitlines()[0])
        self.assertFalse(shown["moves"])
        self.assertEqual((shown["from"], shown["to"]), (self.version(), self.version_of("new.yaml")))
        gone = next(change for change in shown["changes"] if change["name"] == "ask")
        self.assertEqual((gone["what"], gone["how"], gone["covered"]), ("node", "removed", False))
        self.assertIn("rename: {ask: review}", shown["suggestion"])
        self.renamed("rename: {ask: review}")
        told = self.ok("resume", "t", "--workflow", "new.yaml", "--dry-run").stdout
        self.assertIn("node 'ask' is 'review' now", told)
        self.assertIn("it would move: it is covered by the rule for '*'", told)
        self.assertEqual(self.digest(), before)

    def test_where_the_thread_stands_a_dry_run_looks_too(self):
        self.waiting_at_ask()
        text = edited([("  ask: {type: core.approve, with: {question: \"Go on?\"}, out: {answer: ok}}\n", ""),
                       ("  side: {type: core.set, with: {values: {log: {value: side}}}}\n", ""),
                       ("first -> ask & side, ask & side -> last", "first -> last")])
        file = self.workflow(ruled(text, "drop: [ask, side]"), "new.yaml")
        for flags in (("--dry-run",), ()):
            error = self.error(4, "migration_refused", "resume", "t", "--workflow", file, *flags)
            self.assertIn("task 'side' has finished", error["message"])
        self.assertEqual(self.output(self.dashflow("resume", "t", "--answer", "true")), ["first", "side", "last"])

    def test_the_version_it_is_on(self):
        file = self.waiting_at_ask()
        self.assertIn("of equal shape", self.ok("resume", "t", "--workflow", file, "--dry-run").stdout)
        self.assertEqual(self.output(self.dashflow("resume", "t", "--workflow", file, "--answer", "true")), ["first", "side", "last"])

    def test_mistakes(self):
        self.waiting_at_ask()
        self.assertEqual(self.dashflow("resume", "t", "--dry-run").returncode, 2)
        self.assertEqual(self.dashflow("resume", "t", "--from", "1-1", "--workflow", "w.yaml").returncode, 2)
        self.error(3, "workflow_not_found", "resume", "t", "--workflow", "nowhere.yaml")
        self.error(3, "thread_not_found", "resume", "nobody", "--workflow", "w.yaml", "--dry-run")
        self.error(78, "missing_key", "resume", "t", "--workflow", self.workflow("dashflow: 1\nname: x\n", "bad.yaml"))

    def test_another_input_moves_it_too(self):
        self.waiting_at_ask()
        done = self.dashflow("run", self.renamed("rename: {ask: review}"), "--thread", "t", "--yes")
        self.assertEqual(self.output(done)[-3:], ["first", "side", "last"])
        self.assertEqual(self.version(), self.version_of("new.yaml"))

    def test_an_equal_shape_is_kept_for_later(self):
        self.waiting_at_ask()
        file = self.workflow(ASK.replace("value: last", "value: end"), "new.yaml")
        self.assertEqual(self.dashflow("run", file, "--thread", "t").returncode, 6)
        file.unlink()
        self.assertEqual(self.output(self.dashflow("resume", "t", "--answer", "true"))[-1], "end")


class Parameters(MigrateTest):
    def test_stay_as_the_thread_has_them(self):
        text = ASK.replace("state:", "params: {a: {type: string, default: x}, old: {type: string, default: y}}\nstate:", 1)
        file = self.workflow(text)
        self.assertEqual(self.dashflow("run", file, "--thread", "t", "--param", "a=given").returncode, 6)
        self.workflow(text.replace("old: {type: string, default: y}", "b: {type: string, default: z}")
                      .replace("value: last", "cel: params.a + params.b"))
        self.assertEqual(self.output(self.dashflow("resume", "t", "--answer", "true"))[-1], "givenz")


class Example(MigrateTest):
    def test_takes_over_a_thread_of_the_older_version(self):
        begun = self.dashflow("run", WORKFLOWS / "parts/refund.yaml", "--input", '{"amount": 5}', "--thread", "m")
        self.assertEqual(begun.returncode, 6, begun.stderr)
        command = ("resume", "m", "--workflow", WORKFLOWS / "migrate.yaml")
        self.assertIn("channel 'clerk' is left behind", self.ok(*command, "--dry-run").stdout)
        self.assertEqual(json.loads(self.ok(*command, "--answer", "true").stdout), {"done": "refunded 5 EUR, booked"})
        self.assertEqual(self.state("m"), {"amount": 5, "approved": True, "currency": "EUR", "done": "refunded 5 EUR, booked"})


if __name__ == "__main__":
    unittest.main()
