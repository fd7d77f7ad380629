// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/server_appender.h"

#include <array>
#include <string>

#include "plugins/storage/postgresql/wire/binary.h"

namespace dashflow::postgresql {
namespace {

constexpr const char* kName = "append";

// The key (stream, seq) decides between hosts that append the same entry at once; whoever is second
// waits for the first and adds nothing.
constexpr const char* kSql =
    "INSERT INTO df_log(stream, seq, checksum, size, bytes)"
    " SELECT e.stream, e.seq, e.checksum, octet_length(e.bytes), e.bytes"
    " FROM unnest($1, $2, $3, $4) AS e(stream, seq, checksum, bytes)"
    " WHERE e.seq - 1 = coalesce((SELECT max(l.seq) FROM df_log l WHERE l.stream = e.stream),"
    " (SELECT s.last_seq FROM df_stream_end s WHERE s.stream = e.stream), 0)"
    " ORDER BY e.stream ON CONFLICT DO NOTHING RETURNING stream";
constexpr std::array<Oid, 4> kTypes = {kInt8ArrayType, kInt8ArrayType, kInt8ArrayType,
                                       kBytesArrayType};

std::vector<std::uint64_t> StreamsOf(const Result& result) {
  std::vector<std::uint64_t> streams;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    const std::string_view bytes(PQgetvalue(result.get(), row, 0), 8);
    streams.push_back(static_cast<std::uint64_t>(TakeInt(bytes)));
  }
  return streams;
}

}  // namespace

std::vector<std::uint64_t> ServerAppender::Append(std::span<const sql::NewEntry> entries) {
  BinaryArray streams(kInt8Type, entries.size());
  BinaryArray seqs(kInt8Type, entries.size());
  BinaryArray checksums(kInt8Type, entries.size());
  BinaryArray bytes(kBytesType, entries.size());
  for (const sql::NewEntry& entry : entries) {
    streams.Add(entry.stream);
    seqs.Add(entry.seq);
    checksums.Add(entry.checksum);
    bytes.Add(entry.bytes);
  }
  if (!is_prepared_) dialogue_.Prepare(kName, kSql, kTypes);
  is_prepared_ = true;
  const std::array<Parameter, 4> parameters = {{{kInt8ArrayType, streams.bytes()},
                                                {kInt8ArrayType, seqs.bytes()},
                                                {kInt8ArrayType, checksums.bytes()},
                                                {kBytesArrayType, bytes.bytes()}}};
  return StreamsOf(dialogue_.Run(kName, parameters));
}

}  // namespace dashflow::postgresql
