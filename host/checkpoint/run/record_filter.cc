// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/record_filter.h"

#include <algorithm>

#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {
namespace {

std::string IndexTerm(std::string_view name, std::string_view value) {
  std::string term;
  SetIndexTerm(term, name, value);
  return term;
}

}  // namespace

std::string TermOf(const RecordFilter& filter) {
  if (!filter.error.empty()) return IndexTerm("error", filter.error);
  if (!filter.status.empty()) return IndexTerm("status", filter.status);
  return filter.workflow.empty() ? "" : IndexTerm("workflow", filter.workflow);
}

bool Fits(const RecordFilter& filter, const FilteredFacts& facts) {
  const auto is = [](const std::string& wanted, std::string_view has) {
    return wanted.empty() || wanted == has;
  };
  return is(filter.status, facts.status) && is(filter.workflow, facts.workflow) &&
         is(filter.error, facts.error) && (!filter.since || facts.time >= *filter.since);
}

void SetIndexTerm(std::string& term, std::string_view name, std::string_view value) {
  term.resize(name.size() + 1 + value.size());
  char* const behind = std::ranges::copy(name, term.data()).out;
  *behind = '=';
  std::ranges::copy(value, behind + 1);
  if (term.size() > kMaxStoreKey) term.resize(kMaxStoreKey);
}

}  // namespace dashflow::checkpoint
