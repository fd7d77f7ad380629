// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "host/base/text_hash.h"
#include "host/channel/channel.h"
#include "host/graph/edge.h"
#include "host/graph/migrate/rule.h"
#include "host/graph/node.h"

namespace dashflow::graph {

inline constexpr std::uint32_t kNoChannel = UINT32_MAX;
inline constexpr std::uint32_t kNotDeferred = UINT32_MAX;

struct RetryPolicy {
  int attempts = 1;  // counts the first
  std::chrono::nanoseconds delay{std::chrono::milliseconds(500)};
  double factor = 2;
  std::chrono::nanoseconds max_delay{std::chrono::seconds(128)};
  bool jitter = true;
  std::vector<std::string> errors;  // codes or categories; empty = what says that it is retryable
};

// Zero = none.
struct TimeoutPolicy {
  std::chrono::nanoseconds attempt{0};
  std::chrono::nanoseconds idle{0};
  std::chrono::nanoseconds total{0};
};

// `set:`: a write that a node makes beside its ports when it succeeds.
struct SetWrite {
  channel::ChannelId channel = 0;
  channel::WriteMode mode = channel::WriteMode::kReduce;
  Source source;  // may use `out`
};

// `on_error:`: what runs in place of a task that has failed for good.
struct Handler {
  std::vector<std::string> errors;  // codes or categories; empty = all
  NodeId to = 0;
};

// `cache:`: a task whose input, or `key`, is as it was is not called again.
struct CachePolicy {
  std::optional<std::chrono::nanoseconds> ttl;  // nothing = for ever
  ExpressionPtr key;                            // null = the whole input
  std::string identity{};  // which results are the same node's: workflow, type, settings, outputs
};

struct Workflow;

// `checkpoint:`, where a subworkflow keeps its state, also one that the node calls by name.
enum class SubCheckpoint : std::uint8_t {
  kInherit,  // in the thread, for this one call
  kOwn,      // in the thread, and the next call of the node goes on from it
  kNone,     // nowhere; never of what a node calls by name
};

// `expire:`, what happens to a question that nobody answers in time.
struct Expiry {
  std::chrono::nanoseconds after{0};
  std::optional<Value> answer;  // or else
  NodeId to = 0;                // a handler, in place of the task
};

// A node of a compiled workflow, bound to its type and its channels.
struct NodePlan {
  std::string name;
  const NodeTypeInfo* type = nullptr;
  std::shared_ptr<Node> node;                   // shared by all tasks of all runs
  std::shared_ptr<const Workflow> subworkflow;  // what `node` runs; its input and output are ports
  SubCheckpoint checkpoint = SubCheckpoint::kInherit;
  std::vector<Source> inputs;               // by input slot
  std::vector<channel::ChannelId> outputs;  // by output slot; kNoChannel = dropped
  std::vector<Edge> edges;                  // leave once a task
  std::vector<Edge> gathers;                // leave once a superstep
  std::vector<RetryPolicy> retry;           // the first that matches
  std::vector<Handler> handlers;            // the first that matches
  std::vector<std::uint32_t> handed;  // of a handler: inputs that are as those of the failed task
  std::vector<SetWrite> set;
  TimeoutPolicy timeout;
  std::optional<Expiry> expire;
  std::optional<CachePolicy> cache;
  std::vector<NodeId> jumps;  // what goto: allows
  bool interrupt_before = false;
  bool interrupt_after = false;
  // Which of Workflow::deferred it is; kNotDeferred = it runs as soon as it is due.
  std::uint32_t deferral = kNotDeferred;
  std::uint32_t concurrency = 0;       // tasks at once in a run; 0 = no limit
  std::uint32_t host_concurrency = 0;  // in all runs of the host
  Place place;
};

struct Limits {
  std::int64_t steps = 10007;   // counted as the reference does: a chain of N steps needs N + 1
  std::int64_t tasks = 100000;  // in one superstep
  std::chrono::nanoseconds time{0};
  std::size_t state = std::size_t{1} << 30;
};

struct InputChannel {
  channel::ChannelId channel = 0;
  bool required = false;
};

enum class Durability : std::uint8_t { kSync, kAsync, kExit };

// Numbers by name.
template <class Id>
using Ids = std::unordered_map<std::string, Id, TextHash, std::equal_to<>>;

// A workflow that can run: names resolved, node types bound, expressions compiled. Immutable,
// shared by all runs. [any-thread]
struct Workflow {
  std::string name;
  std::string version;     // "w-…": hash of the normal form
  std::string shape;       // hash of channels, nodes, types and edges
  std::string file;        // where it came from; may be empty
  std::string definition;  // its text, so that a thread can continue without the file
  Value params;            // object

  std::vector<channel::Channel> channels;
  std::vector<InputChannel> input;
  std::vector<channel::ChannelId> output;
  std::optional<channel::ChannelId> root;  // its bare value is input and output
  bool ignore_unknown_writes = false;

  std::vector<NodePlan> nodes;                             // sorted by name
  std::vector<std::shared_ptr<const NodeType>> own_types;  // of its subworkflows
  std::vector<Edge> start;
  std::vector<Fanout> fanouts;
  std::vector<Join> joins;
  std::optional<NodeId> on_failure;
  std::vector<NodeId> deferred;  // they run when the run would end otherwise
  Limits limits;
  Durability durability = Durability::kSync;
  std::vector<MigrationRule> migrations;

  Ids<channel::ChannelId> channel_ids;
  Ids<NodeId> node_ids;

  // What a thread remembers of its way: the joins, then the deferred nodes.
  std::size_t barriers() const { return joins.size() + deferred.size(); }
  std::optional<channel::ChannelId> FindChannel(std::string_view wanted) const;
  std::optional<NodeId> FindNode(std::string_view wanted) const;
};

using WorkflowPtr = std::shared_ptr<const Workflow>;

}  // namespace dashflow::graph
