// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "host/expression/function/function.h"

namespace dashflow::expression {
namespace {

struct Translation {
  std::string_view foreign;
  std::string_view ours;
};

constexpr auto kTranslations = std::to_array<Translation>({
    {"abs", "math.abs(x)"},
    {"any", "list.exists(x, …)"},
    {"ceil", "math.ceil(x)"},
    {"count", "size(x)"},
    {"every", "list.all(x, …)"},
    {"find", "list.filter(x, …), or text.indexOf(part)"},
    {"float", "double(x)"},
    {"floor", "math.floor(x)"},
    {"forEach", "list.map(x, …)"},
    {"includes", "x in list, or text.contains(part)"},
    {"isEmpty", "size(x) == 0"},
    {"is_empty", "size(x) == 0"},
    {"len", "size(x)"},
    {"length", "size(x)"},
    {"lower", "text.lowerAscii()"},
    {"max", "math.greatest(a, b)"},
    {"min", "math.least(a, b)"},
    {"not", "!x"},
    {"push", "list + [x]"},
    {"reversed", "list.reverse()"},
    {"round", "math.round(x)"},
    {"some", "list.exists(x, …)"},
    {"sorted", "list.sort()"},
    {"sqrt", "math.sqrt(x)"},
    {"str", "string(x)"},
    {"strip", "text.trim()"},
    {"substr", "text.substring(begin, end)"},
    {"toLowerCase", "text.lowerAscii()"},
    {"toString", "string(x)"},
    {"toUpperCase", "text.upperAscii()"},
    {"to_s", "string(x)"},
    {"typeof", "type(x)"},
    {"upper", "text.upperAscii()"},
});
static_assert(std::ranges::is_sorted(kTranslations, {}, &Translation::foreign));

}  // namespace

std::string_view FunctionFor(std::string_view foreign) {
  const auto* found = std::ranges::find(kTranslations, foreign, &Translation::foreign);
  return found == kTranslations.end() ? std::string_view() : found->ours;
}

}  // namespace dashflow::expression
