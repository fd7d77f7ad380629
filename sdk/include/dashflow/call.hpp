// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/call.h>

#include <atomic>
#include <chrono>
#include <dashflow/builder.hpp>
#include <dashflow/glue/cancel_callback.hpp>
#include <dashflow/service/clock.hpp>
#include <dashflow/service/log.hpp>
#include <functional>
#include <optional>
#include <string_view>

namespace dashflow::sdk {

enum class WriteMode : std::uint32_t {
  kReduce = DF_WRITE_REDUCE,        // the channel's reducer joins it with what is there
  kOverwrite = DF_WRITE_OVERWRITE,  // it replaces what is there
};

// One node run, without its ports (see NodeCall). A handle: copies are the same run. Valid until
// Run returns, for async nodes until the completion. One thread at a time, but for cancelled,
// deadline, Progress and Log. [call]
class Call {
 public:
  explicit Call(df_call* raw) noexcept : raw_(raw) {}
  df_call* raw() const noexcept { return raw_; }

  std::string_view thread() const { return Text(DF_CALL_THREAD); }
  std::string_view run() const { return Text(DF_CALL_RUN); }
  std::string_view workflow() const { return Text(DF_CALL_WORKFLOW); }
  std::string_view node() const { return Text(DF_CALL_NODE); }
  std::string_view task() const { return Text(DF_CALL_TASK); }
  // The same for every attempt and after every restart of this task: give it to services that
  // deduplicate.
  std::string_view idempotency_key() const { return Text(DF_CALL_IDEMPOTENCY_KEY); }
  std::int64_t step() const noexcept { return raw_->step; }
  std::uint32_t attempt() const noexcept { return raw_->attempt; }  // 1 for the first

  // True when the run should stop soon: it was cancelled, or its deadline has passed.
  bool cancelled() const noexcept {
    return __atomic_load_n(raw_->cancelled, __ATOMIC_ACQUIRE) != 0;
  }
  std::optional<MonotonicClock::time_point> deadline() const noexcept {
    if (raw_->deadline_ns == INT64_MAX) return std::nullopt;
    return MonotonicClock::time_point(std::chrono::nanoseconds(raw_->deadline_ns));
  }
  // Throws `cancelled` when the run should stop; for loops of compute nodes.
  void ThrowIfCancelled() const {
    if (cancelled()) throw Cancelled();
  }
  // For blocking nodes. Throws `cancelled` as soon as the run should stop.
  void Sleep(std::chrono::nanoseconds duration) const {
    if (services.call->sleep(raw_, duration.count()) != 0) throw Cancelled();
  }
  [[nodiscard]] CancelCallback OnCancel(std::function<void()> callback) const {
    return {raw_, std::move(callback)};
  }
  // Says that the run is alive: feeds the idle timeout of the node.
  void Progress() const noexcept { services.call->progress(raw_); }
  // Ends the run until then; afterwards the node starts again from its beginning.
  [[noreturn]] void SuspendUntil(WallClock::time_point time) const {
    const df_status status = services.call->suspend_until(raw_, time.time_since_epoch().count());
    Check(status, "to suspend the run");
    throw Unwind{DF_SUSPENDED};
  }

  // Asks a human. Gives the answer (good until the call ends) when it is there; otherwise the run
  // ends here, and the node starts again from its beginning when the answer has come: what stands
  // before must bear to be done twice. The n-th Interrupt of a run gets the n-th answer. `schema`:
  // JSON Schema of the answer, or null.
  ValueView Interrupt(ValueView question, ValueView schema = {}) const {
    df_value answer{};
    Check(services.call->interrupt(raw_, &question.raw(), &schema.raw(), &answer), "an interrupt");
    return ValueView(answer);
  }
  std::size_t answer_count() const noexcept { return services.call->answer_count(raw_); }
  ValueView AnswerAt(std::size_t index) const {
    df_value answer{};
    Check(services.call->answer_at(raw_, index, &answer), "an answer that is not there");
    return ValueView(answer);
  }

  // Adds a target of the next superstep beside the node's edges; the workflow's `goto:` must list
  // it.
  void Goto(std::string_view node) const { Jump(node, 0); }
  void GotoInParent(std::string_view node) const { Jump(node, 1); }
  // Adds a task of `node` whose ports get the members of the object `arguments`.
  void Send(std::string_view node, ValueView arguments) const { Dispatch(node, arguments, 0); }
  void SendInParent(std::string_view node, ValueView arguments) const {
    Dispatch(node, arguments, 1);
  }
  void WriteInParent(std::string_view channel, ValueView value,
                     WriteMode mode = WriteMode::kReduce) const {
    Check(services.call->update_parent(raw_, ToText(channel), &value.raw(),
                                       static_cast<std::uint32_t>(mode)),
          "a write to the calling workflow's channel", channel);
  }
  // Runs another workflow of the host to its end. For blocking nodes.
  Value CallWorkflow(std::string_view name, ValueView input) const {
    df_value raw{};
    const df_status status = services.call->call_workflow(raw_, ToText(name), &input.raw(), &raw);
    Value output = Value::Adopt(raw);
    Check(status, "to call the workflow", name);
    return output;
  }

  // Events for whoever watches the run; lost when it restarts. False: the reader is slow and
  // nothing was taken; drop the event, or sleep and try again.
  bool Custom(ValueView event) const {
    return Taken(Events().custom(raw_, &event.raw()), "a custom event");
  }
  bool Token(std::string_view text, ValueView metadata = {}) const {
    return Taken(Events().token(raw_, ToText(text), &metadata.raw()), "a token");
  }
  void Log(LogLevel level, std::string_view message, ValueView fields = {}) const noexcept {
    WriteLog(raw_, level, message, fields);
  }

  // Memory that lives as long as the call.
  void* Allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t)) const {
    void* memory = services.call->arena(raw_, bytes, alignment);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
  }

 private:
  static Error Cancelled() {
    return {Category::kCancelled, "cancelled", "The run was cancelled or its time is over."};
  }
  static const df_events_api& Events() {
    if (services.events == nullptr) throw Unsupported("This host takes no events.");
    return *services.events;
  }
  static bool Taken(df_status status, std::string_view what) {
    if (status == DF_AGAIN) return false;
    Check(status, what);
    return true;
  }
  std::string_view Text(std::uint32_t which) const {
    const df_text text = services.call->text(raw_, which);
    if (text.data == nullptr)
      throw Error(Category::kExhausted, "out_of_memory", "The host could not name the call.");
    return ToView(text);
  }
  void Jump(std::string_view node, std::uint32_t parent) const {
    Check(services.call->jump(raw_, ToText(node), parent),
          "a jump that the node's goto: must list, to", node);
  }
  void Dispatch(std::string_view node, ValueView arguments, std::uint32_t parent) const {
    Check(services.call->send(raw_, ToText(node), &arguments.raw(), parent), "a task for", node);
  }

  df_call* raw_;
};

}  // namespace dashflow::sdk
