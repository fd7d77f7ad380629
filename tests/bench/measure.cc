// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measure.h"

#include <algorithm>
#include <chrono>

namespace dashflow::bench {
namespace {

bool only_tries = false;

}  // namespace

void OnlyTry() { only_tries = true; }

bool OnlyTries() { return only_tries; }

int LessOf(int usual, int tried) { return only_tries ? tried : usual; }

double Median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double Microseconds(const std::function<void()>& body) {
  const auto begun = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun)
      .count();
}

Figure Compare(std::string name, std::string unit, Better better,
               const std::function<double()>& ours, const std::function<double()>& floor,
               int passes) {
  if (!only_tries) {
    ours();
    floor();
  }
  std::vector<double> our_values;
  std::vector<double> floor_values;
  for (int i = 0; i < LessOf(passes, 1); ++i) {
    our_values.push_back(ours());
    floor_values.push_back(floor());
  }
  Figure figure{std::move(name), Median(our_values), std::move(unit), Median(floor_values), 0};
  figure.ratio =
      better == Better::kMore ? figure.value / figure.floor : figure.floor / figure.value;
  return figure;
}

}  // namespace dashflow::bench
