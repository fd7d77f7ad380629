// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/bench_host.h"
#include "tests/bench/measure.h"

namespace dashflow::bench {
namespace {

// Where what a process prints goes: nowhere.
class Silence {
 public:
  Silence() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  }
  ~Silence() { ::posix_spawn_file_actions_destroy(&actions_); }
  Silence(const Silence&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_;
};

}  // namespace

double ProcessMs(std::vector<std::string> words) {
  const Silence silence;
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  char** const argv = arguments.data();
  return Microseconds([&] {
           pid_t child = 0;
           int status = 0;
           if (::posix_spawn(&child, argv[0], silence.get(), nullptr, argv, environ) != 0)
             Die(Error("io_error", "cannot start " + words[0]));
           ::waitpid(child, &status, 0);
           if (status != 0) Die(Error("internal", words[0] + " failed"));
         }) /
         1000;
}

}  // namespace dashflow::bench
