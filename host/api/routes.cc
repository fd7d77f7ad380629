// SPDX-License-Identifier: Apache-2.0
#include "host/api/routes.h"

#include <iterator>

namespace dashflow::api {

Rows Routes(Service& service) {
  Rows all;
  for (const auto rows : {SystemRoutes, AssistantRoutes, ThreadRoutes, StateRoutes, ItemRoutes,
                          RunRoutes, ProtocolRoutes, CronRoutes}) {
    Rows some = rows(service);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

}  // namespace dashflow::api
