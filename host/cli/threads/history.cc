// SPDX-License-Identifier: Apache-2.0
#include "host/cli/threads/history.h"

#include <optional>
#include <utility>

#include "host/checkpoint/history/history.h"
#include "host/checkpoint/loader.h"
#include "host/cli/runs/history_filter.h"
#include "host/cli/thread_at.h"
#include "host/cli/view/thread_views.h"

namespace dashflow::cli {
namespace {

using checkpoint::Entry;
using checkpoint::EntryKind;
using checkpoint::Position;

// Prints checkpoints, each once its parent is known.
class HistoryPrinter {
 public:
  HistoryPrinter(const Console& console, const HistoryFilter& filter, std::uint64_t limit)
      : console_(console), filter_(filter), limit_(limit) {}

  // Newest first; what makes no checkpoint is passed over.
  void Take(const Position& position, const Entry& entry, const checkpoint::Names& names) {
    if (entry.kind != EntryKind::kBegin && entry.kind != EntryKind::kStep) return;
    Print(position);
    view_ = CheckpointView(position, entry, names);
  }

  // The last one that was taken has this parent; stream 0 = none.
  void Print(const Position& parent) {
    if (!view_ || is_full()) return;
    Value view = *std::exchange(view_, std::nullopt);
    if (parent.stream != 0) view = view.Set("parent", ToText(parent));
    if (!filter_.Takes(view)) return;
    console_.JsonLine(view);
    ++count_;
  }

  bool is_full() const { return limit_ != 0 && count_ >= limit_; }

 private:
  const Console& console_;
  const HistoryFilter& filter_;
  const std::uint64_t limit_;
  std::optional<Value> view_;
  std::uint64_t count_ = 0;
};

// The first entry of a branch. Error store_damaged when it is not there.
Result<Entry> BeginningOf(checkpoint::Store& store, std::uint64_t stream) {
  std::optional<Entry> first;
  DF_TRY(checkpoint::Loader(store).VisitForwards({stream, 1}, [&](const Position&, const Entry& e) {
    first = e;
    return false;
  }));
  if (first && first->names) return *std::move(first);
  return Error("store_damaged", "a branch does not begin with its first entry")
      .Operation("read history")
      .Resource("checkpoint " + ToText(Position{stream, 1}));
}

// Seq 0 stands for the state before an input.
Result<Position> CheckpointAt(checkpoint::Store& store, const Position& position) {
  if (position.stream == 0 || position.seq == 0) return position;
  return checkpoint::CheckpointOf(store, position);
}

// Returns the branch before.
Result<std::uint64_t> PrintBranch(checkpoint::Store& store, const Position& from,
                                  HistoryPrinter& printer) {
  DF_ASSIGN(const Entry beginning, BeginningOf(store, from.stream));
  DF_TRY(checkpoint::Loader(store).VisitBackwards(
      from, [&](const Position& position, const Entry& entry) {
        printer.Take(position, entry, *beginning.names);
        return !printer.is_full();
      }));
  if (printer.is_full()) return std::uint64_t{0};
  DF_ASSIGN(const Position parent, CheckpointAt(store, beginning.parent));
  printer.Print(parent);
  return beginning.previous;
}

// The entry before a checkpoint; seq 0 = it is the first of its branch.
Result<Position> Newest(checkpoint::Store& store, const ThreadAt& head, const std::string& before) {
  if (before.empty()) return head.loaded.position;
  DF_ASSIGN(auto position, FindCheckpoint(store, head.record, before));
  position.seq -= 1;
  return position;
}

}  // namespace

Status ShowHistory(Session& session, checkpoint::Store& store, const std::string& thread,
                   const HistoryArguments& arguments) {
  DF_ASSIGN(const auto filter, HistoryFilter::Parse(arguments.filter));
  DF_ASSIGN(const auto head, FindThread(store, thread));
  DF_ASSIGN(auto at, Newest(store, head, arguments.before));
  HistoryPrinter printer(session.console(), filter, arguments.limit);
  while (at.stream != 0) {
    DF_ASSIGN(at.stream, PrintBranch(store, at, printer));
    at.seq = INT64_MAX;
  }
  return Ok();
}

}  // namespace dashflow::cli
