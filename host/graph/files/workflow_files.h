// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/definition.h"

namespace dashflow::graph {

// Where the texts of a workflow and of its subworkflows come from. [any-thread]
class WorkflowFiles {
 public:
  virtual ~WorkflowFiles() = default;

  virtual ParseReport Read(const std::string& file) const = 0;
  // The file that `name` means inside `user`; empty = none.
  virtual std::string Locate(const std::string& user, const std::string& name) const = 0;
  // The same for the same file, however it is named.
  virtual std::string KeyOf(const std::string& file) const = 0;
  // What to do about a name that Locate does not know.
  virtual std::string Advice(const std::string& user, const std::string& name) const = 0;
};

}  // namespace dashflow::graph
