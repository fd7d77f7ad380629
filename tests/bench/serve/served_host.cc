// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/served_host.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <memory>
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

// Of the line {"listening":["http://127.0.0.1:PORT"]}, which comes once it listens.
std::uint16_t PortSaid(int out) {
  const std::unique_ptr<FILE, int (*)(FILE*)> lines(::fdopen(::dup(out), "r"), ::fclose);
  std::array<char, 4096> line{};
  while (std::fgets(line.data(), line.size(), lines.get()) != nullptr) {
    const std::string text(line.data());
    const std::size_t at = text.find("127.0.0.1:");
    if (at != std::string::npos) return static_cast<std::uint16_t>(std::stoi(text.substr(at + 10)));
  }
  Die(Error("internal", "dashflow serve does not say where it listens"));
}

}  // namespace

ServedHost::ServedHost(const Options& options) {
  Write(options);
  const Pipe pipe = MakePipe();
  started_ms_ = Microseconds([&] {
                  Spawn(options, pipe.to);
                  ::close(pipe.to);
                  AwaitReady(pipe.from);
                }) /
                1000;
  ::close(pipe.from);
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

void ServedHost::AwaitReady(int out) {
  port_ = PortSaid(out);
  while (Client(port_).StatusOf({.target = "/readyz"}) != 200) ::usleep(100);
}

// What it still says after it is ready goes nowhere: SIGPIPE does not end it.
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
