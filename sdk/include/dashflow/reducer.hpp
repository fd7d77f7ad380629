// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <concepts>
#include <dashflow/glue/thunk.hpp>
#include <dashflow/spec/node_spec.hpp>
#include <string_view>

namespace dashflow::sdk {

inline constexpr std::string_view kLawNames[] = {"associative", "commutative", "idempotent"};

// What a reducer is, as a constant:
// sdk::ReducerSpec("max").Doc("…").Associative().Commutative().Idempotent().
struct BasicReducerSpec {
  std::string_view name{};
  std::string_view doc{};
  unsigned laws = 0;

  consteval BasicReducerSpec Doc(std::string_view text) const { return {name, text, laws}; }
  consteval BasicReducerSpec Associative() const { return Obeys(DF_LAW_ASSOCIATIVE); }
  consteval BasicReducerSpec Commutative() const { return Obeys(DF_LAW_COMMUTATIVE); }
  consteval BasicReducerSpec Idempotent() const { return Obeys(DF_LAW_IDEMPOTENT); }

 private:
  consteval BasicReducerSpec Obeys(unsigned law) const { return {name, doc, laws | law}; }
};

consteval BasicReducerSpec ReducerSpec(std::string_view name) {
  if (!IsName(name)) throw "a reducer's name is [a-z][a-z0-9_]*";
  return {name, {}, 0};
}

struct ReducerTag {};

// Base of a reducer. R has, all static, without side effects, for any thread:
//   static constexpr auto spec = sdk::ReducerSpec("name")…;
//   static sdk::Value Start();   the value before any write; null when there is none such
//   static sdk::Value Reduce(sdk::ValueView current, sdk::ValueView write);   throws sdk::Error for
//   a write that is wrong
template <class R>
struct Reducer : ReducerTag {
  static Value Start() { return {}; }
};

template <class R>
concept ReducerType = std::derived_from<R, ReducerTag>;

// The table of one reducer. It holds its start value from Open to Close.
template <ReducerType R>
struct ReducerTable {
  static void Open() {
    Close();
    table.start = R::Start().Release();
  }
  static void Close() noexcept {
    if ((table.start.flags & DF_VALUE_COUNTED) != 0) services.value->release(&table.start);
    table.start = df_value{};
  }
  static df_status Reduce(const df_value* current, const df_value* write, df_value* out) noexcept {
    return GuardText(out,
                     [&] { *out = R::Reduce(ValueView(*current), ValueView(*write)).Release(); });
  }

  static inline df_reducer table{
      .size = sizeof(df_reducer),
      .laws = R::spec.laws,
      .name = ToText(R::spec.name),
      .start = {},
      .reduce = &Reduce,
  };
};

}  // namespace dashflow::sdk
