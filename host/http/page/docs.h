// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "host/http/route.h"

namespace dashflow::http {

// One page of HTML about a table of routes, by their tags, that needs nothing from elsewhere.
std::string DocsPage(const std::vector<Route>& routes, std::string_view version);

}  // namespace dashflow::http
