// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tests/support/graph/fake_types.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// Either there is a workflow, or every mistake has a place inside the text and words for it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // What ${file:…} may read is no concern of the parser.
  if (text.find("${") != std::string_view::npos) return 0;
  const dashflow::graph::Compiled compiled(text);
  Require(compiled.ok() == compiled.errors().empty());
  for (const dashflow::Error& error : compiled.errors()) {
    Require(!error.code().empty() && !error.message().empty());
    Require(error.place().line >= 1 && error.place().column >= 1);
  }
  return 0;
}
