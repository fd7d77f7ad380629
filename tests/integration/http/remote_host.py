# SPDX-License-Identifier: Apache-2.0
"""A host that serves, and commands that know nothing of it but its address."""

import json
import os
import subprocess

from http_host import HttpTest
from run_host import FAILING, SLOW
from serve_host import WORK

from host import WORKFLOWS

QUICK = """
dashflow: 1
name: quick
state: {n: {type: integer, default: 0}, list: {reduce: append}, text: {type: string}}
output: [n, list]
nodes: {count: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> count]
"""


class RemoteTest(HttpTest):
    settings = ""

    def setUp(self):
        super().setUp()
        self.elsewhere = self.folder / "elsewhere"
        self.elsewhere.mkdir()
        files = {name: self.workflow(text, f"{name}.yaml") for name, text in
                 (("quick", QUICK), ("work", WORK), ("slow", SLOW % "60s"), ("failing", FAILING))}
        files["approval"] = WORKFLOWS / "approval.yaml"
        names = "".join(f"  {name}: {file}\n" for name, file in files.items())
        self.configure(f"workflows:\n{names}{self.settings}")

    def far(self, *arguments, server=None):
        """A command on a machine that has no store and no configuration."""
        return [self.program, "--server", server or self.url, *map(str, arguments)]

    def options(self, env=None):
        environment = {name: value for name, value in os.environ.items() if name not in ("DASHFLOW_STORE", "DASHFLOW_CONFIG")}
        return {"text": True, "cwd": self.elsewhere, "env": {**environment, **(env or {})}}

    def remote(self, *arguments, status=0, server=None, env=None, **more):
        done = subprocess.run(self.far(*arguments, server=server), capture_output=True, timeout=100, **self.options(env), **more)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def remote_lines(self, *arguments, **options):
        return [json.loads(line) for line in self.remote(*arguments, "--json", **options).stdout.splitlines()]

    def remote_error(self, status, code, *arguments, **options):
        error = self.remote_lines(*arguments, status=status, **options)[-1]["error"]
        self.assertEqual(error["code"], code, error)
        self.assertTrue(error.get("fix"), error)
        return error

    def begin(self, *arguments):
        """A command under way, whose lines are read while they come."""
        command = subprocess.Popen(self.far(*arguments, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **self.options())
        self.addCleanup(command.communicate)
        self.addCleanup(command.kill)
        return command

    def events(self, command, last):
        """Those up to the first of this name."""
        events = []
        for line in command.stdout:
            events.append(json.loads(line))
            if events[-1].get("event") == last:
                return events
        self.fail(f"no {last}: {events}")
