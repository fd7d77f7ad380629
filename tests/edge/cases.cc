// SPDX-License-Identifier: Apache-2.0
#include "tests/edge/cases.h"

#include "host/value/json.h"

namespace dashflow::edge {

using engine::RunResult;
using graph::Call;
using graph::Outcome;

namespace {

Outcome Tell(Call& call) {
  call.Emit(0, std::string(call.Text(graph::CallText::kNode)));
  return Outcome::kDone;
}

Outcome Count(Call& call) {
  call.Emit(0, call.facts().inputs[0].as_int() + 1);
  return Outcome::kDone;
}

Outcome Echo(Call& call) {
  call.Emit(0, call.facts().inputs[0]);
  return Outcome::kDone;
}

Outcome Ask(Call& call) {
  const Value* answer = call.Interrupt("what?", {});
  if (answer == nullptr) return Outcome::kInterrupted;
  call.Emit(0, *answer);
  return Outcome::kDone;
}

Outcome Fail(Call& call) {
  call.Fail(Error("node_failed", "as it was told"));
  return Outcome::kFailed;
}

Outcome Jump(Call& call) {
  const auto to = call.Read("to");
  return call.Jump((*to)->as_text(), false).has_value() ? Outcome::kDone : Outcome::kFailed;
}

}  // namespace

EdgeHost::EdgeHost(testing::HostFixture::On on) : host(on) {
  host.UseStore(store);
  host.types.Add("test.tell", {.inputs = {}, .outputs = {"log"}}, Tell);
  host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n"}}, Count);
  host.types.Add("test.echo", {.inputs = {"item"}, .outputs = {"log"}}, Echo);
  host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, Ask);
  host.types.Add("test.fail", {.inputs = {}, .outputs = {}}, Fail);
  host.types.Add("test.jump", {.inputs = {}, .outputs = {}, .exec = {}, .open = true}, Jump);
}

std::string EdgeHost::Yaml(const EdgeCase& each) {
  return "dashflow: 1\nname: edge\nstate: {" + std::string(each.state) + "}\nnodes: {" +
         each.nodes + "}\nedges: [" + each.edges + "]\n" + each.rest;
}

std::string EdgeHost::EndingOf(const Result<RunResult>& result) {
  if (result.has_error()) return "refused " + result.error().code();
  const std::string status(checkpoint::StatusName(result->status));
  if (result->error) return status + " " + result->error->code();
  return status + " " + ToJson(result->output);
}

std::string EdgeHost::EndingOf(const EdgeCase& each) {
  engine::RunRequest request;
  request.input = testing::Json(each.input);
  return EndingOf(host.Try(Yaml(each), std::move(request)));
}

}  // namespace dashflow::edge
