// SPDX-License-Identifier: Apache-2.0
// A workflow of the server as a graph of LangGraph's own, in JavaScript.
const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const { test } = require("node:test");
const { Command } = require("@langchain/langgraph");
const { RemoteGraph } = require("@langchain/langgraph/remote");
const { all, apiUrl, client } = require("./served.js");

const graph = (graphId) => new RemoteGraph({ graphId, url: apiUrl });
const onThread = (thread_id = randomUUID()) => ({ configurable: { thread_id } });

test("a graph is invoked", async () => {
  assert.deepEqual(await graph("count").invoke({ n: 1 }), { n: 3, log: ["a", "b"] });
  await assert.rejects(() => graph("fail").invoke({ n: 0 }), /expression_failed/);
});

test("a graph is streamed, with its subgraphs", async () => {
  assert.deepEqual(await all(await graph("count").stream({ n: 1 }, { streamMode: "updates" })),
                   [{ a: { n: 2, log: "a" } }, { b: { n: 3, log: "b" } }]);
  const parts = await all(await graph("outer").stream({ n: 1 }, { streamMode: ["updates", "values"], subgraphs: true }));
  const inner = parts.filter(([namespace]) => namespace.length > 0);
  assert.match(inner[0][0][0], /^inside:/);
  assert.deepEqual(inner.filter((part) => part[1] === "updates").map((part) => part[2]), [{ add: { n: 2 } }]);
  assert.deepEqual(parts.at(-1).slice(1), ["values", { n: 2 }]);
});

test("a question is answered, and its state shown", async () => {
  const remote = graph("ask");
  const config = onThread();
  await assert.rejects(async () => all(await remote.stream({ n: 0 }, config)), { name: "GraphInterrupt" });
  const state = await remote.getState(config);
  assert.deepEqual(state.next, ["review"]);
  assert.equal(state.tasks[0].interrupts[0].value, "Go on with 1?");
  assert.deepEqual(await remote.invoke(new Command({ resume: true }), config), { ok: true, n: 1 });
});

test("a state is changed, and its history gone through", async () => {
  const remote = graph("count");
  const config = onThread();
  await remote.invoke({ n: 1 }, config);
  const history = await all(remote.getStateHistory(config));
  assert.deepEqual(history.map((state) => state.next), [[], ["b"], ["a"], ["__start__"]]);
  const before = await all(remote.getStateHistory(config, { before: history[1].config, limit: 1 }));
  assert.deepEqual(before.map((state) => state.next), [["a"]]);
  assert.deepEqual((await remote.getState(history[1].config)).values, { n: 2, log: ["a"] });
  const changed = await remote.updateState(history[1].config, { n: 9 }, "a");
  const now = await remote.getState(config, { subgraphs: true });
  assert.deepEqual([now.config, now.values.n, now.next], [changed, 9, ["b"]]);
  assert.deepEqual(await remote.invoke(null, config), { n: 10, log: ["a", "b"] });
});

test("a graph is drawn, and names its subgraphs", async () => {
  const drawn = await graph("outer").getGraphAsync({ xray: true });
  assert.ok(Object.keys(drawn.nodes).some((node) => node.startsWith("inside")));
  const subgraphs = await all(graph("outer").getSubgraphsAsync());
  assert.deepEqual(subgraphs.map(([name]) => name), ["inside"]);
});

test("a graph is followed by the thread stream protocol", async () => {
  const run = await graph("count").streamEvents({ n: 1 }, { version: "v3", ...onThread() });
  assert.deepEqual(await run.output, { n: 3, log: ["a", "b"] });
  await run.thread.close();
});

test("a thread of its own is made for it", async () => {
  const config = onThread();
  await graph("count").invoke({ n: 1 }, config);
  assert.equal((await client.threads.get(config.configurable.thread_id)).status, "idle");
});
