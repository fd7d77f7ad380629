// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/write/record_writer.h"

#include <memory>
#include <utility>
#include <vector>

#include "plugins/storage/sql/rows/checksum.h"
#include "plugins/storage/sql/rows/key_range.h"
#include "plugins/storage/sql/rows/record_terms.h"

namespace dashflow::sqlite {
namespace {

constexpr std::int64_t kRangeStep = 256;  // rows of a range kept at once

}  // namespace

RecordWriter::RecordWriter(Connection& connection)
    : spaces_(std::make_unique<Statement>(connection, "SELECT id FROM space WHERE name = ?"),
              std::make_unique<Statement>(connection, "INSERT INTO space(name) VALUES(?)")),
      find_(connection, "SELECT id, terms, rev, expires FROM record WHERE space = ? AND key = ?"),
      insert_(connection,
              "INSERT INTO record(rev, expires, sum, terms, bytes, space, key)"
              " VALUES(?, ?, ?, ?, ?, ?, ?)"),
      update_(connection,
              "UPDATE record SET rev = ?, expires = ?, sum = ?, terms = ?, bytes = ? WHERE id = ?"),
      erase_(connection, "DELETE FROM record WHERE id = ?"),
      range_(connection,
             "SELECT id, terms, key FROM record WHERE space = ? AND key >= ? AND key < ? LIMIT ?"),
      expired_(connection,
               "SELECT id, terms, key, space FROM record"
               " WHERE expires <> 0 AND expires <= ? LIMIT ?"),
      add_term_(connection, "INSERT INTO record_term(space, term, key, record) VALUES(?, ?, ?, ?)"),
      erase_term_(connection, "DELETE FROM record_term WHERE space = ? AND term = ? AND key = ?") {}

std::optional<RecordWriter::Row> RecordWriter::Find(std::int64_t space, std::string_view key) {
  std::optional<Row> row;
  find_.Each(
      [&] {
        row = Row{find_.Integer(0),  space,           std::string(key), std::string(find_.Bytes(1)),
                  find_.Unsigned(2), find_.Integer(3)};
        return false;
      },
      space, key);
  return row;
}

std::uint64_t RecordWriter::Revision(std::string_view space, std::string_view key,
                                     std::int64_t now) {
  const auto id = spaces_.Find(space);
  const auto row = id ? Find(*id, key) : std::nullopt;
  if (!row || (row->expires_ns != 0 && row->expires_ns <= now)) return 0;
  return row->rev;
}

void RecordWriter::Put(const sdk::StoreOp& op, std::uint64_t rev) {
  const std::int64_t space = spaces_.FindOrAdd(op.space());
  const std::string terms = sql::PackTerms(op);
  const auto old = Find(space, op.key());
  const std::uint64_t sum = sql::RecordSum({op.key(), rev, op.expires_ns(), terms}, op.bytes());
  Row row{old ? old->id : 0, space, std::string(op.key()), terms};
  if (old) {
    update_.Run(rev, op.expires_ns(), sum, std::string_view(terms), op.bytes(), old->id);
  } else {
    insert_.Run(rev, op.expires_ns(), sum, std::string_view(terms), op.bytes(), space, op.key());
    row.id = insert_.LastId();
  }
  if (old && old->terms == terms) return;
  if (old) RemoveTerms(*old);
  AddTerms(row);
}

void RecordWriter::Erase(std::string_view space, std::string_view key) {
  const auto id = spaces_.Find(space);
  const auto row = id ? Find(*id, key) : std::nullopt;
  if (row) Remove(*row);
}

void RecordWriter::EraseRange(std::string_view space, std::string_view from, std::string_view to) {
  const auto id = spaces_.Find(space);
  if (!id) return;
  std::vector<Row> rows;
  do {
    rows.clear();
    range_.Each(
        [&] {
          rows.push_back(
              {range_.Integer(0), *id, std::string(range_.Bytes(2)), std::string(range_.Bytes(1))});
          return true;
        },
        *id, from, sql::EndOf(to), kRangeStep);
    for (const Row& row : rows) Remove(row);
  } while (!rows.empty());
}

void RecordWriter::Sweep(std::int64_t now, std::uint64_t most) {
  std::vector<Row> rows;
  expired_.Each(
      [&] {
        rows.push_back({expired_.Integer(0), expired_.Integer(3), std::string(expired_.Bytes(2)),
                        std::string(expired_.Bytes(1))});
        return true;
      },
      now, most);
  for (const Row& row : rows) Remove(row);
}

void RecordWriter::Remove(const Row& row) {
  RemoveTerms(row);
  erase_.Run(row.id);
}

void RecordWriter::RemoveTerms(const Row& row) {
  for (const std::string_view term : sql::UnpackTerms(row.terms)) {
    erase_term_.Run(row.space, term, std::string_view(row.key));
  }
}

void RecordWriter::AddTerms(const Row& row) {
  for (const std::string_view term : sql::UnpackTerms(row.terms)) {
    add_term_.Run(row.space, term, std::string_view(row.key), row.id);
  }
}

}  // namespace dashflow::sqlite
