// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/event/event.h"

namespace dashflow::event {

// What a reader of a run may ask for, as clients of LangGraph know it.
enum class StreamMode : std::uint8_t {
  kValues,       // the whole state, after the input and after each superstep that wrote
  kUpdates,      // what each task wrote: {node: {channel: value}}; of one from the cache, or that
                 // had finished before the run went on, also __metadata__
  kCustom,       // what nodes tell
  kMessages,     // token chunks: [text, metadata]
  kTasks,        // each task as it starts and as it ends (task_chunk.h)
  kCheckpoints,  // each checkpoint (checkpoint_chunk.h)
  kDebug,        // both: {step, timestamp, type: task | task_result | checkpoint, payload}
};
inline constexpr int kStreamModeCount = 7;

std::string_view StreamModeName(StreamMode mode);
std::optional<StreamMode> StreamModeOf(std::string_view name);

struct StreamChunk {
  StreamMode mode = StreamMode::kValues;
  // Of the thread's own run: the superstep. Its chunks come in no order, but values come last.
  std::int64_t step = 0;
  Value space;            // of a subworkflow: Event::space; else null
  std::uint64_t seq = 0;  // of the event that it was made of; one event may make several
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
  bool WantsDetails() const override {
    return has(StreamMode::kUpdates) || tasks() || checkpoints();
  }
  bool Take(const Event& event) override;

 private:
  // A task that ended with a question, until all of its questions are known.
  struct Asking {
    std::int64_t step = 0;
    Value chunk;
  };
  // What is remembered of one run.
  struct Shown {
    Value space;
    bool resumed = false;  // until the state that it goes on from was told
    bool asked = false;
    Value values;
    Value checkpoint;  // the event's members, until its values have come; else null
    std::vector<Asking> asking;
  };

  Shown& ShownOf(const Value& space);
  void TakeValues(const Value& members, Shown& shown);
  void TakeStepStart(const Value& members, const Shown& shown);
  void TakeTaskStart(const Value& members, const Shown& shown);
  void TakeTaskEnd(const Value& members, Shown& shown);
  void TakeInterrupt(const Value& members, Shown& shown);
  void TakeCheckpoint(const Value& members, Shown& shown);
  void TakeEnd(const Value& members, Shown& shown);
  void GiveUpdate(const Value& members, const Shown& shown);
  void GiveAsking(Shown& shown);
  void GiveCheckpoint(Shown& shown);
  void Give(StreamMode mode, const Shown& shown, Value data);
  void GiveDebug(StreamMode mode, std::string_view type, std::int64_t step, const Shown& shown,
                 Value payload);
  bool has(StreamMode mode) const { return modes_.test(static_cast<std::size_t>(mode)); }
  bool tasks() const { return has(StreamMode::kTasks) || has(StreamMode::kDebug); }
  bool checkpoints() const { return has(StreamMode::kCheckpoints) || has(StreamMode::kDebug); }

  const Modes modes_;
  const bool subworkflows_;
  const Out out_;
  std::int64_t step_ = 0;
  bool started_resumed_ = false;
  const Event* now_ = nullptr;  // under way
  Shown own_;
  std::map<std::string, Shown> inner_;  // by the text of its space
};

}  // namespace dashflow::event
