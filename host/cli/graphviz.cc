// SPDX-License-Identifier: Apache-2.0
#include "host/cli/graphviz.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace dashflow::cli {
namespace {

// The child's streams are files in memory: unlike pipes they are never full, so neither side waits
// for the other.
class MemoryFile {
 public:
  explicit MemoryFile(const char* name) : descriptor_(::memfd_create(name, MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  int descriptor() const { return descriptor_; }

  bool Write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor_, text.data(), text.size());
      if (count < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return ::lseek(descriptor_, 0, SEEK_SET) == 0;
  }

  std::string Contents() const {
    std::string text;
    std::array<char, 65536> part;
    off_t offset = 0;
    for (ssize_t count; (count = ::pread(descriptor_, part.data(), part.size(), offset)) > 0;
         offset += count)
      text.append(part.data(), static_cast<std::size_t>(count));
    return text;
  }

 private:
  const int descriptor_;
};

Error DotError(std::string_view code, std::string message, std::string cause) {
  return Error(code, std::move(message))
      .Operation("draw as SVG")
      .Resource("dot")
      .Cause(std::move(cause));
}

struct Streams {
  MemoryFile in{"dot-in"}, out{"dot-out"}, err{"dot-err"};
};

// 0, or an errno.
int Spawn(const Streams& streams, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, streams.in.descriptor(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.out.descriptor(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, streams.err.descriptor(), STDERR_FILENO);
  // The host blocks or ignores the signals that end it; the child must not inherit that.
  sigset_t signals;
  sigemptyset(&signals);
  posix_spawnattr_setsigmask(&attributes, &signals);
  sigaddset(&signals, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &signals);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::array<char, 4> program{"dot"};
  std::array<char, 6> format{"-Tsvg"};
  char* arguments[] = {program.data(), format.data(), nullptr};
  const int failure =
      ::posix_spawnp(&child, program.data(), &actions, &attributes, arguments, ::environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failure;
}

int WaitFor(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return status;
}

std::string HowItEnded(int status, const std::string& said) {
  if (!said.empty()) return said.substr(0, said.find_last_not_of('\n') + 1);
  if (WIFSIGNALED(status)) return "it was ended by signal " + std::to_string(WTERMSIG(status));
  return "its exit status is " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

Result<std::string> SvgOfDot(std::string_view dot) {
  const Streams streams;
  if (!streams.in.Write(dot) || streams.out.descriptor() < 0 || streams.err.descriptor() < 0)
    return DotError("io_error", "the drawing cannot be handed to Graphviz", std::strerror(errno));
  pid_t child = 0;
  if (const int failure = Spawn(streams, child); failure != 0) {
    return DotError("program_missing", "Graphviz's `dot` cannot be started", std::strerror(failure))
        .Fix("install Graphviz (`apt install graphviz`), or use --format mermaid or dot");
  }
  const int status = WaitFor(child);
  if (status != 0) {
    return DotError("program_failed", "Graphviz's `dot` failed",
                    HowItEnded(status, streams.err.Contents()));
  }
  return streams.out.Contents();
}

}  // namespace dashflow::cli
