// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kState[] = {
    {"UnknownKey", "{type: integer}", "{tpye: integer}",
     "4:7 unknown_key: unknown key 'tpye' in channel 'a' | did you mean 'type'?\n"},
    {"UnknownType", "{type: integer}", "{type: integr}",
     "4:7 schema_invalid: the schema of channel 'a' is not valid | correct the keyword named; "
     "JSON Schema Draft 7\n"},
    {"UnknownTypeInside", "{type: integer}", "{type: array, items: {properties: {b: {type: in}}}}",
     "4:45 schema_invalid: the schema of channel 'a' is not valid | correct the keyword named; "
     "JSON Schema Draft 7\n"},
    {"Text", "{type: integer}", "integer",
     "4:6 workflow_invalid: channel 'a' must be a mapping of keys | write it like this: a: {type: "
     "string}\n"},
    {"Default", "{type: integer}", "{type: integer, default: x}",
     "4:31 schema_default: the default of channel 'a' does not fit its schema | change the "
     "default, or the schema\n"},
    {"TextThatIsANumber", "{type: integer}", "{type: string, default: 1.10}",
     "4:30 schema_default: the default of channel 'a' does not fit its schema | quote it: "
     "'1.10'\n"},
    {"DefaultOfSum", "{type: integer}", "{reduce: sum, default: '0'}",
     "4:29 schema_default: the default of channel 'a' is nothing that 'sum' can go on from | "
     "change "
     "the default, or remove it: it begins with 0\n"},
    {"DefaultOfAppend", "{type: integer}", "{type: integer, reduce: append, default: [1, x]}",
     "4:47 schema_default: the default of channel 'a' does not fit its schema | change the "
     "default, or the schema\n"},
    {"DefaultOfAppendNoList", "{type: integer}", "{reduce: append, default: 1}",
     "4:32 schema_default: the default of channel 'a' is nothing that 'append' can go on from | "
     "change the default, or remove it: it begins with []\n"},
    {"UnknownReducer", "{type: integer}", "{reduce: summ}",
     "4:15 unknown_reducer: there is no reducer 'summ' | did you mean 'sum'?\n"},
    {"UnknownReducerOfPlugin", "{type: integer}", "{reduce: other.last}",
     "4:15 unknown_reducer: there is no reducer 'other.last' | install the plugin that has it; "
     "see `dashflow plugin list --why`\n"},
    {"ReduceAndKeep", "{type: integer}", "{reduce: sum, keep: latest}",
     "4:26 channel_rule: a channel has either reduce: or keep:, not both | remove one of the "
     "two\n"},
    {"UnknownKeep", "{type: integer}", "{keep: last}",
     "4:13 unknown_word: 'last' is no kind of keep: | use one of one, latest, after_finish, "
     "ephemeral, untracked, topic\n"},
    {"Accumulate", "{type: integer}", "{accumulate: true}",
     "4:7 channel_rule: 'accumulate' belongs to keep: topic | write keep: topic, or remove "
     "it\n"},
    {"TopicWithDefault", "{type: integer}", "{keep: topic, default: [1]}",
     "4:29 channel_rule: a topic begins empty | remove the default\n"},
    {"NameWithDash", "  a: {", "  a-b: {",
     "4:3 name_invalid: 'a-b' cannot name a channel | use letters, digits and _, a letter "
     "first\n"},
    {"NameOfCel", "  a: {", "  in: {",
     "4:3 name_reserved: 'in' is a word of CEL | choose another name\n"},
    {"ManagedName", "  a: {", "  remaining_steps: {",
     "4:3 name_reserved: 'remaining_steps' is there without a declaration, and read-only | "
     "remove it\n"},
    {"PrivateInput", "{type: integer}", "{private: true}\ninput: [a]",
     "5:9 private_channel: channel 'a' is private | remove it here, or private: true under "
     "state:\n"},
    {"PrivateNoBool", "{type: integer}", "{private: maybe}",
     "4:16 workflow_invalid: 'private' must be true or false | write true or false, without "
     "quotes\n"},
};

INSTANTIATE_TEST_SUITE_P(State, Invalid, testing::ValuesIn(kState), NameOfCase);

constexpr InvalidCase kParams[] = {
    {"NoValue", "state:", "params: {x: {type: integer}}\nstate:",
     "3:10 parameter_missing: the parameter 'x' has no value | give --param x=…, or a default\n"},
    {"Default", "state:", "params: {x: {type: integer, default: y}}\nstate:",
     "3:38 schema_default: the default of parameter 'x' does not fit its schema | change the "
     "default, or the schema under params:\n"},
    {"UnknownKey", "state:", "params: {x: {reduce: sum}}\nstate:",
     "3:10 parameter_missing: the parameter 'x' has no value | give --param x=…, or a default\n"
     "3:14 unknown_key: unknown key 'reduce' in parameter 'x' | remove it, or check its "
     "spelling\n"},
};

INSTANTIATE_TEST_SUITE_P(Params, Invalid, testing::ValuesIn(kParams), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
