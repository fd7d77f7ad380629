// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <memory>

#include "host/config/yaml_document.h"
#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/workflows.h"

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

double Process(std::vector<std::string> words) {
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

Figure Start() {
  const sdk::testing::TemporaryFolder folder;
  const std::string file = folder.path() + "/chain3.yaml";
  std::ofstream(file) << ChainOf(3);
  const std::vector<std::string> ours = {
      DASHFLOW_BENCH_PROGRAM, "--quiet", "--json", "--store", "memory",    "--plugin-path",
      DASHFLOW_BENCH_PLUGINS, "run",     file,     "--input", "{\"n\":0}", "--stream",
      "run.finished"};
  return Compare(
      "start", "ms", Better::kLess, [&] { return Process(ours); },
      [] { return Process({"/bin/true"}); }, 15);
}

Figure CompileThousand() {
  BenchHost host;
  const std::string text = ChainOf(1000);
  const auto parsed = graph::ParseDefinition("bench.yaml", text);
  host.Compile(ChainOf(1));
  const auto ours = [&] {
    return Microseconds([&] {
             const auto report =
                 graph::Compile(*parsed.definition,
                                {host.plugins(), host.plugins().reducers(), Value::EmptyObject()});
             if (!report.workflow) Die(report.errors.front());
           }) /
           1000;
  };
  const auto floor = [&] {
    return Microseconds([&] { config::ParseYaml(text, {.file = "bench.yaml"}); }) / 1000;
  };
  return Compare("compile1000", "ms", Better::kLess, ours, floor);
}

// From the text, as `workflow validate` does.
Figure ValidateThousand() {
  BenchHost host;
  const std::string text = ChainOf(1000);
  host.Compile(ChainOf(1));
  const auto ours = [&] {
    return Microseconds([&] {
             const auto report = graph::Compile(
                 graph::ParseDefinition("bench.yaml", text),
                 {host.plugins(), host.plugins().reducers(), Value::EmptyObject(), true});
             if (!report.errors.empty()) Die(report.errors.front());
           }) /
           1000;
  };
  const auto floor = [&] {
    return Microseconds([&] { config::ParseYaml(text, {.file = "bench.yaml"}); }) / 1000;
  };
  return Compare("validate1000", "ms", Better::kLess, ours, floor);
}

}  // namespace

std::vector<Case> HostCases() {
  return {{"start", Start}, {"compile1000", CompileThousand}, {"validate1000", ValidateThousand}};
}

}  // namespace dashflow::bench
