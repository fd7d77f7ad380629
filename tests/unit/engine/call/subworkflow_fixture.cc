// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/engine/call/subworkflow_fixture.h"

namespace dashflow::engine {

using graph::Call;
using graph::Outcome;

Subworkflow::Subworkflow() {
  host.UseStore(store);
  host.types.Add("test.name", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
    ++starts[std::string(call.Text(graph::CallText::kNode))];
    keys.emplace(call.Text(graph::CallText::kIdempotencyKey));
    call.Emit(0, Value(call.Text(graph::CallText::kNode)));
    return Outcome::kDone;
  });
  host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
    ++starts[std::string(call.Text(graph::CallText::kNode))];
    const Value* answer = call.Interrupt(call.Text(graph::CallText::kNode), Value());
    if (answer == nullptr) return Outcome::kInterrupted;
    call.Emit(0, *answer);
    return Outcome::kDone;
  });
  host.types.Add("test.fail", {.inputs = {}, .outputs = {"log"}}, [this](Call& call) {
    const std::string node(call.Text(graph::CallText::kNode));
    if (++starts[node] <= failures) {
      call.Fail(Error("broken", "it broke"));
      return Outcome::kFailed;
    }
    call.Emit(0, Value(node));
    return Outcome::kDone;
  });
  host.types.Add("test.call",
                 {.inputs = {}, .outputs = {"log"}, .exec = graph::ExecClass::kBlocking},
                 [this](Call& call) {
                   ++starts[std::string(call.Text(graph::CallText::kNode))];
                   Value heard = Value::EmptyArray();
                   for (const std::string& workflow : called) {
                     const auto output = call.CallWorkflow(workflow, Value::EmptyObject());
                     if (output.has_error()) return call.Fail(output.error()), Outcome::kFailed;
                     if (!output.value()) return Outcome::kInterrupted;
                     heard = heard.Append(*output.value()->Find("log"));
                   }
                   call.Emit(0, heard);
                   return Outcome::kDone;
                 });
  host.types.Add("test.leave", {.inputs = {}, .outputs = {}, .open = true}, [](Call& call) {
    EXPECT_TRUE(call.Write("log", Value("lost"), channel::WriteMode::kReduce).has_value());
    const Status told = call.UpdateParent("log", Value("left"), channel::WriteMode::kReduce);
    const Status jumped = call.Jump("after", true);
    if (told.has_error()) call.Fail(told.error());
    return told.has_value() && jumped.has_value() ? Outcome::kDone : Outcome::kFailed;
  });
}

std::string Subworkflow::Line(const std::string& name, const std::string& nodes,
                              const std::string& edges, const std::string& more) {
  return "\ndashflow: 1\nname: " + name + "\nstate: {log: {reduce: append}}\nnodes: " + nodes +
         "\nedges: [" + edges + "]\n" + more;
}

std::string Subworkflow::With(std::string yaml, const std::string& rule) {
  return yaml.replace(yaml.find("workflow: inner"), 15, "workflow: inner, " + rule);
}

const std::string kOuter = R"(
dashflow: 1
name: outer
state: {log: {reduce: append}, heard: {type: array, default: []}}
nodes:
  before: {type: test.name}
  sub: {workflow: inner, out: {log: heard}}
  after: {type: test.name}
edges: [START -> before -> sub -> after]
)";

}  // namespace dashflow::engine
