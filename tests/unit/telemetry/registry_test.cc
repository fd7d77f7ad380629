// SPDX-License-Identifier: Apache-2.0
#include "host/telemetry/registry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "host/telemetry/process.h"

namespace dashflow::telemetry {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr auto kBounds = std::to_array<double>({.1, 1});

TEST(RegistryTest, PrometheusText) {
  Registry registry;
  auto& requests = registry.Counters("x_requests_total", "Requests", {"route", "status"});
  requests.With({"ok", "200"}).Add(2);
  requests.With({"a\"b\\c\n", "500"}).Add();
  registry.Gauges("x_open", "Open").With().Set(-3);
  EXPECT_EQ(registry.Render(TextForm::kPrometheus),
            "# HELP x_requests_total Requests\n"
            "# TYPE x_requests_total counter\n"
            "x_requests_total{route=\"ok\",status=\"200\"} 2\n"
            "x_requests_total{route=\"a\\\"b\\\\c\\n\",status=\"500\"} 1\n"
            "# HELP x_open Open\n"
            "# TYPE x_open gauge\n"
            "x_open -3\n");
}

TEST(RegistryTest, OpenMetricsText) {
  Registry registry;
  registry.Counters("x_requests_total", "Requests").With().Add();
  EXPECT_EQ(registry.Render(TextForm::kOpenMetrics),
            "# HELP x_requests Requests\n"
            "# TYPE x_requests counter\n"
            "x_requests_total 1\n"
            "# EOF\n");
}

TEST(RegistryTest, AHistogramCountsUpToEachBound) {
  Registry registry;
  Histogram& histogram = registry.Histograms("x_seconds", "Time", kBounds, {"route"}).With({"ok"});
  for (const double value : {.05, .1, .5, 7.0}) histogram.Observe(value);
  EXPECT_THAT(registry.Render(TextForm::kPrometheus),
              HasSubstr("x_seconds_bucket{route=\"ok\",le=\"0.1\"} 2\n"
                        "x_seconds_bucket{route=\"ok\",le=\"1\"} 3\n"
                        "x_seconds_bucket{route=\"ok\",le=\"+Inf\"} 4\n"
                        "x_seconds_sum{route=\"ok\"} 7.65\n"
                        "x_seconds_count{route=\"ok\"} 4\n"));
}

TEST(RegistryTest, OpenMetricsHasAPointInEveryBound) {
  Registry registry;
  registry.Histograms("x_seconds", "Time", kBounds).With().Observe(.5);
  EXPECT_THAT(registry.Render(TextForm::kOpenMetrics),
              HasSubstr("x_seconds_bucket{le=\"1.0\"} 1\n"));
}

TEST(RegistryTest, HistogramsOfOthersAreCollected) {
  Registry registry;
  Histogram histogram(kBounds);
  histogram.Observe(.5);
  registry.CollectedHistograms("x_seconds", "Time",
                               [&] {
                                 return std::vector<Sample>{{{"a"}, 0, &histogram}};
                               },
                               {"part"});
  const std::string text = registry.Render(TextForm::kPrometheus);
  EXPECT_THAT(text, HasSubstr("# TYPE x_seconds histogram\n"));
  EXPECT_THAT(text, HasSubstr("x_seconds_bucket{part=\"a\",le=\"1\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("x_seconds_count{part=\"a\"} 1\n"));
}

TEST(RegistryTest, CrowdedCountersLoseNothing) {
  CrowdedCounters<2> counters;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) counters.Add(1);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(counters.value(0), 0U);
  EXPECT_EQ(counters.value(1), 16000U);
}

TEST(RegistryTest, ASeriesStaysTheSame) {
  Registry registry;
  Counter& counter = registry.Counters("x_total", "X", {"a"}).With({"1"});
  for (int i = 0; i < 100; ++i) registry.Counters("x_total", "X", {"a"}).With({std::to_string(i)});
  EXPECT_EQ(&registry.Counters("x_total", "X", {"a"}).With({"1"}), &counter);
  EXPECT_EQ(registry.family_count(), 1U);
}

TEST(RegistryTest, WhatIsCollectedIsAskedForAtEachLook) {
  Registry registry;
  double value = 1;
  registry.Collected("x", "X", [&value] { return std::vector<Sample>{{{"a"}, value}}; }, {"part"});
  EXPECT_THAT(registry.Render(TextForm::kPrometheus), HasSubstr("x{part=\"a\"} 1\n"));
  value = 2.5;
  EXPECT_THAT(registry.Render(TextForm::kPrometheus), HasSubstr("x{part=\"a\"} 2.5\n"));
}

TEST(RegistryTest, ManyThreadsLoseNothing) {
  Registry registry;
  Histogram& histogram = registry.Histograms("x_seconds", "X", kBounds).With();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) {
        histogram.Observe(1);
        registry.Counters("x_total", "X").With().Add();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(histogram.sum(), 4000);
  EXPECT_EQ(registry.Counters("x_total", "X").With().value(), 4000U);
}

TEST(ProcessTest, SaysWhatTheSystemSays) {
  Registry registry;
  AddProcess(registry, "1.2.3");
  const std::string text = registry.Render(TextForm::kPrometheus);
  EXPECT_THAT(text, HasSubstr("dashflow_build_info{version=\"1.2.3\"} 1\n"));
  for (const char* name :
       {"process_resident_memory_bytes", "process_virtual_memory_bytes", "process_threads",
        "process_open_fds", "process_max_fds", "process_start_time_seconds"}) {
    EXPECT_THAT(text, HasSubstr("\n" + std::string(name) + " "));
    EXPECT_THAT(text, Not(HasSubstr("\n" + std::string(name) + " 0\n")));
  }
  EXPECT_THAT(text, HasSubstr("process_cpu_seconds_total "));
}

}  // namespace
}  // namespace dashflow::telemetry
