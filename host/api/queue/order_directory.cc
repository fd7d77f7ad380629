// SPDX-License-Identifier: Apache-2.0
#include "host/api/queue/order_directory.h"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/checkpoint/run/record_filter.h"

namespace dashflow::api {
namespace {

using checkpoint::Batch;
using checkpoint::Bytes;
using checkpoint::Document;
using checkpoint::kApiRunSpace;
using checkpoint::Operation;
using checkpoint::OpKind;
using checkpoint::StoreCode;

bool Failed(StoreCode code) { return code != StoreCode::kOk && code != StoreCode::kNotFound; }

Result<RunOrder> Opened(const Document& document, const checkpoint::Documents& documents) {
  std::string joined;
  for (std::size_t part = 0; part < PartsOf(document); ++part) {
    DF_ASSIGN(const auto found, documents.Get(PartKey(document.key, part)));
    if (!found)
      return Error("store_damaged", "a part of what a run was given is missing")
          .Operation("read run")
          .Resource(PartKey(document.key, part));
    joined += found->content.as_text();
  }
  return OrderOf(document, joined);
}

std::string Term(std::string_view name, std::string_view value) {
  std::string term;
  checkpoint::SetIndexTerm(term, name, value);
  return term;
}

// What the store borrows until it answers.
class PutBatch {
 public:
  PutBatch(const RunOrder& order, checkpoint::Store& store, OrderDirectory::Done done)
      : store_(store),
        done_(std::move(done)),
        documents_(DocumentsOf(order)),
        puts_(documents_.size()) {
    for (std::size_t i = 0; i < documents_.size(); ++i)
      ops_.push_back(checkpoint::PutDocument(kApiRunSpace, documents_[i], puts_[i]));
    batch_.ops = ops_.data();
    batch_.op_count = static_cast<std::uint32_t>(ops_.size());
  }

  static void Commit(std::unique_ptr<PutBatch> put) {
    PutBatch& batch = *put.release();
    batch.store_.Commit(batch.batch_, Answered, &batch);
  }

 private:
  static void Answered(void* context) {
    const std::unique_ptr<PutBatch> self(static_cast<PutBatch*>(context));
    const StoreCode code = self->batch_.result;
    self->done_(code == StoreCode::kOk
                    ? Ok()
                    : Status(checkpoint::StoreError(code, self->store_, "store run")));
  }

  checkpoint::Store& store_;
  const OrderDirectory::Done done_;
  const std::vector<Document> documents_;
  std::vector<checkpoint::RecordPut> puts_;
  std::vector<Operation> ops_;
  Batch batch_;
};

}  // namespace

Result<RunOrder> OrderDirectory::Get(std::string_view run) const {
  const checkpoint::Documents documents(store_, kApiRunSpace);
  DF_ASSIGN(const auto found, documents.Get(run));
  if (found) return Opened(*found, documents);
  return Error("run_not_found", "there is no run '" + std::string(run) + "'")
      .Operation("find run")
      .Resource(std::string(run));
}

Status OrderDirectory::Visit(std::string_view term, bool reverse, const Visitor& take) const {
  const checkpoint::Documents documents(store_, kApiRunSpace);
  Status failure = Ok();
  DF_TRY(documents.Visit({.term = term, .reverse = reverse}, [&](const Document& document) {
    auto order = Opened(document, documents);
    if (order.has_error()) return failure = order.error(), false;
    return take(std::move(order).value());
  }));
  return failure;
}

Status OrderDirectory::VisitThread(std::string_view thread, const Visitor& take) const {
  return Visit(Term("thread", thread), true, take);
}

Status OrderDirectory::VisitOpen(const Visitor& take) const {
  return Visit(Term("open", "1"), false, take);
}

Status OrderDirectory::VisitWebhooks(const Visitor& take) const {
  return Visit(kWebhookDue, false, take);
}

void OrderDirectory::Put(const RunOrder& order, Done done) {
  PutBatch::Commit(std::make_unique<PutBatch>(order, store_, std::move(done)));
}

Status OrderDirectory::PutAndWait(const RunOrder& order) {
  std::atomic<bool> finished{false};
  Status result = Ok();
  Put(order, [&](const Status& status) {
    result = status;
    finished.store(true, std::memory_order_release);
    finished.notify_one();
  });
  finished.wait(false, std::memory_order_acquire);
  return result;
}

Status OrderDirectory::Erase(std::string_view run) {
  const std::string end = std::string(run) + '0';  // behind every part, and every frame
  Operation erase;
  erase.kind = OpKind::kEraseRange;
  erase.key = Bytes(run);
  erase.end = Bytes(end);
  Operation ops[] = {erase, erase};
  ops[0].space = Bytes(kApiRunSpace);
  ops[1].space = Bytes(checkpoint::kApiFrameSpace);
  Batch batch;
  batch.ops = ops;
  batch.op_count = 2;
  const StoreCode code = checkpoint::CommitAndWait(store_, batch);
  return Failed(code) ? Status(checkpoint::StoreError(code, store_, "delete run")) : Ok();
}

}  // namespace dashflow::api
