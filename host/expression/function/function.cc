// SPDX-License-Identifier: Apache-2.0
#include "host/expression/function/function.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "host/expression/function/library.h"

namespace dashflow::expression {
namespace {

using Key = std::tuple<std::string_view, CallStyle>;

Key KeyOf(const Overload& overload) { return {overload.name, overload.style}; }

std::vector<Overload> Sorted() {
  std::vector<Overload> all;
  for (const auto part : {BitFunctions(), ChangeFunctions(), ConversionFunctions(),
                          FormatFunctions(), ListFunctions(), MathFunctions(), SearchFunctions(),
                          SizeFunctions(), TextFunctions(), TimeFunctions()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  std::ranges::stable_sort(all, {}, KeyOf);
  return all;
}

const std::vector<Overload>& Library() {
  static const std::vector<Overload> kLibrary = Sorted();
  return kLibrary;
}

}  // namespace

std::span<const Overload> FindFunction(std::string_view name, CallStyle style) {
  const auto first = std::ranges::lower_bound(Library(), Key(name, style), {}, KeyOf);
  const auto last = std::ranges::upper_bound(Library(), Key(name, style), {}, KeyOf);
  return {first, last};
}

std::vector<std::string> FunctionNames(CallStyle style) {
  std::vector<std::string> names;
  for (const Overload& overload : Library()) {
    const bool known = !names.empty() && names.back() == overload.name;
    if (overload.style == style && !known) names.emplace_back(overload.name);
  }
  return names;
}

bool Matches(Type::Kind parameter, Tag tag) {
  static constexpr auto kKinds = std::to_array<Type::Kind>(
      {Type::Kind::kDyn, Type::Kind::kNull, Type::Kind::kBool, Type::Kind::kInt, Type::Kind::kUint,
       Type::Kind::kDouble, Type::Kind::kString, Type::Kind::kBytes, Type::Kind::kList,
       Type::Kind::kMap, Type::Kind::kTimestamp, Type::Kind::kDuration, Type::Kind::kType});
  return parameter == Type::Kind::kDyn || parameter == kKinds[static_cast<std::size_t>(tag)];
}

}  // namespace dashflow::expression
