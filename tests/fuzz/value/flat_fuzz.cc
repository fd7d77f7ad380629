// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "host/value/flat.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

// The form is canonical.
void CheckPlain(std::string_view bytes, const dashflow::Value& value) {
  Require(dashflow::ToFlat(value) == bytes);
  const auto again = dashflow::ParseFlat(bytes);
  Require(again.has_value() && *again == value && again->Hash() == value.Hash());
}

// It is folded in the same way again. Written out it may be too large to be tried.
void CheckFolded(const dashflow::Value& value) {
  std::string folded;
  dashflow::AppendFolded(folded, value);
  const auto read = dashflow::ParseFlat(folded);
  Require(read.has_value());
  std::string again;
  dashflow::AppendFolded(again, *read);
  Require(again == folded);
}

constexpr char kFoldedVersion = 2;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = dashflow::ParseFlat(bytes);
  if (value.has_error()) {
    Require(!value.error().message().empty());
    return 0;
  }
  Require(value->depth() <= dashflow::kMaxDepth);
  bytes[1] == kFoldedVersion ? CheckFolded(*value) : CheckPlain(bytes, *value);
  return 0;
}
