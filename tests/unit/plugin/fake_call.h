// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/graph/call.h"

namespace dashflow::plugin {

// A call that keeps what a node does with it, for tests. Complete may come from any thread.
class FakeCall final : public graph::Call {
 public:
  explicit FakeCall(std::vector<Value> inputs = {}) : inputs_(std::move(inputs)) {
    facts_.inputs = inputs_.data();
    facts_.input_count = static_cast<std::uint32_t>(inputs_.size());
    facts_.attempt = 2;
    facts_.step = 5;
    facts_.deadline_ns = 77;
    facts_.cancelled = &cancelled;
  }
  ~FakeCall() = default;

  void Emit(std::uint32_t slot, Value value) override {
    emitted.emplace_back(slot, std::move(value));
  }

  Result<const Value*> Read(std::string_view channel) override {
    const auto found = channels.find(std::string(channel));
    if (found == channels.end()) return Error("undeclared_channel", "no such channel");
    return found->second ? &*found->second : nullptr;
  }
  Status Write(std::string_view channel, Value value, channel::WriteMode mode) override {
    if (!channels.contains(std::string(channel)))
      return Error("undeclared_channel", "no such channel");
    written.emplace_back(std::string(channel), std::move(value));
    modes.push_back(mode);
    return Ok();
  }

  Status Jump(std::string_view node, bool parent) override {
    if (node == "forbidden") return Error("goto_refused", "not listed");
    commands.push_back("jump " + std::string(node) + (parent ? " parent" : ""));
    return Ok();
  }
  Status Send(std::string_view node, Value arguments, bool parent) override {
    commands.push_back("send " + std::string(node) + (parent ? " parent" : ""));
    sent.push_back(std::move(arguments));
    return Ok();
  }
  Status UpdateParent(std::string_view channel, Value value, channel::WriteMode) override {
    commands.push_back("update " + std::string(channel));
    sent.push_back(std::move(value));
    return Ok();
  }

  const Value* Interrupt(const Value& question, const Value&) override {
    questions.push_back(question);
    return questions.size() <= answers.size() ? &answers[questions.size() - 1] : nullptr;
  }
  std::size_t AnswerCount() const override { return answers.size(); }
  const Value* AnswerAt(std::size_t index) const override { return &answers[index]; }

  Result<std::optional<Value>> CallWorkflow(std::string_view workflow,
                                            const Value& input) override {
    if (workflow != "other") return Error("workflow_not_found", "no such workflow");
    return Value(input.as_int() + 100);
  }
  graph::Outcome RunInner() override { return graph::Outcome::kFailed; }
  void Progress() override { ++progress; }
  Status SuspendUntil(std::int64_t unix_ns) override {
    suspended_until = unix_ns;
    return Ok();
  }
  void Fail(Error error) override { errors.push_back(std::move(error)); }
  std::string_view Text(graph::CallText which) override {
    if (has_no_memory) throw std::bad_alloc();
    static constexpr std::string_view kTexts[] = {"",     "thread-1", "run-1", "flow",
                                                  "node", "node#0",   "key-1"};
    return kTexts[static_cast<std::size_t>(which)];
  }

  const Value* HostName(std::string_view name) override {
    return name == "params" ? &params : nullptr;
  }

  std::uint64_t OnCancel(CancelCallback, void*) override { return ++registrations; }
  void OffCancel(std::uint64_t registration) override { deregistered.push_back(registration); }
  bool Sleep(std::int64_t ns) override {
    slept += ns;
    return cancelled != 0;
  }
  void* Arena(std::size_t bytes, std::size_t alignment) override {
    arena.emplace_back(bytes + alignment);
    void* memory = arena.back().data();
    std::size_t space = bytes + alignment;
    return std::align(alignment, bytes, memory, space);
  }

  void BeginAsync() override { ++begun; }
  void Complete(graph::Outcome outcome) override {
    const std::lock_guard lock(mutex_);
    completed.push_back(outcome);
    done_.notify_all();
  }
  void CompleteAt(std::int64_t mono_ns, graph::Outcome outcome) override {
    complete_at = mono_ns;
    Complete(outcome);
  }
  graph::Outcome WaitForCompletion() {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return !completed.empty(); });
    return completed.front();
  }

  bool Custom(const Value& value) override {
    customs.push_back(value);
    return !is_slow;
  }
  bool Token(std::string_view text, const Value&) override {
    tokens.emplace_back(text);
    return !is_slow;
  }
  void LogLine(LogLevel, std::string_view message, const Value&) override {
    lines.emplace_back(message);
  }

  std::uint32_t cancelled = 0;
  bool is_slow = false;
  bool has_no_memory = false;
  std::map<std::string, std::optional<Value>> channels;
  std::vector<Value> answers;
  Value params = Value::EmptyObject().Set("limit", 5);

  std::vector<std::pair<std::uint32_t, Value>> emitted;
  std::vector<std::pair<std::string, Value>> written;
  std::vector<channel::WriteMode> modes;
  std::vector<std::string> commands;
  std::vector<Value> sent;
  std::vector<Value> questions;
  std::vector<Error> errors;
  std::vector<graph::Outcome> completed;
  std::vector<Value> customs;
  std::vector<std::string> tokens;
  std::vector<std::string> lines;
  std::vector<std::uint64_t> deregistered;
  std::vector<std::vector<char>> arena;
  std::uint64_t registrations = 0;
  int progress = 0;
  int begun = 0;
  std::int64_t slept = 0;
  std::int64_t suspended_until = 0;
  std::int64_t complete_at = 0;

 private:
  std::vector<Value> inputs_;
  std::mutex mutex_;
  std::condition_variable done_;
};

}  // namespace dashflow::plugin
