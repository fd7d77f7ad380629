// SPDX-License-Identifier: Apache-2.0
// Runs, as the JavaScript client of the Agent Server orders and follows them.
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { all, atWork, client, forget, newThread, refused, touch, until } = require("./served.js");

const { runs, threads } = client;
const UNKNOWN = "00000000-0000-4000-8000-000000000000";
const modes = ["values", "updates", "messages", "messages-tuple", "custom", "debug", "tasks", "checkpoints", "events"];

test("a run is waited for", async () => {
  const thread = await newThread();
  const created = [];
  const result = await runs.wait(thread, "count", { input: { n: 1 }, onRunCreated: (run) => created.push(run) });
  assert.deepEqual(result, { n: 3, log: ["a", "b"] });
  const [run] = await runs.list(thread, { status: "success", select: ["run_id", "status"] });
  assert.deepEqual(run, { run_id: created[0].run_id, status: "success" });
  assert.deepEqual(await runs.join(thread, run.run_id), result);
  assert.equal((await runs.get(thread, run.run_id)).metadata.graph_id, "count");
});

test("a run without a thread is waited for and followed", async () => {
  assert.equal((await runs.wait(null, "count", { input: { n: 1 } })).n, 3);
  const parts = await all(runs.stream(null, "count", { input: { n: 1 }, streamMode: "updates" }));
  assert.deepEqual(parts.map((part) => part.event), ["metadata", "updates", "updates"]);
});

test("a stream has all modes, numbered", async () => {
  const thread = await newThread();
  const created = [];
  const parts = await all(runs.stream(thread, "count", { input: { n: 1 }, streamMode: modes,
                                                         onRunCreated: (run) => created.push(run) }));
  assert.deepEqual(parts.map((part) => part.id), parts.map((_, index) => String(index)));
  assert.deepEqual(parts[0].data, { run_id: created[0].run_id, attempt: 1 });
  assert.equal(created[0].thread_id, thread);
  const told = (mode) => parts.filter((part) => part.event === mode).map((part) => part.data);
  assert.deepEqual(told("updates"), [{ a: { n: 2, log: "a" } }, { b: { n: 3, log: "b" } }]);
  assert.deepEqual(told("values").at(-1), { n: 3, log: ["a", "b"] });
  assert.deepEqual(told("tasks").map((task) => task.name), ["a", "a", "b", "b"]);
  assert.deepEqual(told("checkpoints").map((one) => one.next), [["__start__"], ["a"], ["b"], []]);
  assert.equal(told("debug").length, told("tasks").length + told("checkpoints").length);
});

test("what is said inside a subworkflow has its place", async () => {
  const parts = await all(runs.stream(null, "outer", { input: { n: 1 }, streamMode: ["updates"], streamSubgraphs: true }));
  const [, inner, outer] = parts;
  assert.match(inner.event, /^updates\|inside:[^|]+$/);
  assert.deepEqual([inner.data, outer.data], [{ add: { n: 2 } }, { inside: { n: 2 } }]);
  const plain = await all(runs.stream(null, "outer", { input: { n: 1 }, streamMode: ["updates"] }));
  assert.deepEqual(plain.map((part) => part.event), ["metadata", "updates"]);
});

test("a question is answered by a command", async () => {
  const thread = await newThread();
  const parts = await all(runs.stream(thread, "ask", { input: { n: 0 }, streamMode: ["values", "updates"] }));
  const asked = parts.find((part) => part.event === "updates" && part.data.__interrupt__);
  assert.equal(asked.data.__interrupt__[0].value, "Go on with 1?");
  const { interrupts, status } = await threads.get(thread);
  assert.equal(status, "interrupted");
  assert.deepEqual(Object.values(interrupts), [asked.data.__interrupt__]);
  const answers = { [asked.data.__interrupt__[0].id]: true };
  assert.deepEqual(await runs.wait(thread, "ask", { command: { resume: answers } }), { ok: true, n: 1 });
});

test("a run stops before a node and goes on elsewhere by a command", async () => {
  const thread = await newThread();
  await runs.wait(thread, "count", { input: { n: 1 }, interruptBefore: ["b"] });
  assert.deepEqual((await threads.getState(thread)).next, ["b"]);
  assert.deepEqual(await runs.wait(thread, "count", { command: { goto: "b", update: { n: 7 } } }), { n: 8, log: ["a", "b"] });
});

