// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// Resolves edges one after the other into the workflow in the making.
class EdgeCompiler {
 public:
  explicit EdgeCompiler(Build& build) : build_(build) {}

  void Compile(const EdgeDefinition& source);

 private:
  void CompileSingle(const EdgeDefinition& source);
  void CompileJoin(const EdgeDefinition& source);
  void AddJoin(const EdgeDefinition& source, const std::vector<NodeId>& from, NodeId to);
  void Attach(const EdgeDefinition& source, Edge edge);

  Edge MakeEdge(const EdgeDefinition& source);
  bool CompileArm(const ArmDefinition& source, Arm& arm);
  void CompileTarget(const TargetDefinition& source, Arm& arm);
  void CompileFanout(const EachDefinition& source, Arm& arm);
  void CompileSent(const EachDefinition& source, NodeId target, Fanout& fanout);
  std::optional<NodeId> FindTarget(const NameRef& name);
  std::optional<std::vector<NodeId>> FindSources(const EdgeDefinition& source);
  void CheckSubject(const Edge& edge, const CelText& subject);
  // Cases of a truth value, which cannot be chosen when they are other words.
  void CheckCases(const Edge& edge, const EdgeDefinition& source);
  // An error that keeps an edge from being made.
  Error& Lose(Mark at, std::string_view code, std::string message);
  void NoteDuplicate(const EdgeDefinition& source, const Edge& edge);

  Build& build_;
  std::string_view node_;                          // whose edge it is, for places
  std::unordered_map<std::uint64_t, Mark> plain_;  // edges without condition, by from and to
};

}  // namespace dashflow::graph
