// SPDX-License-Identifier: Apache-2.0
// Assistants, threads, states, items and crons, as the JavaScript client of the Agent Server asks for them.
const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const { test } = require("node:test");
const { client, newThread, refused } = require("./served.js");

const UNKNOWN = "00000000-0000-4000-8000-000000000000";

test("assistants are there, made, changed and found", async () => {
  const { assistants } = client;
  const agent = await assistants.get("ask");
  assert.equal(agent.graph_id, "ask");
  const made = await assistants.create({ graphId: "ask", name: "mine", metadata: { a: 1 }, context: {} });
  await refused(409, () => assistants.create({ graphId: "ask", assistantId: made.assistant_id }));
  const again = await assistants.create({ graphId: "ask", assistantId: made.assistant_id, ifExists: "do_nothing" });
  assert.equal(again.assistant_id, made.assistant_id);
  assert.equal((await assistants.update(made.assistant_id, { name: "ours" })).version, 2);
  assert.equal((await assistants.getVersions(made.assistant_id)).length, 2);
  assert.equal((await assistants.setLatest(made.assistant_id, 1)).name, "mine");
  const page = await assistants.search({ metadata: { a: 1 }, limit: 1, includePagination: true });
  assert.deepEqual(page.assistants.map((one) => one.name), ["mine"]);
  assert.equal(await assistants.count({ graphId: "ask" }), 2);
  await assistants.delete(made.assistant_id);
  const told = await refused(404, () => assistants.get(made.assistant_id));
  assert.match(told.detail, /^No assistant found for/);
});

test("assistants show their graphs and schemas", async () => {
  const graph = await client.assistants.getGraph("outer", { xray: true });
  assert.ok(graph.nodes.some((node) => node.id.startsWith("inside")), JSON.stringify(graph));
  const schemas = await client.assistants.getSchemas("count");
  assert.deepEqual(Object.keys(schemas.state_schema.properties).sort(), ["log", "n"]);
  assert.deepEqual(Object.keys(await client.assistants.getSubgraphs("outer", { recurse: true })), ["inside"]);
  assert.deepEqual(Object.keys(await client.assistants.getSubgraphs("outer", { namespace: "inside" })), ["inside"]);
});

test("threads are made, changed, found, copied and pruned", async () => {
  const { threads } = client;
  const id = randomUUID();
  const made = await threads.create({ threadId: id, metadata: { kind: "mine" }, ttl: 60, graphId: "count" });
  assert.deepEqual(made.metadata, { kind: "mine", graph_id: "count" });
  assert.equal(made.status, "idle");
  await refused(409, () => threads.create({ threadId: id }));
  assert.equal((await threads.create({ threadId: id, ifExists: "do_nothing" })).thread_id, id);
  assert.equal((await threads.update(id, { metadata: { more: 1 } })).metadata.more, 1);
  assert.equal(await threads.update(id, { metadata: { most: 2 }, returnMinimal: true }), undefined);
  assert.equal((await threads.get(id, { include: ["ttl"] })).ttl.ttl, 60);
  await client.runs.wait(id, "count", { input: { n: 1 } });
  const found = await threads.search({ metadata: { kind: "mine" }, values: { n: 3 }, select: ["thread_id", "values"],
                                       extract: { last: "values.log[-1]" } });
  assert.deepEqual(found, [{ thread_id: id, values: { n: 3, log: ["a", "b"] }, extracted: { last: "b" } }]);
  assert.equal(await threads.count({ metadata: { kind: "mine" } }), 1);
  const copy = await threads.copy(id);
  assert.equal((await threads.getHistory(copy.thread_id)).length, (await threads.getHistory(id)).length);
  assert.deepEqual(await threads.prune([copy.thread_id]), { pruned_count: 1 });
  await threads.delete(id);
  assert.equal((await refused(404, () => threads.get(id))).detail, `Thread with ID ${id} not found`);
  await refused(422, () => threads.get("bad"));
});

