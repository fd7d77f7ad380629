// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "host/http/reply.h"

namespace dashflow::http {

// Whether a header accept-encoding takes gzip.
bool AcceptsGzip(std::string_view accept_encoding);

// Packs the body, if it is long enough to be worth it, of a type that shrinks, and not packed yet.
void PackBody(Response& response);

}  // namespace dashflow::http
