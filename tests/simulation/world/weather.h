// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "tests/simulation/flow/dice.h"

namespace dashflow::simulation {

// How often what goes wrong. Chances are per mille; all zero = nothing ever does.
struct Weather {
  int refuses = 0;     // a commit is refused
  int unknown = 0;     // its answer is lost
  int slow = 0;        // it takes time to be done, and to be answered
  int reads = 0;       // a read is refused
  int kills = 0;       // per moment: the process dies
  int takeovers = 0;   // per moment: another process takes over, while this one goes on
  int cancels = 0;     // per moment: a run is cancelled
  int limits = 0;      // per run: it has a small limit of time or supersteps
  int impatience = 0;  // per takeover: the thread is given its next input, too
  bool clocks_differ = false;
  int accidents = 0;  // kills, takeovers and cancellations, at most
  std::chrono::nanoseconds lasts{0};
};

// Some kinds of trouble and not others: what one kind hides another would show.
inline Weather RandomWeather(Dice& dice) {
  const auto chance = [&dice](int percent, int most) {
    return dice.Percent(percent) ? dice.From(1, most) : 0;
  };
  Weather weather;
  weather.refuses = chance(30, 60);
  weather.unknown = chance(30, 80);
  weather.slow = dice.Percent(70) ? 700 : 0;
  weather.reads = chance(15, 30);
  weather.kills = chance(60, 40);
  weather.takeovers = chance(45, 30);
  weather.cancels = chance(30, 15);
  weather.limits = chance(20, 400);
  weather.impatience = chance(15, 500);
  weather.clocks_differ = dice.Percent(25);
  weather.accidents = dice.From(1, 8);
  weather.lasts = std::chrono::milliseconds(dice.From(50, 20'000));
  return weather;
}

}  // namespace dashflow::simulation