test("states are shown, changed and gone through", async () => {
  const { threads } = client;
  const id = await newThread({ graphId: "count" });
  await client.runs.wait(id, "count", { input: { n: 1 } });
  const history = await threads.getHistory(id, { limit: 3 });
  assert.deepEqual(history.map((state) => state.next), [[], ["b"], ["a"]]);
  const before = await threads.getHistory(id, { before: { configurable: history[1].checkpoint }, limit: 1 });
  assert.deepEqual(before, history.slice(2));
  const older = history[1].checkpoint;
  assert.deepEqual((await threads.getState(id, older)).values, { n: 2, log: ["a"] });
  assert.deepEqual((await threads.getState(id, older.checkpoint_id, { subgraphs: true })).values, { n: 2, log: ["a"] });
  assert.deepEqual((await threads.getState(id, { thread_id: id })).values, { n: 3, log: ["a", "b"] });
  const updated = await threads.updateState(id, { values: { n: 9 }, asNode: "a", checkpoint: older });
  const now = await threads.getState(id);
  assert.deepEqual([now.checkpoint, now.values.n, now.next], [updated.checkpoint, 9, ["b"]]);
  await threads.patchState(id, { seen: true });
  assert.equal((await threads.get(id)).metadata.seen, true);
  await refused(422, () => threads.updateState(id, { values: { n: "many" }, asNode: "a" }));
  await refused(404, () => threads.getState(UNKNOWN));
});

test("states show only what was selected", async () => {
  const id = await newThread({ graphId: "count" });
  await client.runs.wait(id, "count", { input: { n: 1 } });
  assert.deepEqual((await client.threads.getState(id, undefined, { select: ["values.n"] })).values, { n: 3 });
  const history = await client.threads.getHistory(id, { limit: 1, select: ["values.log"] });
  assert.deepEqual(history[0].values, { log: ["a", "b"] });
});

test("items are kept in namespaces", async () => {
  const { store } = client;
  await store.putItem(["users", "ann"], "one", { n: 1 });
  await store.putItem(["users", "ben"], "two", { n: 2 }, { index: false, ttl: 60 });
  const item = await store.getItem(["users", "ann"], "one");
  assert.deepEqual([item.namespace, item.key, item.value], [["users", "ann"], "one", { n: 1 }]);
  assert.ok(item.createdAt && item.updatedAt);
  const found = await store.searchItems(["users"], { filter: { n: { $gt: 1 } }, query: "x" });
  assert.deepEqual(found.items.map((one) => one.key), ["two"]);
  const { namespaces } = await store.listNamespaces({ prefix: ["users"], maxDepth: 2 });
  assert.deepEqual(namespaces, [["users", "ann"], ["users", "ben"]]);
  await store.deleteItem(["users", "ann"], "one");
  assert.equal(await store.getItem(["users", "ann"], "one"), null);
  await store.deleteItem(["users", "ben"], "two");
});

test("crons are made, changed and found", async () => {
  const { crons } = client;
  const thread = await newThread();
  const made = await crons.create("count", { schedule: "0 0 1 1 *", input: { n: 1 }, timezone: "Europe/Berlin" });
  const bound = await crons.createForThread(thread, "count", { schedule: "5 4 * * MON", metadata: { a: 1 } });
  assert.equal(bound.thread_id, thread);
  assert.deepEqual((await crons.search({ threadId: thread })).map((one) => one.schedule), ["5 4 * * MON"]);
  assert.equal(await crons.count({ assistantId: "count" }), 2);
  assert.equal((await crons.update(made.cron_id, { enabled: false })).enabled, false);
  await crons.delete(made.cron_id);
  await crons.delete(bound.cron_id);
  await refused(404, () => crons.delete(UNKNOWN));
  await refused(422, () => crons.create("count", { schedule: "soon" }));
});
