// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/graph/definition.h"
#include "host/graph/files/workflow_files.h"
#include "host/graph/findings.h"

namespace dashflow::graph {

// Reads a workflow and, through its nodes, the files of its subworkflows. Files that lead in a
// circle, and more than kMostDepth within one another, are refused. Not thread-safe.
class SubworkflowReader {
 public:
  static constexpr std::size_t kMostDepth = 16;

  // `files` outlives it.
  explicit SubworkflowReader(const WorkflowFiles& files) : files_(files) {}
  ParseReport Read(const std::string& path);

 private:
  using DefinitionPtr = std::shared_ptr<const Definition>;
  struct Known {
    DefinitionPtr definition;
    std::size_t height = 1;  // files from here down
  };
  struct Link {
    std::string key;   // the same for the same file, however it is named
    std::string file;  // as it was named
  };

  Known ReadAll(const std::string& path, Findings& findings);
  void ReadInner(Known& known, Findings& findings);
  Known Use(const NodeDefinition& node, Findings& findings);
  Known Open(const NodeDefinition& node, const std::string& path, Findings& findings);
  bool Closes(const std::string& key, const NameRef& name, Findings& findings) const;
  bool IsTooDeep(std::size_t height, const NameRef& name, Findings& findings) const;

  const WorkflowFiles& files_;
  std::vector<Link> chain_;
  std::map<std::string, Known> known_;
};

// Adds to each which node uses the workflow that it is about.
void NoteUser(std::vector<Error>& errors, const std::string& node, const Place& place);

}  // namespace dashflow::graph
