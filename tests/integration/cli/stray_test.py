# SPDX-License-Identifier: Apache-2.0
"""Nodes that go on after their timeout or a cancellation: they are told of, and hold up nobody."""

import os
import re
import signal
import subprocess
import unittest

from serve_host import ServeTest

# The file that the node waits for never comes: the process has to end with the node in it.
DEAF = """
dashflow: 1
name: deaf
nodes:
  first: {type: core.set, with: {values: {}}}
  work: {type: fixture.deaf, with: {file: never}KEYS}
edges: [START -> first -> work]
"""
REPORT = re.compile(
    r"warning fixture: node 'work' \(fixture\.deaf\) of thread \S+, attempt 1, was given up and has not returned "
    r"0\.1 s later; OS thread (\d+) 'df-blocking' is written off, another takes its place")


class Stray(ServeTest):
    def setUp(self):
        super().setUp()
        os.environ["DASHFLOW__NODE_GRACE"] = "100ms"
        self.addCleanup(os.environ.pop, "DASHFLOW__NODE_GRACE")

    def deaf(self, keys):
        return self.workflow(DEAF.replace("KEYS", keys))

    def assert_told(self, stderr):
        self.assertRegex(stderr, REPORT)
        thread = REPORT.search(stderr)[1]
        frames = re.findall(rf"^warning fixture: thread {thread} (#\d+ .*)$", stderr, re.MULTILINE)
        self.assertTrue(any(" libc.so" in frame for frame in frames), stderr)
        self.assertTrue(any(" fixture.so" in frame for frame in frames), stderr)

    def test_a_timeout_ends_the_run(self):
        failed = self.dashflow("run", self.deaf(", timeout: 50ms"))
        self.assertIn("error[node_timeout]", failed.stderr)
        self.assert_told(failed.stderr)

    def test_a_timeout_is_tried_again(self):
        done = self.dashflow("run", self.deaf(", timeout: 3s, retry: {attempts: 2, delay: 0s, errors: [timeout]}"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_told(done.stderr)

    def test_a_cancelled_run_ends(self):
        host = subprocess.Popen(self.command("run", self.deaf(""), "--thread", "t"), stderr=subprocess.PIPE,
                                stdout=subprocess.DEVNULL, text=True, cwd=self.folder)
        self.addCleanup(host.kill)
        self.until(lambda: "work" in self.next_of("t"), "t never came to its node")
        host.send_signal(signal.SIGINT)
        _, stderr = host.communicate(timeout=60)
        self.assertEqual(host.returncode, 130, stderr)
        self.assert_told(stderr)

    def test_a_host_goes_on_and_ends(self):
        self.cut("t", DEAF.replace("KEYS", ", timeout: 300ms"))
        host = self.serve()
        self.until_ended("t")
        self.assertEqual(self.status("t"), "failed")
        self.terminate(host)


if __name__ == "__main__":
    unittest.main()
