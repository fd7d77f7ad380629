// SPDX-License-Identifier: Apache-2.0
#include "host/engine/cache/cached_result.h"

#include <cstring>
#include <utility>

#include "host/engine/task/arguments.h"
#include "host/value/builder.h"
#include "host/value/flat.h"
#include "host/value/value_iterate.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::engine {
namespace {

// [writes, jumps, sends, out]: a write is [channel, overwrites, value], a send [node, arguments],
// an output [port, value].
constexpr std::size_t kParts = 4;
constexpr int kWrapping = 3;  // what is around a value

Value Pair(Value first, Value second) {
  ArrayBuilder pair;
  pair.Add(std::move(first));
  pair.Add(std::move(second));
  return std::move(pair).Build();
}

Value WritesOf(const graph::Workflow& workflow, const TaskResult& result, std::size_t count) {
  ArrayBuilder all;
  for (std::size_t i = 0; i < count; ++i) {
    const channel::Write& write = result.writes[i];
    ArrayBuilder one;
    one.Add(workflow.channels[write.channel].name);
    one.Add(write.mode == channel::WriteMode::kOverwrite);
    one.Add(write.value);
    all.Add(std::move(one).Build());
  }
  return std::move(all).Build();
}

Value JumpsOf(const graph::Workflow& workflow, const TaskResult& result) {
  ArrayBuilder all;
  for (const graph::NodeId node : result.jumps) all.Add(workflow.nodes[node].name);
  return std::move(all).Build();
}

Value SendOf(const graph::NodePlan& target, const checkpoint::SentTask& sent) {
  ObjectBuilder arguments;
  for (const auto& [slot, value] : sent.arguments)
    arguments.Add(target.type->inputs[slot].name, value);
  return Pair(target.name, std::move(arguments).Build());
}

Value SendsOf(const graph::Workflow& workflow, const TaskResult& result) {
  ArrayBuilder all;
  for (const checkpoint::SentTask& sent : result.sends)
    all.Add(SendOf(workflow.nodes[sent.node], sent));
  return std::move(all).Build();
}

Value OutOf(const graph::NodePlan& plan, const TaskResult& result) {
  ArrayBuilder all;
  for (const auto& [slot, value] : result.out) all.Add(Pair(plan.type->outputs[slot].name, value));
  return std::move(all).Build();
}

std::uint64_t SumOf(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

// Reads a result back into the numbers of one workflow.
class ResultReader {
 public:
  ResultReader(const graph::Workflow& workflow, const graph::NodePlan& plan)
      : workflow_(workflow), plan_(plan) {}

  bool Read(const Value& parts) {
    if (!parts.is_array() || parts.size() != kParts) return false;
    return ReadAll(parts.At(0), &ResultReader::ReadWrite) &&
           ReadAll(parts.At(1), &ResultReader::ReadJump) &&
           ReadAll(parts.At(2), &ResultReader::ReadSend) &&
           ReadAll(parts.At(3), &ResultReader::ReadOut);
  }

  TaskResult result;

 private:
  bool ReadAll(const Value& list, bool (ResultReader::*read)(const Value&)) {
    if (!list.is_array()) return false;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!(this->*read)(list.At(i))) return false;
    }
    return true;
  }

  static bool IsRow(const Value& row, std::size_t size) {
    return row.is_array() && row.size() == size && row.At(0).is_string();
  }

  bool ReadWrite(const Value& row) {
    if (!IsRow(row, 3) || !row.At(1).is_bool()) return false;
    const auto channel = workflow_.FindChannel(row.At(0).as_text());
    if (!channel) return false;
    const auto mode =
        row.At(1).as_bool() ? channel::WriteMode::kOverwrite : channel::WriteMode::kReduce;
    const channel::Write& write =
        result.writes.emplace_back(channel::Write{*channel, mode, row.At(2)});
    return channel::CheckWrite(workflow_.channels[*channel], write).has_value();
  }

  bool ReadJump(const Value& name) {
    const auto node = name.is_string() ? workflow_.FindNode(name.as_text()) : std::nullopt;
    if (node) result.jumps.push_back(*node);
    return node.has_value();
  }

  bool ReadSend(const Value& row) {
    const auto node = IsRow(row, 2) ? workflow_.FindNode(row.At(0).as_text()) : std::nullopt;
    if (!node) return false;
    auto arguments = ArgumentsOf(workflow_.nodes[*node], row.At(1));
    if (arguments.has_error()) return false;
    result.sends.push_back({*node, std::move(arguments).value()});
    return true;
  }

  bool ReadOut(const Value& row) {
    if (!IsRow(row, 2)) return false;
    const auto& ports = plan_.type->outputs;
    for (std::uint32_t slot = 0; slot < ports.size(); ++slot) {
      if (ports[slot].name != row.At(0).as_text()) continue;
      result.out.emplace_back(slot, row.At(1));
      return true;
    }
    return false;
  }

  const graph::Workflow& workflow_;
  const graph::NodePlan& plan_;
};

}  // namespace

std::string EncodeResult(const graph::Workflow& workflow, const graph::NodePlan& plan,
                         const TaskResult& result, std::size_t own_writes) {
  ArrayBuilder parts;
  parts.Add(WritesOf(workflow, result, own_writes));
  parts.Add(JumpsOf(workflow, result));
  parts.Add(SendsOf(workflow, result));
  parts.Add(OutOf(plan, result));
  std::string bytes(sizeof(std::uint64_t), '\0');
  AppendFlat(bytes, std::move(parts).Build());
  const std::uint64_t sum = SumOf(std::string_view(bytes).substr(sizeof sum));
  std::memcpy(bytes.data(), &sum, sizeof sum);
  return bytes;
}

bool DecodeResult(const graph::Workflow& workflow, const graph::NodePlan& plan,
                  std::string_view bytes, TaskResult& result) {
  std::uint64_t sum = 0;
  if (bytes.size() < sizeof sum) return false;
  std::memcpy(&sum, bytes.data(), sizeof sum);
  const std::string_view flat = bytes.substr(sizeof sum);
  if (sum != SumOf(flat)) return false;
  const auto parts = ParseFlat(flat, {.max_depth = kMaxDepth + kWrapping});
  ResultReader reader(workflow, plan);
  if (parts.has_error() || !reader.Read(*parts)) return false;
  result.writes = std::move(reader.result.writes);
  result.jumps = std::move(reader.result.jumps);
  result.sends = std::move(reader.result.sends);
  result.out = std::move(reader.result.out);
  return true;
}

}  // namespace dashflow::engine
