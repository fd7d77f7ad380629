// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/error.h"
#include "host/config/tree.h"

namespace dashflow::config {

struct YamlLimits {
  std::size_t max_bytes = std::size_t{8} << 20;
  int max_depth = 100;  // mappings and lists inside each other
  std::size_t max_parts =
      1000000;  // scalars, lists and mappings, those behind aliases counted each time
};

struct YamlSource {
  std::string file;  // the name in places; may be empty
};

// `tree` is there when the text could be read to its end, even if something in it is refused.
struct YamlReport {
  std::optional<Tree> tree;
  std::vector<Error> errors;
};

// Reads one document of YAML 1.2 (JSON is YAML). Scalars by the core schema; merge keys (`<<`) are
// resolved, the member that is nearer wins. Refused, with place and fix: duplicate keys, tags, keys
// that are no scalars, several documents, tabs as indentation, text that is not UTF-8, and what is
// over a limit. [any-thread]
YamlReport ParseYaml(std::string_view text, const YamlSource& source,
                     const YamlLimits& limits = {});

}  // namespace dashflow::config
