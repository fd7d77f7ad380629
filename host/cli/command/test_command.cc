// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "host/cli/command/command.h"
#include "host/cli/session.h"
#include "host/cli/view/test_report.h"
#include "host/graph/test_file.h"
#include "host/testing/test_run.h"

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

struct TestArguments {
  std::vector<std::string> paths;
  std::string format = "text";
};

bool IsYaml(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

// A folder stands for all YAML files below it, in the order of their names.
Result<std::vector<std::string>> FilesOf(const std::string& path) {
  std::error_code problem;
  if (!fs::is_directory(path, problem)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator at(path, problem), end; at != end; at.increment(problem)) {
    if (IsYaml(at->path())) files.push_back(at->path().string());
    if (problem) break;
  }
  if (problem) {
    return Error("io_error", "cannot read the folder " + path)
        .Operation("find tests")
        .Resource(path)
        .Cause(problem.message());
  }
  std::ranges::sort(files);
  return files;
}

// Runs the cases of files, one file after the other.
class TestRunner {
 public:
  TestRunner(Session& session, TestReport& report) : session_(session), report_(report) {}

  // `named` = the file was asked for by itself, so that it must have cases.
  Exit RunFile(const std::string& file, bool named) {
    const graph::ParseReport parsed = graph::ReadEither(file, session_.named_workflows());
    const bool has_tests = parsed.definition != nullptr && !parsed.definition->tests.empty();
    if (!has_tests && !named && !graph::IsTestFile(file)) return Exit::kOk;
    if (!parsed.errors.empty()) return session_.console().Fail(parsed.errors);
    if (!has_tests) return session_.console().Fail(NoTests(file));
    const Exit valid = CheckAll(parsed);
    if (valid != Exit::kOk) return valid;
    for (const auto& test : parsed.definition->tests)
      report_.Add(file, testing::RunTest(*parsed.definition, test, bench_));
    return Exit::kOk;
  }

 private:
  static Error NoTests(const std::string& file) {
    return Error("no_tests", file + " has no tests")
        .Operation("run tests")
        .Resource(file)
        .Cause("there is no `tests:` in it");
  }

  // Mistakes in the workflow or in its cases, before any of them runs.
  Exit CheckAll(const graph::ParseReport& parsed) {
    const auto report = graph::Compile(
        *parsed.definition,
        {session_.plugins(), session_.plugins().reducers(), Value::EmptyObject(), true});
    return report.errors.empty() ? Exit::kOk : session_.console().Fail(report.errors);
  }

  Session& session_;
  TestReport& report_;
  NullLog log_;
  const testing::Bench bench_{
      session_.plugins(),
      session_.plugins().reducers(),
      [this] { return session_.plugins().OpenStore("memory", plugin::StoreAccess::kReadWrite); },
      session_.plugin_clock(),
      log_,
      session_.globals().seed.value_or(1)};
};

Exit RunTests(Session& session, const TestArguments& arguments) {
  TestReport report(session.console(), arguments.format);
  TestRunner runner(session, report);
  Exit worst = Exit::kOk;
  for (const std::string& path : arguments.paths) {
    const auto files = FilesOf(path);
    if (files.has_error()) return session.console().Fail(files.error());
    const bool named = files->size() == 1 && files->front() == path;
    for (const std::string& file : *files) {
      const Exit exit = runner.RunFile(file, named);
      if (exit != Exit::kOk) worst = exit;
    }
  }
  report.End();
  if (worst == Exit::kOk && report.failed() > 0) return Exit::kFailed;
  return worst;
}

}  // namespace

void AddTestCommand(CLI::App& workflow, Command& command) {
  const auto arguments = std::make_shared<TestArguments>();
  CLI::App* test =
      workflow.add_subcommand("test", "Run the tests of workflows, on a virtual clock");
  test->add_option("PATH", arguments->paths, "Workflows, *.test.yaml files, or folders of them")
      ->required();
  test->add_option("--format", arguments->format, "How results are printed")
      ->check(CLI::IsMember({"text", "tap", "junit"}))
      ->capture_default_str();
  test->callback([&command, arguments] {
    command.run = [arguments](Session& session) { return RunTests(session, *arguments); };
  });
}

}  // namespace dashflow::cli
