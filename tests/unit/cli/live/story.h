// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/cli/view/live/layout.h"
#include "host/cli/view/live/run_model.h"
#include "host/value/json.h"

namespace dashflow::cli {

inline graph::Edge EdgeTo(graph::NodeId node) {
  graph::Arm arm;
  arm.to = {{graph::Target::Kind::kNode, node}};
  graph::Edge edge;
  edge.arms.push_back(std::move(arm));
  return edge;
}

// The nodes of these names in a row.
inline graph::Workflow Chain(const std::vector<std::string>& names) {
  graph::Workflow workflow;
  workflow.name = "story";
  for (graph::NodeId id = 0; id < names.size(); ++id) {
    graph::NodePlan node;
    node.name = names[id];
    if (id + 1 < names.size()) node.edges.push_back(EdgeTo(id + 1));
    workflow.nodes.push_back(std::move(node));
  }
  workflow.start.push_back(EdgeTo(0));
  return workflow;
}

// A run as its events tell of it, at seconds of its life.
class Story {
 public:
  explicit Story(const std::vector<std::string>& names) : model_(Chain(names), MonoTime()) {}

  void At(double seconds) {
    now_ = MonoTime(std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9)));
  }
  void Tell(event::Type type, const std::string& members) {
    event::Event event;
    event.type = type;
    event.thread = "0193abcd-ef01-7000";
    event.members = ParseJson(members).value();
    model_.Take(event, now_);
  }
  void Step(int step, const std::string& tasks, const std::string& finished = "{}") {
    Tell(event::Type::kStepStarted, R"({"step":)" + std::to_string(step) + R"(,"tasks":)" + tasks +
                                        R"(,"finished":)" + finished + "}");
  }
  void Task(event::Type type, const std::string& task, const std::string& more = "") {
    const std::string node = task.substr(0, task.find('#'));
    Tell(type, R"({"node":")" + node + R"(","task":")" + task + R"(","attempt":1)" + more + "}");
  }
  void Finish(const std::string& task) { Task(event::Type::kTaskFinished, task); }

  Picture Now() const { return model_.Now(); }
  // The text of each line of the screen.
  std::vector<std::string> Lines(ScreenSize size) const {
    std::vector<std::string> texts;
    for (const TextLine& line : Layout(Now(), size, now_)) {
      std::string& text = texts.emplace_back();
      for (const Span& span : line) text += span.text;
    }
    return texts;
  }

 private:
  RunModel model_;
  MonoTime now_{};
};

}  // namespace dashflow::cli
