// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <memory>

#include "host/config/yaml_document.h"
#include "host/graph/compiler.h"
#include "host/graph/definition.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/process.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

Figure Start() {
  const sdk::testing::TemporaryFolder folder;
  const std::string file = folder.path() + "/chain3.yaml";
  std::ofstream(file) << ChainOf(3);
  const std::vector<std::string> ours = {
      DASHFLOW_BENCH_PROGRAM, "--quiet", "--json", "--store", "memory",    "--plugin-path",
      DASHFLOW_BENCH_PLUGINS, "run",     file,     "--input", "{\"n\":0}", "--stream",
      "run.finished"};
  return Compare(
      "start", "ms", Better::kLess, [&] { return ProcessMs(ours); },
      [] { return ProcessMs({"/bin/true"}); }, 15);
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
