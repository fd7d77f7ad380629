// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/base/metric.h"

namespace dashflow::telemetry {

using dashflow::Counter;
using dashflow::Gauge;
using dashflow::Histogram;
using dashflow::kByteBounds;
using dashflow::kLatencyBounds;

using LabelNames = std::vector<std::string>;
using LabelValues = std::vector<std::string>;

// The metrics of one name, a series for each combination of label values. Values come from sets
// that do not grow (routes, statuses, reasons), never from ids. [any-thread]
template <class Metric>
class Family {
 public:
  using Make = std::function<std::unique_ptr<Metric>()>;
  struct Series {
    LabelValues labels;
    std::unique_ptr<Metric> metric;
  };

  explicit Family(Make make) : make_(std::move(make)) {}

  // The series of these values, made at first; good as long as the registry. Takes a lock: whoever
  // raises it often keeps it.
  Metric& With(const LabelValues& labels = {}) {
    const std::lock_guard lock(mutex_);
    for (const Series& one : series_)
      if (one.labels == labels) return *one.metric;
    series_.push_back({labels, make_()});
    return *series_.back().metric;
  }

  template <class Visit>
  void ForEach(Visit&& visit) const {
    const std::lock_guard lock(mutex_);
    for (const Series& one : series_) visit(one.labels, *one.metric);
  }

 private:
  const Make make_;
  mutable std::mutex mutex_;
  std::deque<Series> series_;
};

// A value that is asked for when somebody looks.
struct Sample {
  LabelValues labels;
  double value = 0;
  const Histogram* spread = nullptr;  // of a histogram, in place of the value
};
using Collect = std::function<std::vector<Sample>()>;

// The two forms that Prometheus reads.
enum class TextForm { kPrometheus, kOpenMetrics };
std::string_view ContentTypeOf(TextForm form);

// All metrics of a process. Names are full (dashflow_http_requests_total), counters end in _total.
// Asked for a name again, it gives the same family. [any-thread]
class Registry {
 public:
  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  Family<Counter>& Counters(std::string_view name, std::string_view help, LabelNames labels = {});
  Family<Gauge>& Gauges(std::string_view name, std::string_view help, LabelNames labels = {});
  // `bounds` outlive it.
  Family<Histogram>& Histograms(std::string_view name, std::string_view help,
                                std::span<const double> bounds, LabelNames labels = {});
  // `collect` is called when somebody looks, and must not wait; it stays good as long as the
  // registry. A name that ends in _total is a counter.
  void Collected(std::string_view name, std::string_view help, Collect collect,
                 LabelNames labels = {});
  // The same of histograms that somebody else has.
  void CollectedHistograms(std::string_view name, std::string_view help, Collect collect,
                           LabelNames labels = {});

  std::string Render(TextForm form) const;
  std::size_t family_count() const;

 private:
  struct Entry;
  Entry& EntryOf(std::string_view name, std::string_view help, LabelNames labels);

  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
};

}  // namespace dashflow::telemetry
