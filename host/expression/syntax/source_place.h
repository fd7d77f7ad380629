// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dashflow::expression {

// Where the text of an expression begins in its file. Lines and columns count from 1, columns in
// characters.
struct SourcePlace {
  std::string file;
  int line = 1;
  int column = 1;
  int next_column = 1;  // where the second and later lines begin: the indentation of a block scalar
};

// The place of byte `offset` of `source`, which begins at `origin`.
SourcePlace PlaceOf(const SourcePlace& origin, std::string_view source, std::size_t offset);

}  // namespace dashflow::expression
