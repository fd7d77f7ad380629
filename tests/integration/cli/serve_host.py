# SPDX-License-Identifier: Apache-2.0
"""A host that lives, and runs that were cut off before it came."""

import json
import os
import subprocess
import time

from run_host import RunsTest

FIXTURES = os.environ["DASHFLOW_FIXTURES"]

# Waits at `work` until the file `go` is there.
WORK = """
dashflow: 1
name: work
state: {n: {type: integer, default: 0}}
output: [n]
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  work: {type: fixture.work, with: {file: go}, in: {n: {value: 1}}}
  more: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> count -> work -> more]
"""


class ServeTest(RunsTest):
    def setUp(self):
        super().setUp()
        self.said = self.folder / "said"

    def command(self, *arguments):
        return super().command(*arguments, "--plugin-path", FIXTURES)

    def serve(self, *more, attempts=3, command=None, passed=()):
        """A host whose lines go to `said`, and its log to `log`."""
        command = command or self.command("serve", "--json", *more)
        environment = {"DASHFLOW__SERVER__LISTEN": '["127.0.0.1:0"]', **os.environ,
                       "DASHFLOW__RECOVERY__ATTEMPTS": str(attempts)}
        with self.said.open("wb") as said, (self.folder / "log").open("wb") as log:
            host = subprocess.Popen(command, stdout=said, stderr=log, cwd=self.folder, env=environment, pass_fds=passed)
        self.addCleanup(self.end, host)
        self.until(lambda: self.told("ready"), "the host never came up")
        return host

    def until(self, happens, otherwise):
        for _ in range(600):
            if happens():
                return
            time.sleep(0.05)
        self.fail(f"{otherwise}\n{self.said.read_text() if self.said.exists() else ''}")

    def lines_said(self):
        return [json.loads(line) for line in self.said.read_text().splitlines() if line.endswith("}")]

    def told(self, what):
        return [line for line in self.lines_said() if line.get("recovery") == what]

    def threads_told(self, what):
        return [line["thread"] for line in self.told(what)]

    def until_ended(self, *threads):
        self.until(lambda: set(threads) <= set(self.threads_told("ended")), f"not all of {threads} have ended")

    def cut(self, thread, text=WORK, node="work"):
        """A thread whose process was killed in its second superstep."""
        host = self.spawn("run", self.workflow(text, f"{thread}.yaml"), "--thread", thread)
        self.until(lambda: node in self.next_of(thread), f"{thread} never came to {node}")
        host.kill()
        host.wait()

    def next_of(self, thread):
        shown = self.dashflow("threads", "show", thread, "--json")
        return json.loads(shown.stdout)["next"] if shown.returncode == 0 else []

    def touch(self, name):
        (self.folder / name).touch()

    def terminate(self, host, status=0):
        host.terminate()
        self.assertEqual(host.wait(timeout=30), status)

    def status(self, thread):
        return json.loads(self.ok("threads", "show", thread, "--json").stdout)["status"]
