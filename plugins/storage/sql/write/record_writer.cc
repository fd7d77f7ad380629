// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sql/write/record_writer.h"

#include <utility>
#include <vector>

#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/key_range.h"
#include "plugins/storage/sql/rows/record_terms.h"

namespace dashflow::sql {
namespace {

constexpr std::size_t kRangeStep = 256;  // indexed rows of a range kept at once

#define DF_WHERE_RANGE " WHERE space = ? AND name >= ? AND name < ?"

}  // namespace

RecordWriter::RecordWriter(Connection& connection)
    : spaces_(connection),
      find_(connection.Prepare(
          "SELECT terms, rev, expires FROM df_record WHERE space = ? AND name = ?")),
      insert_(connection.Prepare(
          "INSERT INTO df_record(rev, expires, checksum, size, terms, bytes, space, name)"
          " VALUES(?, ?, ?, ?, ?, ?, ?, ?)")),
      update_(connection.Prepare("UPDATE df_record SET rev = ?, expires = ?, checksum = ?,"
                                 " size = ?, terms = ?, bytes = ? WHERE space = ? AND name = ?")),
      erase_(connection.Prepare("DELETE FROM df_record WHERE space = ? AND name = ?")),
      indexed_(connection.Prepare("SELECT terms, name FROM df_record" DF_WHERE_RANGE
                                  " AND terms <> '' ORDER BY name LIMIT ?")),
      erase_range_(connection.Prepare("DELETE FROM df_record" DF_WHERE_RANGE)),
      expired_(connection.Prepare("SELECT terms, name, space FROM df_record"
                                  " WHERE expires <> 0 AND expires <= ? LIMIT ?")),
      add_term_(connection.Prepare("INSERT INTO df_term(space, term, name) VALUES(?, ?, ?)")),
      erase_term_(
          connection.Prepare("DELETE FROM df_term WHERE space = ? AND term = ? AND name = ?")) {}

std::optional<RecordWriter::Found> RecordWriter::Find(std::int64_t space, std::string_view name) {
  std::optional<Found> found;
  find_->Each(
      [&] {
        found = Found{space, std::string(name), std::string(find_->Bytes(0)), find_->Unsigned(1),
                      find_->Integer(2)};
        return false;
      },
      space, name);
  return found;
}

std::uint64_t RecordWriter::Revision(std::string_view space, std::string_view name,
                                     std::int64_t now) {
  const auto id = spaces_.Find(space);
  const auto record = id ? Find(*id, name) : std::nullopt;
  if (!record || (record->expires_ns != 0 && record->expires_ns <= now)) return 0;
  return record->rev;
}

void RecordWriter::Put(const sdk::StoreOp& op, std::uint64_t rev) {
  const std::int64_t space = spaces_.FindOrAdd(op.space());
  const std::string terms = PackTerms(op);
  const auto old = Find(space, op.key());
  Write(op, rev, space, !old, terms);
  if (old && old->terms == terms) return;
  if (old) RemoveTerms(*old);
  AddTerms({space, std::string(op.key()), terms});
}

void RecordWriter::Write(const sdk::StoreOp& op, std::uint64_t rev, std::int64_t space, bool is_new,
                         std::string_view terms) {
  const std::uint64_t checksum = RecordSum({op.key(), rev, op.expires_ns(), terms}, op.bytes());
  const std::uint64_t size = op.bytes().size();
  Statement& write = is_new ? *insert_ : *update_;
  write.Run(rev, op.expires_ns(), checksum, size, terms, op.bytes(), space, op.key());
}

void RecordWriter::Erase(std::string_view space, std::string_view name) {
  const auto id = spaces_.Find(space);
  const auto record = id ? Find(*id, name) : std::nullopt;
  if (!record) return;
  RemoveTerms(*record);
  erase_->Run(*id, name);
}

void RecordWriter::EraseRange(std::string_view space, std::string_view from, std::string_view to) {
  const auto id = spaces_.Find(space);
  if (!id) return;
  RemoveTermsOfRange(*id, from, EndOf(to));
  erase_range_->Run(*id, from, EndOf(to));
}

void RecordWriter::RemoveTermsOfRange(std::int64_t space, std::string_view from,
                                      std::string_view to) {
  std::vector<Found> records;
  std::string next(from);
  do {
    records.clear();
    indexed_->Each(
        [&] {
          records.push_back(
              {space, std::string(indexed_->Bytes(1)), std::string(indexed_->Bytes(0))});
          return true;
        },
        space, std::string_view(next), to, std::uint64_t{kRangeStep});
    for (const Found& record : records) RemoveTerms(record);
    if (!records.empty()) next = records.back().name + '\0';
  } while (records.size() == kRangeStep);
}

void RecordWriter::Sweep(std::int64_t now, std::uint64_t most) {
  std::vector<Found> records;
  expired_->Each(
      [&] {
        records.push_back({expired_->Integer(2), std::string(expired_->Bytes(1)),
                           std::string(expired_->Bytes(0))});
        return true;
      },
      now, most);
  for (const Found& record : records) {
    RemoveTerms(record);
    erase_->Run(record.space, std::string_view(record.name));
  }
}

void RecordWriter::RemoveTerms(const Found& record) {
  for (const std::string_view term : UnpackTerms(record.terms)) {
    erase_term_->Run(record.space, term, std::string_view(record.name));
  }
}

void RecordWriter::AddTerms(const Found& record) {
  for (const std::string_view term : UnpackTerms(record.terms)) {
    add_term_->Run(record.space, term, std::string_view(record.name));
  }
}

}  // namespace dashflow::sql
