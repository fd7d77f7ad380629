// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "host/event/event.h"

namespace dashflow::event {

// What a reader of a run may ask for, as clients of LangGraph know it.
enum class StreamMode : std::uint8_t {
  kValues,    // the whole state, after the input and after each superstep that wrote
  kUpdates,   // what each task wrote: {node: {channel: value}}
  kCustom,    // what nodes tell
  kMessages,  // token chunks: [text, metadata]
};
inline constexpr int kStreamModeCount = 4;

std::string_view StreamModeName(StreamMode mode);
std::optional<StreamMode> StreamModeOf(std::string_view name);

struct StreamChunk {
  StreamMode mode = StreamMode::kValues;
  std::int64_t step = 0;  // chunks of one superstep come in no order, but values come last
  Value data;
};

// Turns the events of one run into chunks of the modes asked for. A chunk holds what was known when
// its event was told. [serial]
class StreamView final : public Sink {
 public:
  using Modes = std::bitset<kStreamModeCount>;
  using Out = std::function<void(const StreamChunk&)>;
  StreamView(Modes modes, Out out) : modes_(modes), out_(std::move(out)) {}

  bool Wants(Type type) const override;
  bool Take(const Event& event) override;

 private:
  void TakeValues(const Value& members);
  void TakeTask(const Value& members);
  void TakeInterrupt(const Value& members);
  void TakeEnd(const Value& members);
  void Give(StreamMode mode, Value data);
  bool has(StreamMode mode) const { return modes_.test(static_cast<std::size_t>(mode)); }

  const Modes modes_;
  const Out out_;
  bool resumed_ = false;  // until the state it goes on from was told
  bool asked_ = false;
  std::int64_t step_ = 0;
  Value values_;
};

}  // namespace dashflow::event
