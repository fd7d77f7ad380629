// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace dashflow {

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

// Counters that are raised together by many threads at once: each thread has lines of memory of its
// own, as far as there are enough. [any-thread], without a lock
template <std::size_t kCount>
class CrowdedCounters {
 public:
  void Add(std::size_t which, std::uint64_t amount = 1) {
    lanes_[ThisLane()].counts[which].fetch_add(amount, std::memory_order_relaxed);
  }
  std::uint64_t value(std::size_t which) const {
    std::uint64_t sum = 0;
    for (const Lane& lane : lanes_) sum += lane.counts[which].load(std::memory_order_relaxed);
    return sum;
  }

 private:
  static constexpr std::size_t kLanes = 8;
  static constexpr std::size_t kLineBytes = 64;
  struct alignas(kLineBytes) Lane {
    std::array<std::atomic<std::uint64_t>, kCount> counts{};
  };
  static std::size_t ThisLane() {
    static std::atomic<std::size_t> next{0};
    thread_local const std::size_t lane = next.fetch_add(1) % kLanes;
    return lane;
  }

  std::array<Lane, kLanes> lanes_{};
};

// Seconds, from a millisecond to five minutes.
inline constexpr auto kLatencyBounds = std::to_array<double>(
    {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300});
// How many of something, by powers of four.
inline constexpr auto kCountBounds = std::to_array<double>({1, 4, 16, 64, 256, 1024, 4096});
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

}  // namespace dashflow
