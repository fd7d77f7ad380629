// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/desk_of.h"

#include "host/api/protocol/thread_channels.h"
#include "host/api/request/body.h"
#include "host/api/state/checkpoint_ref.h"
#include "host/api/threads/thread.h"
#include "host/api/webhooks/webhook_sender.h"
#include "host/checkpoint/directory.h"

namespace dashflow::api {
namespace {

Value ParamsOf(const RunOrder& order) {
  return Merged(ObjectOf(ObjectOf(order.kwargs, "config"), "configurable"),
                ObjectOf(order.kwargs, "context"));
}

std::optional<checkpoint::Position> AskedCheckpoint(const RunOrder& order) {
  const std::string id = TextOf(order.kwargs, "checkpoint_id");
  return checkpoint::ParsePosition(
      id.empty() ? TextOf(ObjectOf(order.kwargs, "checkpoint"), "checkpoint_id") : id);
}

void EraseTemporary(Service& service, const RunOrder& order) {
  Thread thread;
  thread.id = order.thread;
  auto record = checkpoint::Directory(service.store).Get(order.thread);
  if (record.has_value()) thread.record = std::move(record).value();
  std::ignore = EraseThread(service, thread);  // what is left is found by its age
  if (!thread.record) std::ignore = OrderDirectory(service.store).Erase(order.run);
}

// What its webhook tells is read from the store.
void AfterEnd(Service& service, const RunOrder& order, const RunOutcome& outcome) {
  const bool calls = order.webhook_due && service.webhooks && !outcome.rolled_back;
  calls ? service.webhooks->Add(order.run) : ForgetTemporary(service, order);
}

}  // namespace

void ForgetTemporary(Service& service, const RunOrder& order) {
  if (!IsTemporary(order)) return;
  service.desk->Soon([&service, order](RunDesk&) { EraseTemporary(service, order); });
}

Result<engine::ProgramPtr> ProgramFor(Service& service, const RunOrder& order) {
  const auto current = service.workflows.Find(order.graph, ParamsOf(order));
  const auto record = checkpoint::Directory(service.store).Get(order.thread);
  if (record.has_error() && record.error().code() != "thread_not_found") return record.error();
  const auto program = [](const Served& served) { return served.program; };
  if (record.has_error()) {
    if (current.has_error()) return current.error();
    return program(*current);
  }
  const bool is_other = current.has_value() && current->workflow().name != record->workflow;
  if (is_other) return program(*current);  // the engine says that the thread is another's
  const bool fits = current.has_value() && current->workflow().shape == record->shape;
  if (fits && !AskedCheckpoint(order)) return program(*current);
  DF_ASSIGN(const Served own, service.workflows.OfThread(*record, AskedCheckpoint(order)));
  return program(own);
}

void OpenDesk(Service& service, const RunQueue::Limits& limits,
              const RunDesk::Parts::Bounds& bounds) {
  service.channels = std::make_shared<ThreadChannels>(
      service.clock,
      [&engine = service.engine](std::function<void()> call) { engine.CallSoon(std::move(call)); });
  service.desk = std::make_shared<RunDesk>(RunDesk::Parts{
      .engine = service.engine,
      .store = service.store,
      .clock = service.clock,
      .program_of = [&service](const RunOrder& order) { return ProgramFor(service, order); },
      .on_end = [&service](const RunOrder& order,
                           const RunOutcome& outcome) { AfterEnd(service, order, outcome); },
      .listeners = [channels = service.channels](
                       const RunOrder& order) { return channels->Listeners(order); },
      .beat = [channels = service.channels] { return channels->Beat(); },
      .limits = limits,
      .bounds = bounds,
      .meter = service.meter});
  service.has_open_run = [&service](const std::string& thread) {
    return !service.desk->OpenOf(thread).empty();
  };
}

}  // namespace dashflow::api
