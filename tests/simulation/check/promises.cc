// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {
namespace {

std::string At(Moment moment, const std::string& what) {
  return "event " + std::to_string(moment) + ": " + what;
}

Finding First(const std::vector<std::string>& found) {
  return found.empty() ? Finding() : Finding(found.front());
}

}  // namespace

Finding AcknowledgedIsKept(const Evidence& evidence) {
  const auto& kept = evidence.seen.entries;
  for (const Acknowledged& told : evidence.seen.acknowledged) {
    const std::string id = ToText(told.position);
    if (told.bytes.empty()) return At(told.at, "checkpoint " + id + " is told and not stored");
    const auto entry = kept.find({told.position.stream, told.position.seq});
    if (entry == kept.end()) return At(told.at, "checkpoint " + id + " was told and is lost");
    if (entry->second != told.bytes) return At(told.at, "checkpoint " + id + " was changed");
  }
  return std::nullopt;
}

Finding EveryRunEnds(const Evidence& evidence) { return First(evidence.seen.stuck); }

Finding NothingRunsUnowned(const Evidence& evidence) {
  for (const auto& [thread, status] : evidence.seen.threads)
    if (status != "done") return "thread " + thread + " is over, and its record says " + status;
  return std::nullopt;
}

Finding StoreIsWhole(const Evidence& evidence) { return First(evidence.seen.damage); }

Finding HoldersAreNotRefused(const Evidence& evidence) {
  return First(evidence.seen.own_conflicts);
}

Finding EndsAreDurable(const Evidence& evidence) {
  for (const ToldRun& run : evidence.seen.runs) {
    if (run.status.empty() || run.error.starts_with("store_")) continue;
    const auto record = evidence.seen.run_records.find(run.run);
    const std::string stored =
        record == evidence.seen.run_records.end() ? "nothing" : record->second;
    if (stored != run.status)
      return At(run.ended, "run " + run.run + " told " + run.status + ", stored is " + stored);
  }
  return std::nullopt;
}

}  // namespace dashflow::simulation
