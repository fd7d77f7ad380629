// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dashflow::sql {

// What entries are called in messages.
inline std::string EntryName(std::uint64_t stream, std::uint64_t seq) {
  return "entry " + std::to_string(seq) + " of stream " + std::to_string(stream);
}

inline std::string RecordName(std::string_view space, std::string_view key) {
  return "record '" + std::string(key) + "' in space '" + std::string(space) + "'";
}

inline std::string BlobName(std::string_view hash) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string name("blob ");
  for (const char byte : hash) {
    const auto value = static_cast<unsigned char>(byte);
    name.append({kDigits[value / 16], kDigits[value % 16]});
  }
  return name;
}

// What a check says of each of them that is damaged.
inline constexpr std::string_view kSumDiffers = ": its checksum does not fit";

}  // namespace dashflow::sql
