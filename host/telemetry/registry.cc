// SPDX-License-Identifier: Apache-2.0
#include "host/telemetry/registry.h"

#include <algorithm>

#include "host/telemetry/text.h"

namespace dashflow::telemetry {

// A family of whichever kind its first user made it.
struct Registry::Entry {
  std::string name;
  std::string help;
  LabelNames labels;
  std::unique_ptr<Family<Counter>> counters{};
  std::unique_ptr<Family<Gauge>> gauges{};
  std::unique_ptr<Family<Histogram>> histograms{};
  Collect collect{};
  bool spreads = false;  // what is collected are histograms

  std::string_view type() const {
    if (histograms || spreads) return "histogram";
    return name.ends_with("_total") ? "counter" : "gauge";
  }

  void Write(TextWriter& writer) const {
    writer.Begin(name, help, type(), labels);
    const auto add = [&writer](const LabelValues& values, const auto& metric) {
      writer.Add(values, metric);
    };
    if (counters) counters->ForEach(add);
    if (gauges) gauges->ForEach(add);
    if (histograms) histograms->ForEach(add);
    if (!collect) return;
    for (const Sample& sample : collect()) {
      if (sample.spread != nullptr)
        writer.Add(sample.labels, *sample.spread);
      else
        writer.Add(sample.labels, sample.value);
    }
  }
};

Registry::Registry() = default;
Registry::~Registry() = default;

Registry::Entry& Registry::EntryOf(std::string_view name, std::string_view help,
                                   LabelNames labels) {
  const auto found = std::ranges::find(entries_, name, &Entry::name);
  if (found != entries_.end()) return *found;
  return entries_.emplace_back(
      Entry{.name = std::string(name), .help = std::string(help), .labels = std::move(labels)});
}

Family<Counter>& Registry::Counters(std::string_view name, std::string_view help,
                                    LabelNames labels) {
  const std::lock_guard lock(mutex_);
  auto& family = EntryOf(name, help, std::move(labels)).counters;
  if (!family)
    family = std::make_unique<Family<Counter>>([] { return std::make_unique<Counter>(); });
  return *family;
}

Family<Gauge>& Registry::Gauges(std::string_view name, std::string_view help, LabelNames labels) {
  const std::lock_guard lock(mutex_);
  auto& family = EntryOf(name, help, std::move(labels)).gauges;
  if (!family) family = std::make_unique<Family<Gauge>>([] { return std::make_unique<Gauge>(); });
  return *family;
}

Family<Histogram>& Registry::Histograms(std::string_view name, std::string_view help,
                                        std::span<const double> bounds, LabelNames labels) {
  const std::lock_guard lock(mutex_);
  auto& family = EntryOf(name, help, std::move(labels)).histograms;
  if (!family) {
    family = std::make_unique<Family<Histogram>>(
        [bounds] { return std::make_unique<Histogram>(bounds); });
  }
  return *family;
}

void Registry::Collected(std::string_view name, std::string_view help, Collect collect,
                         LabelNames labels) {
  const std::lock_guard lock(mutex_);
  EntryOf(name, help, std::move(labels)).collect = std::move(collect);
}

void Registry::CollectedHistograms(std::string_view name, std::string_view help, Collect collect,
                                   LabelNames labels) {
  const std::lock_guard lock(mutex_);
  Entry& entry = EntryOf(name, help, std::move(labels));
  entry.collect = std::move(collect);
  entry.spreads = true;
}

std::string Registry::Render(TextForm form) const {
  TextWriter writer(form);
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : entries_) entry.Write(writer);
  return std::move(writer).Take();
}

std::size_t Registry::family_count() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace dashflow::telemetry
