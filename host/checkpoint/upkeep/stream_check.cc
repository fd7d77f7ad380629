// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/upkeep/stream_check.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "host/checkpoint/care/thread_log.h"
#include "host/checkpoint/entry_chain.h"
#include "host/checkpoint/loader.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint64_t kPage = 64;  // entries that are read at a time
constexpr std::uint64_t kLastSeq = INT64_MAX;
// A stream whose index is broken would never end.
constexpr int kMostInARow = 1000;

struct Page {
  StoreCode code = StoreCode::kOk;
  std::vector<std::pair<std::uint64_t, std::string>> entries;
  std::string reason;
};

Page ReadPage(Store& store, std::uint64_t stream, std::uint64_t from) {
  Page page;
  page.code = store.Read(stream, from, kLastSeq, false, kPage, [&page](const StoredEntry& entry) {
    page.entries.emplace_back(entry.seq, entry.bytes.view());
    return true;
  });
  if (page.code == StoreCode::kNotFound) page.code = StoreCode::kOk;
  if (page.code != StoreCode::kOk) page.reason = store.Reason();
  return page;
}

std::string Why(const Error& error) {
  return error.cause().empty() ? error.message() : error.message() + ": " + error.cause();
}

class StreamCheck {
 public:
  StreamCheck(Store& store, std::uint64_t stream, const StreamListener& listener)
      : store_(store), stream_(stream), listener_(listener) {}

  Status Run() {
    for (;;) {
      const Page page = ReadPage(store_, stream_, next_);
      for (const auto& [seq, stored] : page.entries) DF_TRY(Take(seq, stored));
      if (page.code == StoreCode::kOk && page.entries.size() < kPage) return Ok();
      if (page.code == StoreCode::kOk) continue;
      if (page.code != StoreCode::kDamaged) return StoreError(page.code, store_, "verify store");
      Damaged(page.reason);
      if (in_a_row_ == kMostInARow) return Ok();
    }
  }

 private:
  Status Take(std::uint64_t seq, std::string_view stored) {
    if (next_ < seq) Damaged("log entries up to " + std::to_string(seq - 1) + " are missing");
    next_ = seq;
    const auto entry = DecodeStored(stored, store_);
    if (entry.has_error() && entry.error().code() != "store_damaged") return entry.error();
    if (entry.has_error()) return Damaged(Why(entry.error())), Ok();
    DF_ASSIGN(const bool belongs, Belongs(*entry));
    if (!belongs)
      return Damaged("it, or the one before it, is not the one that was written there"), Ok();
    last_ = entry->checksum;
    in_a_row_ = 0;
    listener_.whole({stream_, next_++}, *entry);
    return Ok();
  }

  Result<bool> Belongs(const Entry& entry) const {
    if (next_ == 1) return StandsBehindParent(entry);
    return !last_ || StandsBehind(entry.before, *last_);
  }

  // Damage of the parent is told with its own stream.
  Result<bool> StandsBehindParent(const Entry& first) const {
    const auto checksum = Loader(store_).ChecksumAt(first.parent);
    if (checksum.has_value()) return StandsBehind(first.before, *checksum);
    const std::string_view code = checksum.error().code();
    if (code == "store_damaged" || code == "checkpoint_not_found") return true;
    return checksum.error();
  }

  void Damaged(std::string why) {
    last_.reset();
    if (++in_a_row_ == kMostInARow) why += "; what follows is not looked at";
    listener_.damaged({stream_, next_++}, std::move(why));
  }

  Store& store_;
  const std::uint64_t stream_;
  const StreamListener& listener_;
  std::uint64_t next_ = 1;
  std::optional<std::uint64_t> last_;  // the checksum of the entry before; nothing = not known
  int in_a_row_ = 0;
};

}  // namespace

Status CheckStream(Store& store, std::uint64_t stream, const StreamListener& listener) {
  return StreamCheck(store, stream, listener).Run();
}

}  // namespace dashflow::checkpoint
