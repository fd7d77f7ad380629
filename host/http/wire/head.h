// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "host/http/reply.h"

namespace dashflow::http {

// How an answer stands on the wire.
struct Framing {
  std::optional<std::size_t> length;  // none = not known before its end
  bool chunked = false;
  bool keeps_alive = true;
  bool is_old = false;  // for a client of HTTP/1.0
};

// Whether an answer of this status has a body at all.
inline bool HasBody(int status) { return status >= 200 && status != 204 && status != 304; }

// The status line and the headers, with the empty line; `more` are whole lines of headers. What a
// header cannot hold is left out, so that nobody writes headers by the text of an answer.
std::string HeadOf(const Response& response, const Framing& framing, std::string_view more);

}  // namespace dashflow::http
