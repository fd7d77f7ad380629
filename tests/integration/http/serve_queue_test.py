# SPDX-License-Identifier: Apache-2.0
"""Runs that wait for their turn: who goes first, who is kept out, and that everybody can see it."""

import json
import unittest

from http_host import HttpTest

WAITS = """
dashflow: 1
name: waits
state: {n: {type: integer, default: 0}}
nodes:
  work: {type: fixture.work, with: {file: FILE}, in: {n: {value: 1}}}
  end: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> work -> end]
"""


class Queue(HttpTest):
    def setUp(self):
        super().setUp()
        self.key = None
        self.files = {name: self.workflow(WAITS.replace("FILE", name), f"{name}.yaml") for name in ("one", "two")}

    def limit(self, limits, more=""):
        self.configure(f"workflows: {{one: {self.files['one']}, two: {self.files['two']}}}\nlimits: {{{limits}}}\n{more}")

    def ask(self, *arguments, **headers):
        return super().ask(*arguments, **headers, **({"x_api_key": self.key} if self.key else {}))

    def begin(self, workflow="one", thread=None, **more):
        thread = thread or self.ask("POST", "/threads", {}).json()["thread_id"]
        answer = self.ask("POST", f"/threads/{thread}/runs", {"assistant_id": workflow, "input": {}, **more})
        return answer.json() if answer.status == 200 else answer

    def shown(self, run):
        return self.get(f"/threads/{run['thread_id']}/runs/{run['run_id']}").json()

    def until_status(self, run, status):
        self.until(lambda: self.shown(run)["status"] == status, f"the run is not {status}")

    def test_for_how_long_it_waits_is_shown(self):
        self.limit("runs: 1")
        self.serving()
        first, second = self.begin(), self.begin()
        self.until_status(first, "running")
        self.assertNotIn("queued_seconds", self.shown(first))
        self.until(lambda: self.shown(second)["queued_seconds"] > 0, "nothing is told of its waiting")
        queue = self.get("/info").json()["queue"]
        self.assertEqual((queue["running"], queue["waiting"]), (1, 1))
        self.assertGreater(queue["oldest_seconds"], 0)
        self.touch("one")
        self.until_status(second, "success")
        self.assertEqual(self.get("/info").json()["queue"], {"running": 0, "waiting": 0, "oldest_seconds": 0.0})

    def test_more_than_may_wait_is_refused(self):
        self.limit("runs: 1, waiting: 1")
        self.serving()
        self.begin()
        self.begin()
        refused = self.begin()
        self.assertEqual((refused.status, refused.code()), (429, "queue_full"))
        self.assertIn("retry-after", refused.headers)

    def test_a_key_has_its_own_share(self):
        self.limit("runs_of_key: 1, waiting_of_key: 1", "auth: {keys: true}\n")
        keys = [json.loads(self.ok("key", "create", name, "--scope", "read,run,write", "--json").stdout)["text"] for name in ("ann", "bob")]
        self.serving()
        self.key = keys[0]
        self.until_status(self.begin(), "running")
        waiting = self.begin()
        self.assertEqual(self.begin().code(), "queue_full")
        self.assertEqual(self.shown(waiting)["status"], "pending")
        self.key = keys[1]
        self.until_status(self.begin(), "running")

    def test_a_workflow_has_its_own_share(self):
        self.limit("runs_of_workflow: 1")
        self.serving()
        self.until_status(self.begin(), "running")
        waiting = self.begin()
        self.until_status(self.begin("two"), "running")
        self.assertEqual(self.shown(waiting)["status"], "pending")

    def test_what_was_under_way_goes_on_before_what_waits(self):
        self.limit("runs: 1")
        host = self.serving()
        first = self.begin()
        self.until_status(first, "running")
        second = self.begin()
        host.kill()
        host.wait()
        self.serving()
        self.until_status(first, "running")
        self.assertEqual(self.shown(second)["status"], "pending")
        self.touch("one")
        self.until_status(second, "success")
        self.assertEqual(self.shown(first)["status"], "success")
        self.assertLess(self.shown(first)["updated_at"], self.shown(second)["updated_at"])

    def test_runs_of_a_thread_begin_in_their_order(self):
        self.limit("runs: 10")
        self.serving()
        first = self.begin()
        thread = first["thread_id"]
        later = [self.begin(thread=thread, multitask_strategy="enqueue") for _ in range(3)]
        self.touch("one")
        for run in later:
            self.until_status(run, "success")
        ended = [self.shown(run)["updated_at"] for run in (first, *later)]
        self.assertEqual(ended, sorted(ended))


if __name__ == "__main__":
    unittest.main()
