# SPDX-License-Identifier: Apache-2.0
"""Runs, as the Python client of LangGraph's Agent Server orders and follows them."""

import json
import signal
import time
import unittest
import uuid

from sdk_workflows import ServedWorkflowsTest


class SdkRuns(ServedWorkflowsTest):
    def touch(self, name):
        (self.folder / name).touch()

    def kill(self):
        self.end(self.host, by=signal.SIGKILL)

    def again(self, client, method, *arguments, until):
        """What the client gets once it is as it should be."""
        for _ in range(600):
            got = method(*arguments)
            if until(got):
                return got
            time.sleep(0.05)
        self.fail(f"never so: {got}")

    def test_wait(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        self.assertEqual(client.runs.wait(thread, "count", input={"n": 1}), {"n": 3, "log": ["a", "b"]})
        run = client.runs.list(thread)[0]
        self.assertEqual(run["status"], "success")
        self.assertEqual(run["metadata"]["graph_id"], "count")
        self.assertEqual(client.runs.join(thread, run["run_id"]), {"n": 3, "log": ["a", "b"]})
        self.assertEqual(client.threads.get(thread)["status"], "idle")

    def test_stateless(self):
        client = self.client()
        self.assertEqual(client.runs.wait(None, "count", input={"n": 1})["n"], 3)
        parts = list(client.runs.stream(None, "count", input={"n": 1}, stream_mode="updates"))
        self.assertEqual([part.event for part in parts], ["metadata", "updates", "updates"])

    def test_stream(self):
        client = self.client()
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
        client = self.client()
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
        client = self.client()
        thread = client.threads.create()["thread_id"]
        parts = list(client.runs.stream(thread, "ask", input={"n": 0}, stream_mode=["values", "updates"]))
        asked = [part.data["__interrupt__"] for part in parts if part.event == "updates" and "__interrupt__" in part.data]
        self.assertEqual(asked[0][0]["value"], "Go on with 1?")
        self.assertEqual(client.runs.list(thread)[0]["status"], "success")
        self.assertEqual(client.threads.get(thread)["status"], "interrupted")
        values = client.runs.wait(thread, "ask", command={"resume": True})
        self.assertEqual(values, {"ok": True, "n": 1})

    def test_interrupt_before_a_node(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        client.runs.wait(thread, "count", input={"n": 1}, interrupt_before=["b"])
        self.assertEqual(client.threads.get_state(thread)["next"], ["b"])
        self.assertEqual(client.runs.wait(thread, "count", input=None)["log"], ["a", "b"])

    def test_failure(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        failure = client.runs.wait(thread, "fail", input={"n": 0}, raise_error=False)["__error__"]
        self.assertEqual(failure["error"], "expression_failed")
        self.assertIn("division by zero", failure["message"])
        parts = list(client.runs.stream(thread, "fail", input={"n": 0}))
        self.assertEqual(parts[-1].event, "error")
        self.assertEqual(parts[-1].data["error"], "expression_failed")
        self.assertEqual(client.runs.list(thread)[0]["status"], "error")

    def test_a_busy_thread(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        first = client.runs.create(thread, "work", input={"n": 1})
        refusal = self.assert_refused(422, client.runs.wait, thread, "work", input={"n": 1})
        self.assertIn("Thread is already running a task.", refusal["detail"])
        second = client.runs.create(thread, "work", input={"n": 5}, multitask_strategy="enqueue")
        self.assertEqual(client.runs.get(thread, second["run_id"])["status"], "pending")
        self.touch("go")
        self.assertEqual(client.runs.join(thread, second["run_id"]), {"n": 7})
        self.assertEqual(client.runs.get(thread, first["run_id"])["status"], "success")

    def test_interrupting_a_run(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        first = client.runs.create(thread, "work", input={"n": 1})
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        second = client.runs.create(thread, "work", input={"n": 5}, multitask_strategy="interrupt")
        self.touch("go")
        self.assertEqual(client.runs.join(thread, second["run_id"]), {"n": 7})
        self.assertEqual(client.runs.get(thread, first["run_id"])["status"], "interrupted")

    def test_cancel(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        run = client.runs.create(thread, "work", input={"n": 1})["run_id"]
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        client.runs.cancel(thread, run, wait=True)
        self.assertEqual(client.runs.get(thread, run)["status"], "interrupted")
        run = client.runs.create(thread, "work", input=None)["run_id"]
        client.runs.cancel(thread, run, wait=True, action="rollback")
        self.assert_refused(404, client.runs.get, thread, run)

    def test_batch_and_bulk_cancel(self):
        client = self.client()
        runs = client.runs.create_batch([{"assistant_id": "work", "input": {"n": n}} for n in range(3)])
        self.assertEqual(len({run["thread_id"] for run in runs}), 3)
        client.runs.cancel_many(run_ids=[run["run_id"] for run in runs])

    def test_what_is_not_there(self):
        client = self.client()
        unknown = str(uuid.uuid4())
        self.assert_refused(404, client.runs.wait, unknown, "count", input={"n": 1})
        self.assertEqual(client.runs.wait(unknown, "count", input={"n": 1}, if_not_exists="create")["n"], 3)
        self.assert_refused(404, client.runs.wait, None, "nothing", input={})
        self.assert_refused(404, client.runs.get, unknown, str(uuid.uuid4()))

    def test_join_of_a_stream(self):
        client = self.client()
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

    def test_the_thread_stream_protocol(self):
        import httpx

        thread = str(uuid.uuid4())
        http = self.enterContext(httpx.Client(base_url=self.url, timeout=60))

        def command(method, **params):
            return http.post(f"/threads/{thread}/commands", json={"id": 1, "method": method, "params": params}).json()

        events = []
        with http.stream("POST", f"/threads/{thread}/stream/events",
                         json={"channels": ["lifecycle", "updates", "input"]}) as response:
            started = command("run.start", assistant_id="ask", input={"n": 1})
            self.assertEqual(started["type"], "success", started)
            for line in response.iter_lines():
                if line.startswith("data: "):
                    events.append(json.loads(line[6:]))
                if events and events[-1]["method"] == "lifecycle" and events[-1]["params"]["data"]["event"] != "running":
                    break
        self.assertEqual([event["method"] for event in events],
                         ["lifecycle", "updates", "input.requested", "lifecycle"])
        self.assertEqual(events[1]["params"]["data"], {"values": {"n": 2}})
        self.assertEqual(events[1]["params"]["node"], "a")
        self.assertEqual(events[3]["params"]["data"]["event"], "interrupted")
        asked = events[2]["params"]["data"]
        self.assertEqual(asked["payload"], "Go on with 2?")
        answered = command("input.respond", interrupt_id=asked["interrupt_id"], response=True)
        self.client().runs.join(thread, answered["result"]["run_id"])
        self.assertEqual(command("state.get", keys=["ok"])["result"]["values"], {"ok": True})
        self.assertEqual(command("nothing")["error"], "unknown_command")

    def test_a_killed_host(self):
        """The run under way and those that wait behind it outlive it, and clients come again."""
        client = self.client()
        thread = client.threads.create()["thread_id"]
        run = client.runs.create(thread, "work", input={"n": 1}, stream_mode=["values"])["run_id"]
        behind = [client.runs.create(thread, "work", input={"n": n}, multitask_strategy="enqueue")["run_id"]
                  for n in (10, 20)]
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        self.kill()
        self.serve()
        client = self.client()
        self.assertEqual([client.runs.get(thread, each)["status"] for each in (run, *behind)],
                         ["running", "pending", "pending"])
        stream = client.runs.join_stream(thread, run)
        self.assertEqual(next(stream).data, {"run_id": run, "attempt": 2})
        self.touch("go")
        self.assertEqual(list(stream)[-1].data, {"n": 3})
        self.assertEqual(client.runs.join(thread, behind[0]), {"n": 12})
        self.assertEqual(client.runs.join(thread, behind[1]), {"n": 22})

    def test_a_resumable_stream_of_a_killed_host(self):
        """Both connections together have every superstep once."""
        client = self.client()
        thread = client.threads.create()["thread_id"]
        stream = client.runs.stream(thread, "work", input={"n": 1}, stream_mode=["values"], stream_resumable=True)
        before = [next(stream) for _ in range(3)]
        self.assertEqual([part.data.get("n") for part in before], [None, 1, 2])
        run = before[0].data["run_id"]
        self.again(client, client.threads.get_state, thread, until=lambda state: state["next"] == ["work"])
        self.kill()
        self.serve()
        self.touch("go")
        client = self.client()
        after = list(client.runs.join_stream(thread, run, last_event_id=before[-1].id))
        self.assertEqual([part.event for part in after], ["metadata", "values"])
        self.assertEqual(after[0].data, {"run_id": run, "attempt": 2, "superseded_after": 2})
        self.assertEqual(after[1].data, {"n": 3})
        whole = list(client.runs.join_stream(thread, run, last_event_id="-1"))
        self.assertEqual(whole, before + after)


if __name__ == "__main__":
    unittest.main()
