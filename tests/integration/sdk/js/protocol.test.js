// SPDX-License-Identifier: Apache-2.0
// The thread stream protocol, as the JavaScript client and the classes beneath useStream speak it, by each of its two transports.
const assert = require("node:assert/strict");
const { randomUUID } = require("node:crypto");
const { describe, test } = require("node:test");
const { ProtocolError } = require("@langchain/langgraph-sdk");
const { StreamController } = require("@langchain/langgraph-sdk/stream");
const { client, newThread, until } = require("./served.js");
const { Socket } = require("./socket.js");

const opened = [];
const transports = {
  sse: { transport: "sse" },
  websocket: { transport: "websocket", webSocketFactory: (url) => opened[opened.push(new Socket(url)) - 1] },
};

for (const [name, transport] of Object.entries(transports)) describe(name, () => {
  async function following(assistantId, more, drive) {
    const thread = client.threads.stream(more?.threadId ?? randomUUID(), { assistantId, maxReconnectAttempts: 0, ...transport, ...more });
    const before = opened.length;
    try {
      await drive(thread);
      assert.equal(opened.length - before, name === "websocket" ? 1 : 0);
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

  test("a run that was begun before anybody followed it is heard of", async () => {
    await following("count", {}, async (thread) => {
      await thread.run.start({ input: { n: 1 } });
      assert.deepEqual(await thread.output, { n: 3, log: ["a", "b"] });
    });
  });

  test("a run begins at an earlier checkpoint", async () => {
    const threadId = await newThread();
    await client.runs.wait(threadId, "count", { input: { n: 1 } });
    const [, older] = await client.threads.getHistory(threadId);
    await following("count", { threadId }, async (thread) => {
      const updates = await thread.subscribe("updates");
      await thread.run.start({ input: null, forkFrom: older.checkpoint.checkpoint_id });
      assert.deepEqual(await thread.output, { n: 3, log: ["a", "b"] });
      const nodes = [];
      for await (const event of updates) nodes.push(event.params.node);
      assert.deepEqual(nodes, ["b"]);
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

  test("the controller beneath useStream runs, asks and answers", async () => {
    const controller = new StreamController({ assistantId: "ask", client, ...transport });
    const release = controller.activate();
    await controller.submit({ n: 4 });
    const asked = await until(async () => controller.rootStore.getSnapshot(), (now) => now.interrupts.length > 0);
    assert.equal(asked.interrupts[0].value, "Go on with 5?");
    await controller.respond(true);
    await until(async () => controller.rootStore.getSnapshot(), (now) => now.values.ok === true);
    release?.();
    await controller.dispose();
  });
});
