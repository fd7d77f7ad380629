// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/redis_store.h"

#include <dashflow/service/clock.hpp>
#include <dashflow/service/log.hpp>
#include <string>
#include <utility>

#include "plugins/storage/redis/care/care.h"
#include "plugins/storage/redis/location.h"

namespace dashflow::redis {
namespace {

bool HandOut(const std::optional<Row>& row, sdk::StoreSink sink) {
  if (row) sink(row->entry());
  return row.has_value();
}

}  // namespace

RedisStore::RedisStore(const sdk::Config& config, bool read_only) {
  const Options options = Options::From(config);
  const Location location = Locate(options, read_only);
  reader_ = std::make_unique<Reader>(options, location);
  if (read_only) return;
  const auto complain = [server = options.address.Shown()](const std::string& what) {
    sdk::Log(sdk::LogLevel::kWarning, server + ": " + what);
  };
  try {
    writer_ = std::make_unique<sdk::StoreWriter<Session>>(
        std::make_unique<Session>(options, location, complain));
  } catch (const Failure& failure) {
    throw sdk::StoreError("store_unavailable", "The Redis server went away.")
        .Cause(failure.what())
        .Fix("try again");
  }
}

void RedisStore::Commit(sdk::StoreCommit commit) {
  if (writer_ != nullptr) return writer_->Submit(std::move(commit));
  for (std::size_t i = 0; i < commit.size(); ++i) commit[i].Fail(sdk::StoreStatus::kInvalid);
  commit.Explain("the store is open for reading only");
}

bool RedisStore::Get(std::string_view space, std::string_view key, sdk::StoreSink sink) {
  return HandOut(reader_->Get(space, key), sink);
}

void RedisStore::Scan(const sdk::StoreScan& scan, sdk::StoreSink sink) {
  sdk::AnswerInPages(scan, sink, [&](const sdk::StoreScan& rest) { return reader_->Scan(rest); });
}

void RedisStore::Read(const sdk::StoreRange& range, sdk::StoreSink sink) {
  sdk::AnswerInPages(range, sink, [&](const sdk::StoreRange& rest) { return reader_->Read(rest); });
}

bool RedisStore::GetBlob(std::string_view hash, sdk::StoreSink sink) {
  return HandOut(reader_->GetBlob(hash), sink);
}

std::int64_t RedisStore::Now() {
  try {
    return reader_->Now();
  } catch (const sdk::StoreError&) {
    return sdk::WallClock::now().time_since_epoch().count();
  }
}

sdk::StoreAbout RedisStore::Describe() { return DescribeKeys(*reader_); }

void RedisStore::Verify(const sdk::StoreWatch& watch) { VerifyKeys(*reader_, watch); }

void RedisStore::Blobs(sdk::StoreSink sink) { ListBlobs(*reader_, sink); }

void RedisStore::Backup(const std::string&, const sdk::StoreWatch&) {
  throw sdk::StoreError("store_unsupported", "A store on a Redis server does not back itself up.")
      .Cause("only its server can write all of it to a file at one moment")
      .Fix(
          "`redis-cli --rdb FILE` copies the server; dashflow db migrate --to sqlite:FILE copies "
          "the store while nothing runs");
}

void RedisStore::Vacuum(const sdk::StoreWatch&) {
  throw sdk::StoreError("store_unsupported", "A store on a Redis server does not give back space.")
      .Cause("the server frees memory as soon as something is erased")
      .Fix("nothing is to be done; `MEMORY PURGE` gives back what the server keeps for later");
}

}  // namespace dashflow::redis
