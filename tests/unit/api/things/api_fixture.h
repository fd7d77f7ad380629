// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "host/api/service.h"
#include "host/http/route/table.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::testing {

// What a route answered.
struct Answered {
  int status = 0;
  Value body;
  std::map<std::string, std::string> headers;

  const Value& operator[](std::string_view key) const;
  std::string text(std::string_view key) const;
  std::string code() const;  // of an error
};

// The API on a store in memory, with two workflows: "agent" counts to five and asks, "plain" only
// counts. Requests are routed and validated as the server does it.
class ApiFixture {
 public:
  ApiFixture();

  // `request` is "GET /threads/x?limit=1"; a body as JSON.
  Answered Call(const std::string& request, std::string_view body = {});
  // A thread of the API, with a run of "agent" that has come to its question.
  std::string ThreadThatAsks();
  // A thread of the API; its id.
  std::string NewThread(std::string_view body = "{}");

  HostFixture host;
  MapStore store;
  std::map<std::string, std::string> files;
  http::Caller caller;

 private:
  SeededRandom random_{7};

 public:
  api::Workflows workflows;
  api::Service service;

 private:
  std::optional<http::RouteTable> table_;
};

}  // namespace dashflow::testing
