# SPDX-License-Identifier: Apache-2.0
"""Thousands of requests that follow from /openapi.json, right and wrong ones: none may be answered by a 5xx.

Environment: DASHFLOW_API_CASES, how many random ones an operation (5; beside those that its schemas lead to).
"""

import contextlib
import os
import re
import subprocess
import sys
import threading
import unittest

from sdk_host import PACKAGES
from sdk_workflows import ASK, COUNT, FAIL, INNER, OUTER, ServedWorkflowsTest

EXAMPLES = os.environ.get("DASHFLOW_API_CASES", "5")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance"
FOLLOWED = "/stream"  # they end when their client does


class ApiCases(ServedWorkflowsTest):
    workflows = {"count": COUNT, "ask": ASK, "fail": FAIL, "outer": OUTER, "inner": INNER}

    def test_every_case_has_an_answer(self):
        cases = ["-c", CHECKS, "--phases", "coverage,fuzzing", "-n", EXAMPLES, "--generation-deterministic",
                 "--continue-on-failure", "--exclude-path-regex", FOLLOWED, "--request-timeout", "60"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, PACKAGES))}
        over = threading.Event()
        self.addCleanup(over.set)
        threading.Thread(target=self.cancel_until, args=[over], daemon=True).start()
        done = subprocess.run([sys.executable, "-m", "schemathesis.cli", "run", f"{self.url}/openapi.json", "--no-color",
                               "--warnings", "off", *cases], capture_output=True, text=True, cwd=self.folder,
                              env=environment, timeout=None)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        generated = re.search(r"(\d+) generated", done.stdout)
        self.assertGreater(int(generated[1]), 2000, done.stdout)

    def cancel_until(self, over):
        """Some ask for a run that begins in years, and wait for its end."""
        client = self.client()
        while not over.wait(2):
            with contextlib.suppress(Exception):  # there is none
                client.runs.cancel_many(status="pending")


if __name__ == "__main__":
    unittest.main()
