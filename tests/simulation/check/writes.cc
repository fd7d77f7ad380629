// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>

#include "host/value/json.h"
#include "host/value/value_iterate.h"
#include "tests/simulation/check/invariants.h"

namespace dashflow::simulation {
namespace {

std::string KeyOf(std::string_view proof) { return std::string(proof.substr(0, proof.find(':'))); }

std::vector<std::string> ProofsOf(const EndedMove& move) {
  std::vector<std::string> proofs;
  if (const Value* list = move.output.Find("proof")) {
    list->ForEachElement([&proofs](const Value& proof) { proofs.emplace_back(proof.as_text()); });
  }
  return proofs;
}

// What does not depend on accidents: of the proofs their keys.
Value Comparable(const EndedMove& move) {
  const std::vector<std::string> proofs = ProofsOf(move);
  Value keys = Value::EmptyArray();
  for (const std::string& proof : proofs) keys = std::move(keys).Append(KeyOf(proof));
  return move.output.Set("proof", keys);
}

std::map<std::string, std::vector<Value>> EndsOf(const Chronicle& chronicle) {
  std::map<std::string, std::vector<Value>> ends;
  for (const EndedMove& move : chronicle.ended) ends[move.thread].push_back(Comparable(move));
  return ends;
}

Finding CountOnce(const Chronicle& seen, const EndedMove& move) {
  std::set<std::string> keys;
  for (const std::string& proof : ProofsOf(move)) {
    if (!seen.executions.contains(proof)) return "nobody wrote " + proof;
    if (!keys.insert(KeyOf(proof)).second) return "task " + KeyOf(proof) + " counts twice";
  }
  return std::nullopt;
}

}  // namespace

Finding WritesCountOnce(const Evidence& evidence) {
  if (!evidence.seen.unfolded.empty())
    return evidence.seen.unfolded.front() + " is not the fold of the writes before it";
  for (const EndedMove& move : evidence.seen.ended)
    if (auto finding = CountOnce(evidence.seen, move)) return finding;
  return std::nullopt;
}

Finding KeysAreStable(const Evidence& evidence) {
  if (evidence.seen.impatient) return std::nullopt;
  std::set<std::string> keys;
  for (const auto& [proof, execution] : evidence.undisturbed.executions) keys.insert(execution.key);
  for (const auto& [proof, execution] : evidence.seen.executions) {
    if (execution.cached) continue;
    if (!keys.contains(execution.key) || KeyOf(proof) != execution.key)
      return "event " + std::to_string(execution.at) + ": node " + execution.node +
             " has another key, " + execution.key;
  }
  return std::nullopt;
}

Finding EndIsAsUndisturbed(const Evidence& evidence) {
  if (evidence.seen.impatient) return std::nullopt;
  const auto seen = EndsOf(evidence.seen);
  const auto wanted = EndsOf(evidence.undisturbed);
  for (const auto& [thread, ends] : wanted) {
    const auto found = seen.find(thread);
    if (found == seen.end() || found->second.size() != ends.size())
      return "thread " + thread + " has not made all its moves";
    for (std::size_t i = 0; i < ends.size(); ++i) {
      if (found->second[i] != ends[i])
        return "thread " + thread + " ends move " + std::to_string(i + 1) + " with " +
               ToJson(found->second[i]) + "\n  undisturbed it is " + ToJson(ends[i]);
    }
  }
  return std::nullopt;
}

}  // namespace dashflow::simulation
