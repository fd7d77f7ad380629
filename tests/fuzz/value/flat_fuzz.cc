// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "host/value/flat.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// What decodes encodes to the very same bytes: the form is canonical.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto value = dashflow::ParseFlat(bytes);
  if (value.has_error()) {
    Require(!value.error().message().empty());
    return 0;
  }
  Require(value->depth() <= dashflow::kMaxDepth);
  Require(dashflow::ToFlat(*value) == bytes);
  const auto again = dashflow::ParseFlat(bytes);
  Require(again.has_value() && *again == *value && again->Hash() == value->Hash());
  return 0;
}
