# SPDX-License-Identifier: Apache-2.0
"""Assistants, threads, states, items and crons, as the Python client of LangGraph sees them."""

import asyncio
import signal
import unittest
import uuid

from sdk_host import SdkTest

NAMESPACE = uuid.UUID("6ba7b821-9dad-11d1-80b4-00c04fd430c8")
UNKNOWN = "00000000-0000-4000-8000-000000000000"


class Assistants(SdkTest):
    def test_every_workflow_has_one(self):
        assistants = self.client().assistants
        found = assistants.search()
        self.assertEqual({one["graph_id"] for one in found}, {"agent", "plain"})
        agent = assistants.get("agent")
        self.assertEqual(agent["assistant_id"], str(uuid.uuid5(NAMESPACE, "agent")))
        self.assertEqual(assistants.get(agent["assistant_id"]), agent)
        self.assert_refused(404, assistants.get, "nobody")

    def test_has_versions(self):
        assistants = self.client().assistants
        made = assistants.create("agent", context={"step": 2}, metadata={"team": "x"}, name="mine")
        self.assert_refused(409, assistants.create, "agent", assistant_id=made["assistant_id"])
        again = assistants.create("agent", assistant_id=made["assistant_id"], if_exists="do_nothing")
        self.assertEqual(again, made)
        changed = assistants.update(made["assistant_id"], context={"step": 3}, metadata={"more": 1})
        self.assertEqual((changed["version"], changed["metadata"]), (2, {"team": "x", "more": 1}))
        versions = assistants.get_versions(made["assistant_id"])
        self.assertEqual([one["version"] for one in versions], [2, 1])
        back = assistants.set_latest(made["assistant_id"], 1)
        self.assertEqual(back["context"], {"step": 2})
        self.assertEqual(assistants.count(metadata={"team": "x"}), 1)
        self.assertEqual(assistants.search(metadata={"team": "x"}, select=["name"]), [{"name": "mine"}])
        assistants.delete(made["assistant_id"])
        self.assert_refused(404, assistants.get, made["assistant_id"])

    def test_show_their_workflow(self):
        assistants = self.client().assistants
        graph = assistants.get_graph("agent", xray=True)
        self.assertEqual([node["id"] for node in graph["nodes"]], ["__start__", "a", "review", "__end__"])
        self.assertIn({"source": "a", "target": "review"}, graph["edges"])
        schemas = assistants.get_schemas("agent")
        self.assertEqual(schemas["graph_id"], "agent")
        self.assertEqual(set(schemas["state_schema"]["properties"]), {"n", "log", "ok"})
        self.assertEqual(schemas["context_schema"]["properties"]["step"]["default"], 1)
        self.assertEqual(assistants.get_subgraphs("agent", recurse=True), {})

    def test_pages(self):
        assistants = self.client().assistants
        page = assistants.search(limit=1, response_format="object")
        self.assertEqual(len(page["assistants"]), 1)
        self.assertEqual(page["next"], "1")


