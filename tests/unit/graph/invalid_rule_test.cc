// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kRules[] = {
    {"TypeAndWorkflow", "{type: test.step}", "{type: test.step, workflow: x.yaml, with: {a: 1}}",
     "6:7 workflow_invalid: 'type' has no place in node 'n', which is a subworkflow | remove it\n"
     "6:42 workflow_invalid: 'with' has no place in node 'n', which is a subworkflow | remove "
     "it\n"},
    {"CheckpointNoneOfAType", "{type: test.step}", "{type: test.step, checkpoint: none}",
     "6:36 workflow_invalid: 'none' has no place in node 'n', which is no subworkflow | use "
     "inherit "
     "or own for what it calls by name\n"},
    {"CheckpointUnknown", "{type: test.step}", "{workflow: x.yaml, checkpoint: owned}",
     "6:37 unknown_word: 'owned' is no value of 'checkpoint' | use one of inherit, own, "
     "none\n"},
    {"SubworkflowSources", "{type: test.step}",
     "{workflow: x.yaml, in: {p: b, q: {cel: c}}, out: {r: d}}",
     "6:33 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"
     "6:45 unknown_name: there is no name \"c\" | did you mean \"a\"?\n"
     "6:59 unknown_channel: there is no channel 'd' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"SetUnknownChannel", "{type: test.step}", "{type: test.step, set: {b: {value: 1}}}",
     "6:30 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"SetAnExpressionWithoutBraces", "{type: test.step}", "{type: test.step, set: {a: a + 1}}",
     "6:33 unknown_channel: there is no channel 'a + 1' | name a channel, or write {cel: …} for an "
     "expression, {value: …} for a constant\n"},
    {"SetType", "{type: test.step}", "{type: test.step, set: {a: {value: x}}}",
     "6:33 type_mismatch: channel 'a' takes integer, this is string | use another channel, or "
     "convert with {cel: …}\n"},
    {"SetOfUnknownOutput", "test.step",
     "test.count, in: {path: {value: x}}, set: {a: {cel: out.wrods}}",
     "6:68 expression_type: there is no field \"wrods\" by the schema | there are words, "
     "result\n"},
    {"SetNothing", "{type: test.step}", "{type: test.step, set: {a: {overwrite: true}}}",
     "6:33 workflow_invalid: 'a' has no value | write one of {value: …} and {cel: …}\n"},
    {"SetBoth", "{type: test.step}", "{type: test.step, set: {a: {value: 1, cel: a}}}",
     "6:33 workflow_invalid: 'a' has both a value and an expression | write one of {value: …} and "
     "{cel: …}\n"},
    {"SetOverwriteNoBool", "{type: test.step}",
     "{type: test.step, set: {a: {value: 1, overwrite: 1}}}",
     "6:55 workflow_invalid: 'overwrite' must be true or false | write true or false, without "
     "quotes\n"},
    {"SetNoMapping", "{type: test.step}", "{type: test.step, set: a}",
     "6:29 workflow_invalid: 'set' must be a mapping of keys | write it like this: set: {channel: "
     "{value: 1}}\n"},
    {"OnErrorUnknownNode", "{type: test.step}", "{type: test.step, on_error: m}",
     "6:34 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"OnErrorItself", "{type: test.step}", "{type: test.step, on_error: n}",
     "6:34 own_handler: node 'n' cannot handle its own errors | name another node, or use "
     "retry:\n"},
    {"OnErrorKeys", "{type: test.step}", "{type: test.step, on_error: [{error: [x]}]}",
     "6:35 missing_key: a handler of 'on_error' has no 'to' | add the key to:\n"
     "6:36 unknown_key: unknown key 'error' in a handler of 'on_error' | did you mean "
     "'errors'?\n"},
    {"OnErrorAMapping", "{type: test.step}", "{type: test.step, on_error: {to: n}}",
     "6:34 workflow_invalid: 'on_error' must be a node or a list | write on_error: [{errors: "
     "[timeout], to: <node>}]\n"},
    {"ErrorOutsideOfAHandler", "test.step", "test.count, in: {path: {cel: error.code}}",
     "6:42 unknown_name: there is no name \"error\" | there are a, is_last_step, params, "
     "remaining_steps, run, state.a, "
     "task, thread\n"},
    {"ErrorFieldOfAHandler", "  n: {type: test.step}",
     "  n: {type: test.step, on_error: h}\n  h: {type: test.count, in: {path: {cel: error.cod}}}",
     "7:48 expression_type: there is no field \"cod\" by the schema | did you mean \"code\"?\n"},
    {"ExpireBoth", "{type: test.step}", "{type: test.step, expire: {after: 1h, to: n, answer: 1}}",
     "6:32 workflow_invalid: 'expire' has both 'to' and 'answer' | write either to: <node> or "
     "answer: <value>\n"},
    {"ExpireNothing", "{type: test.step}", "{type: test.step, expire: {after: 24}}",
     "6:32 workflow_invalid: 'expire' does not say what happens then | write either to: <node> or "
     "answer: <value>\n"
     "6:40 quantity_invalid: 'after': '24' is no duration: it has no unit | write a number and a "
     "unit: 100ms 30s 5m 2h 7d\n"},
    {"ExpireUnknownNode", "{type: test.step}", "{type: test.step, expire: {to: m}}",
     "6:32 missing_key: 'expire' has no 'after' | add the key after:\n"
     "6:37 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"Cache", "{type: test.step}", "{type: test.step, cache: {ttl: long, key: b}}",
     "6:37 quantity_invalid: 'ttl': 'long' is no duration | write a number and a unit: 100ms 30s "
     "5m 2h 7d\n"
     "6:48 unknown_name: there is no name \"b\" | did you mean \"a\"?\n"},
    {"CacheUnknownKey", "{type: test.step}", "{type: test.step, cache: {tll: 1h}}",
     "6:32 unknown_key: unknown key 'tll' in 'cache' | did you mean 'ttl'?\n"},
    {"Defer", "{type: test.step}", "{type: test.step, defer: maybe}",
     "6:31 workflow_invalid: 'defer' must be true or false | write true or false, without "
     "quotes\n"},
    {"Isolation", "{type: test.step}", "{type: test.step, isolation: proces}",
     "6:35 unknown_word: 'proces' is no value of 'isolation' | did you mean 'process'?\n"},
    {"ConcurrencyOfTheHost", "{type: test.step}", "{type: test.step, concurrency: {host: 0}}",
     "6:44 workflow_invalid: 'host' must be in its range | write a whole number from 1 to "
     "1000000\n"},
};

INSTANTIATE_TEST_SUITE_P(Rules, InvalidToCheck, testing::ValuesIn(kRules), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
