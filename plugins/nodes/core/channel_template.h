// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.hpp>
#include <functional>
#include <string>
#include <string_view>

namespace core {

// A mustache text (mustache.5) whose names are looked up when they are met. Texts appear as they
// are, not HTML-escaped. Immutable. [any-thread]
class ChannelTemplate {
 public:
  // Throws sdk::Error invalid_template with what is wrong and where.
  explicit ChannelTemplate(std::string text);

  // The value of a name; null where there is none, which mustache shows as nothing.
  using LookUp = std::function<dashflow::sdk::ValueView(std::string_view name)>;
  std::string Render(const LookUp& look_up) const;

 private:
  std::string text_;
};

}  // namespace core
