// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/reload/reload_view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

Value ListOf(const std::vector<std::string>& texts) {
  ArrayBuilder list;
  for (const std::string& text : texts) list.Add(text);
  return std::move(list).Build();
}

}  // namespace

Value ReloadView(const LivingHost::Reloaded& reloaded) {
  return Value::EmptyObject()
      .Set("changed", ListOf(reloaded.settings.changed))
      .Set("at_restart", ListOf(reloaded.settings.at_restart))
      .Set("files", ListOf(reloaded.settings.files));
}

std::string ReloadText(const LivingHost::Reloaded& reloaded) {
  const settings::Reload& settings = reloaded.settings;
  if (!settings.errors.empty()) return "the old configuration holds on";
  std::string text = settings.changed.empty()
                         ? std::string("no setting has changed")
                         : fmt::format("changed: {}", fmt::join(settings.changed, ", "));
  if (!settings.at_restart.empty())
    text += fmt::format("\nwaits for a restart: {}", fmt::join(settings.at_restart, ", "));
  return text;
}

}  // namespace dashflow::cli
