// SPDX-License-Identifier: Apache-2.0
// The reference server with graphs.mjs, at the port that it is given, until it is ended.
import { startServer } from "@langchain/langgraph-api/server";

const [port] = process.argv.slice(2);
const graphs = Object.fromEntries(["count", "ask", "fail"].map((name) => [name, `./graphs.mjs:${name}`]));
await startServer({ port: Number(port), host: "127.0.0.1", nWorkers: 2, cwd: process.cwd(), graphs });
