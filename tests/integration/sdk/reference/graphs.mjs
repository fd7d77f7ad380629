// SPDX-License-Identifier: Apache-2.0
// The workflows `count`, `ask` and `fail` of sdk_workflows.py, as graphs of the reference.
import { Annotation, END, START, StateGraph, interrupt } from "@langchain/langgraph";

const last = (otherwise) => Annotation({ reducer: (_, value) => value, default: () => otherwise });
const appended = Annotation({ reducer: (list, value) => list.concat(value), default: () => [] });

const step = (name) => ({ n }) => ({ n: n + 1, log: name });
export const count = new StateGraph(Annotation.Root({ n: last(0), log: appended }))
  .addNode("a", step("a")).addNode("b", step("b"))
  .addEdge(START, "a").addEdge("a", "b").addEdge("b", END).compile();

export const ask = new StateGraph(Annotation.Root({ ok: last(false), n: last(0) }))
  .addNode("a", ({ n }) => ({ n: n + 1 }))
  .addNode("review", ({ n }) => ({ ok: interrupt(`Go on with ${n}?`) }))
  .addEdge(START, "a").addEdge("a", "review").addEdge("review", END).compile();

export const fail = new StateGraph(Annotation.Root({ n: last(0) }))
  .addNode("a", ({ n }) => {
    if (n === 0) throw new Error("division by zero");
    return { n: Math.trunc(1 / n) };
  })
  .addEdge(START, "a").addEdge("a", END).compile();
