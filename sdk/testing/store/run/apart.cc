// SPDX-License-Identifier: Apache-2.0
#include "store/run/apart.hpp"

#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

namespace dashflow::sdk::testing::store {
namespace {

using Clock = std::chrono::steady_clock;

void WriteAll(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = ::write(to, bytes.data(), bytes.size());
    if (size <= 0) std::_Exit(1);
    bytes.remove_prefix(static_cast<std::size_t>(size));
  }
}

[[noreturn]] void RunHere(int out, const std::function<Result()>& body) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const Result result = body();
  WriteAll(out, static_cast<char>('0' + static_cast<int>(result.verdict)) + result.what);
  ::close(out);
  std::exit(0);  // not _exit: what looks for leaks or counts lines does so at the end
}

// False when there is nothing to read until `end`.
bool Await(int in, Clock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
  pollfd ready{in, POLLIN, 0};
  return left.count() > 0 && ::poll(&ready, 1, static_cast<int>(left.count())) > 0;
}

// Reads to the end into `text`; false when that does not come until `end`.
bool ReadAll(int in, Clock::time_point end, std::string& text) {
  std::array<char, 4096> part{};
  while (Await(in, end)) {
    const ssize_t size = ::read(in, part.data(), part.size());
    if (size <= 0) return true;
    text.append(part.data(), static_cast<std::size_t>(size));
  }
  return false;
}

Result Failure(std::string what) { return {{}, Verdict::kFailed, std::move(what)}; }

Result ResultOf(const std::string& said, int status) {
  if (WIFSIGNALED(status)) {
    return Failure(std::string("its process was ended by ") + ::strsignal(WTERMSIG(status)));
  }
  if (said.empty()) return Failure("its process ended without a result");
  if (WEXITSTATUS(status) != 0) {
    return Failure("its process ended with status " + std::to_string(WEXITSTATUS(status)));
  }
  return {{}, static_cast<Verdict>(said[0] - '0'), said.substr(1)};
}

}  // namespace

Result RunApart(std::chrono::seconds patience, const std::function<Result()>& body) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);
  const pid_t pid = ::fork();
  if (pid < 0) throw std::runtime_error("no process");
  if (pid == 0) {
    ::close(ends[0]);
    RunHere(ends[1], body);
  }
  ::close(ends[1]);
  std::string said;
  const bool done = ReadAll(ends[0], Clock::now() + patience, said);
  if (!done) ::kill(pid, SIGKILL);
  ::close(ends[0]);
  int status = 0;
  ::waitpid(pid, &status, 0);
  return done ? ResultOf(said, status)
              : Failure("it hangs: no end after " + std::to_string(patience.count()) + " s");
}

}  // namespace dashflow::sdk::testing::store
