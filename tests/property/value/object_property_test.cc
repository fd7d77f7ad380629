// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "host/value/flat.h"
#include "host/value/value.h"
#include "host/value/value_iterate.h"
#include "tests/property/value/values.h"

namespace dashflow {
namespace {

// An object beside the list of members, in order, that it must equal.
struct Twin {
  Value object = Value::EmptyObject();
  std::vector<std::pair<std::string, int>> model;
};

auto FindIn(Twin& twin, const std::string& key) {
  return std::ranges::find(twin.model, key, [](const auto& member) { return member.first; });
}

void Set(Twin& twin, const std::string& key, int value, bool alone) {
  const auto found = FindIn(twin, key);
  if (found != twin.model.end()) {
    found->second = value;
  } else {
    twin.model.emplace_back(key, value);
  }
  twin.object = alone ? std::move(twin.object).Set(key, value) : twin.object.Set(key, value);
}

void Erase(Twin& twin, const std::string& key, bool alone) {
  const auto found = FindIn(twin, key);
  if (found != twin.model.end()) twin.model.erase(found);
  twin.object = alone ? std::move(twin.object).Erase(key) : twin.object.Erase(key);
}

void AssertEqual(Twin& twin) {
  RC_ASSERT(twin.object.size() == twin.model.size());
  std::size_t i = 0;
  twin.object.ForEachMember([&](const Value& key, const Value& value) {
    RC_ASSERT(i < twin.model.size());
    RC_ASSERT(key.as_text() == twin.model[i].first);
    RC_ASSERT(value.as_int() == twin.model[i++].second);
  });
  RC_ASSERT(i == twin.model.size());
  for (const auto& [key, value] : twin.model) RC_ASSERT(twin.object.Find(key)->as_int() == value);
  RC_ASSERT(twin.object.Find("absent") == nullptr);
  RC_ASSERT(ParseFlat(ToFlat(twin.object)).value() == twin.object);
}

// Sets win over erases in half of the runs, so that small and indexed objects both come up.
RC_GTEST_PROP(ObjectProperty, EveryVersionEqualsItsList, ()) {
  std::vector<Twin> versions(1);
  const int erases = *rc::gen::element(1, 5);
  const int steps = Pick(1, 150);
  for (int i = 0; i < steps; ++i) {
    const bool latest = Pick(0, 4) > 0;
    Twin next = versions[latest ? versions.size() - 1 : Pick<std::size_t>(0, versions.size())];
    const std::string key = *FewKeys();
    const bool alone = *rc::gen::arbitrary<bool>();
    Pick(0, 10) < erases ? Erase(next, key, alone) : Set(next, key, i, alone);
    versions.push_back(std::move(next));
  }
  for (Twin& version : versions) AssertEqual(version);
}

RC_GTEST_PROP(ObjectProperty, TheOnlyOwnerGetsTheSame, ()) {
  Twin twin;
  const int steps = Pick(1, 400);
  for (int i = 0; i < steps; ++i) {
    const std::string key = *FewKeys();
    Pick(0, 10) < 4 ? Erase(twin, key, true) : Set(twin, key, i, true);
  }
  AssertEqual(twin);
}

}  // namespace
}  // namespace dashflow
