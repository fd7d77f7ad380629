// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "host/api/stream/run_stream.h"
#include "host/event/event.h"
#include "host/event/stream.h"
#include "host/value/value.h"

namespace dashflow::api {

// Tells what a run does as events of the thread stream protocol: {type, event_id, seq, method,
// params: {namespace, timestamp, data, node?}}, the methods being values, updates, custom,
// messages, tasks, checkpoints, lifecycle and input.requested. Outlives the run. [serial]
class ProtocolTeller final : public event::Sink {
 public:
  ProtocolTeller(RunStreamPtr stream, std::string run);

  bool Wants(event::Type type) const override { return view_.Wants(type); }
  bool WantsDetails() const override { return view_.WantsDetails(); }
  bool Take(const event::Event& event) override;

 private:
  void TakeChunk(const event::StreamChunk& chunk);
  void TakeUpdate(const event::StreamChunk& chunk);
  void TakeToken(const event::StreamChunk& chunk);
  void TakeEnd();
  void EndMessages(std::string_view node);
  void Lifecycle(std::string_view what, Value data = Value::EmptyObject());
  void Message(std::string_view what, const Value& space, Value data);
  void Push(std::string_view method, const Value& space, Value data, std::string_view node = {});

  const RunStreamPtr stream_;
  const std::string run_;
  event::StreamView view_;
  std::string graph_;
  std::set<std::string> writing_;      // messages that have begun, by id
  const event::Event* now_ = nullptr;  // under way
};

}  // namespace dashflow::api
