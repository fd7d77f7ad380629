# SPDX-License-Identifier: Apache-2.0
"""A workflow of the host as a graph of LangGraph's own: `RemoteGraph`."""

import asyncio
import unittest
import uuid

from sdk_workflows import ServedWorkflowsTest


def on_thread():
    return {"configurable": {"thread_id": str(uuid.uuid4())}}


class Remote(ServedWorkflowsTest):
    def graph(self, name):
        from langgraph.pregel.remote import RemoteGraph

        return RemoteGraph(name, url=self.url)

    def test_is_invoked(self):
        from langgraph.pregel.remote import RemoteException

        self.assertEqual(self.graph("count").invoke({"n": 1}), {"n": 3, "log": ["a", "b"]})
        self.assertEqual(asyncio.run(self.graph("count").ainvoke({"n": 1}))["n"], 3)
        with self.assertRaisesRegex(RemoteException, "expression_failed"):
            self.graph("fail").invoke({"n": 0})

    def test_is_streamed_with_its_subgraphs(self):
        self.assertEqual(list(self.graph("count").stream({"n": 1}, stream_mode="updates")),
                         [{"a": {"n": 2, "log": "a"}}, {"b": {"n": 3, "log": "b"}}])
        parts = list(self.graph("outer").stream({"n": 1}, stream_mode=["updates", "values"], subgraphs=True))
        inner = [(mode, data) for namespace, mode, data in parts if namespace]
        self.assertTrue(next(namespace for namespace, _, _ in parts if namespace)[0].startswith("inside:"))
        self.assertIn(("updates", {"add": {"n": 2}}), inner)
        self.assertEqual(parts[-1], ((), "values", {"n": 2}))

    def test_asks_and_is_answered(self):
        from langgraph.types import Command

        graph, config = self.graph("ask"), on_thread()
        *_, last = graph.stream({"n": 0}, config, stream_mode="updates")
        self.assertEqual([asked["value"] for asked in last["__interrupt__"]], ["Go on with 1?"])
        state = graph.get_state(config)
        self.assertEqual(state.next, ("review",))
        self.assertEqual(state.tasks[0].interrupts[0].value, "Go on with 1?")
        self.assertEqual(graph.invoke(Command(resume=True), config), {"ok": True, "n": 1})

    def test_shows_and_changes_states(self):
        graph, config = self.graph("count"), on_thread()
        graph.invoke({"n": 1}, config)
        history = list(graph.get_state_history(config))
        self.assertEqual([state.next for state in history], [(), ("b",), ("a",), ("__start__",)])
        before = list(graph.get_state_history(config, before=history[1].config, limit=1))
        self.assertEqual(before, history[2:3])
        self.assertEqual(graph.get_state(history[1].config), history[1])
        changed = graph.update_state(history[1].config, {"n": 9}, as_node="a")
        now = graph.get_state(config, subgraphs=True)
        self.assertEqual((now.config, now.values["n"], now.next), (changed, 9, ("b",)))
        self.assertEqual(graph.invoke(None, config), {"n": 10, "log": ["a", "b"]})

    def test_is_drawn(self):
        drawn = self.graph("outer").get_graph(xray=True)
        self.assertTrue(any(node.startswith("inside") for node in drawn.nodes), drawn.nodes)

    def test_is_a_node_of_a_local_graph(self):
        from typing import TypedDict

        from langgraph.graph import START, StateGraph

        State = TypedDict("State", {"n": int})
        local = StateGraph(State)
        local.add_node("far", self.graph("outer"))
        local.add_edge(START, "far")
        parts = list(local.compile().stream({"n": 1}, stream_mode="updates", subgraphs=True))
        self.assertEqual(parts[-1], ((), {"far": {"n": 2}}))
        self.assertEqual([len(namespace) for namespace, _ in parts], [2, 1, 0])


if __name__ == "__main__":
    unittest.main()
