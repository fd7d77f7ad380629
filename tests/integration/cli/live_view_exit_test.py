# SPDX-License-Identifier: Apache-2.0
"""When a run is drawn and when it is told of in lines, and how its terminal is left behind."""

import json
import re
import signal
import unittest

from live_view import LiveViewTest, PLUGINS

COLOUR = r"\x1b\[[0-9;]*m"


class Fallback(LiveViewTest):
    def run_to_its_end(self, *flags, **options):
        self.go.touch()
        terminal = self.terminal("run", self.one(), *flags, **options)
        self.assertEqual(terminal.end(), 0, terminal.shown())
        return terminal

    def test_colours_are_for_those_who_want_them(self):
        self.assertRegex(self.run_to_its_end().text, COLOUR)
        for terminal in (self.run_to_its_end(NO_COLOR="1"), self.run_to_its_end("--no-color")):
            self.assertNotRegex(terminal.text, COLOUR)
            self.assertIn("✓ work", terminal.shown())

    def test_lines_where_nothing_can_be_drawn(self):
        for options in ({"TERM": "dumb"}, {"TERM": None}, {"TERM": ""}, {"columns": 0, "rows": 0}):
            with self.subTest(options):
                terminal = self.run_to_its_end(NO_COLOR="1", **options)
                self.assertNotIn("\x1b", terminal.text)
                self.assertRegex(terminal.text, r"step 1: work\r\n(.*\r\n)*thread .* done")

    def test_lines_for_whoever_names_events(self):
        terminal = self.run_to_its_end("--stream", "task.finished")
        self.assertIn('task.finished {"task":"work"', terminal.text)
        self.assertNotIn("✓ work", terminal.shown())

    def test_json_and_quiet_have_no_view(self):
        quiet = self.run_to_its_end("--quiet")
        self.assertNotIn("\x1b", quiet.text)
        self.assertNotIn("work", quiet.text)
        events = [json.loads(line) for line in self.run_to_its_end("--json").text.splitlines() if line.startswith("{")]
        self.assertEqual(events[-1]["event"], "run.finished")

    def test_no_view_without_a_terminal(self):
        self.go.touch()
        done = self.ok("run", self.one(), "--plugin-path", PLUGINS, env={"TERM": "xterm-256color"})
        self.assertNotIn("\x1b", done.stderr)
        self.assertIn("step 1: work", done.stderr)


class Leaving(LiveViewTest):
    def running(self):
        terminal = self.terminal("run", self.wide(**{"from": 300}), "--thread", "t")
        terminal.wait_for("300/500")
        self.assertTrue(terminal.screen.cursor.hidden)
        return terminal

    def test_ctrl_c_ends_in_order(self):
        terminal = self.running()
        terminal.type("\x03")
        self.assertEqual(terminal.end(), 130)
        terminal.keep("cancelled")
        self.assertRegex(terminal.shown(), r"wide  cancelled · .*(.*\n)*├─ ⊘ work +300/500 · 200 cancelled(.*\n)*.*○ count +not reached")
        self.assertRegex(terminal.shown().replace("\n", ""), "next: dashflow runs show .* · dashflow resume t")

    def test_signals_that_kill_leave_a_terminal_that_works(self):
        for keys, number in (("\x1c", signal.SIGQUIT), (None, signal.SIGHUP), (None, signal.SIGABRT)):
            with self.subTest(number):
                terminal = self.running()
                terminal.type(keys) if keys else terminal.kill(number)
                self.assertEqual(terminal.end(), -number)

    def test_a_crash_is_reported_below_the_tree(self):
        flow = self.workflow("dashflow: 1\nname: one\nstate: {}\nnodes: {a: {type: core.delay, with: {duration: 300ms}}, "
                             "b: {type: fixture.crash}}\nedges: [START -> a -> b]\n")
        terminal = self.terminal("run", flow)
        self.assertEqual(terminal.end(), -signal.SIGSEGV)
        self.assertRegex(terminal.shown(), r"one  running(.*\n)*[├└]─ .*\nerror\[crashed\]: SIGSEGV in plugin 'fixture'")

    def test_ctrl_z_gives_the_terminal_to_the_shell(self):
        flow = self.wide(**{"from": 300})
        command = " ".join(f"'{word}'" for word in self.command("run", flow, "--plugin-path", PLUGINS))
        terminal = self.start(["bash", "-c", f"set -m; {command}; echo away; read; fg"])
        terminal.wait_for("300/500")
        terminal.type("\x1a")
        terminal.wait_for("away")
        self.assertFalse(terminal.screen.cursor.hidden)
        terminal.type("\n")
        terminal.wait_for(r"wide  running(.*\n)*away(.*\n)*wide  running(.*\n)*.*300/500")
        self.assertTrue(terminal.screen.cursor.hidden)
        self.end_well(terminal)
        self.assertRegex(terminal.shown(), "away(.*\n)*wide  done")

    def test_a_run_in_the_background_does_not_draw(self):
        flow = self.wide(**{"from": 300})
        command = " ".join(f"'{word}'" for word in self.command("run", flow, "--plugin-path", PLUGINS))
        terminal = self.start(["bash", "-c", f"set -m; {command} & read; fg"])
        terminal.wait_for("store: ")
        self.assertFalse(re.search("wide  running", terminal.text))
        terminal.type("\n")
        terminal.wait_for(r"wide  running(.*\n)*.*300/500")
        self.end_well(terminal)


if __name__ == "__main__":
    unittest.main()