class Threads(SdkTest):
    def waiting(self, threads):
        """A thread that waits for an answer."""
        thread = threads.create(graph_id="agent", metadata={"kind": "asked"})
        done = self.run_on(thread["thread_id"], "agent", '{"n": 1}')
        self.assertEqual(done.returncode, 6, done.stderr)
        return thread["thread_id"]

    def test_are_made_and_changed(self):
        threads = self.client().threads
        made = threads.create(metadata={"a": 1}, thread_id=str(uuid.uuid4()), ttl=60)
        self.assertEqual((made["status"], made["config"]), ("idle", {}))
        self.assertNotIn("values", made)
        self.assert_refused(409, threads.create, thread_id=made["thread_id"])
        self.assertEqual(threads.create(thread_id=made["thread_id"], if_exists="do_nothing"), made)
        threads.update(made["thread_id"], metadata={"b": 2})
        found = threads.get(made["thread_id"], include=["ttl"])
        self.assertEqual(found["metadata"], {"a": 1, "b": 2})
        self.assertEqual(found["ttl"]["ttl"], 60)
        threads.delete(made["thread_id"])
        told = self.assert_refused(404, threads.get, made["thread_id"])
        self.assertEqual(told["detail"], f"Thread with ID {made['thread_id']} not found")
        self.assert_refused(422, threads.get, "bad")

    def test_are_found(self):
        threads = self.client().threads
        waiting = self.waiting(threads)
        idle = threads.create()["thread_id"]
        ids = lambda **query: [one["thread_id"] for one in threads.search(**query)]
        self.assertEqual(ids(status="interrupted"), [waiting])
        self.assertEqual(ids(values={"n": 2}), [waiting])
        self.assertEqual(ids(metadata={"kind": "asked"}), [waiting])
        self.assertEqual(ids(ids=[idle]), [idle])
        self.assertEqual(ids(sort_by="created_at", sort_order="asc", limit=1, offset=1), [idle])
        self.assertEqual(threads.count(status="idle"), 1)
        found = threads.search(ids=[waiting], select=["thread_id"], extract={"last": "values.log[-1]"})
        self.assertEqual(found, [{"thread_id": waiting, "extracted": {"last": "a"}}])

    def test_show_what_waits(self):
        threads = self.client().threads
        waiting = self.waiting(threads)
        thread = threads.get(waiting)
        question = "approve 2?"
        self.assertEqual((thread["status"], thread["values"]), ("interrupted", {"n": 2, "log": ["a"]}))
        self.assertEqual([each["value"] for each in thread["interrupts"]["review"]], [question])
        state = threads.get_state(waiting)
        self.assertEqual(state["next"], ["review"])
        self.assertEqual(state["values"], thread["values"])
        self.assertEqual(state["tasks"][0]["interrupts"], thread["interrupts"]["review"])
        self.assertEqual(state["tasks"][0]["path"], ["__pregel_pull", "review"])
        self.assertEqual((state["metadata"]["source"], state["metadata"]["step"]), ("loop", 1))
        self.assertEqual(state["checkpoint"]["checkpoint_ns"], "")

    def test_are_known_by_the_runs_of_a_client(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        asked = client.runs.wait(thread, "agent", input={"n": 1}, context={"step": 4})
        self.assertEqual([each["value"] for each in asked["__interrupt__"]], ["approve 5?"])
        found = client.threads.get(thread)
        agent = client.assistants.get("agent")["assistant_id"]
        self.assertEqual(found["status"], "interrupted")
        self.assertEqual(found["metadata"], {"graph_id": "agent", "assistant_id": agent})
        client.runs.wait(thread, "agent", command={"resume": True})
        state = client.threads.get_state(thread)
        self.assertEqual((state["values"]["ok"], state["next"]), (True, []))
        self.assertEqual(client.threads.get(thread)["status"], "idle")
        self.assertEqual([one["thread_id"] for one in client.threads.search(metadata={"graph_id": "agent"})], [thread])
        client.threads.delete(thread)
        self.assert_refused(404, client.runs.list, thread)

    def test_have_a_history(self):
        threads = self.client().threads
        waiting = self.waiting(threads)
        history = threads.get_history(waiting)
        self.assertEqual([state["next"] for state in history], [["review"], ["a"], ["__start__"]])
        self.assertEqual(history[0]["parent_checkpoint"], history[1]["checkpoint"])
        older = threads.get_history(waiting, limit=1, before=history[0]["checkpoint"])
        self.assertEqual(older, history[1:2])
        at = threads.get_state(waiting, checkpoint=history[1]["checkpoint"])
        self.assertEqual((at["values"], at["next"]), ({"n": 1, "log": []}, ["a"]))
        by_id = threads.get_state(waiting, checkpoint_id=history[1]["checkpoint"]["checkpoint_id"])
        self.assertEqual(by_id, at)

    def test_take_an_update(self):
        threads = self.client().threads
        waiting = self.waiting(threads)
        made = threads.update_state(waiting, {"n": 10}, as_node="a")
        state = threads.get_state(waiting)
        self.assertEqual(state["checkpoint"], made["checkpoint"])
        self.assertEqual((state["values"]["n"], state["next"]), (10, ["review"]))
        older = threads.get_history(waiting)[-1]["checkpoint"]
        threads.update_state(waiting, {"n": 5}, as_node="__start__", checkpoint=older)
        self.assertEqual(threads.get_state(waiting)["next"], ["a"])
        self.assert_refused(422, threads.update_state, waiting, {"n": "many"}, as_node="a")

    def test_are_copied_and_pruned(self):
        threads = self.client().threads
        waiting = self.waiting(threads)
        threads.copy(waiting)
        copies = [one["thread_id"] for one in threads.search(status="interrupted") if one["thread_id"] != waiting]
        self.assertTrue(copies)
        self.assertEqual(len(threads.get_history(copies[0])), 3)
        self.assertEqual(threads.prune([waiting], strategy="keep_latest"), {"pruned_count": 1})
        self.assertEqual(len(threads.get_history(waiting)), 1)
        threads.prune([waiting, *copies])
        self.assertEqual(threads.count(), 0)

    def test_begin_with_a_state(self):
        threads = self.client().threads
        supersteps = [{"updates": [{"values": {"n": 4}, "as_node": "__start__"}]},
                      {"updates": [{"values": {"n": 7}, "as_node": "a"}]}]
        made = threads.create(graph_id="agent", supersteps=supersteps)
        state = threads.get_state(made["thread_id"])
        self.assertEqual((state["values"]["n"], state["next"]), (7, ["review"]))

    def test_survive_the_host(self):
        client = self.client()
        waiting = self.waiting(client.threads)
        before = client.threads.get(waiting)
        client.store.put_item(["a"], "k", {"x": 1})
        self.end(self.host, signal.SIGKILL)
        self.serve()
        client = self.client()
        self.assertEqual(client.threads.get(waiting), before)
        self.assertEqual(client.store.get_item(["a"], "k")["value"], {"x": 1})

    def test_are_served_to_the_other_client_too(self):
        from langgraph_sdk import get_client

        async def drive():
            async with get_client(url=self.url) as client:
                made = await client.threads.create(graph_id="agent")
                await client.threads.update_state(made["thread_id"], {"n": 3}, as_node="a")
                return await client.threads.get_state(made["thread_id"], subgraphs=True)

        state = asyncio.run(drive())
        self.assertEqual((state["values"]["n"], state["next"]), (3, ["review"]))


class Items(SdkTest):
    def test_are_kept_in_namespaces(self):
        store = self.client().store
        store.put_item(["users", "ann"], "one", {"n": 1, "tag": "x"})
        store.put_item(["users", "ben"], "two", {"n": 2, "tag": "y"}, ttl=60)
        item = store.get_item(["users", "ann"], "one")
        self.assertEqual((item["namespace"], item["key"], item["value"]), (["users", "ann"], "one", {"n": 1, "tag": "x"}))
        keys = lambda *where, **query: [one["key"] for one in store.search_items(*where, **query)["items"]]
        self.assertEqual(keys(["users"]), ["one", "two"])
        self.assertEqual(keys(["users"], filter={"n": {"$gt": 1}}), ["two"])
        self.assertEqual(keys(["users", "ann"], filter={"tag": "y"}), [])
        self.assertEqual(store.list_namespaces(prefix=["users"])["namespaces"], [["users", "ann"], ["users", "ben"]])
        self.assertEqual(store.list_namespaces(max_depth=1)["namespaces"], [["users"]])
        store.delete_item(["users", "ann"], "one")
        self.assertIsNone(store.get_item(["users", "ann"], "one"))


class Crons(SdkTest):
    def test_are_made_changed_and_found(self):
        client = self.client()
        thread = client.threads.create()["thread_id"]
        crons = client.crons
        crons.create("agent", schedule="0 0 1 1 *", input={"n": 1})
        crons.create_for_thread(thread, "agent", schedule="0 9 * * MON", timezone="Europe/Berlin", metadata={"a": 1})
        found = crons.search(thread_id=thread)
        self.assertEqual([(one["schedule"], one["timezone"], one["enabled"]) for one in found],
                         [("0 9 * * MON", "Europe/Berlin", True)])
        self.assertEqual(crons.count(assistant_id="agent"), 2)
        crons.update(found[0]["cron_id"], enabled=False)
        self.assertEqual([one["next_run_date"] for one in crons.search(enabled=False)], [None])
        crons.delete(found[0]["cron_id"])
        self.assertEqual(crons.count(), 1)
        self.assert_refused(422, crons.create, "agent", schedule="soon")
        self.assert_refused(404, crons.delete, UNKNOWN)


if __name__ == "__main__":
    unittest.main()
