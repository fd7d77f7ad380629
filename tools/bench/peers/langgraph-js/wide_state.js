// SPDX-License-Identifier: Apache-2.0
// Fifteen keys; each node reads one and writes others, until there are more than `letters` messages.
import {Annotation, END, START, StateGraph} from '@langchain/langgraph';

const LISTS = new Set([
  'messages',
  'trigger_events',
  'categorizations',
  'responses',
  'memory_docs',
  'relevant_rules',
]);
const OBJECTS = new Set([
  'user_info',
  'crm_info',
  'slack_participants',
  'notified_assignees',
  'autoresponse',
  'issue',
]);

const list = () => Annotation({reducer: (old, added) => old.concat(added), default: () => []});
const object = () =>
  Annotation({reducer: (old, added) => ({...old, ...added}), default: () => ({})});
const newer = () => Annotation({reducer: (old, next) => next ?? old, default: () => null});
const latest = () => Annotation({reducer: (old, next) => next, default: () => null});

const State = Annotation.Root({
  messages: list(),
  trigger_events: list(),
  primary_issue_medium: Annotation({reducer: (old, next) => next || old, default: () => 'email'}),
  autoresponse: latest(),
  issue: Annotation({reducer: (old, next) => next || old, default: () => null}),
  relevant_rules: latest(),
  memory_docs: latest(),
  categorizations: list(),
  responses: list(),
  user_info: newer(),
  crm_info: newer(),
  email_thread_id: newer(),
  slack_participants: object(),
  bot_id: latest(),
  notified_assignees: object(),
});

function readWrite(read, write, text) {
  return (state) => {
    const value = state[read];
    const last = Array.isArray(value) ? value.at(-1) : value;
    const values = Array.isArray(value) ? value : [value];
    const valueOf = (key) => (LISTS.has(key) ? values : OBJECTS.has(key) ? last : text);
    return Object.fromEntries(write.map((key) => [key, valueOf(key)]));
  };
}

function builder(letters) {
  const text = 'abcdefghij'.repeat(letters / 10);
  return (checkpointer) =>
    new StateGraph(State)
      .addNode('one', readWrite('messages', ['trigger_events', 'primary_issue_medium'], text))
      .addNode('two', readWrite('trigger_events', ['autoresponse', 'issue'], text))
      .addNode('three', readWrite('autoresponse', ['relevant_rules'], text))
      .addNode(
        'four',
        readWrite('trigger_events', ['categorizations', 'responses', 'memory_docs'], text),
      )
      .addNode(
        'five',
        readWrite(
          'categorizations',
          [
            'user_info',
            'crm_info',
            'email_thread_id',
            'slack_participants',
            'bot_id',
            'notified_assignees',
          ],
          text,
        ),
      )
      .addNode('six', readWrite('responses', ['messages'], text))
      .addEdge(START, 'one')
      .addEdge('one', 'two')
      .addEdge('two', 'three')
      .addEdge('two', 'four')
      .addEdge(['three', 'four'], 'five')
      .addEdge('five', 'six')
      .addConditionalEdges('six', (state) => (state.messages.length > letters ? END : 'one'))
      .compile({checkpointer});
}

function message(keys, inner) {
  const value = Array(5).fill(['hi?'.repeat(10), true, 1, 6327816386138, null]).flat();
  const named = (count, valueOf) =>
    Object.fromEntries(Array.from({length: count}, (_, i) => ['k' + String(i).repeat(9), valueOf()]));
  return named(keys, () => named(inner, () => value));
}

export function workload(letters, keys, inner) {
  return {
    build: builder(letters),
    input: {messages: [message(keys, inner)]},
    answer: (state) => state,
  };
}
