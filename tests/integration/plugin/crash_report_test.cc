// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/crash/crash_report.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <thread>

#include "host/plugin/crash/crash_scope.h"
#include "tests/integration/plugin/fixture_registry.h"
#include "tests/support/sanitizer.h"

namespace dashflow::plugin {
namespace {

[[noreturn]] void Crash(std::string_view how) {
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  InstallCrashReport();
  FixtureRegistry host;
  const auto node = host.Create("probe.crash");
  // On a thread of its own, which has no alternate stack yet.
  std::thread([&] {
    FakeCall call({Value(how)});
    node->Run(call);
  }).join();
  std::_Exit(0);
}

class CrashReport : public testing::Test {
 protected:
  CrashReport() { testing::FLAGS_gtest_death_test_style = "threadsafe"; }
};
using CrashReportDeathTest = CrashReport;

TEST_F(CrashReportDeathTest, NamesPluginNodeTypeAndThread) {
  EXPECT_EXIT(
      Crash("segv"), testing::KilledBySignal(SIGSEGV),
      "error.crashed.: SIGSEGV in plugin 'probe', node type 'probe.crash', OS thread [0-9]+ "
      "'.*'; the process ends");
}

TEST_F(CrashReportDeathTest, ReportsAbort) {
  EXPECT_EXIT(Crash("abort"), testing::KilledBySignal(SIGABRT),
              "SIGABRT in plugin 'probe', node type 'probe.crash'");
}

TEST_F(CrashReportDeathTest, ReportsAStackThatRanOver) {
  if (kHasSanitizer) GTEST_SKIP() << "the sanitizer reports it";
  EXPECT_EXIT(Crash("overflow"), testing::KilledBySignal(SIGSEGV), "SIGSEGV in plugin 'probe'");
}

TEST_F(CrashReportDeathTest, SaysWhenNoPluginWasRunning) {
  const auto crash_in_host = [] {
    InstallCrashReport();
    ::raise(SIGFPE);
  };
  EXPECT_EXIT(crash_in_host(), testing::KilledBySignal(SIGFPE), "SIGFPE in the host");
}

TEST_F(CrashReport, ScopesNest) {
  EXPECT_EQ(crash_note, nullptr);
  {
    const CrashScope outer("outer");
    {
      const CrashScope inner("inner");
      EXPECT_STREQ(crash_note, "inner");
    }
    EXPECT_STREQ(crash_note, "outer");
  }
  EXPECT_EQ(crash_note, nullptr);
}

}  // namespace
}  // namespace dashflow::plugin
