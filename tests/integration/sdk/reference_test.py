# SPDX-License-Identifier: Apache-2.0
"""The host answers as the open reference server does, but for what reference/differences.json lists with its reason.

DASHFLOW_REFERENCE=URL records the reference server there anew (reference/README.md); its answers are in reference/recorded.json.
"""

import fnmatch
import json
import os
import pathlib
import sys
import unittest

from sdk_workflows import ServedWorkflowsTest

FOLDER = pathlib.Path(__file__).parent / "reference"
sys.path.insert(0, str(FOLDER))
RECORD = FOLDER / "recorded.json"


class Reference(ServedWorkflowsTest):
    maxDiff = None

    def transcript(self, url):
        import exchange
        import httpx

        with httpx.Client(base_url=url, timeout=60) as client:
            return exchange.drive(client)

    def test_answers_are_those_of_the_reference(self):
        import exchange

        if "DASHFLOW_REFERENCE" in os.environ:
            recorded = self.transcript(os.environ["DASHFLOW_REFERENCE"])
            RECORD.write_text(json.dumps(recorded, indent=1, sort_keys=True) + "\n")
        found = set(exchange.differences(json.loads(RECORD.read_text()), self.transcript(self.url)))
        listed = json.loads((FOLDER / "differences.json").read_text())
        unlisted = {path for path in found if not any(fnmatch.fnmatchcase(path, pattern) for pattern in listed)}
        self.assertEqual(sorted(unlisted), [], "differences that nobody has listed")
        gone = [pattern for pattern in listed if not fnmatch.filter(found, pattern)]
        self.assertEqual(gone, [], "differences that are no more")


if __name__ == "__main__":
    unittest.main()
