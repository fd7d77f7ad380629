// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string_view>

#include "tests/simulation/simulation.h"

namespace dashflow::simulation {
namespace {

struct Options {
  std::uint64_t seeds = 1;
  Settings settings;
};

bool ReadNumber(std::string_view text, std::uint64_t& number) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool ReadSabotage(std::string_view text, Sabotage& sabotage) {
  for (const auto& [name, each] : kSabotages) {
    if (name == text) return sabotage = each, true;
  }
  return false;
}

std::optional<Options> ReadOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (word == "--trace") {
      options.settings.keeps_trace = true;
      continue;
    }
    ++i;
    const bool read = (word == "--seeds" && ReadNumber(value, options.seeds)) ||
                      (word == "--seed" && ReadNumber(value, options.settings.seed)) ||
                      (word == "--sabotage" && ReadSabotage(value, options.settings.sabotage));
    if (!read) return std::nullopt;
  }
  return options;
}

void PrintTrace(const Report& report) {
  std::printf("%s", report.flow.c_str());
  for (const std::string& line : report.trace) std::printf("%s\n", line.c_str());
}

struct Totals {
  std::uint64_t failed = 0;
  std::uint64_t moments = 0;
  std::uint64_t refused = 0;
  std::uint64_t hosts = 0;

  void Add(const Report& report) {
    moments += report.moments;
    refused += report.refused;
    hosts += static_cast<std::uint64_t>(report.hosts);
    if (report.broken.empty()) return;
    ++failed;
    std::printf("%s\n", Describe(report).c_str());
  }
};

// 0 = every invariant held.
int Run(const Options& options) {
  const auto begun = std::chrono::steady_clock::now();
  Totals totals;
  const std::uint64_t part = std::max<std::uint64_t>(options.seeds / 10, 1);
  for (std::uint64_t i = 0; i < options.seeds; ++i) {
    Settings settings = options.settings;
    settings.seed += i;
    const Report report = Simulate(settings);
    if (settings.keeps_trace) PrintTrace(report);
    totals.Add(report);
    if ((i + 1) % part == 0 && options.seeds > 1)
      std::printf("%llu of %llu seeds\n", static_cast<unsigned long long>(i + 1),
                  static_cast<unsigned long long>(options.seeds));
    std::fflush(stdout);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  std::printf("%llu events, %llu processes, %llu commits that met a conflict\n",
              static_cast<unsigned long long>(totals.moments),
              static_cast<unsigned long long>(totals.hosts),
              static_cast<unsigned long long>(totals.refused));
  std::printf("%llu seeds, %llu failed in %.1f s\n", static_cast<unsigned long long>(options.seeds),
              static_cast<unsigned long long>(totals.failed), took.count());
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dashflow::simulation

int main(int argc, char** argv) {
  const auto options = dashflow::simulation::ReadOptions(argc, argv);
  if (options) return dashflow::simulation::Run(*options);
  std::fprintf(stderr, "usage: %s [--seeds N] [--seed S] [--trace] [--sabotage NAME]\n", argv[0]);
  return 2;
}
