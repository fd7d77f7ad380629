// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {
namespace {

std::string KeyOf(std::string_view proof) { return std::string(proof.substr(0, proof.find(':'))); }

std::vector<std::string> ProofsOf(const Turn& turn) {
  std::vector<std::string> proofs;
  if (const Value* list = turn.output.Find("proof")) {
    list->ForEachElement([&proofs](const Value& proof) { proofs.emplace_back(proof.as_text()); });
  }
  return proofs;
}

// What does not depend on accidents: of the proofs their keys, or how many there are.
Value Comparable(const Flow& flow, const Turn& turn) {
  const std::vector<std::string> proofs = ProofsOf(turn);
  Value keys = Value::EmptyArray();
  for (const std::string& proof : proofs) keys = std::move(keys).Append(KeyOf(proof));
  const Value kept = flow.compensates ? Value(static_cast<std::int64_t>(proofs.size())) : keys;
  return turn.output.Set("proof", kept);
}

std::map<std::string, std::vector<Value>> TurnsOf(const Flow& flow, const Chronicle& chronicle) {
  std::map<std::string, std::vector<Value>> turns;
  for (const Turn& turn : chronicle.turns) turns[turn.thread].push_back(Comparable(flow, turn));
  return turns;
}

Finding CountOnce(const Chronicle& seen, const Turn& turn) {
  std::set<std::string> keys;
  for (const std::string& proof : ProofsOf(turn)) {
    if (!seen.executions.contains(proof)) return "nobody wrote " + proof;
    if (!keys.insert(KeyOf(proof)).second) return "task " + KeyOf(proof) + " counts twice";
  }
  return std::nullopt;
}

}  // namespace

Finding WritesCountOnce(const Evidence& evidence) {
  if (!evidence.seen.unfolded.empty())
    return evidence.seen.unfolded.front() + " is not the fold of the writes before it";
  for (const Turn& turn : evidence.seen.turns)
    if (auto finding = CountOnce(evidence.seen, turn)) return finding;
  return std::nullopt;
}

// After a compensation the supersteps count on by one, and keys with them.
Finding KeysAreStable(const Evidence& evidence) {
  if (evidence.flow.compensates || evidence.seen.impatient) return std::nullopt;
  std::set<std::string> keys;
  for (const auto& [proof, execution] : evidence.undisturbed.executions) keys.insert(execution.key);
  for (const auto& [proof, execution] : evidence.seen.executions) {
    if (!keys.contains(execution.key) || KeyOf(proof) != execution.key)
      return "event " + std::to_string(execution.at) + ": node " + execution.node +
             " has another key, " + execution.key;
  }
  return std::nullopt;
}

Finding EndIsAsUndisturbed(const Evidence& evidence) {
  if (evidence.seen.impatient) return std::nullopt;
  const auto seen = TurnsOf(evidence.flow, evidence.seen);
  const auto wanted = TurnsOf(evidence.flow, evidence.undisturbed);
  for (const auto& [thread, turns] : wanted) {
    const auto found = seen.find(thread);
    if (found == seen.end() || found->second.size() != turns.size())
      return "thread " + thread + " has not had all its turns";
    for (std::size_t i = 0; i < turns.size(); ++i) {
      if (found->second[i] != turns[i])
        return "thread " + thread + " ends turn " + std::to_string(i + 1) + " with " +
               ToJson(found->second[i]) + "\n  undisturbed it is " + ToJson(turns[i]);
    }
  }
  return std::nullopt;
}

}  // namespace dashflow::simulation
