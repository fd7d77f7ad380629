// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/check/inspection.h"

#include "host/checkpoint/directory.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/run/run_record.h"

namespace dashflow::simulation {
namespace {

using checkpoint::Entry;
using checkpoint::EntryKind;
using checkpoint::Position;

class Inspection {
 public:
  explicit Inspection(testing::MapStore& store) : store_(store) {}

  std::vector<std::string> Run() {
    for (const std::uint64_t stream : store_.Streams()) Stream(stream);
    for (const std::string& thread : store_.Keys(checkpoint::kThreadSpace)) Thread(thread);
    for (const std::string& run : store_.Keys(checkpoint::kRunSpace)) RunOf(run);
    return std::move(damage_);
  }

 private:
  void Found(std::string damage) { damage_.push_back(std::move(damage)); }
  void Need(bool there, const Position& position, std::string_view why) {
    if (!there) Found(std::string(why) + " needs entry " + ToText(position));
  }
  bool Has(const Position& position) const { return store_.Has(position.stream, position.seq); }

  void Stream(std::uint64_t stream) {
    std::uint64_t next = 1;
    const auto visited = checkpoint::Loader(store_).VisitForwards(
        {stream, INT64_MAX}, [&](const Position& position, const Entry& entry) {
          Need(position.seq == next, {stream, next}, "the log");
          next = position.seq + 1;
          EntryOf(position, entry);
          return true;
        });
    if (visited.has_error()) return Found(visited.error().message());
    const auto head = checkpoint::Loader(store_).LoadHead(stream);
    if (head.has_error())
      Found("the head of " + std::to_string(stream) + ": " + head.error().message());
  }

  void EntryOf(const Position& position, const Entry& entry) {
    if ((entry.kind == EntryKind::kBegin) != (position.seq == 1))
      Found("entry " + ToText(position) + " does not belong there");
    if (entry.kind == EntryKind::kBegin && entry.parent.seq != 0)
      Need(Has(entry.parent), entry.parent, "a branch");
  }

  void Thread(const std::string& id) {
    const auto record = checkpoint::Directory(store_).Get(id);
    if (record.has_error()) return Found(record.error().message());
    Need(Has({record->stream, 1}), {record->stream, 1}, "thread " + id);
    const auto visited = checkpoint::NamespaceDirectory(store_).Visit(
        id, [this](const checkpoint::NamespaceRecord& call) {
          Need(Has({call.stream, 1}), {call.stream, 1}, "subworkflow " + call.name);
          return true;
        });
    if (visited.has_error()) Found(visited.error().message());
  }

  void RunOf(const std::string& id) {
    store_.Get(checkpoint::kRunSpace, id, [&](const checkpoint::StoredEntry& stored) {
      const auto run = checkpoint::DecodeRun(id, stored.bytes.view());
      if (run.has_error()) return Found(run.error().message()), true;
      Need(Has(run->first), run->first, "the begin of run " + id);
      if (run->last.stream != 0) Need(Has(run->last), run->last, "the end of run " + id);
      return true;
    });
  }

  testing::MapStore& store_;
  std::vector<std::string> damage_;
};

}  // namespace

std::vector<std::string> FindDamage(testing::MapStore& store) { return Inspection(store).Run(); }

}  // namespace dashflow::simulation
