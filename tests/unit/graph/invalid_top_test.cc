// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kTop[] = {
    {"UnknownKey", "name: t", "nme: t",
     "2:1 unknown_key: unknown key 'nme' in the workflow | did you mean 'name'?\n"},
    {"UnknownKeyFarFromAny", "", "banana: 1\n",
     "9:1 unknown_key: unknown key 'banana' in the workflow | remove it, or check its "
     "spelling\n"},
    {"DuplicateKey", "name: t", "name: t\nname: u",
     "3:1 duplicate_key: the key 'name' is given twice | remove one of the two\n"},
    {"OtherVersion", "dashflow: 1", "dashflow: 2",
     "1:11 language_version: this host reads version 1 of the workflow language | write dashflow: "
     "1, or use a newer host\n"},
    {"NoVersion", "dashflow: 1\n", "",
     "1:1 missing_key: the workflow has no 'dashflow' | add the key dashflow:\n"},
    {"NameThatIsNoText", "name: t", "name: 12",
     "2:7 workflow_invalid: 'name' must be text | quote it: '12'\n"},
    {"NodesAList", "nodes:\n  n: {type: test.step}\n", "nodes: [n]\n",
     "5:8 workflow_invalid: 'nodes' must be a mapping of keys | write it like this: nodes: {a: "
     "{type: core.set}}\n"},
    {"StateNotIndented", "state:\n  a: {type: integer}\nnodes:\n  n: {type: test.step}\n",
     "state:\na: {type: integer}\nb: {}\nnodes:\nn: {type: test.step}\n",
     "3:1 workflow_invalid: 'state' is empty | indent what belongs to it, below it, or write it "
     "like this: state: {count: {type: integer}}\n"
     "6:1 workflow_invalid: 'nodes' is empty | indent what belongs to it, below it, or write it "
     "like this: nodes: {a: {type: core.set}}\n"},
    {"NameThatIsEmpty", "name: t",
     "name:", "2:1 workflow_invalid: 'name' is empty | write text after it\n"},
    {"EdgesAMapping", "edges:\n  - START -> n\n", "edges: {START: n}\n",
     "7:8 workflow_invalid: 'edges' must be a list | begin each edge with `- `, such as `- START "
     "-> first`\n"},
    {"Limits", "", "limits: {steps: 0, time: 5, state: 1XB, task: 1}\n",
     "9:17 workflow_invalid: 'steps' must be in its range | write a whole number from 1 to "
     "1000000000\n"
     "9:26 quantity_invalid: 'time': '5' is no duration: it has no unit | write a number and a "
     "unit: 100ms 30s 5m 2h 7d\n"
     "9:36 quantity_invalid: 'state': '1XB' is no size: the unit 'XB' is not known | write a "
     "number and a unit: 512B 64KiB 10MB 1GiB\n"
     "9:41 unknown_key: unknown key 'task' in 'limits' | did you mean 'tasks'?\n"},
    {"Durability", "", "durability: synk\n",
     "9:13 unknown_word: 'synk' is no value of 'durability' | did you mean 'sync'?\n"},
    {"UnknownWrites", "", "unknown_writes: drop\n",
     "9:17 unknown_word: 'drop' is no value of 'unknown_writes' | use one of error, ignore\n"},
    {"Requires", "", "requires: {test: \">= 2\", foo: \">= 1\"}\n",
     "9:19 plugin_version: the plugin 'test' is version 1.4.2, required is >= 2 | install a "
     "version in this range\n"
     "9:26 plugin_not_found: the workflow requires the plugin 'foo', which is not there | install "
     "it, or add its folder with --plugin-path\n"},
    {"RequiresNoRange", "", "requires: {test: new}\n",
     "9:18 version_range: 'new' is no version | write it like '>= 1.2' or '>= 1.2, < 2'\n"},
    {"InterruptUnknownNode", "", "interrupt: {before: [m], after: \"*\"}\n",
     "9:22 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"InterruptUnknownKey", "", "interrupt: {befor: [n]}\n",
     "9:13 unknown_key: unknown key 'befor' in 'interrupt' | did you mean 'before'?\n"},
    {"OutputNoList", "", "output: a\n",
     "9:9 workflow_invalid: 'output' must be a list | write [a]\n"},
    {"InputUnknown", "", "input: [\"b?\"]\n",
     "9:10 unknown_channel: there is no channel 'b' | did you mean 'a'? Or declare it under "
     "state:\n"},
    {"InputTwice", "", "input: [a, a]\n",
     "9:12 duplicate_name: channel 'a' is listed twice | remove one\n"},
    {"TagsNoList", "", "tags: x\n", "9:7 workflow_invalid: 'tags' must be a list | write [x]\n"},
    {"MetadataNoMapping", "", "metadata: x\n",
     "9:11 workflow_invalid: 'metadata' must be a mapping of keys | write it like this: metadata: "
     "{owner: me}\n"},
};

INSTANTIATE_TEST_SUITE_P(Top, Invalid, testing::ValuesIn(kTop), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
