// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/order_run.h"

#include <future>
#include <memory>

#include "host/api/queue/run_desk.h"
#include "host/api/runs/order_body.h"

namespace dashflow::api {

Status OrderRun(Service& service, const http::Caller& caller, const std::string& thread,
                const std::string& run, const Value& body) {
  const auto known = service.desk->Get(run);
  if (known.has_value()) return Ok();
  if (known.error().code() != "run_not_found") return known.error();
  DF_ASSIGN(RunOrder order, OrderOf(service, caller, thread, body));
  order.run = run;
  const LiveRunPtr live = service.desk->Prepare(std::move(order), nullptr);
  DF_TRY(service.desk->Admit(live));
  const auto stored = std::make_shared<std::promise<Status>>();
  // Elsewhere, since the run may go on where it begins.
  service.engine.CallSoon([desk = service.desk, live, stored] {
    desk->Begin(live, [stored](const Status& status) { stored->set_value(status); });
  });
  return stored->get_future().get();
}

}  // namespace dashflow::api
