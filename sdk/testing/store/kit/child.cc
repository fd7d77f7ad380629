// SPDX-License-Identifier: Apache-2.0
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <dashflow/testing/store/child.hpp>
#include <stdexcept>

namespace dashflow::sdk::testing::store {

Child::Child(const std::function<void(int out)>& body) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::close(ends[0]);
    try {
      body(ends[1]);
    } catch (...) {
      ::_exit(9);
    }
    ::_exit(0);
  }
  ::close(ends[1]);
  in_ = ends[0];
}

Child::~Child() {
  Kill();
  ::close(in_);
}

void Child::ReadPairs(std::size_t most,
                      const std::function<void(std::uint64_t, std::uint64_t)>& take) {
  std::array<std::uint64_t, 2> pair{};
  for (std::size_t i = 0; i < most; ++i) {
    if (::read(in_, pair.data(), sizeof(pair)) != sizeof(pair)) return;
    take(pair[0], pair[1]);
  }
}

void Child::Kill() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  Wait();
}

int Child::Wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace dashflow::sdk::testing::store
