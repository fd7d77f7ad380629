# SPDX-License-Identifier: Apache-2.0
"""The prebuilt agent with a model that calls its tool `count` times, then answers."""

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import StructuredTool
from langgraph.prebuilt import create_react_agent


def reply(messages, count):
    asked = len(messages) // 2
    if asked == count:
        return AIMessage("answer" * 100, id=f"ai-{asked}")
    query = f"{asked:036d}" * 100
    call = {"id": f"call-{asked}", "name": "search", "args": {"query": query}}
    return AIMessage("", tool_calls=[call], id=f"ai-{asked}")


class Model(BaseChatModel):
    count: int

    @property
    def _llm_type(self):
        return "scripted"

    def bind_tools(self, tools, **kwargs: Any):
        return self

    def _generate(self, messages, stop=None, run_manager=None, **kwargs: Any):
        return ChatResult(generations=[ChatGeneration(message=reply(messages, self.count))])


def search(query: str) -> str:
    return f"result for query: {query}" * 10


def answer(state):
    return [[message.type, message.content] for message in state["messages"]]


def workload(count):
    tool = StructuredTool.from_function(search, name="search", description="searches")

    def build(checkpointer):
        return create_react_agent(Model(count=count), [tool], checkpointer=checkpointer)

    return build, {"messages": [HumanMessage("hi?", id="human")]}, answer
