// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "host/base/result.h"
#include "host/channel/reducer.h"
#include "host/channel/write.h"
#include "host/value/schema.h"
#include "host/value/value.h"

namespace dashflow::channel {

// Which values a channel keeps (WORKFLOWS.md, `keep:`). kReduced has a reducer.
enum class Keep : std::uint8_t {
  kOne,          // one write a superstep, two are an error
  kLatest,       // the last write in task order; empty after a superstep without a write
  kAfterFinish,  // the last write in task order; readable once nothing else is due
  kEphemeral,    // lives for one superstep
  kUntracked,    // never checkpointed
  kTopic,        // a list of this superstep's writes
  kTopicAll,     // a list of all writes
  kReduced,
};

// A declared slot of the state. Immutable.
struct Channel {
  std::string name;
  Keep keep = Keep::kOne;
  const Reducer* reducer = nullptr;  // kReduced; outlives the channel
  std::optional<Value> initial;      // the declared default, or the reducer's start
  Schema schema;                     // of a reduced channel: what one *write* must fit
  bool is_private = false;
};

// What a channel holds: `has` is false before the first write of one without default.
struct Slot {
  Value value;
  std::uint64_t version = 0;  // of the superstep that changed it last; 0 = never
  bool has = false;
  bool held = false;  // kAfterFinish: `value` is there, but not to be read yet; then `has` is false
};

Slot InitialSlot(const Channel& channel);

// Checks one write against the channel's schema, and that a store can give it back. Errors:
// channel_type, value_too_deep. The message says what is wrong, not where: that is the caller's.
Status CheckWholeWrite(const Channel& channel, const Write& write);
inline Status CheckWrite(const Channel& channel, const Write& write) {
  const bool fits = write.mode == WriteMode::kReduce && channel.schema.FitsAtOnce(write.value);
  return fits ? Ok() : CheckWholeWrite(channel, write);
}

// Folds one superstep's writes to `channel`, in task order, into `slot`; `slot` is as before after
// an error. Returns whether the slot changed. With no writes it lets a value expire (kLatest,
// kEphemeral, kTopic). Errors: concurrent_write (two writes to kOne; two overwrites),
// invalid_update (the reducer refused). `memo`: of the channel's reducer, when its folds follow one
// another.
Result<bool> Fold(const Channel& channel, Slot& slot, std::span<const Write* const> writes,
                  Memo* memo = nullptr);

// Nothing else is due: what is held can be read. Returns whether the slot changed.
bool Finish(Slot& slot);

// Whether Fold with no writes can change it, so that the engine need not visit the others.
bool Expires(Keep keep);

}  // namespace dashflow::channel
