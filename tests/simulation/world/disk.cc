// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/disk.h"

#include <algorithm>

#include "host/checkpoint/envelope/envelope.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::simulation {

using checkpoint::Batch;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::Position;
using checkpoint::StoreCode;

namespace {

std::vector<Operation> OperationsOf(const Batch& batch) {
  return {batch.ops, batch.ops + batch.op_count};
}

const Operation* AppendOf(const Batch& batch) {
  const Operation* const end = batch.ops + batch.op_count;
  const Operation* const found =
      std::find_if(batch.ops, end, [](const Operation& op) { return op.kind == OpKind::kAppend; });
  return found == end ? nullptr : found;
}

std::string Words(int host, const Batch& batch, StoreCode code) {
  std::string text = "host " + std::to_string(host) + " commits";
  if (const Operation* append = AppendOf(batch))
    text += " " + ToText(Position{append->stream, append->seq});
  return text + " of " + std::to_string(batch.op_count) +
         " operations: " + std::to_string(static_cast<int>(code));
}

}  // namespace

StoreCode Disk::Apply(Batch& batch, int host) {
  StoreCode code = Commit(batch);
  if (code == StoreCode::kConflict) {
    Refused(batch, host);
    if (world_.sabotage == Sabotage::kNoFence && AppendOf(batch) != nullptr) code = Force(batch);
  }
  world_.Note([&] { return Words(host, batch, code); });
  if (code == StoreCode::kOk) Write(batch, host);
  return code;
}

void Disk::Refused(const Batch& batch, int host) {
  ++world_.chronicle.refused;
  const Operation& refused = batch.ops[batch.failed_op];
  const auto& all = world_.chronicle.records;
  const auto last = std::find_if(all.rbegin(), all.rend(), [&refused](const RecordPut& put) {
    return put.thread == refused.key.view();
  });
  if (refused.kind == OpKind::kExpect && last != all.rend() && last->host == host)
    world_.chronicle.own_conflicts.push_back(
        "event " + std::to_string(world_.moments) + ": host " + std::to_string(host) +
        " is refused for what it has put itself in event " + std::to_string(last->at));
}

StoreCode Disk::Commit(Batch& batch) {
  if (world_.sabotage != Sabotage::kNone && AppendOf(batch) != nullptr) return Spoil(batch);
  store_.Commit(
      batch, [](void*) {}, nullptr);
  return batch.result;
}

// The batch as a broken store takes it, now and then.
StoreCode Disk::Spoil(Batch& batch) {
  std::vector<Operation> ops = OperationsOf(batch);
  const bool now = world_.dice.Percent(10);
  if (now && world_.sabotage == Sabotage::kTornBatch) ops.pop_back();
  Batch spoilt = batch;
  spoilt.ops = ops.data();
  spoilt.op_count = static_cast<std::uint32_t>(ops.size());
  store_.Commit(
      spoilt, [](void*) {}, nullptr);
  batch.result = spoilt.result;
  batch.rev = spoilt.rev;
  if (batch.result != StoreCode::kOk || !now) return batch.result;
  const Operation& append = *AppendOf(batch);
  if (world_.sabotage == Sabotage::kLostAppend) store_.Lose(append.stream, append.seq);
  if (world_.sabotage == Sabotage::kChangedEntry && append.seq > 1)
    store_.entry(append.stream, append.seq - 1) = append.bytes.view();
  return batch.result;
}

// Takes what it should have refused.
StoreCode Disk::Force(Batch& batch) {
  std::vector<Operation> ops = OperationsOf(batch);
  std::erase_if(ops, [this](const Operation& op) {
    if (op.kind == OpKind::kExpect) return true;
    if (op.kind == OpKind::kAppend) store_.Overwrite(op.stream, op.seq, op.bytes.view());
    return op.kind == OpKind::kAppend;
  });
  Batch forced = batch;
  forced.ops = ops.data();
  forced.op_count = static_cast<std::uint32_t>(ops.size());
  store_.Commit(
      forced, [](void*) {}, nullptr);
  batch.rev = forced.rev;
  return batch.result = forced.result;
}

void Disk::AnswerLost(const Batch& batch) {
  const Operation* const append = AppendOf(batch);
  if (world_.sabotage != Sabotage::kSecondAppend || append == nullptr) return;
  store_.Overwrite(append->stream, append->seq + 1, append->bytes.view());
}

void Disk::Crashed(int host) {
  if (world_.sabotage != Sabotage::kEarlyAnswer) return;
  const auto& all = world_.chronicle.appended;
  const auto last = std::find_if(all.rbegin(), all.rend(),
                                 [host](const Appended& each) { return each.host == host; });
  if (last != all.rend()) store_.Lose(last->position.stream, last->position.seq);
}

bool Disk::Hides(std::uint64_t stream, std::uint64_t seq) {
  return world_.sabotage == Sabotage::kOldReads && seq > 1 && !store_.Has(stream, seq + 1);
}

void Disk::Write(const Batch& batch, int host) {
  for (const Operation& op : OperationsOf(batch)) {
    if (op.kind == OpKind::kAppend) WriteAppend(op, host);
    if (op.kind == OpKind::kPut && op.space.view() == checkpoint::kThreadSpace)
      WriteRecord(op, host);
  }
}

void Disk::WriteAppend(const Operation& append, int host) {
  const auto content = checkpoint::OpenEnvelope(append.bytes.view(), store_);
  if (content.has_error()) return;
  auto entry = checkpoint::DecodeEntry(content.value());
  if (entry.has_error()) return;
  world_.chronicle.appended.push_back(
      {{append.stream, append.seq}, std::move(entry).value(), host, world_.moments});
}

void Disk::WriteRecord(const Operation& put, int host) {
  const auto record = checkpoint::DecodeThread(put.key.view(), put.bytes.view(), 0);
  if (record.has_error()) return;
  world_.chronicle.records.push_back(
      {record->id, record->epoch, record->status, host, world_.moments});
}

}  // namespace dashflow::simulation
