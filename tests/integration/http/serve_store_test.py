# SPDX-License-Identifier: Apache-2.0
"""A host that serves while its store takes nothing."""

import os
import subprocess
import unittest

from http_host import HttpTest

GROW = """
dashflow: 1
name: grow
state: {n: {type: integer, default: 0}, log: {reduce: append}}
output: [n]
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}, log: {cel: "'%s' + string(n)"}}}}
edges: [START -> a, {from: a, to: a, when: n < 200}]
""" % os.urandom(2000).hex()


class Store(HttpTest):
    def test_a_full_disk_makes_it_unready_and_its_runs_go_on_later(self):
        disk = self.store_on_a_small_disk("1m")
        self.configure(f"workflows: {{grow: {self.workflow(GROW)}}}\n")
        self.serving()
        self.assertEqual(self.get("/readyz").status, 200)
        run = self.ask("POST", "/threads", {}).json()["thread_id"]
        begun = self.ask("POST", f"/threads/{run}/runs", {"assistant_id": "grow", "input": {}, "config": {"recursion_limit": 1000}})
        self.assertEqual(begun.status, 200, begun.body)
        self.until(lambda: self.get("/readyz").status == 503, "the full disk went unseen")
        self.assertIn("store", self.get("/readyz").json()["trouble"])
        self.assertEqual(self.get("/ok").status, 200)
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        joined = self.get(f"/threads/{run}/runs/{begun.json()['run_id']}/join")
        self.assertEqual(joined.json()["n"], 200)
        self.assertEqual(self.get("/readyz").status, 200)


if __name__ == "__main__":
    unittest.main()
