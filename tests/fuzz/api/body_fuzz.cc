// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "host/api/protocol/event_filter.h"
#include "host/api/routes.h"
#include "host/api/runs/order_body.h"
#include "tests/unit/api/things/api_fixture.h"

namespace {

using dashflow::http::CompiledRoute;
using dashflow::http::RouteTable;
using dashflow::testing::ApiFixture;

void Require(bool holds) {
  if (!holds) std::abort();
}

ApiFixture& Api() {
  static ApiFixture api;
  return api;
}

const RouteTable& Table() {
  static const RouteTable table = RouteTable::Make(dashflow::api::Routes(Api().service)).value();
  return table;
}

// What is behind the routes' schemas may rely on them.
void Parse(const CompiledRoute& route, const dashflow::Value& body) {
  const std::string_view operation = route.route.operation;
  if (operation == "streamThreadEvents") {
    const auto filter = dashflow::api::EventFilterOf(body);
    Require(filter.has_value() || !filter.error().code().empty());
  }
  if (operation == "createRun" || operation == "createStatelessRun") {
    const auto order = dashflow::api::OrderOf(Api().service, Api().caller, "", body);
    Require(order.has_value() || !order.error().code().empty());
  }
}

}  // namespace

// Every route has an answer for every body: it fits, or the error has a code.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const CompiledRoute& route : Table().routes()) {
    const auto body = dashflow::http::ReadBody(route, text);
    if (body.has_error())
      Require(!body.error().code().empty());
    else
      Parse(route, *body);
  }
  return 0;
}
