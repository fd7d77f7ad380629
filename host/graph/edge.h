// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "host/base/error.h"
#include "host/channel/write.h"
#include "host/value/value.h"

namespace dashflow::expression {
class Expression;
}

namespace dashflow::graph {

// Nodes of a compiled workflow are numbered in the order of their names, so that task order is
// number order.
using NodeId = std::uint32_t;
using ExpressionPtr = std::shared_ptr<const expression::Expression>;

// Slots of the names that an expression may use beside the channels (whose slot is their
// ChannelId).
enum Root : std::uint32_t {
  kParamsRoot = 0x40000000,
  kRunRoot,     // {id, started, step}
  kThreadRoot,  // {id}
  kTaskRoot,    // {key}
  kItemRoot,    // in `each`
  kIndexRoot,   // in `each`
  kOutRoot,     // in `set`
  kErrorRoot,   // in a handler
  kRemainingStepsRoot,
  kIsLastStepRoot,
};

// Where the value of a port comes from.
struct Source {
  enum class From : std::uint8_t {
    kAbsent,
    kChannel,
    kValue,
    kExpression,
    kHolding,  // an input from a channel whose value may be there without being readable
  };
  From from = From::kAbsent;
  channel::ChannelId channel = 0;
  Value value;
  ExpressionPtr expression;
};

struct SentPort {
  std::uint32_t slot = 0;  // input slot of the target
  Source source;           // may use item and index
};

// `each`: one task of `to` for every element of the list.
struct Fanout {
  ExpressionPtr list;
  NodeId to = 0;
  std::vector<SentPort> ports;
  Place place;
};

// Where an edge leads.
struct Target {
  enum class Kind : std::uint8_t { kEnd, kNode, kJoin, kFanout };
  Kind kind = Kind::kEnd;
  std::uint32_t index = 0;     // NodeId, or number of the join or fan-out
  std::uint32_t position = 0;  // kJoin: which of its sources this edge comes from
};

// One alternative of an edge.
struct Arm {
  ExpressionPtr when;  // kWhen, kRoute; null = always
  std::string key;     // kSwitch: the text that the subject must have
  std::vector<Target> to;
};

// An edge leaves its node once a task (from) or once a superstep (gather).
struct Edge {
  enum class Kind : std::uint8_t {
    kAlways,  // arms[0]
    kWhen,    // arms[0] if its `when` is true
    kSwitch,  // the arm whose key is the text of `subject`; the default arm; else no_case
    kRoute,   // the first arm whose `when` is true or null; else nothing
  };
  Kind kind = Kind::kAlways;
  ExpressionPtr subject;
  std::vector<Arm> arms;
  int default_arm = -1;  // kSwitch
  Place place;
};

// `a & b -> c`: `target` runs once all `sources` have; re-arms in loops.
struct Join {
  NodeId target = 0;
  std::vector<NodeId> sources;
};

}  // namespace dashflow::graph
