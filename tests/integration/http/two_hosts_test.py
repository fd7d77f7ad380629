# SPDX-License-Identifier: Apache-2.0
"""Two hosts on one store, a file or a database of a server (environment: see server_store_host)."""

import unittest
import uuid

from http_host import HttpTest
from serve_host import WORK
from server_store_host import ServerStoreTest

QUICK = """
dashflow: 1
name: quick
state: {n: {type: integer, default: 0}}
nodes: {count: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> count]
"""


class OnAFile(HttpTest):
    def test_the_second_is_refused(self):
        first = self.serving()
        refused = self.error(4, "store_locked", "serve", "--listen", "127.0.0.1:0")
        self.assertIn(str(first.pid), refused["message"] + str(refused.get("cause")))
        self.assertEqual(self.get("/ok").status, 200)


class OnADatabase(ServerStoreTest, HttpTest):
    more = {"workflows": {"work": "../work.yaml", "quick": "../quick.yaml"}}

    def setUp(self):
        super().setUp()
        self.workflow(WORK, "work.yaml")
        self.workflow(QUICK, "quick.yaml")
        self.first, self.first_url = self.another("first")
        self.second, self.second_url = self.another("second")

    def another(self, name):
        self.said = self.folder / name
        host = self.serving()
        return host, self.url

    def ask_of(self, url, *arguments):
        self.url = url
        return self.ask(*arguments)

    def order(self, url, thread, workflow, **more):
        return self.ask_of(url, "POST", f"/threads/{thread}/runs",
                           {"assistant_id": workflow, "input": {"n": 1}, "if_not_exists": "create", **more})

    def join(self, url, thread, run):
        return self.ask_of(url, "GET", f"/threads/{thread}/runs/{run}/join").json()

    def at_work(self, url, thread):
        self.until(lambda: "work" in self.ask_of(url, "GET", f"/threads/{thread}/state").json().get("next", []),
                   "it never came to work")

    def test_both_work(self):
        thread = str(uuid.uuid4())
        run = self.order(self.first_url, thread, "quick").json()["run_id"]
        self.assertEqual(self.join(self.first_url, thread, run), {"n": 2})
        self.assertEqual(self.join(self.second_url, thread, run), {"n": 2})
        again = self.order(self.second_url, thread, "quick").json()["run_id"]
        self.assertEqual(self.join(self.second_url, thread, again), {"n": 2})
        listed = self.ask_of(self.first_url, "GET", f"/threads/{thread}/runs").json()
        self.assertEqual({one["run_id"]: one["status"] for one in listed}, {run: "success", again: "success"})

    def test_a_run_whose_thread_another_takes_is_cut_off_by_the_fence(self):
        thread = str(uuid.uuid4())
        run = self.order(self.first_url, thread, "work").json()["run_id"]
        self.at_work(self.first_url, thread)
        second = self.order(self.second_url, thread, "work").json()["run_id"]
        self.touch("go")
        self.assertEqual(self.join(self.first_url, thread, run)["__error__"]["error"], "store_conflict")
        self.assertEqual(self.join(self.second_url, thread, second), {"n": 3})
        self.assertEqual(self.runs(self.second_url, thread)[0]["status"], "success")

    def test_who_takes_a_thread_over_is_its_only_writer(self):
        thread = str(uuid.uuid4())
        run = self.order(self.first_url, thread, "work").json()["run_id"]
        self.at_work(self.first_url, thread)
        self.ask_of(self.second_url, "POST", f"/threads/{thread}/state", {"values": {"n": 7}, "as_node": "count"})
        self.touch("go")
        self.join(self.first_url, thread, run)
        state = self.ask_of(self.second_url, "GET", f"/threads/{thread}/state").json()
        self.assertEqual((state["values"], state["next"]), ({"n": 7}, ["work"]))

    def test_what_a_killed_one_did_goes_on_when_it_comes_again(self):
        thread = str(uuid.uuid4())
        run = self.order(self.first_url, thread, "work").json()["run_id"]
        self.at_work(self.first_url, thread)
        self.kill(self.first)
        self.touch("go")
        _, url = self.another("again")
        self.until(lambda: self.runs(url, thread)[0]["status"] == "success", "it never went on")
        self.assertEqual([one["run_id"] for one in self.runs(url, thread)], [run])
        self.assertEqual(self.ask_of(self.second_url, "GET", f"/threads/{thread}/state").json()["values"], {"n": 3})

    def runs(self, url, thread):
        return self.ask_of(url, "GET", f"/threads/{thread}/runs").json()

    def kill(self, host):
        host.kill()
        host.wait()


if __name__ == "__main__":
    unittest.main()
