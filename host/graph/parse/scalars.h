// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/config/tree.h"
#include "host/graph/definition.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// Readers of one value. What does not fit is reported with its place, and gives nothing.

std::optional<std::string> ReadText(Findings& findings, const config::Member& member);
std::optional<bool> ReadBool(Findings& findings, const config::Member& member);
std::optional<double> ReadNumber(Findings& findings, const config::Member& member);

struct Range {
  std::int64_t least = 1;
  std::int64_t most = INT64_MAX;
};
std::optional<std::int64_t> ReadInteger(Findings& findings, const config::Member& member,
                                        Range range);

std::optional<std::chrono::nanoseconds> ReadDuration(Findings& findings,
                                                     const config::Member& member);
std::optional<std::size_t> ReadSize(Findings& findings, const config::Member& member);

// The index of the word that the value is; reports any other.
std::optional<std::size_t> ReadWord(Findings& findings, const config::Member& member,
                                    std::span<const std::string_view> words);

// A scalar as a name; `what` in messages: "a node name".
std::optional<NameRef> ReadName(Findings& findings, const config::Tree& tree,
                                std::string_view what);
// One name, or a list of names.
std::vector<NameRef> ReadNames(Findings& findings, const config::Tree& tree, std::string_view what);
// A list of names; one alone is refused, with the advice to write a list.
std::vector<NameRef> ReadNameList(Findings& findings, const config::Member& member,
                                  std::string_view what);

// An expression. Refuses anchors, lists and mappings (what YAML makes of an expression that is not
// quoted).
std::optional<CelText> ReadCel(Findings& findings, const config::Tree& tree, std::string_view what);

}  // namespace dashflow::graph
