// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/postgresql/wire/dialogue.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "plugins/storage/postgresql/wire/sql_state.h"
#include "plugins/storage/sql/database/failure.h"

namespace dashflow::postgresql {
namespace {

using sql::Failure;
using sql::Trouble;
using Clock = std::chrono::steady_clock;

constexpr int kBinary = 1;

std::string OneLine(const char* message) {
  std::string line(message == nullptr ? "" : message);
  while (!line.empty() && line.back() == '\n') line.pop_back();
  std::ranges::replace(line, '\n', ' ');
  return line.empty() ? "the server closed the connection" : line;
}

bool IsReadable(int fd, int timeout_ms) {
  pollfd one{fd, POLLIN | POLLRDHUP, 0};
  int ready = 0;
  do {
    ready = ::poll(&one, 1, timeout_ms);
  } while (ready < 0 && errno == EINTR);
  return ready != 0;
}

}  // namespace

void Dialogue::ThrowLost() const { throw Failure(Trouble::kLost, OneLine(PQerrorMessage(raw_))); }

Result Dialogue::Ask(const std::string& sql) { return Answer(PQsendQuery(raw_, sql.c_str()) == 1); }

void Dialogue::Prepare(const std::string& name, const std::string& sql,
                       std::span<const Oid> types) {
  Answer(PQsendPrepare(raw_, name.c_str(), sql.c_str(), static_cast<int>(types.size()),
                       types.data()) == 1);
}

Result Dialogue::Run(const std::string& name, std::span<const Parameter> parameters) {
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const Parameter& parameter : parameters) {
    // A null pointer would mean NULL instead of no bytes.
    values.push_back(parameter.bytes.empty() ? "" : parameter.bytes.data());
    lengths.push_back(static_cast<int>(parameter.bytes.size()));
  }
  const std::vector<int> formats(parameters.size(), kBinary);
  return Answer(PQsendQueryPrepared(raw_, name.c_str(), static_cast<int>(values.size()),
                                    values.data(), lengths.data(), formats.data(), kBinary) == 1);
}

Result Dialogue::Answer(bool was_sent) {
  if (!was_sent) ThrowLost();
  const auto deadline = Clock::now() + patience_;
  Result last;
  Result first_error;
  while (true) {
    while (PQisBusy(raw_) != 0) AwaitInput(deadline);
    Result result(PQgetResult(raw_));
    if (result == nullptr) break;
    const bool failed = PQresultStatus(result.get()) == PGRES_FATAL_ERROR;
    (failed && first_error == nullptr ? first_error : last) = std::move(result);
  }
  return Check(std::move(first_error != nullptr ? first_error : last));
}

void Dialogue::AwaitInput(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  if (left <= 0 || !IsReadable(PQsocket(raw_), static_cast<int>(left))) {
    throw Failure(Trouble::kLost, "the server has not answered within " +
                                      std::to_string(patience_.count()) + " ms");
  }
  if (PQconsumeInput(raw_) == 0) ThrowLost();
}

Result Dialogue::Check(Result result) const {
  if (result == nullptr) ThrowLost();
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const bool is_lost = PQstatus(raw_) != CONNECTION_OK || state == nullptr;
  throw Failure(is_lost ? Trouble::kLost : OfSqlState(state),
                OneLine(PQresultErrorMessage(result.get())));
}

// The last words of a server come before the end of the connection is seen.
bool Dialogue::HasHungUp() {
  constexpr int kReads = 16;
  for (int i = 0; i < kReads && IsReadable(PQsocket(raw_), 0); ++i) {
    if (PQconsumeInput(raw_) == 0) return true;
  }
  return PQstatus(raw_) != CONNECTION_OK;
}

}  // namespace dashflow::postgresql
