// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dashflow::expression {

// The one of `names` that was probably meant by `word`: at most a third of its letters differ. Else
// empty.
std::string NearestOf(std::string_view word, std::span<const std::string> names);

// "did you mean \"x\"?" for the nearest, or nothing.
std::string DidYouMean(std::string_view word, std::span<const std::string> names);

}  // namespace dashflow::expression
