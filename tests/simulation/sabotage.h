// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace dashflow::simulation {

// What is broken on purpose, to prove that the simulation would find it.
enum class Sabotage : std::uint8_t {
  kNone,
  kEarlyAnswer,     // the store answers before a commit is durable; a crash takes the last one back
  kLostAppend,      // it answers ok and has no entry
  kSecondAppend,    // after a lost answer it appends the entry once more
  kNoFence,         // it takes what conflicts
  kTornBatch,       // the last operation of a batch is missing
  kOldReads,        // it does not show the newest entry
  kSilence,         // it never answers some commit
  kChangedEntry,    // an entry that is there already gets other bytes
  kLostEvent,       // an event reaches nobody
  kSecondEvent,     // an event comes twice
  kForgottenWrite,  // a node's proof is not written
  kNewKeys,         // a node's idempotency key changes from attempt to attempt
};

inline constexpr std::array<std::pair<std::string_view, Sabotage>, 12> kSabotages{{
    {"early-answer", Sabotage::kEarlyAnswer},
    {"lost-append", Sabotage::kLostAppend},
    {"second-append", Sabotage::kSecondAppend},
    {"no-fence", Sabotage::kNoFence},
    {"torn-batch", Sabotage::kTornBatch},
    {"old-reads", Sabotage::kOldReads},
    {"silence", Sabotage::kSilence},
    {"changed-entry", Sabotage::kChangedEntry},
    {"lost-event", Sabotage::kLostEvent},
    {"second-event", Sabotage::kSecondEvent},
    {"forgotten-write", Sabotage::kForgottenWrite},
    {"new-keys", Sabotage::kNewKeys},
}};

}  // namespace dashflow::simulation
