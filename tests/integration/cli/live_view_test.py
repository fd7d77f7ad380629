# SPDX-License-Identifier: Apache-2.0
"""The live view of a run: what somebody at a terminal sees, through a model of the terminal's screen."""

import json
import unittest

from host import WORKFLOWS
from live_view import LiveViewTest, PLUGINS


class FanOut(LiveViewTest):
    def test_a_fan_out_in_the_usual_size(self):
        terminal = self.terminal("run", self.wide(**{"from": 300}))
        terminal.wait_for(r"━━━╌.* 300/500 · .*/s · \d+:\d\d left")
        terminal.keep("fan_out_80x24")
        self.assertRegex(terminal.shown(), r"wide  running · step 2 · \d:\d\d · thread [-0-9a-f]{13}\n├─ ✓ list +\d")
        self.assertRegex(terminal.shown(), r"\n└─ ○ count +waiting")
        self.assertTrue(terminal.screen.cursor.hidden)
        self.end_well(terminal)
        terminal.keep("fan_out_80x24_done")
        self.assertRegex(terminal.shown(), r"wide  done · 3 steps · .*\n├─ ✓ list .*\n├─ ✓ work +500/500 · .*\n└─ ✓ count ")
        self.assertRegex(terminal.shown(), r'"total": 500')
        self.assertRegex(terminal.shown(), r"thread [-0-9a-f]{36} done$")

    def test_a_fan_out_in_a_large_window(self):
        terminal = self.terminal("run", self.wide(fails=[301], **{"from": 300}), columns=200, rows=60)
        terminal.wait_for(r" 300/500 (.*\n)*.*#301  attempt 2 · busy: It is busy\.")
        terminal.keep("fan_out_200x60")
        self.assertIn("━" * 24 + "╌" * 16, terminal.shown())
        self.end_well(terminal)

    def test_frames_follow_the_size_of_the_window(self):
        terminal = self.terminal("run", self.wide(fails=[301, 302], **{"from": 300}), columns=200, rows=60)
        for columns, rows in ((200, 60), (80, 24), (30, 6), (15, 3), (120, 40)):
            before = len(terminal.frames)
            terminal.resize(columns, rows)
            while len(terminal.frames) == before:
                terminal.read()
            terminal.wait_for("wide")
            self.assertEqual(sum(line.startswith("wide") for line in terminal.lines()), 1, terminal.shown())
        terminal.wait_for(r"300/500 (.*\n)*.*#302  attempt 2 (.*\n)*└─ ○ count +waiting$")
        self.end_well(terminal)

    def test_hundreds_of_nodes_fit(self):
        names = [f"n{i:03}" for i in range(300)]
        node = f"{{type: fixture.work, in: {{n: {{value: 0}}}}, with: {{file: '{self.go}'}}}}"
        nodes = "\n".join(f"  {name}: {node}" for name in names)
        edges = "\n".join(["  - START -> n100 & n200", *(f"  - n200 -> {name}" for name in names if name not in ("n100", "n200"))])
        terminal = self.terminal("run", self.workflow(f"dashflow: 1\nname: large\nstate: {{}}\nnodes:\n{nodes}\nedges:\n{edges}\n"))
        terminal.wait_for(r"large  running.*\n├─ ● n100 .*\n├─ ● n200 .*\n├─ ○ n000 ")
        terminal.wait_for("└─ … 279 waiting")
        terminal.keep("many_nodes_80x24")
        self.end_well(terminal)
        self.assertRegex(terminal.text, r"large\S*  \S*done")


