# SPDX-License-Identifier: Apache-2.0
"""`top`: what a host does now."""

import json
import signal
import unittest

from remote_host import RemoteTest


class Watched(RemoteTest):
    def setUp(self):
        super().setUp()
        self.serving()

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
