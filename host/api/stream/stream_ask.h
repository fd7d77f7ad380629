// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "host/base/result.h"
#include "host/event/stream.h"
#include "host/value/value.h"

namespace dashflow::api {

// What a client wants to be told of a run.
struct StreamAsk {
  event::StreamView::Modes modes;
  bool tuples = false;    // mode messages-tuple: each token as [chunk, metadata]
  bool messages = false;  // mode messages: each message as it grows, whole
  bool subgraphs = false;
  bool resumable = false;

  bool any() const { return modes.any(); }
};

// `stream_mode` (a name or a list of them; absent or empty = values), `stream_subgraphs` and
// `stream_resumable` of a body. Error invalid_argument names a mode that there is not.
Result<StreamAsk> StreamAskOf(const Value& body);

// The names in `stream_mode`, as a list.
Value StreamModes(const Value& body);

}  // namespace dashflow::api
