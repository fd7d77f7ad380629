// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/service/service_ids.h"

#include <dashflow/abi.h>

#include <algorithm>
#include <array>

namespace dashflow::plugin {
namespace {

constexpr std::array<std::string_view, 10> kIds = {
    DF_ID_CALL, DF_ID_CLOCK,  DF_ID_EVENTS,  DF_ID_EXPRESSION, DF_ID_LOG,
    DF_ID_NODE, DF_ID_RANDOM, DF_ID_REDUCER, DF_ID_STORE,      DF_ID_VALUE};

}  // namespace

std::span<const std::string_view> ServiceIds() { return kIds; }

bool OffersService(std::string_view id) { return std::ranges::find(kIds, id) != kIds.end(); }

std::string ServiceNames() {
  std::string names;
  for (const std::string_view id : kIds) {
    if (!names.empty()) names += ", ";
    names += id;
  }
  return names;
}

}  // namespace dashflow::plugin
