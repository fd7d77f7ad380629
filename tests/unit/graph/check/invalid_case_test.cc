// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

// What a case gives and expects, against the channels, ports and questions of the workflow.
constexpr InvalidCase kCases[] = {
    {"Input", "", "tests: [{name: t, input: {a: x, b: 1}, expect: {}}]\n",
     "9:30 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"
     "9:33 case_value: 'b' is no input of the workflow | did you mean 'a'?\n"},
    {"InputThatIsNoMapping", "", "tests: [{name: t, input: [1], expect: {}}]\n",
     "9:26 case_value: 'input' must be a mapping of channels | write input: {channel: "
     "value}\n"},
    {"InputThatIsMissing", "",
     "input: [a]\ntests: [{name: t, expect: {}}, {name: u, input: {}, expect: {}}]\n",
     "10:16 case_value: this test gives no 'a', which is a required input | add it to "
     "input:, or expect: {error: input_missing}\n"
     "10:49 case_value: this test gives no 'a', which is a required input | add it to "
     "input:, or expect: {error: input_missing}\n"},
    {"InputThatIsPrivate", "{type: integer}",
     "{type: integer, private: true}\ntests: [{name: t, "
     "input: {a: 1}, expect: {}}]",
     "5:27 case_value: 'a' is no input of the workflow | it has none\n"},
    {"Output", "", "tests: [{name: t, expect: {output: {a: [], c: 1}}}]\n",
     "9:40 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"
     "9:44 case_value: 'c' is no output of the workflow | did you mean 'a'?\n"},
    {"OutputThatIsNoMapping", "", "tests: [{name: t, expect: {output: 3}}]\n",
     "9:36 case_value: 'output' must be a mapping of channels | write output: {channel: "
     "value}\n"},
    {"StateOfAReducer", "  a: {type: integer}\n",
     "  a: {type: integer, reduce: append}\n  b: {enum: [x, y]}\ntests: [{name: t, expect: {state: "
     "{a: 1, b: z}}}, {name: u, expect: {state: {a: [1, x], b: x}}}]\n",
     "6:39 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"
     "6:45 case_value: this does not fit channel 'b' | change the value, or the schema under "
     "state:\n"
     "6:81 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"},
    {"MockOfAPortIntoAChannel", "a: {type: integer}\nnodes:\n  n: {type: test.step}",
     "a: {type: integer, maximum: 5}\ntests: [{name: t, mock: {n: {words: 6}}, expect: "
     "{}}]\nnodes:\n  n: {type: test.count, in: {path: {value: x}}, out: {words: a}}",
     "5:37 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"},
    {"MockOfAChannel", "  n: {type: test.step}",
     "  n: {type: test.open}\ntests: [{name: t, mock: {n: {a: x}}, expect: {}}]",
     "7:33 case_value: this does not fit channel 'a' | change the value, or the schema under "
     "state:\n"},
    {"Answer", "  n: {type: test.step}",
     "  n: {type: test.ask}\ntests: [{name: t, answers: {n: maybe}, expect: {}}, {name: u, "
     "answers: {n: true}, expect: {}}]",
     "7:32 answer_misfit: this does not answer the question of node 'n' | give what the node's "
     "settings ask for\n"},
    {"AnswerAfterItsTime", "  n: {type: test.step}",
     "  n: {type: test.ask, with: {answer: {enum: [x, y]}}, expire: {after: 1h, answer: z}}",
     "6:83 answer_misfit: this does not answer the question of node 'n' | give what the node's "
     "settings ask for\n"},
    {"AnswerOfNoSchema", "  n: {type: test.step}",
     "  n: {type: test.ask, with: {answer: {type: bool}}}",
     "6:39 schema_invalid: this is no schema of an answer | correct the keyword named; JSON Schema "
     "Draft 7\n"},
};

INSTANTIATE_TEST_SUITE_P(Cases, InvalidToCheck, testing::ValuesIn(kCases), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
