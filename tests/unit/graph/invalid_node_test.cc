// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kNodes[] = {
    {"UnknownType", "test.step", "test.stpe",
     "6:13 plugin_not_found: no plugin offers test.stpe | did you mean 'test.step'?\n"},
    {"NoType", "{type: test.step}", "{with: {a: 1}}",
     "6:3 missing_key: node 'n' has no 'type' | add the key type:\n"},
    {"MisspeltType", "{type: test.step}", "{tpye: test.step}",
     "6:7 unknown_key: unknown key 'tpye' in node 'n' | did you mean 'type'?\n"},
    {"UnknownKey", "{type: test.step}", "{type: test.step, wiht: {a: 1}}",
     "6:24 unknown_key: unknown key 'wiht' in node 'n' | did you mean 'with'?\n"},
    {"NotSupportedYet", "{type: test.step}", "{type: test.step, isolation: process}",
     "6:24 not_supported_yet: 'isolation' is not supported yet, though the language has it | "
     "remove the key, or use a newer host\n"},
    {"SettingsThatName", "test.step",
     "test.jump, goto: [n], with: {to: [n, END, m, 'x-${params.y}'], when: a + 1, values: {b: c, "
     "a: "
     "{cel: a + c}}}",
     "6:55 unknown_node: there is no node 'm' | did you mean 'n'?\n"
     "6:58 unknown_parameter: there is no parameter 'y' | declare it under params:\n"
     "6:82 condition_not_boolean: this expression is int, never true or false | compare it with "
     "something, such as `!= \"\"` or `size(x) > 0`\n"
     "6:98 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"
     "6:101 unknown_channel: there is no channel 'c' | did you mean 'a'? Or declare it under "
     "state:\n"
     "6:117 unknown_name: there is no name \"c\" | did you mean \"a\"?\n"},
    {"SettingBeyondGoto", "test.step", "test.jump, with: {to: n}",
     "6:35 goto_unlisted: node 'n' may not jump to 'n' | add n to its goto:\n"},
    {"NoMapping", "{type: test.step}", "test.step",
     "6:6 workflow_invalid: node 'n' must be a mapping of keys | write it like this: n: {type: "
     "<plugin>.<type>}\n"},
    {"RequiredPortWithoutChannel", "test.step", "test.count",
     "6:3 port_unmet: port 'path' of node 'n' gets nothing: there is no channel of its name "
     "| write in: {path: <channel>}, or declare the channel under state:\n"},
    {"UnknownPorts", "test.step", "test.count, in: {path: {value: x}, nte: a}, out: {wrods: a}",
     "6:48 unknown_port: test.count has no input port 'nte' | did you mean 'note'?\n"
     "6:63 unknown_port: test.count has no output port 'wrods' | did you mean 'words'?\n"},
    {"UnknownChannels", "test.step", "test.count, in: {path: b}, out: {words: b}",
     "6:36 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"
     "6:53 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"InputTypeOfChannel", "test.step", "test.count, in: {path: a}",
     "6:30 type_mismatch: port 'path' of node 'n' is string, channel 'a' is integer | use "
     "another channel, or convert with {cel: …}\n"},
    {"InputTypeOfValue", "test.step", "test.count, in: {path: {value: 3}}",
     "6:30 type_mismatch: port 'path' of node 'n' is string, the value is integer | use another "
     "channel, or convert with {cel: …}\n"},
    {"OutputType", "test.step", "test.list, out: {paths: a}",
     "6:30 type_mismatch: port 'paths' of node 'n' is array, channel 'a' is integer | use "
     "another channel, or convert with {cel: …}\n"},
    {"OutputTypeByName", "  a: {type: integer}\nnodes:\n  n: {type: test.step}",
     "  words: {type: string}\nnodes:\n  n: {type: test.count, in: {path: {value: x}}}",
     "6:3 type_mismatch: port 'words' of node 'n' is integer, channel 'words' is string | use "
     "another channel, or convert with {cel: …}\n"},
    {"SourceOfTwo", "test.step", "test.count, in: {path: {cel: \"1\", value: 2}}",
     "6:36 workflow_invalid: 'path' must be a channel, {cel: …} or {value: …} | name a channel, or "
     "write {value: …} for a constant\n"},
    {"SourceUnknown", "test.step", "test.count, in: {path: {sel: \"1\"}}",
     "6:37 unknown_key: unknown key 'sel' in 'path' | did you mean 'cel'?\n"},
    {"Expression", "test.step", "test.count, in: {path: {cel: \"string(b)\"}}",
     "6:50 unknown_name: there is no name \"b\" | did you mean \"a\"?\n"},
    {"ExpressionInABlock", "{type: test.step}",
     "\n    type: test.count\n    in:\n      path:\n        cel: |\n          string(a) +\n        "
     "    b",
     "12:13 unknown_name: there is no name \"b\" | did you mean \"a\"?\n"},
    {"UnknownSetting", "test.step", "test.count, in: {path: {value: x}}, with: {globb: x}",
     "6:56 unknown_setting: test.count has no setting 'globb' | did you mean 'glob'?\n"},
    {"SettingOfOtherType", "test.step", "test.count, in: {path: {value: x}}, with: {glob: 1}",
     "6:56 setting_invalid: the configuration of node 'n' does not fit test.count | see `dashflow "
     "plugin inspect test.count`\n"},
    {"SettingsForNone", "test.step", "test.bare, with: {x: 1}",
     "6:31 unknown_setting: test.bare takes no configuration | remove with:\n"},
    {"RefusedByItsType", "test.step", "test.count, in: {path: {value: x}}, with: {broken: true}",
     "6:55 config_invalid: it is broken | mend it\n"},
    {"UnknownParameter", "test.step",
     "test.count, in: {path: {value: x}}, with: {glob: \"${params.x}\"}",
     "6:62 unknown_parameter: there is no parameter 'x' | declare it under params:\n"},
    {"CredentialNotSecret", "test.step",
     "test.count, in: {path: {value: x}}, with: {glob: \"${credential:x}\"}",
     "6:62 credential_misplaced: a credential may only stand where a secret is expected (x-secret) "
     "| see the node type's schema with `dashflow plugin inspect`, or the settings' with `dashflow "
     "config schema`\n"},
    {"Retry", "test.step", "test.step, retry: 3",
     "6:31 workflow_invalid: 'retry' must be a mapping of keys | write it like this: retry: "
     "{attempts: 3, delay: 100ms}\n"},
    {"RetryKeys", "test.step",
     "test.step, retry: [{attempts: 0, delay: 5, factor: 0.5, jitter: 1, errors: x, attemts: 1}]",
     "6:43 workflow_invalid: 'attempts' must be in its range | write a whole number from 1 to "
     "100000\n"
     "6:53 quantity_invalid: 'delay': '5' is no duration: it has no unit | write a number and a "
     "unit: 100ms 30s 5m 2h 7d\n"
     "6:64 workflow_invalid: 'factor' must be 1 or more | write 1 for a constant delay\n"
     "6:77 workflow_invalid: 'jitter' must be true or false | write true or false, without quotes\n"
     "6:88 workflow_invalid: 'errors' must be a list | write [x]\n"
     "6:91 unknown_key: unknown key 'attemts' in 'retry' | did you mean 'attempts'?\n"},
    {"Timeout", "test.step", "test.step, timeout: {attempt: 30s, total: 10s}",
     "6:3 timeout_order: the total timeout of node 'n' is shorter than one attempt's | raise "
     "total:, or lower attempt:\n"},
    {"TimeoutUnit", "test.step", "test.step, timeout: 30",
     "6:33 quantity_invalid: 'timeout': '30' is no duration: it has no unit | write a number and a "
     "unit: 100ms 30s 5m 2h 7d\n"},
    {"GotoUnknown", "test.step", "test.step, goto: [m, END]",
     "6:31 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"Concurrency", "test.step", "test.step, concurrency: {run: 0, host: 2}",
     "6:43 workflow_invalid: 'run' must be in its range | write a whole number from 1 to "
     "1000000\n"},
    {"NameWithBlank", "  n: {", "  n m: {",
     "6:3 name_invalid: 'n m' cannot name a node | a name has no blanks, `&`, `|`, `:` and "
     "`->`\n"
     "8:14 unknown_node: there is no node 'n' | use one of n m, END\n"},
    {"ReservedName", "  n: {", "  END: {",
     "6:3 name_reserved: 'END' is reserved | choose another name\n"
     "8:14 unknown_node: there is no node 'n' | use one of END\n"},
    {"Defaults", "nodes:", "defaults: {timeout: x, with: {}, isolation: process}\nnodes:",
     "5:21 quantity_invalid: 'timeout': 'x' is no duration | write a number and a unit: 100ms 30s "
     "5m 2h 7d\n"
     "5:24 unknown_key: unknown key 'with' in 'defaults' | use one of retry, timeout, goto, "
     "concurrency, on_error, expire, cache, defer, isolation, set, checkpoint\n"
     "5:34 not_supported_yet: 'isolation' is not supported yet, though the language has it | "
     "remove the key, or use a newer host\n"},
};

INSTANTIATE_TEST_SUITE_P(Nodes, Invalid, testing::ValuesIn(kNodes), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
