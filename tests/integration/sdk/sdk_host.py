# SPDX-License-Identifier: Apache-2.0
"""A host that serves workflows over HTTP, and the Python client of LangGraph that drives it."""

import json
import os
import signal
import subprocess
import sys
import time
import unittest

from host import HostTest, ROOT

PACKAGES = sorted((ROOT / "build/pip").glob("lib/python3*/site-packages"))
sys.path[:0] = map(str, PACKAGES)

AGENT = """
dashflow: 1
name: agent
params:
  step: {type: integer, default: 1}
state:
  n: {type: integer, default: 0}
  log: {type: string, reduce: append}
  ok: {type: boolean}
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + params.step}, log: {value: a}}}}
  review: {type: core.approve, with: {question: "approve {{n}}?"}, out: {answer: ok}}
edges: [START -> a -> review -> END]
"""

PLAIN = """
dashflow: 1
name: plain
state:
  n: {type: integer, default: 0}
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> count -> END]
"""


@unittest.skipUnless(PACKAGES or "CI" in os.environ, "run tools/dev setup")
class SdkTest(HostTest):
    environment = {}  # of the host, beside that of the test

    def setUp(self):
        super().setUp()
        self.workflow(AGENT, "agent.yaml")
        self.workflow(PLAIN, "plain.yaml")
        self.settings = self.folder / "dashflow.yaml"
        self.settings.write_text('workflows: {agent: agent.yaml, plain: plain.yaml}\nserver: {listen: ["127.0.0.1:0"]}\n')
        self.serve()

    def command(self, *arguments):
        return super().command("--config", self.settings, *arguments)

    def serve(self):
        """Starts the host; its address is `url`."""
        said = self.folder / "said"
        with said.open("wb") as out:
            self.host = subprocess.Popen(self.command("serve", "--json"), stdout=out, stderr=subprocess.DEVNULL,
                                         cwd=self.folder, env={**os.environ, **self.environment})
        self.addCleanup(self.end, self.host)
        for _ in range(600):
            lines = [json.loads(line) for line in said.read_text().splitlines() if line.endswith("}")]
            for line in lines:
                if "listening" in line:
                    self.url = line["listening"][0]
                    return
            time.sleep(0.05)
        self.fail(said.read_text())

    def end(self, process, by=signal.SIGTERM):
        if process.poll() is None:
            process.send_signal(by)
        process.wait(timeout=60)

    def client(self):
        from langgraph_sdk import get_sync_client

        return self.enterContext(get_sync_client(url=self.url))

    def run_on(self, thread, workflow, given="{}"):
        """A run by the command line, which goes to the host."""
        return self.dashflow("run", workflow, "--thread", thread, "--input", given)

    def assert_refused(self, status, call, *arguments, **named):
        import httpx

        with self.assertRaises(httpx.HTTPStatusError) as refused:
            call(*arguments, **named)
        self.assertEqual(refused.exception.response.status_code, status, refused.exception.response.text)
        return refused.exception.response.json()
