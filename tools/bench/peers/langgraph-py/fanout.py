# SPDX-License-Identifier: Apache-2.0
"""A subgraph of twelve supersteps for each of `count` subjects."""

import operator
from typing import Annotated

from langgraph.graph import END, START, StateGraph
from langgraph.types import Send
from typing_extensions import TypedDict


class State(TypedDict):
    subjects: list[str]
    jokes: Annotated[list[str], operator.add]


class Subject(TypedDict):
    subject: str


class Jokes(TypedDict):
    jokes: list[str]


class Joke(Subject, Jokes):
    pass


def edit(state: Subject):
    return {"subject": state["subject"] + " - hohoho"}


def generate(state: Subject):
    return {"jokes": ["Joke about " + state["subject"]]}


def bump(state: Jokes):
    return {"jokes": [state["jokes"][0] + " a"]}


def after_bump(state: Jokes):
    return END if state["jokes"][0].endswith(" a" * 10) else "bump"


def subgraph():
    graph = StateGraph(Joke, input_schema=Subject, output_schema=Jokes)
    graph.add_node("edit", edit)
    graph.add_node("generate", generate)
    graph.add_node("bump", bump)
    graph.set_entry_point("edit")
    graph.add_edge("edit", "generate")
    graph.add_edge("generate", "bump")
    graph.add_conditional_edges("bump", after_bump, ["bump", END])
    graph.set_finish_point("generate")
    return graph.compile()


def send_all(state: State):
    return [Send("generate_joke", {"subject": subject}) for subject in state["subjects"]]


def build(checkpointer):
    graph = StateGraph(State)
    graph.add_node("generate_joke", subgraph())
    graph.add_conditional_edges(START, send_all, ["generate_joke"])
    graph.add_edge("generate_joke", END)
    return graph.compile(checkpointer)


def workload(count):
    subjects = [f"{i:03d}" + "abcdefghij" * 99 + "abcdefg" for i in range(count)]
    return build, {"subjects": subjects}, lambda state: state["jokes"]
