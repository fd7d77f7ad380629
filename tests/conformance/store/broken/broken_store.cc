// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/store/broken/broken_store.h"

#include <atomic>
#include <cstddef>
#include <memory>

namespace dashflow::conformance {
namespace {

std::uint32_t Pass(void* sink, const df_store_entry* entry) {
  return (*static_cast<const EntrySink*>(sink))(*entry) ? 1 : 0;
}

void* ContextOf(const EntrySink& sink) { return const_cast<EntrySink*>(&sink); }

// One commit on its way through a broken store, and back.
class Passage {
 public:
  Passage(BrokenStore& store, Batches batches, Done done, void* context)
      : store_(store), batches_(batches), done_(done), context_(context), ways_(batches.size()) {
    for (std::size_t i = 0; i < batches.size(); ++i) {
      ways_[i].ops.assign(batches[i]->ops, batches[i]->ops + batches[i]->op_count);
      store.Change(ways_[i]);
      raw_.push_back({sizeof(df_store_batch), static_cast<std::uint32_t>(ways_[i].ops.size()),
                      ways_[i].ops.data(), 0, 0, 0});
    }
    for (df_store_batch& batch : raw_) pointers_.push_back(&batch);
  }

  Batches pointers() const { return pointers_; }

  static void End(void* raw) {
    const std::unique_ptr<Passage> self(static_cast<Passage*>(raw));
    for (std::size_t i = 0; i < self->raw_.size(); ++i) {
      df_store_batch& batch = *self->batches_[i];
      batch.result = self->raw_[i].result;
      batch.failed_op = self->raw_[i].failed_op;
      if (DF_HAS(&batch, df_store_batch, rev)) batch.rev = self->raw_[i].rev;
      self->store_.Answer(batch);
    }
    self->done_(self->context_);
  }

 private:
  BrokenStore& store_;
  const Batches batches_;
  const Done done_;
  void* const context_;
  std::vector<Way> ways_;
  std::deque<df_store_batch> raw_;
  std::vector<df_store_batch*> pointers_;
};

}  // namespace

std::string_view View(df_text text) { return {text.data, text.size}; }

df_text Way::Own(std::string text) {
  const std::string& own = texts_.emplace_back(std::move(text));
  return {own.data(), own.size()};
}

std::span<df_text> Way::OwnTerms(std::size_t count) {
  return std::span(terms_.emplace_back()).first(count);
}

void BrokenStore::Commit(Batches batches, Done done, void* context) {
  auto passage = std::make_unique<Passage>(*this, batches, done, context);
  const Batches pointers = passage->pointers();
  real_.table->commit(real_.store, pointers.data(), pointers.size(), &Passage::End,
                      passage.release());
}

void BrokenStore::CommitNow(Batches batches) const {
  std::atomic_flag ended;
  const auto end = [](void* flag) {
    static_cast<std::atomic_flag*>(flag)->test_and_set();
    static_cast<std::atomic_flag*>(flag)->notify_one();
  };
  real_.table->commit(real_.store, batches.data(), batches.size(), end, &ended);
  ended.wait(false);
}

std::int32_t BrokenStore::Get(df_text space, df_text key, const EntrySink& sink) {
  return real_.table->get(real_.store, space, key, &Pass, ContextOf(sink));
}

std::int32_t BrokenStore::Scan(const df_store_scan& scan, const EntrySink& sink) {
  return real_.table->scan(real_.store, &scan, &Pass, ContextOf(sink));
}

std::int32_t BrokenStore::Read(const Range& range, const EntrySink& sink) {
  return real_.table->read(real_.store, range.stream, range.from, range.to, range.reverse ? 1 : 0,
                           range.limit, &Pass, ContextOf(sink));
}

std::int32_t BrokenStore::GetBlob(df_text hash, const EntrySink& sink) {
  return real_.table->get_blob(real_.store, hash, &Pass, ContextOf(sink));
}

std::uint64_t BrokenStore::LastSeq(std::uint64_t stream) {
  std::uint64_t last = 0;
  BrokenStore::Read({stream, 1, UINT64_MAX, true, 1}, [&](const df_store_entry& entry) {
    last = entry.seq;
    return true;
  });
  return last;
}

}  // namespace dashflow::conformance
