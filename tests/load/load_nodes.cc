// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <cstdint>
#include <dashflow/plugin.hpp>
#include <string>

namespace sdk = dashflow::sdk;

namespace {

struct Add : sdk::Node<Add> {
  static constexpr auto spec = sdk::NodeSpec("add")
                                   .Doc("Adds one.")
                                   .In<"n">(sdk::kInteger)
                                   .Out<"n">(sdk::kInteger)
                                   .Inline()
                                   .Pure();
  void Run(Call& call) const { call.Out<"n">(call.In<"n">() + 1); }
};

struct Fill : sdk::Node<Fill> {
  static constexpr auto spec =
      sdk::NodeSpec("fill")
          .Doc("Gives a text of some size, which cannot be compressed much.")
          .Out<"text">(sdk::kString)
          .Config(R"({"type":"object","additionalProperties":false,"required":["bytes"],
          "properties":{"bytes":{"type":"integer","minimum":0}}})")
          .Inline()
          .Pure();
  explicit Fill(const sdk::Config& config)
      : bytes_(static_cast<std::size_t>(config.Get<std::int64_t>("bytes"))) {}
  void Run(Call& call) const {
    std::string text(bytes_, '\0');
    static std::atomic<std::uint64_t> texts{0};  // no two are alike
    std::uint64_t noise = 0x9e3779b97f4a7c15U * ++texts;
    for (char& each : text) {
      noise ^= noise << 13;
      noise ^= noise >> 7;
      noise ^= noise << 17;
      each = static_cast<char>('0' + noise % 64);
    }
    call.Out<"text">(text);
  }

 private:
  std::size_t bytes_;
};

struct Say : sdk::Node<Say> {
  static constexpr auto spec = sdk::NodeSpec("say")
                                   .Doc("Adds one and gives a message with an id.")
                                   .In<"n">(sdk::kInteger)
                                   .Out<"n">(sdk::kInteger)
                                   .Out<"message">(sdk::kObject)
                                   .Inline()
                                   .Pure();
  void Run(Call& call) const {
    const auto n = call.In<"n">();
    const std::string id = "message-" + std::to_string(n);
    call.Out<"message">(
        sdk::ObjectBuilder().Set("type", "human").Set("content", "hello").Set("id", id).Build());
    call.Out<"n">(n + 1);
  }
};

}  // namespace

DASHFLOW_PLUGIN("load", "1.0.0", "Nodes of large graphs.", Add, Fill, Say);
