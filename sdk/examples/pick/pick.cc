// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>
#include <string>

namespace sdk = dashflow::sdk;

namespace {

// A reducer: of all votes the host keeps the count of each.
struct Tally : sdk::Reducer<Tally> {
  static constexpr auto spec = sdk::ReducerSpec("tally")
                                   .Doc("Counts how often each text was written.")
                                   .Associative()
                                   .Commutative();

  static sdk::Value Start() { return sdk::Value::FromJson("{}"); }
  // A write is a text, or counts that were made elsewhere.
  static sdk::Value Reduce(sdk::ValueView counts, sdk::ValueView write) {
    if (write.kind() == sdk::Kind::kObject) return Merge(sdk::Value(counts), write);
    return Add(sdk::Value(counts), write.As<std::string_view>("vote"), 1);
  }

 private:
  static sdk::Value Add(const sdk::Value& counts, std::string_view name, std::int64_t more) {
    const sdk::ValueView old = counts.view()[name];
    return sdk::With(counts, name, more + (old.is_null() ? 0 : old.As<std::int64_t>(name)));
  }
  static sdk::Value Merge(sdk::Value counts, sdk::ValueView more) {
    for (const auto [name, count] : more.Members()) {
      counts = Add(counts, name, count.As<std::int64_t>(name));
    }
    return counts;
  }
};

// An open node: it asks a human to choose among the texts of a channel and writes the choice.
struct Choose : sdk::Node<Choose> {
  static constexpr auto spec =
      sdk::NodeSpec("choose")
          .Doc("Lets a human choose one of several texts.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["from","to"],
                      "properties":{"from":{"type":"string"},"to":{"type":"string"}}})")
          .Open()
          .Inline()
          .Interrupts();

  explicit Choose(const sdk::Config& config)
      : from_(config.Get<std::string>("from")), to_(config.Get<std::string>("to")) {}

  void Run(Call& call) const {
    const sdk::ValueView options = call.Read(from_);
    const auto schema = sdk::ObjectBuilder().Set("enum", options).Build();
    const sdk::ValueView answer = call.Interrupt("Which one?", schema);
    call.Write(to_, answer, sdk::WriteMode::kOverwrite);
  }

 private:
  std::string from_;
  std::string to_;
};

}  // namespace

DASHFLOW_PLUGIN("pick", "1.0.0", "Votes and choices.", Tally, Choose);
