// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/graph/invalid.h"

namespace dashflow::graph {
namespace {

constexpr InvalidCase kEdges[] = {
    {"UnknownNode", "START -> n", "START -> m",
     "8:14 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"UnknownNodeFrom", "START -> n", "START -> n\n  - m -> n",
     "9:5 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"UnknownNodeBetweenArrows", "START -> n", "START -> m -> n",
     "8:14 unknown_node: there is no node 'm' | did you mean 'n'?\n"},
    {"MisspeltEnd", "START -> n", "START -> n -> end",
     "8:19 unknown_node: there is no node 'end' | did you mean 'END'?\n"},
    {"MisspeltStart", "START -> n", "Strat -> n",
     "8:5 unknown_node: there is no node 'Strat' | did you mean 'START'?\n"},
    {"MisspeltCases", "START -> n", "{from: START, switch: a, case: {1: n}}",
     "8:30 unknown_key: unknown key 'case' in an edge | did you mean 'cases'?\n"},
    {"OddArrow", "START -> n", "START => n",
     "8:11 edge_syntax: `=>` is no arrow | write -> in its place\n"},
    {"NoArrow", "START -> n", "START n",
     "8:5 edge_syntax: 'START n' is no name: it has a blank | write it like `a -> b`, `a & b "
     "-> c` or {from: a, to: b}\n"},
    {"MissingName", "START -> n", "START ->",
     "8:13 edge_syntax: a name is missing in this edge | write it like `a -> b`, `a & b -> c` "
     "or {from: a, to: b}\n"},
    {"Anchor", "START -> n", "&a -> n",
     "8:5 yaml_anchor: YAML reads the `&` that begins this edge as an anchor | quote it: 'a & "
     "b -> c'\n"},
    {"AnchorBlank", "START -> n", "& a -> n",
     "8:6 yaml_anchor: YAML reads the `&` here as an anchor | quote the text: '…'\n"},
    {"BothSeparators", "START -> n", "n & n | n -> n",
     "8:5 edge_syntax: `&` and `|` in one group | write two edges\n"},
    {"OrBehindTheArrow", "START -> n", "START -> n | n",
     "8:14 edge_syntax: `|` says where an edge comes from, not where it leads | use `&` for "
     "both, or {from, switch, cases} for one of them\n"},
    {"IntoStart", "START -> n", "START -> n -> START",
     "8:19 edge_end: no edge leads to START | lead to the first node instead\n"},
    {"OutOfEnd", "START -> n", "START -> n\n  - END -> n",
     "9:5 edge_end: no edge leaves END | END comes last\n"},
    {"NothingFromStart", "START -> n", "n -> END",
     "1:1 no_start: no edge leaves START: nothing would run | add an edge: - START -> "
     "<first node>\n"},
    {"NoEdge", "START -> n", "5",
     "8:5 edge_syntax: not an edge | write it like `a -> b`, `a & b -> c` or {from: a, to: "
     "b}\n"},
    {"NoFrom", "START -> n", "{to: n}",
     "8:5 edge_form: an edge without 'from' | add from: <node>\n"},
    {"NoTo", "START -> n", "{from: START}",
     "8:5 edge_form: an edge without 'to' | add to: <node>\n"},
    {"FromAndGather", "START -> n", "{from: START, gather: n, to: n}",
     "8:19 edge_form: an edge has either 'from' or 'gather', not both | remove one of the "
     "two\n"},
    {"GatherStart", "START -> n", "{gather: START, to: n}",
     "8:14 edge_end: START has no tasks to gather | write from: START\n"},
    {"GatherTwo", "START -> n", "{gather: [n, m], to: n}",
     "8:14 edge_form: 'gather' takes one node | write an edge for each of them\n"},
    {"UnknownKey", "START -> n", "{from: START, too: n}",
     "8:19 unknown_key: unknown key 'too' in an edge | did you mean 'to'?\n"},
    {"SwitchWithoutCases", "START -> n", "{from: START, switch: a}",
     "8:19 edge_form: 'switch' without 'cases' | add cases:\n"},
    {"SwitchNoCase", "START -> n", "{from: START, switch: a, cases: {}}",
     "8:30 edge_form: a switch without cases | add a case\n"},
    {"CasesWithoutSwitch", "START -> n", "{from: START, cases: {x: n}, to: n}",
     "8:19 edge_form: 'cases' without 'switch' | add switch:\n"},
    {"SwitchAndTo", "START -> n", "{from: START, switch: a, cases: {1: n}, to: n}",
     "8:45 edge_form: 'to' has no place beside 'switch' | write two edges, or put it into "
     "the target\n"},
    {"SwitchOnAList", "START -> n", "{from: START, switch: \"[a]\", cases: {1: n}}",
     "8:28 switch_on_list: a switch compares text, and this expression is list(int or null) | "
     "switch on text, a number or a truth value, such as size(x) > 0\n"},
    {"RouteNoList", "START -> n", "{from: START, route: {to: n}}",
     "8:26 edge_form: 'route' must be a list | write route: [{when: …, to: a}, {to: b}]\n"},
    {"RouteAfterTheLast", "START -> n", "{from: START, route: [{to: n}, {when: a > 1, to: n}]}",
     "8:36 edge_form: this arm is never reached: the one before has no 'when' | move it up, "
     "or remove it\n"},
    {"RouteWithoutTo", "START -> n", "{from: START, route: [{when: a > 1}]}",
     "8:27 missing_key: an arm of 'route' has no 'to' | add the key to:\n"},
    {"WhenNeverBool", "START -> n", "{from: START, to: n, when: a}",
     "8:32 condition_not_boolean: this expression is int or null, never true or false | compare it "
     "with something, such as `!= \"\"` or `size(x) > 0`\n"},
    {"WhenUnknownName", "START -> n", "{from: START, to: n, when: aa > 1}",
     "8:32 unknown_name: there is no name \"aa\" | did you mean \"a\"?\n"},
    {"WhenSyntax", "START -> n", "{from: START, to: n, when: a > 1 &&}",
     "8:40 expression_syntax: expected a value, found the end | correct the expression at the "
     "place named\n"},
    {"WhenTag", "START -> n", "{from: START, to: n, when: !has(a.b)}",
     "8:32 yaml_tag: YAML reads the `!` here as a tag, and drops it | quote it: '…'\n"
     "8:39 expression_type: int or null has no fields, so no \"b\" | convert one of them, "
     "such as with string() or int()\n"},
    {"WhenCutByAComma", "START -> n", "{from: START, to: n, when: f(x, y) > 3}",
     "8:35 expression_syntax: expected \",\" or \")\", found the end | correct the expression at "
     "the place named\n"
     "8:37 unknown_key: unknown key 'y) > 3' in an edge | if this belongs to the text before "
     "it, quote that text: '…'\n"},
    {"WhenAnchored", "START -> n", "{from: START, to: n, when: &x a > 1}",
     "8:32 yaml_anchor: YAML reads the `&` that begins 'when' as an anchor | quote it: '…'\n"},
    {"WhenAMapping", "START -> n", "{from: START, to: n, when: {a: 1}}",
     "8:32 workflow_invalid: 'when' must be an expression | write a CEL expression; quote it when "
     "it begins with punctuation or contains `: `, and inside { } also with , ? [ ] { }\n"},
    {"EachNoList", "START -> n", "{from: START, to: n, each: a, send: {}}",
     "8:32 fanout_not_a_list: this expression is int or null, never a list | give a list, such as "
     "a channel of type array\n"},
    {"EachWithoutPort", "START -> n", "{from: START, to: n, each: \"[1]\"}",
     "8:26 fanout_form: 'each' does not say which port takes the element | add as: <port>, or "
     "send: {port: {cel: item}}\n"},
    {"EachAsAndSend", "START -> n", "{from: START, to: n, each: \"[1]\", as: x, send: {}}",
     "8:46 fanout_form: an edge has either 'as' or 'send', not both | move the port of 'as' "
     "into 'send': {port: {cel: item}}\n"},
    {"EachUnknownPort", "START -> n", "{from: START, to: n, each: \"[1]\", as: x}",
     "8:43 unknown_port: node 'n' (test.step) has no input port 'x' | it has none\n"},
    {"EachToEnd", "START -> n", "{from: START, to: END, each: \"[1]\", send: {}}",
     "8:23 edge_end: 'each' leads to a node, not to END | name a node\n"},
    {"ToNothing", "START -> n", "{from: START, to: []}",
     "8:23 edge_nowhere: this leads nowhere | name a node, or END\n"},
    {"CaseToNothing", "START -> n", "{from: START, switch: a, cases: {1: []}, default: []}",
     "8:41 edge_nowhere: this leads nowhere | name a node, or END\n"
     "8:55 edge_nowhere: this leads nowhere | name a node, or END\n"},
    {"EachToNothing", "START -> n", "{from: START, each: \"[1]\", send: {}, to: []}",
     "8:46 edge_nowhere: this leads nowhere | name a node, or END\n"},
    {"AsWithoutEach", "START -> n", "{from: START, to: n, as: x}",
     "8:26 edge_form: 'as' without 'each' | add each:\n"},
    {"EachPortNotSent", "nodes:\n  n: {type: test.step}\nedges:\n  - START -> n",
     "nodes:\n  n: {type: test.count}\nedges:\n  - {from: START, each: \"[1]\", to: n, as: note}",
     "8:26 port_unmet: port 'path' of node 'n' gets nothing from this 'each' | send it: "
     "send: {path: {cel: item}}, or name it in the node's in:\n"},
    {"AsIsMisspelt", "nodes:\n  n: {type: test.step}\nedges:\n  - START -> n",
     "nodes:\n  n: {type: test.count}\nedges:\n  - {from: START, each: \"[1]\", to: n, as: paht}",
     "8:43 unknown_port: node 'n' (test.count) has no input port 'paht' | did you mean 'path'?\n"},
    {"SendABareItem", "nodes:\n  n: {type: test.step}\nedges:\n  - START -> n",
     "nodes:\n  n: {type: test.count}\nedges:\n  - {from: START, each: \"[1]\", to: n, send: "
     "{path: item}}",
     "8:52 unknown_channel: there is no channel 'item' | write {cel: item}: a bare name is a "
     "channel\n"},
    {"ItemOutsideOfEach", "START -> n", "{from: START, to: n, when: item > 1}",
     "8:32 unknown_name: there is no name \"item\" | there are a, is_last_step, params, "
     "remaining_steps, run, state.a, "
     "task, thread\n"},
    {"JoinWithWhen", "START -> n", "{from: [n, m], to: n, when: a > 1}",
     "8:27 edge_form: a join leads on without 'when' | join into a node, and put the "
     "condition on the edge that leaves it\n"},
    {"JoinOfStart", "START -> n", "START & n -> n",
     "8:5 join_form: START cannot be joined | join nodes\n"},
    {"JoinTwice", "START -> n", "START -> n\n  - n & n -> n",
     "9:9 join_form: 'n' stands twice in this join | remove one\n"},
    {"JoinIntoEnd", "nodes:\n  n: {type: test.step}\nedges:\n",
     "nodes:\n  n: {type: test.step}\n  m: {type: test.step}\nedges:\n  - n & m -> END\n",
     "9:14 join_form: a join into END waits for nothing | remove it: a branch ends where no "
     "edge leaves\n"},
};

INSTANTIATE_TEST_SUITE_P(Edges, Invalid, testing::ValuesIn(kEdges), NameOfCase);

}  // namespace
}  // namespace dashflow::graph
