# SPDX-License-Identifier: Apache-2.0
"""A host, driven by the JavaScript clients of LangGraph: the cases are in js/."""

import os
import pathlib
import subprocess
import unittest

from sdk_workflows import ServedWorkflowsTest

CASES = pathlib.Path(__file__).parent / "js"
INSTALLED = (pathlib.Path(os.environ["NODE_PATH"]) / "@langchain/langgraph-sdk").exists()


@unittest.skipUnless(INSTALLED or "CI" in os.environ, "run tools/dev setup")
class JavaScript(ServedWorkflowsTest):
    def drive(self, name):
        done = subprocess.run(["node", "--test", "--test-reporter=spec", "--test-timeout=20000", CASES / f"{name}.test.js"], capture_output=True,
                              text=True, timeout=200, cwd=self.folder, env={**os.environ, "DASHFLOW_URL": self.url})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_things(self):
        self.drive("things")

    def test_runs(self):
        self.drive("runs")

    def test_protocol(self):
        self.drive("protocol")

    def test_remote(self):
        self.drive("remote")


if __name__ == "__main__":
    unittest.main()
