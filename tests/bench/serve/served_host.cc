// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/served_host.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <string_view>
#include <vector>

#include "tests/bench/bench_host.h"
#include "tests/bench/measure.h"
#include "tests/bench/serve/client.h"

namespace dashflow::bench {
namespace {

struct Pipe {
  int from = -1;
  int to = -1;
};

Pipe MakePipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) Die(Error("io_error", "no pipe"));
  return {ends[0], ends[1]};
}

constexpr std::string_view kAt = "127.0.0.1:";

std::uint16_t PortIn(const std::string& line) {
  return static_cast<std::uint16_t>(std::stoi(line.substr(line.find(kAt) + kAt.size())));
}

}  // namespace

ServedHost::ServedHost(const Options& options) {
  Write(options);
  const Pipe pipe = MakePipe();
  said_.reset(::fdopen(pipe.from, "r"));
  started_ms_ = Microseconds([&] {
                  Spawn(options, pipe.to);
                  ::close(pipe.to);
                  port_ = PortIn(LineWith(kAt));
                  while (Client(port_).StatusOf({.target = "/readyz"}) != 200) ::usleep(100);
                }) /
                1000;
}

void ServedHost::Write(const Options& options) const {
  const std::string flow = folder_.path() + "/flow.yaml";
  std::ofstream(flow) << options.workflow;
  std::ofstream(folder_.path() + "/config.yaml") << "workflows: {flow: " << flow << "}\n"
                                                 << options.more_settings;
}

void ServedHost::Spawn(const Options& options, int out) {
  const std::string store =
      options.is_durable ? "sqlite:" + folder_.path() + "/state.db" : "memory";
  std::vector<std::string> words = {DASHFLOW_BENCH_PROGRAM,
                                    "--json",
                                    "--config",
                                    folder_.path() + "/config.yaml",
                                    "--store",
                                    store,
                                    "--plugin-path",
                                    DASHFLOW_BENCH_PLUGINS,
                                    "serve",
                                    "--listen",
                                    "127.0.0.1:0"};
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  const int failed =
      ::posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) Die(Error("io_error", "cannot start " + words[0]));
}

std::string ServedHost::LineWith(std::string_view text) {
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), line.size(), said_.get()) != nullptr) {
    if (std::string_view(line.data()).find(text) != std::string_view::npos) return line.data();
  }
  Die(Error("internal", "dashflow serve ends without saying '" + std::string(text) + "'"));
}

ServedHost::~ServedHost() {
  ::kill(process_, SIGTERM);
  int status = 0;
  ::waitpid(process_, &status, 0);
}

double ServedHost::Kilobytes() const {
  std::ifstream file("/proc/" + std::to_string(process_) + "/statm");
  double total = 0;
  double resident = 0;
  file >> total >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024;
}

}  // namespace dashflow::bench
