// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dashflow::plugin {

// The ids that a plugin may require of this host: its services, and the facets that it knows how to
// use.
std::span<const std::string_view> ServiceIds();
bool OffersService(std::string_view id);
// All of them in one phrase: "dashflow.call/1, dashflow.clock/1 …".
std::string ServiceNames();

}  // namespace dashflow::plugin
