// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <utility>
#include <vector>

#include "host/value/value.h"
#include "host/value/value_iterate.h"
#include "tests/property/value/values.h"

namespace dashflow {
namespace {

// A list beside the vector that it must equal.
struct Twin {
  Value list = Value::EmptyArray();
  std::vector<int> model;
};

void AssertEqual(const Twin& twin) {
  RC_ASSERT(twin.list.size() == twin.model.size());
  std::size_t i = 0;
  twin.list.ForEachElement(
      [&](const Value& element) { RC_ASSERT(element.as_int() == twin.model[i++]); });
  RC_ASSERT(i == twin.model.size());
  if (i > 0) RC_ASSERT(twin.list.At(i - 1).as_int() == twin.model[i - 1]);
}

// Many appends, so that runs cross the borders of tail and trie.
void Grow(Twin& twin, bool alone) {
  const int count = *rc::gen::element(1, 2, 31, 32, 33, 200, 1100);
  for (int i = 0; i < count; ++i) {
    twin.model.push_back(i);
    twin.list = alone ? std::move(twin.list).Append(i) : twin.list.Append(i);
  }
}

void Change(Twin& twin, bool alone) {
  if (twin.model.empty()) return;
  const auto at = Pick<std::size_t>(0, twin.model.size());
  const int value = Pick(0, 1000);
  twin.model[at] = value;
  twin.list = alone ? std::move(twin.list).SetAt(at, value) : twin.list.SetAt(at, value);
}

void Join(Twin& twin, const Twin& other) {
  if (twin.model.size() + other.model.size() > 20'000) return;
  twin.list = std::move(twin.list).Concat(other.list);
  const std::vector<int> added = other.model;
  twin.model.insert(twin.model.end(), added.begin(), added.end());
}

// Every version stays, is branched again, and is checked at the end.
RC_GTEST_PROP(ArrayProperty, EveryVersionEqualsItsVector, ()) {
  std::vector<Twin> versions(1);
  const int steps = Pick(1, 25);
  for (int i = 0; i < steps; ++i) {
    Twin next = versions[Pick<std::size_t>(0, versions.size())];
    const bool alone = *rc::gen::arbitrary<bool>();
    switch (Pick(0, 5)) {
      case 0:
        Join(next, versions[Pick<std::size_t>(0, versions.size())]);
        break;
      case 1:
      case 2:
        Change(next, alone);
        break;
      default:
        Grow(next, alone);
    }
    versions.push_back(std::move(next));
  }
  for (const Twin& version : versions) AssertEqual(version);
}

// What is dropped in between must not disturb what stays: uniqueness comes and goes.
RC_GTEST_PROP(ArrayProperty, DroppedVersionsDoNotDisturbOthers, ()) {
  std::vector<Twin> versions(3);
  const int steps = Pick(1, 60);
  for (int i = 0; i < steps; ++i) {
    const auto from = Pick<std::size_t>(0, versions.size());
    const auto to = Pick<std::size_t>(0, versions.size());
    if (from != to) versions[to] = versions[from];
    *rc::gen::arbitrary<bool>() ? Grow(versions[to], true) : Change(versions[to], true);
    if (versions[to].model.size() > 5000) versions[to] = Twin();
  }
  for (const Twin& version : versions) AssertEqual(version);
}

}  // namespace
}  // namespace dashflow
