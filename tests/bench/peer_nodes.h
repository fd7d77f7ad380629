// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/plugin.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::bench {

// What the nodes of tools/bench/peers do, for the same answers.

struct Noop : sdk::Node<Noop> {
  static constexpr auto spec =
      sdk::NodeSpec("noop").Doc("Does nothing.").In<"messages">(sdk::kArray).Inline().Pure();
  void Run(Call&) const {}
};

// A model that calls its tool `count` times, then answers.
struct Model : sdk::Node<Model> {
  static constexpr auto spec =
      sdk::NodeSpec("model")
          .Doc("Calls a tool some times, then answers.")
          .In<"messages">(sdk::kArray)
          .Out<"messages">(sdk::kObject)
          .Config(R"({"type":"object","additionalProperties":false,"required":["count"],
          "properties":{"count":{"type":"integer"}}})")
          .Inline()
          .Pure();
  explicit Model(const sdk::Config& config) : count_(config.Get<std::int64_t>("count")) {}
  void Run(Call& call) const;

 private:
  std::int64_t count_;
};

// Answers the calls of the last message.
struct Tool : sdk::Node<Tool> {
  static constexpr auto spec = sdk::NodeSpec("tool")
                                   .Doc("Answers the calls of the last message.")
                                   .In<"messages">(sdk::kArray)
                                   .Out<"messages">(sdk::kArray)
                                   .Inline()
                                   .Pure();
  void Run(Call& call) const;
};

// Reads one channel and writes others: list channels get what it read as a list, object channels
// its last element, others a text.
struct ReadWrite : sdk::Node<ReadWrite> {
  static constexpr auto spec =
      sdk::NodeSpec("read_write")
          .Doc("Reads one channel and writes others.")
          .Config(R"({"type":"object","additionalProperties":false,"required":["read","letters"],
          "properties":{"read":{"type":"string","x-is":"channel"},"letters":{"type":"integer"},
            "lists":{"type":"array","default":[],"items":{"type":"string","x-is":"channel"}},
            "objects":{"type":"array","default":[],"items":{"type":"string","x-is":"channel"}},
            "texts":{"type":"array","default":[],"items":{"type":"string","x-is":"channel"}}}})")
          .Inline()
          .Open()
          .Pure();
  explicit ReadWrite(const sdk::Config& config);
  void Run(Call& call) const;

 private:
  std::string read_;
  std::vector<std::string> lists_;
  std::vector<std::string> objects_;
  std::vector<std::string> texts_;
  sdk::Value text_;
};

// The nodes of the subgraph: `text` with something before and behind it.
struct Wrap : sdk::Node<Wrap> {
  static constexpr auto spec =
      sdk::NodeSpec("wrap")
          .Doc("Puts something before and behind a text.")
          .In<"text">(sdk::kString)
          .Out<"text">(sdk::kString)
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "before":{"type":"string","default":""},"behind":{"type":"string","default":""}}})")
          .Inline()
          .Pure();
  explicit Wrap(const sdk::Config& config)
      : before_(config.Get<std::string>("before")), behind_(config.Get<std::string>("behind")) {}
  void Run(Call& call) const;

 private:
  std::string before_;
  std::string behind_;
};

}  // namespace dashflow::bench
