// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dashflow::telemetry {

// What only grows. [any-thread], without a lock
class Counter {
 public:
  void Add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// What goes up and down. [any-thread], without a lock
class Gauge {
 public:
  void Set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void Add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

// Seconds, from a millisecond to five minutes.
inline constexpr auto kLatencyBounds = std::to_array<double>(
    {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300});
// Bytes, by powers of four.
inline constexpr auto kByteBounds =
    std::to_array<double>({256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216});

// How values are spread. [any-thread], without a lock
class Histogram {
 public:
  // Upper bounds of the buckets, ascending; they outlive it.
  explicit Histogram(std::span<const double> bounds)
      : bounds_(bounds), counts_(bounds.size() + 1) {}

  void Observe(double value);

  std::span<const double> bounds() const { return bounds_; }
  // Of each bucket by itself, the last one without a bound.
  std::vector<std::uint64_t> counts() const;
  double sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  const std::span<const double> bounds_;
  std::vector<std::atomic<std::uint64_t>> counts_;
  std::atomic<double> sum_{0};
};

}  // namespace dashflow::telemetry
