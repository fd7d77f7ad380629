// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dashflow::bench {

// One measured figure beside its floor, from the same run.
struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  double floor = 0;
  double ratio = 0;  // ours against the floor; 1 = as good, whatever the direction of the unit
};

enum class Better { kLess, kMore };

// Takes ours and the floor in turn, so that both meet the same moods of the machine, and keeps the
// medians. Each function does one pass and returns its figure.
Figure Compare(std::string name, std::string unit, Better better,
               const std::function<double()>& ours, const std::function<double()>& floor,
               int passes = 9);

// Microseconds that `body` takes.
double Microseconds(const std::function<void()>& body);

double Median(std::vector<double> values);

// From now on as little is done as shows that everything still works; figures mean nothing then.
void OnlyTry();
bool OnlyTries();
// `usual`, or `tried` where things are only tried.
int LessOf(int usual, int tried);

}  // namespace dashflow::bench
