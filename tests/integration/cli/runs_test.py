# SPDX-License-Identifier: Apache-2.0
"""`runs` and `threads`: what ran, what runs beside, what was cut off."""

import json
import subprocess
import time
import unittest

from host import WORKFLOWS
from run_host import FAILING, RunsTest


class Lists(RunsTest):
    def test_runs_are_listed_newest_first_and_filtered(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "a")
        self.dashflow("run", self.workflow(FAILING), "--thread", "b")
        self.waiting()
        runs = self.lines("runs", "list")
        self.assertEqual([(run["workflow"], run["status"]) for run in runs],
                         [("approval", "waiting"), ("failing", "failed"), ("loop", "done")])
        self.assertEqual([run["thread"] for run in runs], ["w", "b", "a"])
        self.assertEqual(runs[2]["steps"], 10)
        self.assertGreater(runs[2]["ms"], 0)
        for flags, expected in ((("--status", "done"), ["a"]), (("--workflow", "failing"), ["b"]),
                                (("--error", "out_of_luck"), ["b"]), (("--limit", "2"), ["w", "b"]),
                                (("--since", "1h"), ["w", "b", "a"]), (("--since", "2999-01-01"), []),
                                (("--status", "failed", "--workflow", "loop"), [])):
            with self.subTest(flags):
                self.assertEqual([run["thread"] for run in self.lines("runs", "list", *flags)], expected)
                self.assertEqual([each["thread"] for each in self.lines("threads", "list", *flags)], expected)
        self.assertIn("out_of_luck", self.ok("runs", "list", "--status", "failed").stdout)

    def test_since_takes_the_time_of_a_run(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        first = self.shown()
        time.sleep(0.02)
        self.ok("run", WORKFLOWS / "loop.yaml")
        second = self.shown()
        self.assertEqual([run["run"] for run in self.lines("runs", "list", "--since", second["started"])], [second["run"]])
        self.assertEqual(len(self.lines("runs", "list", "--since", first["started"])), 2)

    def test_mistakes_in_filters_are_of_usage(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        for family in ("runs", "threads"):
            self.assertEqual(self.dashflow(family, "list", "--status", "sleeping").returncode, 2)
            self.whole_error(2, "usage", family, "list", "--since", "yesterday")

    def test_what_only_reads_makes_no_store(self):
        for command in (("runs", "list"), ("runs", "show", "@last"), ("wait", "@last"), ("cancel", "@last"),
                        ("threads", "list"), ("workflow", "validate", "--waiting")):
            with self.subTest(command):
                self.error(3, "store_not_found", *command)
                self.assertEqual(list(self.folder.iterdir()), [])

    def test_names_of_nothing_are_not_found(self):
        self.ok("run", WORKFLOWS / "loop.yaml")
        for command in ("runs show", "wait", "cancel"):
            self.whole_error_of_missing(*command.split(), "nobody")

    def whole_error_of_missing(self, *command):
        error = self.error(3, "run_not_found", *command)
        self.assertEqual(error["resource"], "nobody")


class Shown(RunsTest):
    def test_a_done_run_has_input_and_output(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--input", '{"n": 7}')
        run = self.shown()
        self.assertEqual((run["status"], run["input"], run["steps"]), ("done", {"n": 7}, 3))
        self.assertEqual(run["output"], {"n": 10, "seen": [7, 8, 9]})
        self.assertNotIn("next", run)
        text = self.ok("runs", "show", "@last").stdout
        self.assertRegex(text, r"status +done\n")
        self.assertRegex(text, r'output +\{"n":10,"seen":\[7,8,9\]\}')

    def test_a_failed_run_says_where_and_what_to_type_next(self):
        failed = self.dashflow("run", self.workflow(FAILING), "--thread", "t")
        run = self.shown()
        self.assertIn(f"dashflow runs show {run['run'][:13]} · dashflow resume t", failed.stderr)
        self.assertEqual(run["error"]["code"], "out_of_luck")
        self.assertEqual(run["error"]["at"]["task"], "fail")
        self.assertEqual(run["next"], "dashflow resume t")
        self.assertIn("failed at fail", self.ok("runs", "show", "t").stdout)

    def test_a_waiting_run_shows_its_question_and_the_next_one_its_own_end(self):
        first = self.waiting()
        asked = self.shown(first)
        self.assertEqual(asked["interrupts"][0]["value"], "Pay 500?")
        self.assertEqual(asked["next"], "dashflow approve w")
        self.ok("resume", "w", "--answer", "true")
        second = self.shown("w")
        self.assertNotEqual(second["run"], first)
        self.assertEqual((second["status"], second["output"]), ("done", {"done": "paid 500"}))
        self.assertNotIn("input", second)
        self.assertEqual((self.shown(first)["status"], self.shown(first)["next"]), ("waiting", f"dashflow runs show {second['run'][:13]}"))

    def test_beside_a_running_host(self):
        _, run = self.slow()
        shown = self.shown(run)
        self.assertEqual((shown["status"], shown["input"]), ("running", {}))
        self.assertIn("dashflow cancel", shown["next"])
        self.assertEqual([each["run"] for each in self.lines("runs", "list", "--status", "running")], [run])
        self.assertEqual(self.lines("runs", "list", "--status", "unfinished"), [])

    def test_a_killed_run_is_unfinished_until_it_is_resumed(self):
        run = self.killed()
        self.assertEqual(self.shown(run)["status"], "unfinished")
        self.assertEqual(self.shown(run)["next"], "dashflow resume k")
        for family in ("runs", "threads"):
            self.assertEqual([each["status"] for each in self.lines(family, "list", "--status", "unfinished")], ["unfinished"])
            self.assertEqual(self.lines(family, "list", "--status", "running"), [])
        self.assertEqual(json.loads(self.ok("threads", "show", "k", "--json").stdout)["status"], "unfinished")
        host = subprocess.Popen(self.command("resume", "k"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.addCleanup(self.end, host)
        while len(runs := self.lines("runs", "list")) < 2:
            time.sleep(0.05)
        self.assertEqual([each["status"] for each in runs], ["running", "unfinished"])
        self.assertIn(runs[0]["run"], self.whole_error(4, "run_finished", "cancel", run)["cause"])
        self.assertIn(f"dashflow wait {runs[0]['run']}", self.whole_error(1, "run_unfinished", "wait", run)["fix"])
        self.assertEqual(self.shown(run)["continued_by"], runs[0]["run"])


class History(RunsTest):
    def setUp(self):
        super().setUp()
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t", "--input", '{"n": 9}')
        self.all = self.history()

    def history(self, *flags):
        return [json.loads(line) for line in self.ok("threads", "history", "t", *flags, "--json").stdout.splitlines()]

    def test_goes_on_before_a_checkpoint(self):
        self.assertEqual([entry["source"] for entry in self.all], ["loop", "input", *["loop"] * 10, "input"])
        for at in (0, 1, 2, 11, 12):
            with self.subTest(at):
                self.assertEqual(self.history("--before", self.all[at]["id"]), self.all[at + 1:])
        self.assertEqual(self.history("--before", self.all[1]["id"], "--limit", "2"), self.all[2:4])

    def test_has_each_checkpoint_that_was_told(self):
        """Also where a run goes on: what is told again is what was there."""
        told = []
        for command in (("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread", "w"), ("resume", "w"),
                        ("resume", "w", "--answer", "true")):
            lines = [json.loads(line) for line in self.dashflow(*command, "--json").stdout.splitlines()]
            told += [(line["id"], line["parent"]) for line in lines if line["event"] == "checkpoint"]
        history = [(each["id"], each.get("parent") or "") for each in self.lines("threads", "history", "w")]
        self.assertEqual(set(told), set(history))

    def test_is_filtered(self):
        self.assertEqual(self.history("--filter", "source=input"), [self.all[1], self.all[12]])
        self.assertEqual(self.history("--filter", "next=count", "--filter", "source=loop", "--limit", "3"), self.all[3:6])
        self.assertEqual(self.history("--filter", f"step={self.all[4]['step']}")[-1], self.all[4])
        self.whole_error(2, "usage", "threads", "history", "t", "--filter", "colour=red")
        self.whole_error(2, "usage", "threads", "history", "t", "--filter", "source")

    def test_checkpoints_of_other_threads_are_not_found(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "other")
        for command in (("history", "other", "--before"), ("state", "other", "--at")):
            self.whole_error(3, "checkpoint_not_found", "threads", *command, self.all[3]["id"])
        self.whole_error(3, "checkpoint_not_found", "threads", "state", "t", "--at", self.all[0]["id"][:-1] + "ff")
        self.error(2, "usage", "threads", "state", "t", "--at", "now")

    def test_states_before_the_last_input_are_found(self):
        state = json.loads(self.ok("threads", "state", "t", "--at", self.all[7]["id"], "--json").stdout)
        self.assertEqual(state["n"], 5)


if __name__ == "__main__":
    unittest.main()
