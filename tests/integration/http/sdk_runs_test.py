# SPDX-License-Identifier: Apache-2.0
"""Runs, as the Python client of LangGraph's Agent Server orders and follows them."""

import time
import unittest
import uuid

from http_host import HttpTest
from langgraph_sdk import get_sync_client
from langgraph_sdk.errors import NotFoundError, UnprocessableEntityError

# Counts, then waits at `work` until the file `go` is there.
WORK = """
dashflow: 1
name: work
state: {n: {type: integer, default: 0}}
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  work: {type: fixture.work, with: {file: go}, in: {n: {value: 1}}}
  more: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> count -> work -> more]
"""

COUNT = """
dashflow: 1
name: count
state: {n: {type: integer, default: 0}, log: {reduce: append}}
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}, log: {value: a}}}}
  b: {type: core.set, with: {values: {n: {cel: n + 1}, log: {value: b}}}}
edges: [START -> a -> b]
"""

ASK = """
dashflow: 1
name: ask
state: {ok: {type: boolean, default: false}, n: {type: integer, default: 0}}
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  review: {type: core.approve, with: {question: "Go on with {{n}}?"}, out: {answer: ok}}
edges: [START -> a -> review]
"""

FAIL = """
dashflow: 1
name: fail
state: {n: {type: integer, default: 0}}
nodes: {a: {type: core.set, with: {values: {n: {cel: 1 / n}}}}}
edges: [START -> a]
"""


