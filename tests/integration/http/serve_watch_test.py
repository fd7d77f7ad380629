# SPDX-License-Identifier: Apache-2.0
"""`tail` and `top`: what a host does, as it does it."""

import json
import signal
import unittest

from remote_host import RemoteTest


class Watched(RemoteTest):
    def setUp(self):
        super().setUp()
        self.serving()

    def follow(self, *arguments):
        command = self.begin("tail", *arguments)
        self.assertIn("following", command.stderr.readline())
        return command

    def test_a_run_is_followed_to_its_end(self):
        command = self.follow()
        (started,) = self.remote_lines("run", "work", "--detach", "--thread", "t")
        begun = self.events(command, "checkpoint")
        self.assertEqual((begun[0]["event"], begun[0]["thread"], begun[0]["run"], begun[0]["workflow"]),
                         ("run.started", "t", started["run"], "work"))
        self.touch("go")
        told = begun + self.events(command, "run.finished")
        self.assertEqual((told[-1]["status"], told[-1]["thread"]), ("done", "t"))
        checkpoints = [event for event in told if event["event"] == "checkpoint"]
        history = self.remote_lines("threads", "history", "t")
        self.assertEqual([each["id"] for each in checkpoints], [each["id"] for each in reversed(history)])
        command.send_signal(signal.SIGINT)
        self.assertEqual(command.wait(timeout=20), 130)

    def test_one_thread_alone(self):
        self.remote("run", "quick", "--thread", "one")
        command = self.follow("one")
        self.remote("run", "quick", "--thread", "two")
        self.remote("run", "quick", "--thread", "one")
        told = self.events(command, "run.finished")
        self.assertEqual({event["thread"] for event in told}, {"one"})
        self.remote_error(3, "thread_not_found", "tail", "nobody")

    def test_a_failure_is_told_with_its_error(self):
        self.touch("go")
        command = self.follow()
        self.remote("run", "failing", "--thread", "t", status=1)
        self.assertEqual(self.events(command, "run.finished")[-1]["error"]["code"], "out_of_luck")

    def test_the_table_has_what_is_under_way(self):
        (empty,) = self.remote_lines("top", "--once")
        self.assertEqual((empty["running"], empty["last_minute"]), ([], {}))
        self.remote("run", "quick")
        (started,) = self.remote_lines("run", "work", "--detach")
        (shown,) = self.remote_lines("top", "--once")
        self.assertEqual([row["run"] for row in shown["running"]], [started["run"]])
        self.assertEqual(shown["last_minute"], {"done": 1})
        text = self.remote("top", "--once").stdout
        self.assertIn("1 under way · last minute: 1 done", text)
        self.assertIn(started["run"], text)
        self.touch("go")

    def test_the_table_comes_again(self):
        command = self.begin("top", "--every", "50ms")
        tables = [json.loads(command.stdout.readline()) for _ in range(2)]
        self.assertLess(tables[0]["time"], tables[1]["time"])
        command.send_signal(signal.SIGINT)
        self.assertEqual(command.wait(timeout=20), 130)


if __name__ == "__main__":
    unittest.main()
