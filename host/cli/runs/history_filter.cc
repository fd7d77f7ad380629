// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/history_filter.h"

#include <algorithm>
#include <array>

#include "host/value/json.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

constexpr std::array<std::string_view, 8> kKeys = {"id",   "parent",  "source", "step",
                                                   "time", "changed", "next",   "run"};

Error Refused(const std::string& text, std::string cause) {
  return Error("usage", "--filter is key=value, not '" + text + "'")
      .Operation("read history")
      .Resource("--filter")
      .Cause(std::move(cause))
      .Fix("use one of id, parent, source, step, time, changed, next, run, as in source=loop");
}

bool Is(const Value& value, const std::string& text) {
  return value.is_string() ? value.as_text() == text : ToJson(value) == text;
}

bool Has(const Value& value, const std::string& text) {
  if (!value.is_array()) return Is(value, text);
  bool has = false;
  value.ForEachElement([&](const Value& element) { has = has || Is(element, text); });
  return has;
}

}  // namespace

Result<HistoryFilter> HistoryFilter::Parse(const std::vector<std::string>& texts) {
  HistoryFilter filter;
  for (const std::string& text : texts) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) return Refused(text, "there is no = in it");
    const std::string key = text.substr(0, equals);
    if (std::ranges::find(kKeys, key) == kKeys.end())
      return Refused(text, "a checkpoint has no '" + key + "'");
    filter.wanted_.emplace_back(key, text.substr(equals + 1));
  }
  return filter;
}

bool HistoryFilter::Takes(const Value& checkpoint) const {
  return std::ranges::all_of(wanted_, [&checkpoint](const auto& wanted) {
    const Value* member = checkpoint.Find(wanted.first);
    return member != nullptr && Has(*member, wanted.second);
  });
}

}  // namespace dashflow::cli
