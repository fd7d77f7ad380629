// SPDX-License-Identifier: Apache-2.0
#include "host/testing/stand_in.h"

#include <algorithm>
#include <utility>

#include "host/base/error_catalogue.h"
#include "host/testing/slow_call.h"

namespace dashflow::testing {
namespace {

using graph::Outcome;

// A code that no catalogue knows is a node's own: one that may pass.
Error FailureOf(const std::string& code) {
  Error error(code, "the test lets it fail");
  if (FindCatalogueEntry(code) == nullptr) error.Category(ErrorCategory::kTransient, true);
  return error;
}

}  // namespace

StandIn::StandIn(Script script, const graph::NodeTypeInfo& type, std::shared_ptr<graph::Node> node,
                 const Clock& clock)
    : script_(std::move(script)), type_(type), node_(std::move(node)), clock_(clock) {}

Outcome StandIn::Run(graph::Call& call) noexcept {
  const Outcome outcome = Act(call);
  if (script_.delay.count() == 0 || outcome == Outcome::kPending) return outcome;
  call.BeginAsync();
  call.CompleteAt((clock_.Mono() + script_.delay).time_since_epoch().count(), outcome);
  return Outcome::kPending;
}

Outcome StandIn::Act(graph::Call& call) {
  if (MustFail()) {
    call.Fail(FailureOf(script_.failure));
    return Outcome::kFailed;
  }
  return script_.outputs == nullptr ? RunNode(call) : GiveOutputs(call);
}

Outcome StandIn::RunNode(graph::Call& call) {
  const bool ends_itself = script_.delay.count() != 0 && type_.exec == graph::ExecClass::kAsync;
  return node_->Run(ends_itself ? SlowCall::Of(call, script_.delay, clock_) : call);
}

bool StandIn::MustFail() { return script_.failures > 0 && failed_.fetch_add(1) < script_.failures; }

Outcome StandIn::GiveOutputs(graph::Call& call) const {
  for (const graph::NamedValue& output : *script_.outputs) {
    const auto port = std::ranges::find(type_.outputs, output.name.name, &graph::Port::name);
    if (port != type_.outputs.end()) {
      call.Emit(static_cast<std::uint32_t>(port - type_.outputs.begin()), output.value);
      continue;
    }
    const Status written = call.Write(output.name.name, output.value, channel::WriteMode::kReduce);
    if (written.has_error()) return call.Fail(written.error()), Outcome::kFailed;
  }
  return Outcome::kDone;
}

}  // namespace dashflow::testing
