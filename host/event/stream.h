// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "host/event/event.h"

namespace dashflow::event {

// What a reader of a run may ask for, as clients of LangGraph know it.
enum class StreamMode : std::uint8_t {
  kValues,    // the whole state, after the input and after each superstep that wrote
  kUpdates,   // what each task wrote: {node: {channel: value}}; of one from the cache also
              // __metadata__
  kCustom,    // what nodes tell
  kMessages,  // token chunks: [text, metadata]
};
inline constexpr int kStreamModeCount = 4;

std::string_view StreamModeName(StreamMode mode);
std::optional<StreamMode> StreamModeOf(std::string_view name);

struct StreamChunk {
  StreamMode mode = StreamMode::kValues;
  // Of the thread's own run: the superstep. Its chunks come in no order, but values come last.
  std::int64_t step = 0;
  Value space;  // of a subworkflow: Event::space; else null
  Value data;
};

// Turns the events of one run, and of its subworkflows if these are asked for, into chunks of the
// modes asked for. A chunk holds what was known when its event was told. [serial]
class StreamView final : public Sink {
 public:
  using Modes = std::bitset<kStreamModeCount>;
  using Out = std::function<void(const StreamChunk&)>;
  StreamView(Modes modes, Out out, bool subworkflows = false)
      : modes_(modes), subworkflows_(subworkflows), out_(std::move(out)) {}

  bool Wants(Type type) const override;
  bool Take(const Event& event) override;

 private:
  // What is remembered of one run.
  struct Shown {
    Value space;
    bool resumed = false;  // until the state that it goes on from was told
    bool asked = false;
    Value values;
  };

  Shown& ShownOf(const Value& space);
  void TakeValues(const Value& members, Shown& shown);
  void TakeTask(const Value& members, const Shown& shown);
  void TakeInterrupt(const Value& members, Shown& shown);
  void TakeEnd(const Value& members, const Shown& shown);
  void Give(StreamMode mode, const Shown& shown, Value data);
  bool has(StreamMode mode) const { return modes_.test(static_cast<std::size_t>(mode)); }

  const Modes modes_;
  const bool subworkflows_;
  const Out out_;
  std::int64_t step_ = 0;
  bool started_resumed_ = false;
  Shown own_;
  std::map<std::string, Shown> inner_;  // by the text of its space
};

}  // namespace dashflow::event
