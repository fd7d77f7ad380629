// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/connection.h"

#include <algorithm>
#include <span>

#include "tests/simulation/world/host.h"

namespace dashflow::simulation {

using checkpoint::Batch;
using checkpoint::EntrySink;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::StoreCode;

namespace {

std::span<const Operation> OperationsOf(const Batch& batch) { return {batch.ops, batch.op_count}; }

// Others are waited for where they are committed, so that no time may pass.
bool IsLogged(const Batch& batch) {
  return std::ranges::any_of(OperationsOf(batch),
                             [](const Operation& op) { return op.kind == OpKind::kAppend; });
}

// An update by hand waits for the first entry of its branch, and would for ever.
bool BeginsBranch(const Batch& batch) {
  return std::ranges::any_of(OperationsOf(batch), [](const Operation& op) {
    return op.kind == OpKind::kAppend && op.seq == 1;
  });
}

bool AreOrdered(const Operation& a, const Operation& b) {
  if (a.kind == OpKind::kAppend && b.kind == OpKind::kAppend) return a.stream == b.stream;
  return !a.key.view().empty() && a.space.view() == b.space.view() && a.key.view() == b.key.view();
}

}  // namespace

bool Connection::Meet(const Sent& a, const Sent& b) {
  return std::ranges::any_of(OperationsOf(a.batch), [&b](const Operation& op) {
    return std::ranges::any_of(OperationsOf(b.batch),
                               [&op](const Operation& other) { return AreOrdered(op, other); });
  });
}

void Connection::DrawFate(Sent& sent) {
  Dice& dice = world_.dice;
  const std::vector<StoreCode> refusals{StoreCode::kUnavailable, StoreCode::kUnavailable,
                                        StoreCode::kFull, StoreCode::kConflict};
  if (dice.PerMille(world_.weather.refuses)) {
    sent.answer = dice.Of(refusals);
    sent.arrives = false;
  } else if (dice.PerMille(world_.weather.unknown)) {
    sent.answer = StoreCode::kUnknown;
    sent.arrives = dice.Percent(50);
  }
}

void Connection::Commit(Batch& batch, void (*done)(void*), void* context) {
  world_.chance(host_);
  if (!host_.alive()) {
    batch.result = StoreCode::kUnavailable;
    return done(context);
  }
  Sent& sent = sent_.emplace_back(Sent{*this, batch, done, context});
  DrawFate(sent);
  if (IsLogged(batch) && world_.dice.PerMille(world_.weather.slow))
    return Later(sent, &Connection::SettleBody);
  Settle(sent);
  Answer(sent);
}

void Connection::Later(Sent& sent, executor::Body body) {
  const executor::Token token{.run = &sent};
  if (world_.dice.Percent(40)) return world_.executor.Block(token, body);
  const int most = world_.dice.Percent(90) ? 40 : 3000;
  const auto delay = std::chrono::milliseconds(world_.dice.From(1, most));
  world_.executor.At(world_.executor.clock().Mono() + delay, token, body);
}

void Connection::SettleBody(executor::Token token) noexcept {
  Sent& sent = *static_cast<Sent*>(token.run);
  Connection& self = sent.connection;
  self.Settle(sent);
  const bool silent = self.world_.sabotage == Sabotage::kSilence && self.world_.dice.Percent(5);
  if (silent && !BeginsBranch(sent.batch)) return;
  self.Later(sent, &Connection::AnswerBody);
}

void Connection::AnswerBody(executor::Token token) noexcept {
  Sent& sent = *static_cast<Sent*>(token.run);
  sent.connection.Answer(sent);
}

// What was committed before it, on the same stream or key, is done before it.
void Connection::Settle(Sent& sent) {
  if (sent.settled) return;
  for (Sent& earlier : sent_) {
    if (&earlier == &sent) break;
    if (Meet(earlier, sent)) Settle(earlier);
  }
  sent.settled = true;
  if (sent.arrives) {
    const StoreCode code = disk_.Apply(sent.batch, host_.number());
    if (sent.answer == StoreCode::kUnknown) disk_.AnswerLost(sent.batch);
    if (sent.answer == StoreCode::kOk) sent.answer = code;
  }
  world_.chance(host_);
}

void Connection::Answer(Sent& sent) {
  const auto done = sent.done;
  void* const context = sent.context;
  sent.batch.result = host_.alive() ? sent.answer : StoreCode::kUnavailable;
  sent_.remove_if([&sent](const Sent& each) { return &each == &sent; });
  done(context);
}

void Connection::Cut() {
  std::uint64_t arrive = world_.dice.Below(sent_.size() + 1);
  for (Sent& sent : sent_) {
    if (!sent.settled && arrive == 0) sent.arrives = false;
    if (arrive > 0) --arrive;
  }
  disk_.Crashed(host_.number());
}

bool Connection::CanRead() { return host_.alive() && !world_.dice.PerMille(world_.weather.reads); }

StoreCode Connection::Get(std::string_view space, std::string_view key, const EntrySink& sink) {
  return CanRead() ? disk_.store().Get(space, key, sink) : StoreCode::kUnavailable;
}

StoreCode Connection::Scan(const checkpoint::ScanRange& range, const EntrySink& sink) {
  return CanRead() ? disk_.store().Scan(range, sink) : StoreCode::kUnavailable;
}

StoreCode Connection::Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                           std::uint64_t limit, const EntrySink& sink) {
  if (!CanRead()) return StoreCode::kUnavailable;
  return disk_.store().Read(stream, from, to, reverse, limit,
                            [&](const checkpoint::StoredEntry& entry) {
                              return disk_.Hides(stream, entry.seq) || sink(entry);
                            });
}

StoreCode Connection::GetBlob(std::string_view hash, const EntrySink& sink) {
  return CanRead() ? disk_.store().GetBlob(hash, sink) : StoreCode::kUnavailable;
}

}  // namespace dashflow::simulation
