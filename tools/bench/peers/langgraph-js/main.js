// SPDX-License-Identifier: Apache-2.0
// Measures LangGraph.js: main.js WORKLOAD prints microseconds a run, and its answer's size and CRC.
import {randomUUID} from 'node:crypto';
import {setMaxListeners} from 'node:events';

import {MemorySaver} from '@langchain/langgraph';

import {crc32} from './crc32.js';
import * as fanout from './fanout.js';
import * as react from './react.js';
import * as sequential from './sequential.js';
import * as wideState from './wide_state.js';

setMaxListeners(0);  // a wide fan-out is no leak

const CHECKPOINT = '_checkpoint';
const MOST_RUNS = 5;
const MOST_MICROSECONDS = 1e6;

const WORKLOADS = {
  sequential_10: () => sequential.workload(10),
  sequential_1000: () => sequential.workload(1000),
  react_10: () => react.workload(10),
  react_100: () => react.workload(100),
  wide_state_25x300: () => wideState.workload(300, 5, 5),
  wide_state_15x600: () => wideState.workload(600, 3, 5),
  wide_state_9x1200: () => wideState.workload(1200, 3, 3),
  fanout_10: () => fanout.workload(10),
  fanout_100: () => fanout.workload(100),
};

// After a run that warms up.
async function median(body) {
  let result = await body();
  const figures = [];
  let total = 0;
  while (figures.length < MOST_RUNS && total < MOST_MICROSECONDS) {
    const begun = performance.now();
    result = await body();
    figures.push((performance.now() - begun) * 1000);
    total += figures.at(-1);
  }
  figures.sort((a, b) => a - b);
  return [figures[Math.floor(figures.length / 2)], result];
}

// Drains the stream on a new thread of the graph; gives the last values.
async function run(graph, input, options) {
  const config = {
    recursionLimit: 1e9,
    streamMode: 'values',
    configurable: {thread_id: randomUUID()},
    ...options,
  };
  let last;
  for await (last of await graph.stream(input, config));
  return last;
}

async function measure(name) {
  const saves = name.endsWith(CHECKPOINT);
  const {build, input, answer} = WORKLOADS[saves ? name.slice(0, -CHECKPOINT.length) : name]();
  const graph = build(saves ? new MemorySaver() : undefined);
  const [figure, last] = await median(() => run(graph, input, saves ? {durability: 'exit'} : {}));
  return [figure, answer(last)];
}

async function measureCompile() {
  const [figure, graph] = await median(async () => sequential.workload(1000).build());
  return [figure, Object.keys(graph.nodes).filter((name) => name.startsWith('node_')).length];
}

const name = process.argv[2];
const [figure, answer] = await (name === 'compile_1000' ? measureCompile() : measure(name));
const text = Buffer.from(JSON.stringify(answer));
console.log(`${figure.toFixed(1)} ${text.length}:${crc32(text)}`);
