// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/graph/run/recorder.h"

#include <algorithm>
#include <tuple>

#include "host/value/builder.h"
#include "host/value/value_iterate.h"
#include "tests/conformance/graph/build/definition.h"
#include "tests/conformance/graph/case_file.h"
#include "tests/conformance/graph/run/chunk_view.h"

namespace dashflow::cases {
namespace {

constexpr std::string_view kStarted = "cases.started";

event::StreamView::Modes ModesOf(const std::vector<std::string>& names) {
  event::StreamView::Modes modes;
  for (const std::string& name : names) {
    if (const auto mode = event::StreamModeOf(name)) modes.set(static_cast<std::size_t>(*mode));
  }
  return modes;
}

// "node:1f0c…" is "node:*".
Value MaskedSpace(const Value& space) {
  Value masked = Value::EmptyArray();
  if (space.is_null()) return masked;
  space.ForEachElement([&](const Value& part) {
    const std::string_view text = part.as_text();
    const auto mark = text.find(':');
    masked = masked.Append(
        mark == std::string_view::npos ? part : Value(std::string(text.substr(0, mark)) + ":*"));
  });
  return masked;
}

// {root: v} is v, also inside of {node: {root: v}}.
Value Bare(const Value& data) {
  if (!data.is_object()) return data;
  if (const Value* root = data.Find(kRootChannel)) return *root;
  ObjectBuilder nodes;
  data.ForEachMember(
      [&](const Value& node, const Value& writes) { nodes.Add(node, Bare(writes)); });
  return std::move(nodes).Build();
}

}  // namespace

void Starts::Add(const std::string& node, NodeStart start) {
  const auto when = [](const NodeStart& one) { return std::tuple(one.run, one.step, one.send); };
  auto& all = nodes[node];
  const auto at = std::ranges::upper_bound(all, when(start), {}, when);
  all.insert(at, std::move(start));
}

Recorder::Recorder(Starts& starts, const std::vector<std::string>& modes, bool tells_mode,
                   bool root, bool subgraphs, std::vector<std::string> order, Value output)
    : starts_(starts),
      root_(root),
      subgraphs_(subgraphs),
      order_(std::move(order)),
      watch_(std::move(output)),
      view_(
          ModesOf(modes),
          [this, tells_mode](const event::StreamChunk& chunk) { Keep(chunk, tells_mode); },
          subgraphs) {
  ++starts_.runs;
}

bool Recorder::Wants(event::Type type) const {
  return type == event::Type::kCustom || OutputWatch::Wants(type) || view_.Wants(type);
}

bool Recorder::WantsDetails() const { return view_.WantsDetails(); }

bool Recorder::Take(const event::Event& event) {
  if (event.type == event::Type::kCustom) {
    const Value value = MemberOf(event.members, "value");
    if (const Value* input = value.is_object() ? value.Find(kStarted) : nullptr) {
      const std::int64_t send = SendOf(TextOf(value, "task"));
      starts_.Add(TextOf(event.members, "node"), {starts_.runs, MemberOf(value, "step").as_int(),
                                                  send < 0 ? INT64_MAX : send, *input});
      return true;
    }
  }
  if (event.type == event::Type::kStepStarted && event.space.is_null()) ++steps_;
  watch_.Take(event);
  return view_.Take(event);
}

void Recorder::Keep(const event::StreamChunk& chunk, bool tells_mode) {
  const Value data = ShownData(chunk.mode, root_ ? Bare(chunk.data) : chunk.data, order_);
  const bool is_values = chunk.mode == event::StreamMode::kValues;
  const bool asks = !MemberOf(data, "__interrupt__").is_null();
  const bool is_own_state = is_values && chunk.space.is_null() && !asks;
  if (is_values && chunk.space.is_null() && watch_.Counts(data))
    last_values_ = watch_.Projected(data);
  Value parts = Value::EmptyArray();
  if (subgraphs_) parts = parts.Append(MaskedSpace(chunk.space));
  if (tells_mode) parts = parts.Append(Value(event::StreamModeName(chunk.mode)));
  chunks_.push_back(
      {2 * chunk.step + (is_own_state ? 1 : 0), parts.empty() ? data : parts.Append(data)});
}

}  // namespace dashflow::cases
