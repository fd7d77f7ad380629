# SPDX-License-Identifier: Apache-2.0
"""Fifteen keys; each node reads one and writes others, until there are more than `letters` messages."""

import operator
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Annotated, Optional

from langgraph.graph import END, START, StateGraph

LISTS = {"messages", "trigger_events", "categorizations", "responses", "memory_docs", "relevant_rules"}
OBJECTS = {"user_info", "crm_info", "slack_participants", "notified_assignees", "autoresponse", "issue"}


def newer(old, new):
    return new if new is not None else old


@dataclass(kw_only=True)
class State:
    messages: Annotated[list, operator.add] = field(default_factory=list)
    trigger_events: Annotated[list, operator.add] = field(default_factory=list)
    primary_issue_medium: Annotated[str, lambda x, y: y or x] = "email"
    autoresponse: Annotated[Optional[dict], lambda _, y: y] = None
    issue: Annotated[Optional[dict], lambda x, y: y if y else x] = None
    relevant_rules: Optional[list] = None
    memory_docs: Optional[list] = None
    categorizations: Annotated[list, operator.add] = field(default_factory=list)
    responses: Annotated[list, operator.add] = field(default_factory=list)
    user_info: Annotated[Optional[dict], newer] = None
    crm_info: Annotated[Optional[dict], newer] = None
    email_thread_id: Annotated[Optional[str], newer] = None
    slack_participants: Annotated[dict, operator.or_] = field(default_factory=dict)
    bot_id: Optional[str] = None
    notified_assignees: Annotated[dict, operator.or_] = field(default_factory=dict)


def read_write(read, write, text, state):
    value = getattr(state, read)
    last = value[-1] if isinstance(value, list) else value
    values = value if isinstance(value, list) else [value]
    return {key: values if key in LISTS else last if key in OBJECTS else text for key in write}


def builder(letters):
    def build(checkpointer):
        text = "abcdefghij" * (letters // 10)
        graph = StateGraph(State)

        def node(name, read, *write):
            graph.add_node(name, partial(read_write, read, write, text))

        node("one", "messages", "trigger_events", "primary_issue_medium")
        node("two", "trigger_events", "autoresponse", "issue")
        node("three", "autoresponse", "relevant_rules")
        node("four", "trigger_events", "categorizations", "responses", "memory_docs")
        node(
            "five",
            "categorizations",
            "user_info",
            "crm_info",
            "email_thread_id",
            "slack_participants",
            "bot_id",
            "notified_assignees",
        )
        node("six", "responses", "messages")
        graph.add_edge(START, "one")
        graph.add_edge("one", "two")
        graph.add_edge("two", "three")
        graph.add_edge("two", "four")
        graph.add_edge(["three", "four"], "five")
        graph.add_edge("five", "six")
        graph.add_conditional_edges("six", lambda state: END if len(state.messages) > letters else "one")
        return graph.compile(checkpointer)

    return build


def message(keys, inner):
    value = ["hi?" * 10, True, 1, 6327816386138, None] * 5
    return {"k" + str(i) * 9: {"k" + str(j) * 9: value for j in range(inner)} for i in range(keys)}


def answer(state):
    return state if isinstance(state, dict) else asdict(state)


def workload(letters, keys, inner):
    return builder(letters), {"messages": [message(keys, inner)]}, answer
