// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/mysql/server_statement.h"

#include <utility>

#include "plugins/storage/mysql/server_error.h"

namespace dashflow::mysql {
namespace {

struct ResultDeleter {
  void operator()(MYSQL_RES* result) const noexcept { mysql_free_result(result); }
};

bool IsNumber(enum_field_types type) {
  switch (type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_NEWDECIMAL:
      return true;
    default:
      return false;
  }
}

MYSQL_BIND OfNumber(const std::int64_t& number) {
  MYSQL_BIND bind{};
  bind.buffer_type = MYSQL_TYPE_LONGLONG;
  bind.buffer = const_cast<std::int64_t*>(&number);  // the client only reads arguments
  return bind;
}

MYSQL_BIND OfBytes(std::string_view bytes) {
  MYSQL_BIND bind{};
  bind.buffer_type = MYSQL_TYPE_LONG_BLOB;
  bind.buffer = const_cast<char*>(bytes.empty() ? "" : bytes.data());
  bind.buffer_length = bytes.size();
  return bind;
}

}  // namespace

ServerStatement::ServerStatement(MYSQL* connection, std::string sql)
    : connection_(connection), sql_(std::move(sql)) {}

ServerStatement::~ServerStatement() {
  if (raw_ != nullptr) mysql_stmt_close(raw_);
}

sql::Failure ServerStatement::LastFailure() const {
  const std::string message = mysql_stmt_error(raw_);
  return {OfErrorNumber(mysql_stmt_errno(raw_), message), message};
}

void ServerStatement::Throw() const { throw LastFailure(); }

void ServerStatement::Prepare() {
  raw_ = mysql_stmt_init(connection_);
  if (raw_ == nullptr) throw sql::Failure(sql::Trouble::kOther, "no memory for a statement");
  if (mysql_stmt_prepare(raw_, sql_.data(), sql_.size()) == 0) return;
  const sql::Failure failure = LastFailure();
  mysql_stmt_close(std::exchange(raw_, nullptr));  // or it would be run as if it were prepared
  throw failure;
}

// Of an INSERT that returns something, the columns are known only when it has run.
void ServerStatement::DescribeColumns() {
  const std::unique_ptr<MYSQL_RES, ResultDeleter> shape(mysql_stmt_result_metadata(raw_));
  if (shape == nullptr) Throw();
  const MYSQL_FIELD* fields = mysql_fetch_fields(shape.get());
  columns_.resize(mysql_num_fields(shape.get()));
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].is_number = IsNumber(fields[i].type);
  }
  BindColumns();
}

// Bytes are bound without room: a fetch then gives their size, by which room is made.
void ServerStatement::BindColumns() {
  bound_columns_.assign(columns_.size(), MYSQL_BIND{});
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    MYSQL_BIND& bind = bound_columns_[i];
    Column& column = columns_[i];
    bind.buffer_type = column.is_number ? MYSQL_TYPE_LONGLONG : MYSQL_TYPE_LONG_BLOB;
    bind.buffer = column.is_number ? &column.number : nullptr;
    bind.length = &column.size;
    bind.is_null = &column.is_null;
  }
}

void ServerStatement::Bind(std::span<const sql::Argument> arguments) {
  std::vector<MYSQL_BIND> binds;
  for (const sql::Argument& argument : arguments) {
    const auto* bytes = std::get_if<std::string_view>(&argument);
    binds.push_back(bytes != nullptr ? OfBytes(*bytes)
                                     : OfNumber(std::get<std::int64_t>(argument)));
  }
  if (!binds.empty() && mysql_stmt_bind_param(raw_, binds.data()) != 0) Throw();
}

void ServerStatement::Execute(std::span<const sql::Argument> arguments) {
  if (raw_ == nullptr) Prepare();
  Bind(arguments);
  if (mysql_stmt_execute(raw_) != 0) Throw();
  if (mysql_stmt_field_count(raw_) == 0) return;
  if (columns_.empty()) DescribeColumns();
  if (mysql_stmt_bind_result(raw_, bound_columns_.data()) != 0) Throw();
  if (mysql_stmt_store_result(raw_) != 0) Throw();
}

bool ServerStatement::Next() {
  if (columns_.empty()) return false;  // not a statement that gives rows
  const int answer = mysql_stmt_fetch(raw_);
  if (answer == MYSQL_NO_DATA) return false;
  if (answer != 0 && answer != MYSQL_DATA_TRUNCATED) Throw();
  FetchBytes();
  return true;
}

void ServerStatement::FetchBytes() {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column& column = columns_[i];
    if (column.is_number) continue;
    column.bytes.resize(column.is_null != 0 ? 0 : column.size);
    if (column.bytes.empty()) continue;
    MYSQL_BIND bind{};
    bind.buffer_type = MYSQL_TYPE_LONG_BLOB;
    bind.buffer = column.bytes.data();
    bind.buffer_length = column.bytes.size();
    if (mysql_stmt_fetch_column(raw_, &bind, static_cast<unsigned>(i), 0) != 0) Throw();
  }
}

void ServerStatement::Finish() noexcept {
  if (raw_ != nullptr) mysql_stmt_free_result(raw_);
}

std::int64_t ServerStatement::Changes() const {
  return static_cast<std::int64_t>(mysql_stmt_affected_rows(raw_));
}

std::vector<std::uint64_t> ServerStatement::Numbers(std::span<const sql::Argument> arguments) {
  std::vector<std::uint64_t> numbers;
  try {
    Execute(arguments);
    while (Next()) numbers.push_back(Unsigned(0));
  } catch (...) {
    Finish();
    throw;
  }
  Finish();
  return numbers;
}

std::int64_t ServerStatement::Integer(int column) const {
  return columns_[static_cast<std::size_t>(column)].number;
}

std::string_view ServerStatement::Bytes(int column) const {
  return columns_[static_cast<std::size_t>(column)].bytes;
}

bool ServerStatement::IsNull(int column) const {
  return columns_[static_cast<std::size_t>(column)].is_null != 0;
}

}  // namespace dashflow::mysql
