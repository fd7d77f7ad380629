// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "host/value/flat.h"
#include "host/value/json.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// What parses prints, and reads back equal, through JSON and the flat form; what does not names its
// place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = dashflow::ParseJson(text, "fuzz");
  if (value.has_error()) {
    Require(value.error().place().line >= 1 && value.error().place().column >= 1);
    return 0;
  }
  Require(value->depth() <= dashflow::kMaxDepth);
  const std::string json = dashflow::ToJson(*value);
  const auto again = dashflow::ParseJson(json);
  Require(again.has_value() && *again == *value && again->Hash() == value->Hash());
  Require(dashflow::ToJson(*again) == json);
  const auto flat = dashflow::ParseFlat(dashflow::ToFlat(*value));
  Require(flat.has_value() && *flat == *value && dashflow::ToJson(*flat) == json);
  return 0;
}
