// SPDX-License-Identifier: Apache-2.0
// One task for each number of a list, then a join: the fan-out of tests/bench/serve.
import {Annotation, END, START, Send, StateGraph} from '@langchain/langgraph';

const State = Annotation.Root({
  n: Annotation(),
  list: Annotation(),
  all: Annotation({reducer: (old, added) => old.concat(added), default: () => []}),
  m: Annotation(),
});

export const graph = new StateGraph(State)
  .addNode('each', ({n}) => ({all: [n + 1]}))
  .addNode('z', ({n}) => ({m: n + 1}))
  .addConditionalEdges(START, ({list}) => list.map((n) => new Send('each', {n})), ['each'])
  .addEdge('each', 'z')
  .addEdge('z', END)
  .compile();
