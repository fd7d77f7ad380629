# SPDX-License-Identifier: Apache-2.0
"""Runs in every state: under way in another process, killed, failed, waiting."""

import json
import subprocess
import time

from host import HostTest, WORKFLOWS

SLOW = """
dashflow: 1
name: slow
state: {n: {type: integer, default: 0}, done: {type: boolean}}
output: [n]
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  wait: {type: core.delay, with: {duration: %s}}
  end: {type: core.set, with: {values: {done: {value: true}}}}
edges: [START -> count -> wait -> end]
"""

FAILING = """
dashflow: 1
name: failing
state: {n: {type: integer, default: 1}}
nodes: {fail: {type: core.fail, with: {code: out_of_luck, message: no luck}}}
edges: [START -> fail]
"""


class RunsTest(HostTest):
    def lines(self, *arguments):
        return [json.loads(line) for line in self.ok(*arguments, "--json").stdout.splitlines()]

    def shown(self, run="@last"):
        return json.loads(self.ok("runs", "show", run, "--json").stdout)

    def waiting(self, thread="w"):
        done = self.dashflow("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread", thread)
        self.assertEqual(done.returncode, 6, done.stderr)
        return self.shown()["run"]

    def slow(self, thread="t", duration="60s"):
        """A run under way in a process of its own; its id."""
        host = self.spawn("run", self.workflow(SLOW % duration, "slow.yaml"), "--thread", thread)
        return host, self.until_waits(thread)

    def spawn(self, *arguments):
        host = subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.addCleanup(self.end, host)
        return host

    def until_waits(self, thread):
        """Until the node `wait` is due; the id of the run."""
        for _ in range(400):
            listed = self.dashflow("threads", "show", thread, "--json")
            if listed.returncode == 0 and "wait" in json.loads(listed.stdout)["next"]:
                return json.loads(listed.stdout)["run"]
            time.sleep(0.05)
        self.fail("the run never came to its node 'wait'")

    def end(self, process):
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()

    def killed(self, thread="k"):
        host, run = self.slow(thread)
        host.kill()
        host.wait()
        return run
