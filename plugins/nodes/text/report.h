// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <string>
#include <string_view>

namespace text {

// A title and a table with a row for each item: objects give a column a member, in the order in
// which members first come.
std::string ToMarkdown(std::string_view title, dashflow::sdk::ValueView items);

// {"title": …, "items": […]}
std::string ToJsonReport(std::string_view title, dashflow::sdk::ValueView items);

}  // namespace text
