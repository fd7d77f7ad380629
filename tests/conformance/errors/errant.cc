// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <dashflow/plugin.hpp>
#include <string>

namespace sdk = dashflow::sdk;

namespace {

struct Jump : sdk::Node<Jump> {
  static constexpr auto spec =
      sdk::NodeSpec("jump").Doc("Jumps where it is told.").Config(R"({"type":"object"})").Inline();
  explicit Jump(const sdk::Config& config) : to_(config.Get<std::string>("to")) {}
  void Run(Call& call) const { call.Goto(to_); }

 private:
  std::string to_;
};

struct Up : sdk::Node<Up> {
  static constexpr auto spec = sdk::NodeSpec("up").Doc("Jumps in the parent.").Inline();
  void Run(Call& call) const { call.GotoInParent("next"); }
};

struct Send : sdk::Node<Send> {
  static constexpr auto spec =
      sdk::NodeSpec("send").Doc("Sends a task that has no such port.").Inline().Jumps();
  void Run(Call& call) const { call.Send("next", sdk::Value::FromJson(R"({"nowhere":1})")); }
};

struct Scribble : sdk::Node<Scribble> {
  static constexpr auto spec =
      sdk::NodeSpec("scribble").Doc("Writes a channel that is not there.").Inline().Open();
  void Run(Call& call) const { call.Write("nowhere", 1); }
};

struct Sleep : sdk::Node<Sleep> {
  static constexpr auto spec = sdk::NodeSpec("sleep").Doc("Sleeps until told to end.").Blocking();
  void Run(Call& call) const { call.Sleep(std::chrono::minutes(5)); }
};

}  // namespace

DASHFLOW_PLUGIN("errant", "1.0.0", "Nodes that do what a workflow does not allow.", Jump, Up, Send,
                Scribble, Sleep);
