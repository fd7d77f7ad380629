// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/service.h"
#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// A workflow with a configuration of its own. Every workflow that is served has one without being
// asked, which is stored only once somebody has changed it.
struct Assistant {
  std::string id;
  std::string graph_id;
  std::string owner{};  // empty = everybody's
  std::string name{};
  std::optional<std::string> description{};
  Value config = Value::EmptyObject();
  Value context = Value::EmptyObject();
  Value metadata = Value::EmptyObject();
  std::int64_t version = 1;
  std::int64_t newest = 1;  // of all its versions
  WallTime created{};
  WallTime updated{};

  // What its runs give the workflow as parameters: the context, and `config.configurable`.
  Value params() const;
};

// {assistant_id, graph_id, config, context, created_at, updated_at, metadata, version, name,
// description}
Value AssistantView(const Assistant& assistant);

Value ContentOf(const Assistant& assistant);
Assistant AssistantOf(std::string_view id, const Value& content);
// That of a workflow that is served.
Assistant DefaultAssistant(const Service& service, std::string_view graph_id);

Error NoAssistant(std::string_view id);

// Whether it is his or everybody's, and of a workflow that he may run.
bool MaySee(const http::Caller& caller, const Assistant& assistant);

// An assistant by its id, or the default one of a workflow by the workflow's name. Errors:
// assistant_not_found, and what the store says.
Result<Assistant> ResolveAssistant(Service& service, std::string_view name);
// The same; not found as well when the caller may not see it.
Result<Assistant> FindAssistant(Service& service, const http::Caller& caller,
                                std::string_view name);

// All that a caller may see, the default ones with them.
Result<std::vector<Assistant>> ListAssistants(Service& service, const http::Caller& caller);

}  // namespace dashflow::api
