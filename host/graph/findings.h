// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/base/error.h"
#include "host/config/tree.h"

namespace dashflow::graph {

// What is found wrong with one workflow file, in any order. Not thread-safe.
class Findings {
 public:
  explicit Findings(std::string file) : file_(std::move(file)) {}

  // Marks are places in this file from now on.
  void LookInto(std::string file) { file_ = std::move(file); }

  // The reference lives until the next call: Invalid(at, "…").Fix("…").
  Error& Invalid(config::Mark at, std::string message);  // workflow_invalid
  // Part of the language that this host does not run yet: no error for who only looks.
  void Unsupported(config::Mark at, std::string_view what);
  Error& Warn(config::Mark at, std::string_view code, std::string message);
  Error& Add(config::Mark at, std::string_view code, std::string message);
  // An error of another module; its place is kept where it has one.
  Error& Add(config::Mark at, Error error);
  void Append(std::vector<Error> errors);
  void AppendWarnings(std::vector<Error> warnings);

  // Drops what was found at these places of this file: it follows from what is told already.
  void Forget(const std::vector<config::Mark>& places);

  Place At(config::Mark at) const;
  std::size_t error_count() const { return errors_.size(); }

  std::vector<Error> TakeErrors();  // sorted by place
  std::vector<Error> TakeWarnings();
  std::vector<Error> TakeUnsupported();  // not_supported_yet

 private:
  Error Complete(config::Mark at, Error error) const;  // with place, operation, resource

  std::string file_;
  std::vector<Error> errors_;
  std::vector<Error> warnings_;
  std::vector<Error> unsupported_;
};

}  // namespace dashflow::graph
