// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/memory/undo_log.h"

#include "plugins/storage/memory/space.h"
#include "plugins/storage/memory/stream.h"

namespace dashflow::memory {
namespace {

struct TakeBack {
  void operator()(PutStep& step) const {
    step.space->TakeBack(*step.record, std::move(step.before));
  }
  void operator()(EraseStep& step) const { step.space->PutBack(std::move(step.record)); }
  void operator()(const AppendStep& step) const { step.stream->DropBehind(step.size); }
  void operator()(const std::function<void()>& step) const { step(); }
};

}  // namespace

void UndoLog::Roll() noexcept {
  while (!steps_.empty()) {
    std::visit(TakeBack(), steps_.back());
    steps_.pop_back();
  }
}

}  // namespace dashflow::memory