test("a run begins at an earlier checkpoint", async () => {
  const thread = await newThread();
  await runs.wait(thread, "count", { input: { n: 1 } });
  const [, older] = await threads.getHistory(thread);
  const again = await all(runs.stream(thread, "count", { input: null, checkpoint: older.checkpoint, streamMode: "updates" }));
  assert.deepEqual(again.slice(1).map((part) => part.data), [{ b: { n: 3, log: "b" } }]);
});

test("a failure is told", async () => {
  const thread = await newThread();
  await assert.rejects(() => runs.wait(thread, "fail", { input: { n: 0 } }), /expression_failed: .*division by zero/);
  const parts = await all(runs.stream(thread, "fail", { input: { n: 0 } }));
  assert.equal(parts.at(-1).event, "error");
  assert.equal((await threads.get(thread)).status, "error");
});

test("runs are refused, put in line, interrupted and cancelled", async () => {
  forget("go");
  const thread = await newThread();
  const first = await runs.create(thread, "work", { input: { n: 1 } });
  await atWork(thread);
  const told = await refused(422, () => runs.wait(thread, "work", { input: { n: 1 } }));
  assert.match(told.detail, /Thread is already running a task/);
  const second = await runs.create(thread, "work", { input: { n: 2 }, multitaskStrategy: "enqueue" });
  assert.equal(second.status, "pending");
  await runs.cancel(thread, second.run_id, true, "rollback");
  await refused(404, () => runs.get(thread, second.run_id));
  await runs.cancel(thread, first.run_id, true, "interrupt", { reason: "taken: by a test" });
  assert.equal((await runs.get(thread, first.run_id)).status, "interrupted");
  const third = await runs.create(thread, "work", { input: { n: 3 }, multitaskStrategy: "interrupt" });
  touch("go");
  assert.deepEqual(await runs.join(thread, third.run_id), { n: 5 });
  await runs.delete(thread, third.run_id);
  await refused(404, () => runs.get(thread, third.run_id));
});

test("runs come in batches and are cancelled together", async () => {
  forget("go");
  const made = await runs.createBatch([1, 2].map((n) => ({ assistantId: "work", input: { n }, streamMode: ["values"] })));
  assert.equal(new Set(made.map((run) => run.thread_id)).size, 2);
  await runs.cancelMany({ runIds: made.map((run) => run.run_id), action: "interrupt" });
  touch("go");
});

test("a stream is left and joined again", async () => {
  forget("go");
  const thread = await newThread();
  const run = await runs.create(thread, "work", { input: { n: 1 }, streamMode: ["values", "updates"], streamResumable: true });
  const seen = [];
  for await (const part of runs.joinStream(thread, run.run_id)) {
    seen.push(part);
    if (part.event === "updates") break;
  }
  touch("go");
  const rest = await all(runs.joinStream(thread, run.run_id, { lastEventId: seen.at(-1).id }));
  const whole = await all(runs.joinStream(thread, run.run_id, { lastEventId: "-1", streamMode: ["values", "updates"] }));
  assert.deepEqual(whole, [...seen, ...rest]);
  const values = await all(runs.joinStream(thread, run.run_id, { lastEventId: "-1", streamMode: "values" }));
  assert.deepEqual(values.map((part) => part.event).filter((name) => name !== "metadata" && name !== "values"), []);
});

test("a run goes with the client that leaves it", async () => {
  forget("go");
  const thread = await newThread();
  const stop = new AbortController();
  const stream = runs.stream(thread, "work", { input: { n: 1 }, onDisconnect: "cancel", signal: stop.signal });
  await stream.next();
  stop.abort();
  await stream.return();
  await until(() => runs.list(thread), ([run]) => run?.status === "interrupted");
  touch("go");
});

test("a thread is followed over its runs", async () => {
  const thread = await newThread();
  const stop = new AbortController();
  const stream = threads.joinStream(thread, { streamMode: "run_modes", signal: stop.signal });
  const next = stream.next();
  await runs.wait(thread, "count", { input: { n: 1 } });
  assert.equal((await next).value.event, "metadata");
  stop.abort();
  await stream.return();
});

test("what is not there is told", async () => {
  await refused(404, () => runs.wait(UNKNOWN, "count", { input: { n: 1 } }));
  assert.equal((await runs.wait(UNKNOWN, "count", { input: { n: 1 }, ifNotExists: "create" })).n, 3);
  const told = await refused(404, () => runs.wait(null, "nothing", { input: {} }));
  assert.match(told.error.message, /nothing/);
  await refused(404, () => runs.get(UNKNOWN, UNKNOWN));
  await refused(422, () => runs.create(null, "count", { multitaskStrategy: "perhaps" }));
});
