// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/catalogue_view.h"

#include "host/value/builder.h"

namespace dashflow::cli {

std::string ExitText(const CatalogueEntry& entry) {
  if (entry.exit == Exit::kOk) return "0 (a warning; the command goes on)";
  return std::to_string(static_cast<int>(entry.exit));
}

Value CatalogueView(const CatalogueEntry& entry) {
  ObjectBuilder object;
  object.Add("code", entry.code);
  object.Add("title", entry.title);
  object.Add("category", CategoryName(entry.category));
  object.Add("exit", static_cast<int>(entry.exit));
  object.Add("retryable", entry.retryable);
  object.Add("cause", entry.cause);
  object.Add("fix", entry.next_step);
  return std::move(object).Build();
}

std::string CatalogueText(const CatalogueEntry& entry) {
  const auto line = [](std::string_view name, std::string_view value) {
    return "\n  " + std::string(name) + std::string(value);
  };
  return std::string(entry.code) + ": " + std::string(entry.title) +
         line("category   ", CategoryName(entry.category)) + line("exit       ", ExitText(entry)) +
         line("retryable  ", entry.retryable ? "yes" : "no") + line("why        ", entry.cause) +
         line("fix        ", entry.next_step);
}

}  // namespace dashflow::cli
