# SPDX-License-Identifier: Apache-2.0
"""A chain of nodes that do nothing."""

from langgraph.graph import START, MessagesState, StateGraph


def noop(state):
    return None


def builder(count):
    def build(checkpointer):
        graph = StateGraph(MessagesState)
        before = START
        for i in range(count):
            name = f"node_{i}"
            graph.add_node(name, noop)
            graph.add_edge(before, name)
            before = name
        graph.set_finish_point(before)
        return graph.compile(checkpointer)

    return build


def workload(count):
    return builder(count), {"messages": []}, lambda state: state["messages"]
