// SPDX-License-Identifier: Apache-2.0
#include "channel_template.h"

#include <dashflow/plugin.hpp>
#include <kainjow/mustache.hpp>
#include <map>
#include <utility>
#include <vector>

namespace core {
namespace {

namespace sdk = dashflow::sdk;
using kainjow::mustache::data;

data ToData(sdk::ValueView value) {
  switch (value.kind()) {
    case sdk::Kind::kNull:
      return data(false);
    case sdk::Kind::kBool:
      return data(value.As<bool>());
    case sdk::Kind::kString:
      return data(std::string(value.text()));
    case sdk::Kind::kArray: {
      data list(data::type::list);
      for (const sdk::ValueView element : value.Elements()) list << ToData(element);
      return list;
    }
    case sdk::Kind::kObject: {
      data object;
      for (const auto [key, member] : value.Members()) object.set(std::string(key), ToData(member));
      return object;
    }
    default:
      return data(value.ToJson());
  }
}

// Converts what the text names, and nothing else of the state.
class LazyContext final : public kainjow::mustache::basic_context<std::string> {
 public:
  explicit LazyContext(const ChannelTemplate::LookUp& look_up) : look_up_(look_up) {}

  void push(const data* value) override { stack_.push_back(value); }
  void pop() override { stack_.pop_back(); }
  const data* get(const std::string& name) const override {
    if (name == ".") return stack_.empty() ? nullptr : stack_.back();
    const auto dot = name.find('.');
    const data* found = First(name.substr(0, dot));
    return dot == std::string::npos ? found : Inside(found, name.substr(dot + 1));
  }
  const data* get_partial(const std::string&) const override { return nullptr; }

 private:
  const data* First(const std::string& name) const {
    for (auto at = stack_.rbegin(); at != stack_.rend(); ++at) {
      const data* member = (*at)->is_object() ? (*at)->get(name) : nullptr;
      if (member != nullptr) return member;
    }
    const auto known = channels_.find(name);
    if (known != channels_.end()) return &known->second;
    const sdk::ValueView value = look_up_(name);
    return value.is_null() ? nullptr : &channels_.emplace(name, ToData(value)).first->second;
  }
  static const data* Inside(const data* object, const std::string& path) {
    if (object == nullptr || !object->is_object()) return nullptr;
    const auto dot = path.find('.');
    const data* member = object->get(path.substr(0, dot));
    return dot == std::string::npos ? member : Inside(member, path.substr(dot + 1));
  }

  const ChannelTemplate::LookUp& look_up_;
  std::vector<const data*> stack_;
  mutable std::map<std::string, data> channels_;
};

}  // namespace

ChannelTemplate::ChannelTemplate(std::string text) : text_(std::move(text)) {
  const kainjow::mustache::mustache parsed(text_);
  if (!parsed.is_valid())
    throw sdk::InvalidInput("invalid_template",
                            "The mustache text is wrong: " + parsed.error_message());
}

std::string ChannelTemplate::Render(const LookUp& look_up) const {
  // Rendering changes the parsed form, so that each call has its own.
  kainjow::mustache::mustache parsed(text_);
  parsed.set_custom_escape([](const std::string& text) { return text; });
  LazyContext context(look_up);
  return parsed.render(context);
}

}  // namespace core
