// SPDX-License-Identifier: Apache-2.0
// What the tests share: a client of the server under test, and the end of what a fixture waits for.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const { Client } = require("@langchain/langgraph-sdk");

const apiUrl = process.env.DASHFLOW_URL;
const client = new Client({ apiUrl, callerOptions: { maxRetries: 0 } });

async function all(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return parts;
}

// The error of a call that the server has to refuse; its body is JSON.
async function refused(status, call) {
  let told;
  await assert.rejects(call, (error) => {
    told = error;
    return error.status === status;
  });
  return JSON.parse(told.text);
}

async function until(look, holds) {
  for (let attempt = 0; attempt < 600; ++attempt) {
    const got = await look();
    if (holds(got)) return got;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it never came to be");
}

const newThread = async (more) => (await client.threads.create(more)).thread_id;
const touch = (name) => fs.writeFileSync(name, "");
const forget = (name) => fs.rmSync(name, { force: true });
const atWork = (thread) => until(() => client.threads.getState(thread), (state) => state.next.includes("work"));

module.exports = { all, apiUrl, atWork, client, forget, newThread, refused, touch, until };
