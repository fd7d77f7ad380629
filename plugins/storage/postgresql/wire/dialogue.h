// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dashflow::postgresql {

struct ResultDeleter {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ResultDeleter>;

// A value in PostgreSQL's binary form, borrowed.
struct Parameter {
  Oid type = 0;
  std::string_view bytes;
};

// Questions to a server and its answers, none of which is waited for longer than `patience`: a
// server that is stopped or cut off never answers. Throws sql::Failure. One thread at a time.
class Dialogue {
 public:
  Dialogue(PGconn* raw, std::chrono::milliseconds patience) : raw_(raw), patience_(patience) {}

  Result Ask(const std::string& sql);
  void Prepare(const std::string& name, const std::string& sql, std::span<const Oid> types);
  // The answer is in binary form.
  Result Run(const std::string& name, std::span<const Parameter> parameters);
  // Whether the server has hung up while nothing was asked.
  bool HasHungUp();

 private:
  Result Answer(bool was_sent);
  void AwaitInput(std::chrono::steady_clock::time_point deadline);
  Result Check(Result result) const;
  [[noreturn]] void ThrowLost() const;

  PGconn* const raw_;
  const std::chrono::milliseconds patience_;
};

}  // namespace dashflow::postgresql
