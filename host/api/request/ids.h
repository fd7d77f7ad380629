// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dashflow::api {

// 8-4-4-4-12 hexadecimal digits.
bool IsUuid(std::string_view text);

// A UUID version 5, the same for the same text.
std::string UuidOf(std::string_view text);

// The assistant that every workflow has without being asked: that of its name.
std::string DefaultAssistantId(std::string_view graph_id);

}  // namespace dashflow::api
