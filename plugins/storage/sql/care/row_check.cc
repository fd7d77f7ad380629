// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/care/row_check.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plugins/storage/sql/read/page_limit.h"
#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/entry_name.h"

namespace dashflow::sql {
namespace {

constexpr std::uint64_t kPage = 256;  // rows

// Pages through what a query finds behind `from`, which take(row) moves on.
class Pages {
 public:
  // `rest`: FROM … WHERE … > ? ORDER BY …
  Pages(Connection& connection, std::string_view size, std::string_view columns,
        std::string_view rest)
      : sizes_(Prepare(connection, size, rest)), rows_(Prepare(connection, columns, rest)) {}

  // Arguments are read again for each page. Take gives nothing.
  template <class Take, class... Arguments>
  void Walk(Take take, const Arguments&... arguments) {
    for (;;) {
      const std::uint64_t most = RowsOfPage(*sizes_, kPage, arguments...);
      std::uint64_t found = 0;
      if (most == 0) return;
      rows_->Each(
          [&] {
            ++found;
            take(*rows_);
            return true;
          },
          arguments..., most);
      if (found == 0) return;
    }
  }

 private:
  static std::unique_ptr<Statement> Prepare(Connection& connection, std::string_view columns,
                                            std::string_view rest) {
    std::string sql("SELECT ");
    return connection.Prepare(sql.append(columns).append(rest).append(" LIMIT ?"));
  }

  std::unique_ptr<Statement> sizes_;
  std::unique_ptr<Statement> rows_;
};

}  // namespace

void RowCheck::Run() {
  for (const char* table : {"df_log", "df_record", "df_blob"}) {
    const auto count = connection_.Prepare(std::string("SELECT COUNT(*) FROM ") + table)->Look();
    all_ += static_cast<std::uint64_t>(count.value_or(0));
  }
  CheckStreams();
  CheckSpaces();
  CheckBlobs();
}

void RowCheck::CheckStreams() {
  std::vector<std::uint64_t> streams;
  const auto found = connection_.Prepare("SELECT DISTINCT stream FROM df_log");
  found->Each([&] { return streams.push_back(found->Unsigned(0)), true; });
  for (const std::uint64_t stream : streams) CheckStream(stream);
}

void RowCheck::CheckStream(std::uint64_t stream) {
  std::uint64_t last = 0;
  Pages pages(connection_, "size", "seq, checksum, bytes",
              " FROM df_log WHERE stream = ? AND seq > ? ORDER BY seq");
  pages.Walk(
      [&](const Statement& row) {
        last = row.Unsigned(0);
        if (LogSum(stream, last, row.Bytes(2)) != row.Unsigned(1)) {
          watch_.Found(EntryName(stream, last).append(kSumDiffers), stream, last);
        }
        Step();
      },
      stream, last);
}

void RowCheck::CheckSpaces() {
  std::vector<std::pair<std::int64_t, std::string>> spaces;
  const auto found = connection_.Prepare("SELECT id, name FROM df_space");
  found->Each([&] {
    spaces.emplace_back(found->Integer(0), found->Bytes(1));
    return true;
  });
  for (const auto& [id, space] : spaces) CheckSpace(id, space);
}

void RowCheck::CheckSpace(std::int64_t id, std::string_view space) {
  std::string from;
  std::string_view next = from;
  Pages pages(connection_, "size", "name, rev, expires, checksum, terms, bytes",
              " FROM df_record WHERE space = ? AND name >= ? ORDER BY name");
  pages.Walk(
      [&](const Statement& row) {
        const RecordFacts facts{row.Bytes(0), row.Unsigned(1), row.Integer(2), row.Bytes(4)};
        if (RecordSum(facts, row.Bytes(5)) != row.Unsigned(3)) {
          watch_.Found(RecordName(space, facts.key).append(kSumDiffers));
        }
        from.assign(facts.key).append(1, '\0');
        next = from;
        Step();
      },
      id, next);
}

void RowCheck::CheckBlobs() {
  std::string last;
  std::string_view behind = last;
  Pages pages(connection_, "OCTET_LENGTH(bytes)", "hash, checksum, bytes",
              " FROM df_blob WHERE hash > ? ORDER BY hash");
  pages.Walk(
      [&](const Statement& row) {
        if (BlobSum(row.Bytes(0), row.Bytes(2)) != row.Unsigned(1)) {
          watch_.Found(BlobName(row.Bytes(0)).append(kSumDiffers));
        }
        last = row.Bytes(0);
        behind = last;
        Step();
      },
      behind);
}

}  // namespace dashflow::sql
