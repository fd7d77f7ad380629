// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <atomic>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dashflow::sdk::testing {

// What a counted value of the fake host points at. Plain vectors: simple, and quick enough for unit
// tests.
struct Rep {
  Rep();
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;
  ~Rep();

  std::atomic<std::uint64_t> refs{1};
};

struct ArrayRep : Rep {
  ~ArrayRep();
  std::vector<df_value> elements;  // a reference each
};

struct ObjectRep : Rep {
  ~ObjectRep();
  // Takes both references; the last of equal keys wins, in the place of the first.
  void Set(df_value key, df_value value);
  const df_value* Find(std::string_view key) const;

  std::vector<df_member> members;  // in order of insertion, a reference each
  std::unordered_map<std::string_view, std::size_t> places;
};

// New counted values with one reference for the caller.
df_value MakeText(std::uint8_t kind, std::string_view text);
df_value MakeArray(std::vector<df_value> elements);  // takes the references
df_value MakeObject(ObjectRep* rep);                 // takes the reference

void Retain(const df_value& value);
void Release(df_value& value);  // sets it to null

// A reference of one's own to `value`, copying borrowed text. False for what no host takes: text
// that is not UTF-8, NaN, infinities. An unknown kind becomes null.
bool Own(const df_value& value, df_value* out);

std::string_view TextOf(const df_value& value);
const ArrayRep* ArrayOf(const df_value& value);    // null when it is none
const ObjectRep* ObjectOf(const df_value& value);  // null when it is none

}  // namespace dashflow::sdk::testing
