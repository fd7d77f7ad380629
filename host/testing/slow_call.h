// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "host/base/clock.h"
#include "host/graph/call.h"

namespace dashflow::testing {

// A call whose end comes later by `delay` than its node says; all else goes to the call itself,
// which outlives it.
class SlowCall final : public graph::Call {
 public:
  // In the memory of `call`, as long-lived as that.
  static SlowCall& Of(graph::Call& call, std::chrono::nanoseconds delay, const Clock& clock);

  void Complete(graph::Outcome outcome) override;
  void CompleteAt(std::int64_t mono_ns, graph::Outcome outcome) override;

  void Emit(std::uint32_t slot, Value value) override;
  Result<const Value*> Read(std::string_view channel) override;
  Status Write(std::string_view channel, Value value, channel::WriteMode mode) override;
  Status Jump(std::string_view node, bool parent) override;
  Status Send(std::string_view node, Value arguments, bool parent) override;
  Status UpdateParent(std::string_view channel, Value value, channel::WriteMode mode) override;
  const Value* Interrupt(const Value& question, const Value& schema) override;
  std::size_t AnswerCount() const override;
  const Value* AnswerAt(std::size_t index) const override;
  Result<std::optional<Value>> CallWorkflow(std::string_view workflow, const Value& input) override;
  graph::Outcome RunInner() override;
  void Progress() override;
  Status SuspendUntil(std::int64_t unix_ns) override;
  void Fail(Error error) override;
  std::string_view Text(graph::CallText which) override;
  const Value* HostName(std::string_view name) override;
  std::uint64_t OnCancel(CancelCallback callback, void* context) override;
  void OffCancel(std::uint64_t registration) override;
  bool Sleep(std::int64_t ns) override;
  void* Arena(std::size_t bytes, std::size_t alignment) override;
  void BeginAsync() override;
  bool Custom(const Value& value) override;
  bool Token(std::string_view text, const Value& metadata) override;
  void LogLine(LogLevel level, std::string_view message, const Value& fields) override;

 private:
  SlowCall(graph::Call& call, std::chrono::nanoseconds delay, const Clock& clock);

  graph::Call& call_;
  const std::chrono::nanoseconds delay_;
  const Clock& clock_;
};

}  // namespace dashflow::testing
