// SPDX-License-Identifier: Apache-2.0
#include <dashflow/plugin.hpp>
#include <string>

namespace sdk = dashflow::sdk;

namespace {

char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// A compute node with a setting and an optional input.
struct Shout : sdk::Node<Shout> {
  static constexpr auto spec =
      sdk::NodeSpec("shout")
          .Doc("Says a text in capitals, with emphasis.")
          .In<"text">(sdk::kString, "What to say.")
          .OptionalIn<"marks">(sdk::kInteger, "Exclamation marks; otherwise the setting's.")
          .Out<"text">(sdk::kString, "The text, louder.")
          .Config(R"({"type":"object","additionalProperties":false,
                      "properties":{"marks":{"type":"integer","minimum":0,"maximum":9,"default":1}}})")
          .Compute()
          .Pure();

  explicit Shout(const sdk::Config& config) : marks_(config.Get<std::int64_t>("marks", 1)) {}

  void Run(Call& call) const {
    const std::int64_t marks = call.In<"marks">().value_or(marks_);
    if (marks < 0 || marks > 9) throw sdk::InvalidInput("bad_marks", "marks must be 0 to 9.");
    std::string text(call.In<"text">());
    for (char& c : text) c = Upper(c);
    call.Out<"text">(text.append(static_cast<std::size_t>(marks), '!'));
  }

 private:
  std::int64_t marks_;
};

}  // namespace

DASHFLOW_PLUGIN("shout", "1.0.0", "Louder texts.", Shout);
