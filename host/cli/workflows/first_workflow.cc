// SPDX-License-Identifier: Apache-2.0
#include "host/cli/workflows/first_workflow.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kText =
    R"yaml(# A workflow is a graph of nodes. Nodes read and write channels; edges say what comes next.
#   dashflow workflow validate @.yaml     finds mistakes
#   dashflow workflow test @.yaml         runs the tests at the end of this file
#   dashflow workflow graph @.yaml        draws it
#   dashflow run @.yaml --input '{"amount": 500}'
dashflow: 1
name: "@"
description: Orders something; large amounts are approved by a human

# Constants of a run: params.limit in expressions, `--param limit=50` when it is started.
params:
  limit: {type: integer, default: 100}

# Channels, each with a JSON Schema. A channel with a reducer takes many writes.
state:
  amount: {type: integer, minimum: 1, default: 10}
  approved: {type: boolean, default: false}
  history: {reduce: append}
  message: {type: string}
input: [amount]
output: [message, history]

# `dashflow plugin list` names the plugins at hand, `dashflow plugin inspect core` their node types.
nodes:
  # Asks a human: the run waits until `dashflow approve` or `dashflow resume` gives an answer.
  ask:
    type: core.approve
    with: {question: "Order {{amount}}?"}
    out: {answer: approved}
  # Writes channels. Expressions are CEL: `dashflow eval` tries them.
  order:
    type: core.set
    with:
      values:
        message: {cel: "'ordered ' + string(amount)"}
        history: {value: ordered}
  refuse:
    type: core.set
    with:
      values:
        message: {value: refused}
        history: {value: refused}

# A node without an edge that leaves it is an end.
edges:
  - {from: START, route: [{when: amount > params.limit, to: ask}, {to: order}]}
  - {from: ask, switch: approved, cases: {true: order, false: refuse}}

# Each test is a run of its own on a virtual clock.
tests:
  - name: a small amount is ordered unasked
    input: {amount: 10}
    expect: {output: {message: ordered 10, history: [ordered]}, runs: {ask: 0}}
  - name: a large amount waits for a human
    input: {amount: 500}
    expect: {status: waiting}
  - name: and is ordered when somebody agrees
    input: {amount: 500}
    answers: {ask: true}
    expect: {output: {message: ordered 500, history: [ordered]}, path: [ask, order]}
  - name: or refused
    input: {amount: 500}
    answers: {ask: false}
    expect: {output: {message: refused, history: [refused]}, runs: {order: 0}}
  - name: the limit is a parameter
    input: {amount: 500}
    params: {limit: 1000}
    expect: {output: {message: ordered 500, history: [ordered]}, runs: {ask: 0}}
)yaml";

}  // namespace

std::string FirstWorkflow(std::string_view name) {
  std::string text;
  for (const char c : kText) {
    if (c == '@') {
      text += name;
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace dashflow::cli
