// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dashflow::checkpoint {

// Where the API keeps its documents (FORMAT.md).
inline constexpr std::string_view kAssistantSpace = "assistant";
inline constexpr std::string_view kAssistantVersionSpace = "assistant-version";
inline constexpr std::string_view kApiThreadSpace = "api-thread";
inline constexpr std::string_view kApiRunSpace = "api-run";
inline constexpr std::string_view kApiFrameSpace = "api-frame";
inline constexpr std::string_view kItemSpace = "item";
inline constexpr std::string_view kCronSpace = "cron";
inline constexpr std::string_view kKeySpace = "key";

inline constexpr std::string_view kDocumentSpaces[] = {
    kAssistantSpace, kAssistantVersionSpace,
    kApiThreadSpace, kApiRunSpace,
    kApiFrameSpace,  kItemSpace,
    kCronSpace,      kKeySpace,
};

}  // namespace dashflow::checkpoint
