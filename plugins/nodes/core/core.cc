// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <dashflow/plugin.hpp>
#include <map>
#include <string>
#include <vector>

#include "channel_template.h"
#include "duration.h"
#include "routes.h"
#include "set_values.h"

namespace sdk = dashflow::sdk;

namespace {

// The names of a template are channels; one that the workflow does not have shows as nothing.
template <class Call>
std::string Render(const core::ChannelTemplate& text, const Call& call) {
  return text.Render([&call](std::string_view name) {
    return call.Has(name) ? call.Read(name) : sdk::ValueView();
  });
}

struct Set : sdk::Node<Set> {
  static constexpr auto spec =
      sdk::NodeSpec("set")
          .Doc("Writes channels: copies of others, constants, or CEL over the state.")
          .Config(
              R"({"type":"object","additionalProperties":false,"required":["values"],"properties":{
          "values":{"type":"object","description":"channel: <channel> | {value: …} | {cel: …}; overwrite: true in the braces replaces",
            "propertyNames":{"x-is":"channel"},
            "additionalProperties":{"anyOf":[{"type":"string","x-is":"channel"},{"type":"object","additionalProperties":false,
              "properties":{"value":{},"cel":{"type":"string","x-is":"expression"},"overwrite":{"type":"boolean"}}}]}}}})")
          .Inline()
          .Open()
          .Needs(DF_ID_EXPRESSION)
          .Pure();

  explicit Set(const sdk::Config& config) : assignments_(core::ReadAssignments(config["values"])) {}

  void Run(Call& call) const {
    for (const auto& each : assignments_)
      call.Write(each.channel(), each.Evaluate(call), each.mode());
  }

 private:
  std::vector<core::Assignment> assignments_;
};

struct Route : sdk::Node<Route> {
  static constexpr auto spec =
      sdk::NodeSpec("route")
          .Doc("Jumps to the target of the first route whose condition is true.")
          .Config(
              R"({"type":"object","additionalProperties":false,"required":["routes"],"properties":{
          "routes":{"type":"array","minItems":1,"description":"[{when: <CEL>, to: <node>}, …, {to: <node>}]",
            "items":{"type":"object","additionalProperties":false,"required":["to"],"properties":{
              "when":{"type":"string","x-is":"condition","description":"CEL over the state; without it the route is always taken"},
              "to":{"description":"a node of this node's goto:, several, or END","anyOf":[{"type":"string","x-is":"node"},
                {"type":"array","minItems":1,"items":{"type":"string","x-is":"node"}}]}}}}}})")
          .Inline()
          .Open()
          .Jumps()
          .Needs(DF_ID_EXPRESSION)
          .Pure();

  explicit Route(const sdk::Config& config) : routes_(core::ReadRoutes(config["routes"])) {}

  void Run(Call& call) const {
    for (const std::string& node : core::ChooseRoute(routes_, call).to()) call.Goto(node);
  }

 private:
  std::vector<core::Route> routes_;
};

struct Template : sdk::Node<Template> {
  static constexpr auto spec =
      sdk::NodeSpec("template")
          .Doc("Renders a mustache text over the channels.")
          .Out<"text">(sdk::kString, "The rendered text, not HTML-escaped.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["template"],
          "properties":{"template":{"type":"string","description":"the text; {{name}} is a channel"}}})")
          .Compute()
          .Open()
          .Pure();

  explicit Template(const sdk::Config& config) : text_(config.Get<std::string>("template")) {}

  void Run(Call& call) const { call.Out<"text">(Render(text_, call)); }

 private:
  core::ChannelTemplate text_;
};

struct Delay : sdk::Node<Delay> {
  static constexpr auto spec =
      sdk::NodeSpec("delay")
          .Doc("Waits without holding a thread; ends at once when the run is cancelled.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["duration"],
          "properties":{"duration":{"type":"string","description":"such as 100ms, 5s, 2h"}}})")
          .Async()
          .Idempotent();

  explicit Delay(const sdk::Config& config)
      : duration_(core::ParseDuration(config.Get<std::string>("duration"))) {}

  void Run(Call, sdk::Completion& done) const { done.OkAt(sdk::MonotonicClock::now() + duration_); }

 private:
  std::chrono::nanoseconds duration_;
};

struct Approve : sdk::Node<Approve> {
  static constexpr auto spec =
      sdk::NodeSpec("approve")
          .Doc("Asks a human and waits for the answer.")
          .Out<"answer">(sdk::kAny, "What the human said.")
          .Config(
              R"({"type":"object","additionalProperties":false,"required":["question"],"properties":{
          "question":{"type":"string","description":"a mustache text over the channels"},
          "answer":{"type":"object","x-is":"answer","description":"JSON Schema of the answer","default":{"type":"boolean"}}}})")
          .Compute()
          .Open()
          .Interrupts();

  explicit Approve(const sdk::Config& config)
      : question_(config.Get<std::string>("question")), schema_(config["answer"]) {}

  void Run(Call& call) const {
    call.Out<"answer">(call.Interrupt(Render(question_, call), schema_));
  }

 private:
  core::ChannelTemplate question_;
  sdk::Value schema_;
};

struct Fail : sdk::Node<Fail> {
  static constexpr auto spec =
      sdk::NodeSpec("fail")
          .Doc("Fails on purpose, to try what a workflow does then.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "code":{"type":"string","pattern":"^[a-z][a-z0-9_]*$","default":"failed","description":"the code of the error"},
          "message":{"type":"string","default":"This node fails on purpose.","description":"what the error says"},
          "category":{"enum":["invalid_input","transient","timeout","unauthorized","exhausted","unsupported","internal"],"default":"transient","description":"what retry: {errors} looks at"},
          "times":{"type":"integer","minimum":0,"default":0,"description":"attempts of a task that fail; 0 = all"}}})")
          .Inline()
          .Idempotent();

  explicit Fail(const sdk::Config& config)
      : code_(config.Get<std::string>("code")),
        message_(config.Get<std::string>("message")),
        category_(CategoryOf(config.Get<std::string>("category"))),
        times_(config.Get<std::uint32_t>("times")) {}

  void Run(Call& call) const {
    if (times_ == 0 || call.attempt() <= times_) throw sdk::Error(category_, code_, message_);
  }

 private:
  static sdk::Category CategoryOf(const std::string& name) {
    static const std::map<std::string, sdk::Category> categories = {
        {"invalid_input", sdk::Category::kInvalidInput},
        {"transient", sdk::Category::kTransient},
        {"timeout", sdk::Category::kTimeout},
        {"unauthorized", sdk::Category::kUnauthorized},
        {"exhausted", sdk::Category::kExhausted},
        {"unsupported", sdk::Category::kUnsupported},
        {"internal", sdk::Category::kInternal}};
    return categories.at(name);
  }

  std::string code_;
  std::string message_;
  sdk::Category category_;
  std::uint32_t times_;
};

}  // namespace

DASHFLOW_PLUGIN("core", "1.0.0", "What every workflow needs: values, texts, waiting, questions.",
                Set, Route, Template, Delay, Approve, Fail);
