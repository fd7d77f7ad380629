// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/listener.h"

#include "host/value/json.h"

namespace dashflow::simulation {
namespace {

std::string TextOf(const Value& object, std::string_view name) {
  const Value* const found = object.Find(name);
  return found != nullptr && found->is_string() ? std::string(found->as_text()) : "";
}

std::string TaskOf(const event::Event& event) {
  const std::string task = TextOf(event.members, "task");
  if (task.empty() || event.space.is_null()) return task;
  return ToJson(event.space) + task;
}

}  // namespace

Listener::Listener(World& world, Disk& disk, Host& host, const std::string& thread)
    : world_(world), disk_(disk), host_(host), index_(world.chronicle.runs.size()) {
  ToldRun& run = world.chronicle.runs.emplace_back();
  run.thread = thread;
  run.host = host.number();
}

bool Listener::Take(const event::Event& event) {
  if (event.type == event::Type::kRunFinished) over_ = true;
  run().died = run().died || !host_.alive();
  if (!host_.alive()) return true;
  if (world_.sabotage == Sabotage::kLostEvent && world_.dice.Percent(2)) return true;
  Hear(event);
  if (world_.sabotage == Sabotage::kSecondEvent && world_.dice.Percent(2)) Hear(event);
  if (over_) world_.Ring();
  world_.chance(host_);
  return true;
}

void Listener::Hear(const event::Event& event) {
  const Moment at = world_.Note([&event] { return ToJson(ToValue(event)); });
  run().run = event.run;
  run().events.push_back({event.type, event.seq, TaskOf(event), at});
  if (event.type == event::Type::kCheckpoint) Acknowledge(event, at);
  if (event.type == event::Type::kRunFinished) End(event, at);
}

// Only where a superstep is announced once it is durable.
void Listener::Acknowledge(const event::Event& event, Moment at) {
  if (world_.flow.durability != graph::Durability::kSync) return;
  const auto position = checkpoint::ParsePosition(TextOf(event.members, "id"));
  if (!position) return;
  Acknowledged seen{std::string(event.thread), *position, {}, at};
  disk_.store().Read(position->stream, position->seq, position->seq, false, 1,
                     [&seen](const checkpoint::StoredEntry& entry) {
                       seen.bytes = entry.bytes.view();
                       return true;
                     });
  world_.chronicle.acknowledged.push_back(std::move(seen));
}

void Listener::End(const event::Event& event, Moment at) {
  run().status = TextOf(event.members, "status");
  run().ended = at;
  const Value* const error = event.members.Find("error");
  if (error != nullptr) run().error = TextOf(*error, "code");
}

}  // namespace dashflow::simulation
