// SPDX-License-Identifier: Apache-2.0
#include "host/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <thread>
#include <vector>

namespace dashflow {
namespace {

// The sequence of Vigna's splitmix64.c for the seed 1234567, as java.util.SplittableRandom gives it
// too.
TEST(SeededRandom, GivesTheKnownSequence) {
  SeededRandom random(1234567);
  const std::array<std::uint64_t, 5> known{6457827717110365317u, 3203168211198807973u,
                                           9817491932198370423u, 4593380528125082431u,
                                           16408922859458223821u};
  for (const std::uint64_t expected : known) EXPECT_EQ(random.Next(), expected);
}

TEST(SeededRandom, GivesEveryThreadNumbersOfItsOwn) {
  constexpr std::size_t kEach = 10000;
  SeededRandom random(7);
  std::vector<std::uint64_t> one(kEach);
  std::vector<std::uint64_t> other(kEach);
  const auto draw = [&](std::vector<std::uint64_t>& into) {
    std::ranges::generate(into, [&] { return random.Next(); });
  };
  std::thread thread([&] { draw(one); });
  draw(other);
  thread.join();

  SeededRandom again(7);
  std::vector<std::uint64_t> expected(2 * kEach);
  std::ranges::generate(expected, [&] { return again.Next(); });
  one.insert(one.end(), other.begin(), other.end());
  std::ranges::sort(one);
  std::ranges::sort(expected);
  EXPECT_EQ(one, expected);
}

TEST(EntropySeed, IsNotAConstant) { EXPECT_NE(EntropySeed(), EntropySeed()); }

TEST(UnitInterval, CoversZeroToJustBelowOne) {
  EXPECT_EQ(UnitInterval(0), 0.0);
  EXPECT_LT(UnitInterval(UINT64_MAX), 1.0);
  EXPECT_GT(UnitInterval(UINT64_MAX), 0.9999999999999998);
  EXPECT_EQ(UnitInterval(std::uint64_t{1} << 63), 0.5);
}

}  // namespace
}  // namespace dashflow
