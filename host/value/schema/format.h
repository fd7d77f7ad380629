// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace dashflow::schema {

// The formats that are checked. Others are annotations, as the specification allows.
enum class Format : std::uint8_t { kAny, kDate, kTime, kDateTime, kUuid, kIpv4, kIpv6 };

Format FindFormat(std::string_view name);  // kAny for a name that is not checked
std::string_view FormatName(Format format);

// RFC 3339 dates and times (an offset is needed), RFC 4122, and dotted or colon addresses.
bool Fits(Format format, std::string_view text);

}  // namespace dashflow::schema
