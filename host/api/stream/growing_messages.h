// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/value/value.h"

namespace dashflow::api {

// Where a piece of text was told.
struct TokenPlace {
  std::string_view thread;
  std::string_view run;
  std::string_view node;
  std::int64_t step = 0;
};

// The messages that nodes write piece by piece, as clients show them: one a node and superstep,
// unless its metadata names another by `id`. [serial]
class GrowingMessages {
 public:
  struct Piece {
    std::string id;
    Value chunk;     // a message with the new piece alone
    Value whole;     // the message so far
    Value metadata;  // the node's own, with langgraph_node, langgraph_step, run_id and thread_id
    bool is_first = false;
  };
  Piece Add(const TokenPlace& place, std::string_view text, const Value& metadata);
  // The messages of a node that has ended, whole; they are forgotten.
  std::vector<Value> Complete(std::string_view node);

 private:
  struct Growing {
    std::string node;
    std::string text;
  };
  std::map<std::string, Growing, std::less<>> messages_;  // by id
};

}  // namespace dashflow::api
