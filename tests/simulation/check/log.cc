// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {
namespace {

using checkpoint::Entry;
using checkpoint::EntryKind;
using checkpoint::Position;

using Place = std::pair<std::uint64_t, std::uint64_t>;

Place PlaceOf(const Position& position) { return {position.stream, position.seq}; }

std::string At(const Appended& appended, const std::string& what) {
  return "event " + std::to_string(appended.at) + ": host " + std::to_string(appended.host) +
         ", entry " + ToText(appended.position) + what;
}

// In `exit` mode an entry stands for several supersteps. An input is one by itself, without an
// entry.
bool StepFits(const Flow& flow, const Entry& entry, const Entry& before) {
  if (entry.kind == EntryKind::kPending || entry.kind == EntryKind::kTakeover)
    return entry.step == before.step;
  if (flow.durability == graph::Durability::kExit) return entry.step > before.step;
  const bool has_input =
      entry.kind == EntryKind::kBegin && entry.source == checkpoint::Source::kInput;
  return entry.step == before.step + (has_input ? 2 : 1);
}

// The entry that comes before it, on its branch or on that which its branch left.
Position Before(const Appended& appended) {
  const Position& here = appended.position;
  return here.seq > 1 ? Position{here.stream, here.seq - 1} : appended.entry.parent;
}

Finding Follows(const Flow& flow, const Appended& appended, const Entry& before) {
  if (!StepFits(flow, appended.entry, before))
    return At(appended, " is of superstep " + std::to_string(appended.entry.step) + " after " +
                            std::to_string(before.step));
  if (appended.entry.epoch < before.epoch) return At(appended, " falls back to an older epoch");
  if (appended.entry.event_seq < before.event_seq) return At(appended, " knows of fewer events");
  return std::nullopt;
}

}  // namespace

Finding CheckpointsAreUnique(const Evidence& evidence) {
  std::set<Place> known;
  std::set<std::pair<Place, std::uint64_t>> children;
  for (const Appended& appended : evidence.seen.appended) {
    if (!known.insert(PlaceOf(appended.position)).second) return At(appended, " is there already");
    const Position before = Before(appended);
    if (before.seq != 0 && !children.emplace(PlaceOf(before), appended.entry.epoch).second)
      return At(appended, " is a second child of " + ToText(before) + " in one epoch");
  }
  for (const auto& [place, bytes] : evidence.seen.entries) {
    if (!known.contains(place))
      return "nobody appended entry " + ToText(Position{place.first, place.second});
  }
  return std::nullopt;
}

Finding StepsFollowEachOther(const Evidence& evidence) {
  std::map<Place, const Entry*> known;
  for (const Appended& appended : evidence.seen.appended) {
    const Position before = Before(appended);
    if (before.stream > appended.position.stream) return At(appended, " is on an older branch");
    const auto found = known.find(PlaceOf(before));
    if (found != known.end())
      if (auto finding = Follows(evidence.flow, appended, *found->second)) return finding;
    known[PlaceOf(appended.position)] = &appended.entry;
  }
  return std::nullopt;
}

Finding ReplacedHoldersAreFenced(const Evidence& evidence) {
  std::map<std::uint64_t, std::uint64_t> epochs;
  for (const Appended& appended : evidence.seen.appended) {
    std::uint64_t& newest = epochs[appended.position.stream];
    if (appended.entry.epoch < newest) return At(appended, " comes after its holder was replaced");
    newest = appended.entry.epoch;
  }
  std::map<std::string, std::uint64_t> threads;
  for (const RecordPut& put : evidence.seen.records) {
    std::uint64_t& newest = threads[put.thread];
    if (put.epoch < newest)
      return "event " + std::to_string(put.at) + ": host " + std::to_string(put.host) +
             " puts the record of thread " + put.thread + " after it was replaced";
    newest = put.epoch;
  }
  return std::nullopt;
}

}  // namespace dashflow::simulation
