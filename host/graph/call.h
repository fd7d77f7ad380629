// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "host/base/log.h"
#include "host/base/result.h"
#include "host/channel/write.h"
#include "host/graph/node.h"
#include "host/value/value.h"

namespace dashflow::graph {

// The texts of a call; DF_CALL_* of the ABI.
enum class CallText : std::uint32_t {
  kThread = 1,
  kRun = 2,
  kWorkflow = 3,
  kNode = 4,
  kTask = 5,
  kIdempotencyKey = 6,
};

// One attempt of one task, as a Node sees it. Implemented by the engine; the ABI's meaning of each
// function is in <dashflow/call.h>. Functions are called from the thread that runs the call, or one
// thread at a time while pending; Progress, OnCancel, OffCancel and Complete from any thread.
class Call {
 public:
  struct Facts {
    const Value* inputs = nullptr;  // one a declared input port
    std::uint32_t input_count = 0;
    std::uint32_t attempt = 1;
    const std::uint32_t* cancelled = nullptr;
    std::int64_t deadline_ns = INT64_MAX;  // MonoTime since epoch
    std::int64_t step = 0;
  };
  static constexpr std::size_t kAdapterBytes = 96;

  const Facts& facts() const { return facts_; }
  // Room for whoever adapts the call to another form (the ABI's df_call); uninitialised, as
  // long-lived as the call.
  std::byte* adapter() { return adapter_; }

  virtual void Emit(std::uint32_t slot,
                    Value value) = 0;  // slot out of range: recorded, fails the task

  virtual Result<const Value*> Read(std::string_view channel) = 0;  // null pointer = no value
  virtual Status Write(std::string_view channel, Value value, channel::WriteMode mode) = 0;

  virtual Status Jump(std::string_view node, bool parent) = 0;
  virtual Status Send(std::string_view node, Value arguments, bool parent) = 0;
  virtual Status UpdateParent(std::string_view channel, Value value, channel::WriteMode mode) = 0;

  // The answer, or null: the node then returns kInterrupted.
  virtual const Value* Interrupt(const Value& question, const Value& schema) = 0;
  virtual std::size_t AnswerCount() const = 0;
  virtual const Value* AnswerAt(std::size_t index) const = 0;

  // Blocks. The output, or nothing: it waits for an answer, and the node then returns kInterrupted.
  virtual Result<std::optional<Value>> CallWorkflow(std::string_view workflow,
                                                    const Value& input) = 0;
  // Runs the subworkflow that the node stands for; its outcome is the node's.
  virtual Outcome RunInner() = 0;
  virtual void Progress() = 0;
  virtual Status SuspendUntil(std::int64_t unix_ns) = 0;
  virtual void Fail(Error error) = 0;
  virtual std::string_view Text(CallText which) = 0;
  // What a name of the host is in expressions: `params`, `run`, `thread`, `task`, and in a
  // handler `error`. Null for others.
  // Lives as long as the call.
  virtual const Value* HostName(std::string_view name) = 0;

  using CancelCallback = void (*)(void* context);
  virtual std::uint64_t OnCancel(CancelCallback callback, void* context) = 0;
  virtual void OffCancel(std::uint64_t registration) = 0;
  virtual bool Sleep(std::int64_t ns) = 0;  // true = cancelled
  virtual void* Arena(std::size_t bytes, std::size_t alignment) = 0;

  // Async. BeginAsync keeps the call alive until exactly one Complete or CompleteAt, which may come
  // after the attempt was given up.
  virtual void BeginAsync() = 0;
  virtual void Complete(Outcome outcome) = 0;
  virtual void CompleteAt(std::int64_t mono_ns, Outcome outcome) = 0;

  // False = back-pressure, nothing was taken.
  virtual bool Custom(const Value& value) = 0;
  virtual bool Token(std::string_view text, const Value& metadata) = 0;
  virtual void LogLine(LogLevel level, std::string_view message, const Value& fields) = 0;

 protected:
  Call() = default;
  ~Call() = default;
  Facts facts_;

 private:
  alignas(std::max_align_t) std::byte adapter_[kAdapterBytes];
};

}  // namespace dashflow::graph
