// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "host/graph/files/workflow_files.h"

namespace dashflow::graph {

// Files as they are now. A name is a path from the folder of the file that uses it, else what the
// configuration calls so. `named` outlives it.
class DiskFiles final : public WorkflowFiles {
 public:
  explicit DiskFiles(const NamedWorkflows& named) : named_(named) {}

  ParseReport Read(const std::string& file) const override;
  std::string Locate(const std::string& user, const std::string& name) const override;
  std::string KeyOf(const std::string& file) const override;
  std::string Advice(const std::string& user, const std::string& name) const override;

 private:
  const NamedWorkflows& named_;
};

}  // namespace dashflow::graph
