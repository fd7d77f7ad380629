// SPDX-License-Identifier: Apache-2.0
// The prebuilt agent with a model that calls its tool `count` times, then answers.
import {BaseChatModel} from '@langchain/core/language_models/chat_models';
import {AIMessage, HumanMessage} from '@langchain/core/messages';
import {tool} from '@langchain/core/tools';
import {createReactAgent} from '@langchain/langgraph/prebuilt';
import {z} from 'zod';

function reply(messages, count) {
  const asked = Math.floor(messages.length / 2);
  if (asked === count) return new AIMessage({content: 'answer'.repeat(100), id: `ai-${asked}`});
  const query = String(asked).padStart(36, '0').repeat(100);
  const call = {id: `call-${asked}`, name: 'search', args: {query}, type: 'tool_call'};
  return new AIMessage({content: '', tool_calls: [call], id: `ai-${asked}`});
}

class Model extends BaseChatModel {
  constructor(count) {
    super({});
    this.count = count;
  }
  _llmType() {
    return 'scripted';
  }
  bindTools() {
    return this;
  }
  async _generate(messages) {
    const message = reply(messages, this.count);
    return {generations: [{message, text: message.content}]};
  }
}

export function workload(count) {
  const search = tool(({query}) => `result for query: ${query}`.repeat(10), {
    name: 'search',
    description: 'searches',
    schema: z.object({query: z.string()}),
  });
  return {
    build: (checkpointer) =>
      createReactAgent({llm: new Model(count), tools: [search], checkpointSaver: checkpointer}),
    input: {messages: [new HumanMessage({content: 'hi?', id: 'human'})]},
    answer: (state) => state.messages.map((message) => [message.getType(), message.content]),
  };
}
