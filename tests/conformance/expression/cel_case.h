// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/value/value.h"

namespace dashflow::expression {

// One case of a file in the format of cel_cases.json.
struct CelCase {
  std::string suite;
  std::string section;
  std::string name;
  std::string expr;
  Value bindings;
  Value value;
  bool fails = false;     // compiling or evaluating must fail
  bool optional = false;  // an extension of the standard

  std::string id() const { return suite + "/" + section + "/" + name; }
};

// Empty with a reason in `problem` when the file cannot be used.
std::vector<CelCase> LoadCelCases(const std::filesystem::path& file, std::string& problem);

// Empty: the case passes. Else what came instead.
std::string RunCelCase(const CelCase& test);

}  // namespace dashflow::expression
