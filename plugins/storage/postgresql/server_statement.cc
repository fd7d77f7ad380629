// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/server_statement.h"

#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "plugins/storage/postgresql/wire/binary.h"

namespace dashflow::postgresql {
namespace {

// Arguments in binary form; keeps what the parameters refer to.
class Parameters {
 public:
  explicit Parameters(std::span<const sql::Argument> arguments) {
    numbers_.reserve(arguments.size());
    for (const sql::Argument& argument : arguments) Add(argument);
  }
  std::span<const Parameter> all() const { return all_; }
  std::vector<Oid> types() const {
    std::vector<Oid> types;
    for (const Parameter& parameter : all_) types.push_back(parameter.type);
    return types;
  }

 private:
  void Add(const sql::Argument& argument) {
    if (const auto* bytes = std::get_if<std::string_view>(&argument)) {
      all_.push_back({kBytesType, *bytes});
      return;
    }
    std::string& number = numbers_.emplace_back();
    PutInt(number, static_cast<std::uint64_t>(std::get<std::int64_t>(argument)), 8);
    all_.push_back({kInt8Type, number});
  }

  std::vector<std::string> numbers_;
  std::vector<Parameter> all_;
};

}  // namespace

ServerStatement::ServerStatement(Dialogue& dialogue, std::string name, std::string_view sql)
    : dialogue_(dialogue), name_(std::move(name)), sql_(WithNumberedPlaceholders(sql)) {}

void ServerStatement::Execute(std::span<const sql::Argument> arguments) {
  const Parameters parameters(arguments);
  if (!is_prepared_) dialogue_.Prepare(name_, sql_, parameters.types());
  is_prepared_ = true;
  result_ = dialogue_.Run(name_, parameters.all());
  row_ = -1;
}

bool ServerStatement::Next() { return ++row_ < PQntuples(result_.get()); }

std::int64_t ServerStatement::Changes() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t changes = 0;
  std::from_chars(text.data(), text.data() + text.size(), changes);
  return changes;
}

std::int64_t ServerStatement::Integer(int column) const { return TakeInt(Bytes(column)); }

std::string_view ServerStatement::Bytes(int column) const {
  return {PQgetvalue(result_.get(), row_, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
}

bool ServerStatement::IsNull(int column) const {
  return PQgetisnull(result_.get(), row_, column) != 0;
}

std::string WithNumberedPlaceholders(std::string_view sql) {
  std::string numbered;
  int number = 0;
  for (const char c : sql) {
    if (c == '?') {
      numbered += '$';
      numbered += std::to_string(++number);
    } else {
      numbered += c;
    }
  }
  return numbered;
}

}  // namespace dashflow::postgresql
