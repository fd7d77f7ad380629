// SPDX-License-Identifier: Apache-2.0
#include "host/expression/type/scope.h"

#include <utility>

#include "host/expression/type/nearest.h"

namespace dashflow::expression {
namespace {

constexpr std::string_view kState = "state.";

std::string_view FirstPart(std::string_view name) { return name.substr(0, name.find('.')); }

}  // namespace

void Scope::AddRoot(std::string name, std::uint32_t slot, Type type) {
  roots_.insert_or_assign(std::move(name), Name{slot, std::move(type)});
}

void Scope::AddChannel(std::string name, std::uint32_t slot, Type type) {
  channels_.insert_or_assign(std::move(name), Name{slot, std::move(type)});
}

const Name* Scope::Find(std::string_view name) const {
  if (const auto root = roots_.find(name); root != roots_.end()) return &root->second;
  const bool whole = name.starts_with(kState);
  if (whole) name.remove_prefix(kState.size());
  if (!whole && IsRootPart(name)) return nullptr;
  const auto channel = channels_.find(name);
  return channel == channels_.end() ? nullptr : &channel->second;
}

bool Scope::IsRootPart(std::string_view first) const {
  if (roots_.contains(first)) return true;
  const auto next = roots_.lower_bound(std::string(first) + ".");
  return next != roots_.end() && FirstPart(next->first) == first;
}

std::string Scope::Nearest(std::string_view name) const { return NearestOf(name, Names()); }

std::vector<std::string> Scope::Names() const {
  std::map<std::string, int> names;
  for (const auto& [name, ignored] : roots_) names[name];
  for (const auto& [name, ignored] : channels_) {
    names[std::string(kState) + name];
    if (!IsRootPart(name)) names[name];
  }
  std::vector<std::string> sorted;
  sorted.reserve(names.size());
  for (auto& [name, ignored] : names) sorted.push_back(name);
  return sorted;
}

}  // namespace dashflow::expression
