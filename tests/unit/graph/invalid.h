// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace dashflow::graph {

// A workflow that is kBase with one part replaced, and everything that is wrong with it.
struct InvalidCase {
  std::string_view name;
  std::string_view part;  // of kBase; empty: `replacement` is appended
  std::string_view replacement;
  std::string_view errors;  // as Compiled::ErrorText
};

inline constexpr std::string_view kBase =
    "dashflow: 1\n"
    "name: t\n"
    "state:\n"
    "  a: {type: integer}\n"
    "nodes:\n"
    "  n: {type: test.step}\n"
    "edges:\n"
    "  - START -> n\n";

// Compiles the case and compares what is found: to run it, or to look at it only.
enum class Aim { kRun, kCheck };
void ExpectInvalid(const InvalidCase& expected, Aim aim);

// The table's cases as tests of their names.
class Invalid : public testing::TestWithParam<InvalidCase> {};
class InvalidToCheck : public testing::TestWithParam<InvalidCase> {};
std::string NameOfCase(const testing::TestParamInfo<InvalidCase>& info);

}  // namespace dashflow::graph