class SdkRuns(HttpTest):
    workflows = {"work": WORK, "count": COUNT, "ask": ASK, "fail": FAIL}

    def setUp(self):
        super().setUp()
        files = {name: self.workflow(text, f"{name}.yaml") for name, text in self.workflows.items()}
        self.configure("workflows:\n" + "".join(f"  {name}: {path}\n" for name, path in files.items()))

    def client(self, **options):
        host = self.serving(**options)
        client = get_sync_client(url=self.url)
        return host, client

    def again(self, client, method, *arguments, until):
        """What the client gets once it is as it should be."""
        for _ in range(600):
            got = method(*arguments)
            if until(got):
                return got
            time.sleep(0.05)
        self.fail(f"never so: {got}")

    def test_wait(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        self.assertEqual(client.runs.wait(thread, "count", input={"n": 1}), {"n": 3, "log": ["a", "b"]})
        run = client.runs.list(thread)[0]
        self.assertEqual(run["status"], "success")
        self.assertEqual(run["metadata"]["graph_id"], "count")
        self.assertEqual(client.runs.join(thread, run["run_id"]), {"n": 3, "log": ["a", "b"]})
        self.assertEqual(client.threads.get(thread)["status"], "idle")

    def test_stateless(self):
        _, client = self.client()
        self.assertEqual(client.runs.wait(None, "count", input={"n": 1})["n"], 3)
        parts = list(client.runs.stream(None, "count", input={"n": 1}, stream_mode="updates"))
        self.assertEqual([part.event for part in parts], ["metadata", "updates", "updates"])

    def test_stream(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        created = []
        parts = list(client.runs.stream(thread, "count", input={"n": 1}, stream_mode=["values", "updates"],
                                        on_run_created=created.append))
        self.assertEqual([(part.event, part.id) for part in parts],
                         [("metadata", "0"), ("values", "1"), ("updates", "2"), ("values", "3"), ("updates", "4"),
                          ("values", "5")])
        self.assertEqual(parts[0].data, {"run_id": created[0]["run_id"], "attempt": 1})
        self.assertEqual(parts[2].data, {"a": {"n": 2, "log": "a"}})
        self.assertEqual(parts[5].data, {"n": 3, "log": ["a", "b"]})

    def test_stream_of_tasks_and_checkpoints(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        parts = list(client.runs.stream(thread, "count", input={"n": 1}, stream_mode=["tasks", "checkpoints"]))
        tasks = [part.data for part in parts if part.event == "tasks"]
        self.assertEqual([task["name"] for task in tasks], ["a", "a", "b", "b"])
        self.assertEqual(tasks[0]["interrupts"], [])
        checkpoints = [part.data for part in parts if part.event == "checkpoints"]
        self.assertEqual([checkpoint["next"] for checkpoint in checkpoints], [["__start__"], ["a"], ["b"], []])
        self.assertEqual(checkpoints[0]["metadata"], {"source": "input", "step": -1, "parents": {}})
        state = client.threads.get_state(thread)
        self.assertEqual(state["checkpoint"]["checkpoint_id"], checkpoints[-1]["checkpoint"]["checkpoint_id"])

    def test_interrupt_and_resume(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        parts = list(client.runs.stream(thread, "ask", input={"n": 0}, stream_mode=["values", "updates"]))
        asked = [part.data["__interrupt__"] for part in parts if part.event == "updates" and "__interrupt__" in part.data]
        self.assertEqual(asked[0][0]["value"], "Go on with 1?")
        self.assertEqual(client.runs.list(thread)[0]["status"], "success")
        self.assertEqual(client.threads.get(thread)["status"], "interrupted")
        values = client.runs.wait(thread, "ask", command={"resume": True})
        self.assertEqual(values, {"ok": True, "n": 1})

    def test_interrupt_before_a_node(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        client.runs.wait(thread, "count", input={"n": 1}, interrupt_before=["b"])
        self.assertEqual(client.threads.get_state(thread)["next"], ["b"])
        self.assertEqual(client.runs.wait(thread, "count", input=None)["log"], ["a", "b"])

    def test_failure(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        with self.assertRaises(Exception) as raised:
            client.runs.wait(thread, "fail", input={"n": 0})
        self.assertIn("division", str(raised.exception))
        parts = list(client.runs.stream(thread, "fail", input={"n": 0}))
        self.assertEqual(parts[-1].event, "error")
        self.assertEqual(parts[-1].data["error"], "division_by_zero")
        self.assertEqual(client.runs.list(thread)[0]["status"], "error")

    def test_a_busy_thread(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        first = client.runs.create(thread, "work", input={"n": 1})
        with self.assertRaises(UnprocessableEntityError) as refused:
            client.runs.wait(thread, "work", input={"n": 1}, multitask_strategy="reject")
        self.assertIn("Thread is already running a task.", str(refused.exception))
        second = client.runs.create(thread, "work", input={"n": 5}, multitask_strategy="enqueue")
        self.assertEqual(client.runs.get(thread, second["run_id"])["status"], "pending")
        self.touch("go")
        self.assertEqual(client.runs.join(thread, second["run_id"]), {"n": 7})
        self.assertEqual(client.runs.get(thread, first["run_id"])["status"], "success")

    def test_interrupting_a_run(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        first = client.runs.create(thread, "work", input={"n": 1})
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        second = client.runs.create(thread, "count", input={"n": 5}, multitask_strategy="interrupt")
        client.runs.join(thread, second["run_id"])
        self.assertEqual(client.runs.get(thread, first["run_id"])["status"], "interrupted")

    def test_cancel(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        run = client.runs.create(thread, "work", input={"n": 1})["run_id"]
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        client.runs.cancel(thread, run, wait=True)
        self.assertEqual(client.runs.get(thread, run)["status"], "interrupted")
        run = client.runs.create(thread, "work", input=None)["run_id"]
        client.runs.cancel(thread, run, wait=True, action="rollback")
        with self.assertRaises(NotFoundError):
            client.runs.get(thread, run)

    def test_batch_and_bulk_cancel(self):
        _, client = self.client()
        runs = client.runs.create_batch([{"assistant_id": "work", "input": {"n": n}} for n in range(3)])
        self.assertEqual(len({run["thread_id"] for run in runs}), 3)
        client.runs.cancel_many(run_ids=[run["run_id"] for run in runs])

    def test_what_is_not_there(self):
        _, client = self.client()
        unknown = str(uuid.uuid4())
        with self.assertRaises(NotFoundError):
            client.runs.wait(unknown, "count", input={"n": 1})
        self.assertEqual(client.runs.wait(unknown, "count", input={"n": 1}, if_not_exists="create")["n"], 3)
        with self.assertRaises(NotFoundError):
            client.runs.wait(None, "nothing", input={})
        with self.assertRaises(NotFoundError):
            client.runs.get(unknown, str(uuid.uuid4()))

    def test_join_of_a_stream(self):
        _, client = self.client()
        thread = client.threads.create()["thread_id"]
        run = client.runs.create(thread, "work", input={"n": 1}, stream_mode=["values", "updates"],
                                 stream_resumable=True)["run_id"]
        stream = client.runs.join_stream(thread, run)
        first = next(stream)
        self.assertEqual(first.event, "metadata")
        self.touch("go")
        rest = list(stream)
        self.assertEqual([part.id for part in rest], [str(n) for n in range(1, len(rest) + 1)])
        again = list(client.runs.join_stream(thread, run, last_event_id=rest[1].id))
        self.assertEqual(again, rest[2:])

    def test_a_killed_host(self):
        """The run under way and those that wait behind it outlive it, and clients come again."""
        host, client = self.client()
        thread = client.threads.create()["thread_id"]
        run = client.runs.create(thread, "work", input={"n": 1}, stream_mode=["values"])["run_id"]
        behind = [client.runs.create(thread, "work", input={"n": n}, multitask_strategy="enqueue")["run_id"]
                  for n in (10, 20)]
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        host.kill()
        host.wait()
        _, client = self.client()
        self.assertEqual([client.runs.get(thread, each)["status"] for each in (run, *behind)],
                         ["running", "pending", "pending"])
        stream = client.runs.join_stream(thread, run)
        self.assertEqual(next(stream).data, {"run_id": run, "attempt": 2})
        self.touch("go")
        self.assertEqual(list(stream)[-1].data, {"n": 3})
        self.assertEqual(client.runs.join(thread, behind[0]), {"n": 12})
        self.assertEqual(client.runs.join(thread, behind[1]), {"n": 22})


if __name__ == "__main__":
    unittest.main()