class Events(LiveViewTest):
    def test_a_failure_stays_on_the_screen(self):
        terminal = self.terminal("run", self.one(", retry: {attempts: 2, delay: 1ms}", fails=[0], times=9))
        self.end_well(terminal, 1)
        terminal.keep("failure")
        self.assertRegex(terminal.shown(), r"one  failed · .*\n└─ ✗ work  failed · after 2 attempts · busy: It is busy\.")
        self.assertIn("error[busy]: It is busy.", terminal.shown())
        self.assertRegex(terminal.shown().replace("\n", ""), r"failed at work · next: dashflow runs show .* · dashflow resume")

    def test_an_attempt_is_numbered(self):
        terminal = self.terminal("run", self.one(", retry: {attempts: 3, delay: 1ms}", fails=[0], times=2))
        terminal.wait_for(r"└─ ● work  attempt 3 · 0:\d\d · busy: It is busy\.")
        self.end_well(terminal)

    def test_a_retry_that_waits_says_how_long(self):
        terminal = self.terminal("run", self.one(", retry: {attempts: 2, delay: 1h, max_delay: 1h}", fails=[0]))
        terminal.wait_for(r"└─ ↻ work  attempt 2 in \d+:\d\d.* · busy: It is busy\.")
        terminal.type("\x03")
        self.end_well(terminal, 130)

    def test_the_log(self):
        flow = self.wide(3, say="reading", warn=True)
        terminal = self.terminal("run", flow)
        terminal.wait_for(r"warning work: reading\n(.*\n)*wide  running(.*\n)*└─ .*\nwarning work: reading$")
        self.end_well(terminal)
        self.assertEqual(terminal.shown().split("wide  done")[0].count("warning work: reading"), 3)

    def test_a_hostile_text_cannot_steer_the_terminal(self):
        evil = "a\x1b[2J\x1b]0;owned\x07\x9b31m\u202eb"
        terminal = self.terminal("run", self.one(say=evil, warn=True, fails=[0], times=9, message=evil))
        self.end_well(terminal, 1)
        self.assertNotIn("\x1b[2J", terminal.text)
        self.assertNotIn("\x1b]", terminal.text)
        self.assertNotRegex(terminal.text, "[\x07\x9b\u202e]")
        self.assertIn(r"a\x1b[2J\x1b]0;owned\x07\x9b31m\u{202e}b", terminal.shown().replace("\n", ""))

    def test_a_run_that_continues_counts_what_was_done(self):
        flow = self.wide(20, fails=[19], times=99)
        self.go.touch()
        self.dashflow("run", flow, "--plugin-path", PLUGINS, "--thread", "t")
        events = [json.loads(line) for line in self.dashflow("resume", "t", "--plugin-path", PLUGINS, "--json").stdout.splitlines()]
        step = next(event for event in events if event["event"] == "step.started")
        self.assertEqual((step["tasks"], step["finished"]), ({"work": 20}, {"work": 19}))
        terminal = self.terminal("resume", "t")
        self.end_well(terminal, 1)
        self.assertRegex(terminal.shown(), r"✗ work +19/20 · 1 failed(.*\n)*.*#19  failed · after 3 attempts(.*\n)*└─ ○ count  not in this run")


class Questions(LiveViewTest):
    def test_a_question_waits_and_is_answered_at_the_terminal(self):
        terminal = self.terminal("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}')
        self.end_well(terminal, 6)
        self.assertRegex(terminal.shown(), r"\? \w+ +asks · Pay 500\?")
        self.assertRegex(terminal.shown(), "next: dashflow approve")
        form = self.terminal("approve")
        form.wait_for(r"Pay 500\? \[y/n\]")
        self.assertFalse(form.screen.cursor.hidden)
        form.type("maybe\ny\n")
        self.end_well(form)
        form.keep("approve")
        self.assertRegex(form.shown(), r'answer y or n(.*\n)*approval  done(.*\n)*.*"done": "paid 500"')

    def test_the_form_comes_back_for_the_next_question(self):
        ask = "type: core.approve, with: {question: '%s?', answer: {type: boolean}}, out: {answer: %s}"
        flow = self.workflow(f"""
dashflow: 1
name: two
state: {{a: {{type: boolean}}, b: {{type: boolean}}}}
nodes:
  first: {{{ask % ("First", "a")}}}
  second: {{{ask % ("Second", "b")}}}
edges: [START -> first -> second]
""")
        self.assertEqual(self.dashflow("run", flow).returncode, 6)
        terminal = self.terminal("approve")
        terminal.wait_for(r"First\? \[y/n\]")
        terminal.type("y\n")
        terminal.wait_for(r"two  waiting(.*\n)*.*Second\? \[y/n\]")
        terminal.type("n\n")
        self.end_well(terminal)
        self.assertRegex(terminal.shown(), r"two  done(.*\n)*.*\"b\": false")

    def test_ctrl_c_leaves_the_form(self):
        self.dashflow("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}')
        terminal = self.terminal("approve")
        terminal.wait_for(r"Pay 500\?")
        terminal.type("\x03")
        self.end_well(terminal, 130)


if __name__ == "__main__":
    unittest.main()
