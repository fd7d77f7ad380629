// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "host/value/schema/checker.h"

namespace dashflow::schema {

// "at least 2 items", "3 items", "2 to 5 items".
std::string RangeText(const Range& range, std::string_view unit);

template <class Text>
bool Checker::Fail(Text&& text) {
  if (trying_ == 0) text_ = std::forward<Text>(text)();
  return false;
}

}  // namespace dashflow::schema
