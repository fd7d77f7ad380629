// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kRest[] = {
    {"OnFailureUnknown", "", "on_failure: m\n",
     "9:13 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"RootUnknown", "", "root: b\n",
     "9:7 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"RootAndOutput", "", "root: a\noutput: [a]\n",
     "9:7 root_conflict: 'root' is input and output already | remove input: and output:, or "
     "root:\n"},
    {"RootPrivate", "{type: integer}", "{private: true}\nroot: a",
     "5:7 private_channel: channel 'a' is private | name another channel, or remove private: true "
     "under state:\n"},
    {"MigrateNoList", "", "migrate: {from: '*'}\n",
     "9:10 workflow_invalid: 'migrate' must be a list | write migrate: [{from: '*', rename: {old: "
     "new}}]\n"},
    {"MigrateKeys", "", "migrate: [{rename: {x: b}, drop: y, defaults: {a: x, c: 1}}]\n",
     "9:11 missing_key: a rule of 'migrate' has no 'from' | add the key from:\n"
     "9:24 migration_invalid: there is neither a channel nor a node 'b' | did you mean 'a'?\n"
     "9:34 workflow_invalid: 'drop' must be a list | write [y]\n"
     "9:51 type_mismatch: channel 'a' is integer, this is string | change the value, or the "
     "schema under state:\n"
     "9:54 unknown_channel: there is no channel 'c' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"MigrateVersion", "", "migrate: [{from: w-12}]\n",
     "9:18 migration_invalid: 'w-12' is no version of a workflow | write '*', or w- and the 32 "
     "digits that `dashflow workflow validate` prints\n"},
    {"MigrateTwice", "", "migrate: [{from: '*', rename: {x: a, y: a}}, {from: '*'}]\n",
     "9:41 migration_invalid: two channels are renamed to 'a' | remove one of the two\n"
     "9:54 migration_invalid: there is a rule for '*' already | make one rule of the two\n"},
    {"MigrateDrop", "{type: integer}",
     "{type: integer}\n  n: {type: integer}\nmigrate: [{from: '*', drop: [n], defaults: {a: 5}}]",
     "6:30 migration_invalid: 'n' cannot be dropped: channel and node are still there | leave it "
     "out of drop:, or give the channel a new value under defaults:\n"},
    {"MigrateDefault", "{type: integer}",
     "{enum: [1, 2]}\nmigrate: [{from: '*', defaults: {a: 3}}]",
     "5:37 schema_default: the value of channel 'a' does not fit its schema | change the value, or "
     "the schema under state:\n"},
    {"TestsNoList", "", "tests: {name: x}\n",
     "9:8 workflow_invalid: 'tests' must be a list | write tests: [{name: works, input: {}, "
     "expect: {status: done}}]\n"},
    {"TestWithoutExpect", "", "tests: [{nme: x}]\n",
     "9:9 missing_key: a test has no 'expect' | add the key expect:\n"
     "9:10 unknown_key: unknown key 'nme' in a test | did you mean 'name'?\n"},
    {"TestsOfOneName", "", "tests: [{name: x, expect: {}}, {name: x, expect: {}}]\n",
     "9:39 duplicate_name: there is a test 'x' already | choose another name\n"},
    {"TestParams", "state:",
     "params: {x: {type: integer, default: 1}}\ntests: [{name: t, params: {x: y, z: 1}, expect: "
     "{}}]\nstate:",
     "4:31 type_mismatch: the value of parameter 'x' does not fit its schema | change the "
     "value, or the schema under params:\n"
     "4:34 unknown_parameter: the workflow has no parameter 'z' | did you mean 'x'?\n"},
    {"TestMock", "test.step}",
     "test.count, in: {path: {value: x}}}\ntests: [{name: t, mock: {m: {}, n: {words: x, wrods: "
     "1}}, expect: {}}]",
     "7:26 unknown_node: there is no node 'm' | did you mean 'n'?\n"
     "7:44 type_mismatch: port 'words' of node 'n' is integer, this is string | give what the "
     "node would give\n"
     "7:47 unknown_port: test.count has no output port 'wrods' | did you mean 'words'?\n"},
    {"TestFail", "", "tests: [{name: t, fail: {n: {times: 0}, m: {code: x}}, expect: {}}]\n",
     "9:29 missing_key: 'n' has no 'code' | add the key code:\n"
     "9:37 workflow_invalid: 'times' must be in its range | write a whole number from 1\n"
     "9:41 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"TestDelay", "", "tests: [{name: t, delay: {n: 5, m: 5s}, expect: {}}]\n",
     "9:30 quantity_invalid: 'n': '5' is no duration: it has no unit | write a number and a unit: "
     "100ms 30s 5m 2h 7d\n"
     "9:33 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"TestAnswers", "", "tests: [{name: t, answers: {m: 1}, expect: {}}]\n",
     "9:29 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"TestExpect", "",
     "tests: [{name: t, expect: {status: don, runs: {n: -1, m: 1}, path: [o], state: {b: 1}, "
     "error: 5, outputs: {}}}]\n",
     "9:36 unknown_word: 'don' is no value of 'status' | did you mean 'done'?\n"
     "9:51 workflow_invalid: 'n' must be in its range | write a whole number from 0\n"
     "9:55 unknown_node: there is no node 'm' | did you mean 'n'?\n"
     "9:69 unknown_node: there is no node 'o' | did you mean 'n'?\n"
     "9:81 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"
     "9:95 workflow_invalid: 'error' must be text | quote it: '5'\n"
     "9:98 unknown_key: unknown key 'outputs' in 'expect' | did you mean 'output'?\n"},
};

INSTANTIATE_TEST_SUITE_P(Rest, InvalidToCheck, testing::ValuesIn(kRest), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
