// SPDX-License-Identifier: Apache-2.0
// A subgraph of twelve supersteps for each of `count` subjects.
import {Annotation, END, START, Send, StateGraph} from '@langchain/langgraph';

const State = Annotation.Root({
  subjects: Annotation(),
  jokes: Annotation({reducer: (old, added) => old.concat(added), default: () => []}),
});
const Subject = Annotation.Root({subject: Annotation()});
const Jokes = Annotation.Root({jokes: Annotation()});
const Joke = Annotation.Root({subject: Annotation(), jokes: Annotation()});

const subgraph = () =>
  new StateGraph({stateSchema: Joke, input: Subject, output: Jokes})
    .addNode('edit', ({subject}) => ({subject: subject + ' - hohoho'}))
    .addNode('generate', ({subject}) => ({jokes: ['Joke about ' + subject]}))
    .addNode('bump', ({jokes}) => ({jokes: [jokes[0] + ' a']}))
    .addEdge(START, 'edit')
    .addEdge('edit', 'generate')
    .addEdge('generate', 'bump')
    .addEdge('generate', END)
    .addConditionalEdges(
      'bump',
      ({jokes}) => (jokes[0].endsWith(' a'.repeat(10)) ? END : 'bump'),
      ['bump', END],
    )
    .compile();

const sendAll = ({subjects}) => subjects.map((subject) => new Send('generate_joke', {subject}));

export function workload(count) {
  const letters = 'abcdefghij'.repeat(99) + 'abcdefg';
  const subjects = Array.from({length: count}, (_, i) => String(i).padStart(3, '0') + letters);
  return {
    build: (checkpointer) =>
      new StateGraph(State)
        .addNode('generate_joke', subgraph())
        .addConditionalEdges(START, sendAll, ['generate_joke'])
        .addEdge('generate_joke', END)
        .compile({checkpointer}),
    input: {subjects},
    answer: (state) => state.jokes,
  };
}
