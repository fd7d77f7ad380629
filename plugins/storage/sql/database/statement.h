// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace dashflow::sql {

// A bound value; bytes are borrowed until the call ends.
using Argument = std::variant<std::int64_t, std::string_view>;

// A prepared statement. Its placeholders are `?`. Arguments are int64, uint64 (the same 64 bits)
// and bytes. Throws what its database does. One thread at a time; not longer than its connection.
class Statement {
 public:
  Statement() = default;
  virtual ~Statement() = default;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Runs it to its end; gives the number of rows that it changed.
  template <class... Arguments>
  std::int64_t Run(const Arguments&... arguments) {
    const Execution execution(*this);
    ExecuteWith(arguments...);
    while (Next()) {
    }
    return Changes();
  }

  // Calls on_row() for each row until it gives false; Integer and Bytes read the row meanwhile.
  template <class OnRow, class... Arguments>
  void Each(OnRow on_row, const Arguments&... arguments) {
    const Execution execution(*this);
    ExecuteWith(arguments...);
    while (Next() && on_row()) {
    }
  }

  // The first column of the first row, if there is a row and it is not null there.
  template <class... Arguments>
  std::optional<std::int64_t> Look(const Arguments&... arguments) {
    std::optional<std::int64_t> found;
    Each(
        [&] {
          if (!IsNull(0)) found = Integer(0);
          return false;
        },
        arguments...);
    return found;
  }

  virtual std::int64_t Integer(int column) const = 0;
  std::uint64_t Unsigned(int column) const { return static_cast<std::uint64_t>(Integer(column)); }
  virtual std::string_view Bytes(int column) const = 0;  // borrowed until the next row
  virtual bool IsNull(int column) const = 0;

 private:
  // Lets go of the result however a run ends.
  class Execution {
   public:
    explicit Execution(Statement& statement) : statement_(statement) {}
    ~Execution() { statement_.Finish(); }
    Execution(const Execution&) = delete;
    Execution& operator=(const Execution&) = delete;

   private:
    Statement& statement_;
  };

  static Argument Wrap(std::int64_t value) { return value; }
  static Argument Wrap(std::uint64_t value) { return static_cast<std::int64_t>(value); }
  static Argument Wrap(std::string_view bytes) { return bytes; }

  template <class... Arguments>
  void ExecuteWith(const Arguments&... arguments) {
    const std::array<Argument, sizeof...(Arguments)> wrapped{Wrap(arguments)...};
    Execute(wrapped);
  }

  virtual void Execute(std::span<const Argument> arguments) = 0;
  virtual bool Next() = 0;
  virtual void Finish() noexcept = 0;
  virtual std::int64_t Changes() const = 0;
};

}  // namespace dashflow::sql
