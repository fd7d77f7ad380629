// SPDX-License-Identifier: Apache-2.0
// The thread stream protocol, as the JavaScript client speaks it.
const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const { test } = require("node:test");
const { ProtocolError } = require("@langchain/langgraph-sdk");
const { client, until } = require("./served.js");

async function following(assistantId, more, drive) {
  const thread = client.threads.stream(more?.threadId ?? randomUUID(), { assistantId, maxReconnectAttempts: 0, ...more });
  try {
    await drive(thread);
  } finally {
    await thread.close();
  }
}

test("a thread tells what its run does, and its output", async () => {
  await following("count", {}, async (thread) => {
    const updates = await thread.subscribe("updates");
    const { run_id } = await thread.run.start({ input: { n: 1 } });
    assert.ok(run_id);
    assert.deepEqual(await thread.output, { n: 3, log: ["a", "b"] });
    const told = [];
    for await (const event of updates) told.push([event.params.node, event.params.data.values]);
    assert.deepEqual(told, [["a", { n: 2, log: "a" }], ["b", { n: 3, log: "b" }]]);
    const { values } = await thread.state.get({ keys: ["n"] });
    assert.deepEqual(values, { n: 3 });
  });
});

test("a question is seen and answered", async () => {
  await following("ask", {}, async (thread) => {
    await thread.subscribe("input");
    await thread.run.start({ input: { n: 1 } });
    await until(async () => thread.interrupted, (interrupted) => interrupted);
    const [asked] = thread.interrupts;
    assert.equal(asked.payload, "Go on with 2?");
    await thread.input.respond({ interrupt_id: asked.interruptId, namespace: asked.namespace, response: true });
    const { values } = await until(() => client.threads.getState(thread.threadId), (state) => state.values.ok);
    assert.deepEqual(values, { n: 2, ok: true });
  });
});

test("what cannot be done is refused with a code", async () => {
  await following("count", {}, async (thread) => {
    await assert.rejects(() => thread.agent.getTree(), (error) => error instanceof ProtocolError);
    await assert.rejects(() => thread.state.get(), (error) => error instanceof ProtocolError);
  });
  await following("nothing", {}, async (thread) => {
    await assert.rejects(() => thread.run.start({ input: {} }), (error) => error instanceof ProtocolError);
  });
});
