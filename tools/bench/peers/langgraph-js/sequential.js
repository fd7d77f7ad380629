// SPDX-License-Identifier: Apache-2.0
// A chain of nodes that do nothing.
import {MessagesAnnotation, START, END, StateGraph} from '@langchain/langgraph';

export function workload(count) {
  const build = (checkpointer) => {
    const graph = new StateGraph(MessagesAnnotation);
    let before = START;
    for (let i = 0; i < count; ++i) {
      graph.addNode(`node_${i}`, () => ({}));
      graph.addEdge(before, `node_${i}`);
      before = `node_${i}`;
    }
    graph.addEdge(before, END);
    return graph.compile({checkpointer});
  };
  return {build, input: {messages: []}, answer: (state) => state.messages};
}
