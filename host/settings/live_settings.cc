// SPDX-License-Identifier: Apache-2.0
#include "host/settings/live_settings.h"

#include <set>
#include <utility>

#include "host/settings/keys.h"

namespace dashflow::settings {
namespace {

bool IsSame(const Value* a, const Value* b) {
  return a == nullptr || b == nullptr ? a == b : *a == *b;
}

std::vector<std::string> Differences(const Settings& a, const Settings& b) {
  std::set<std::string> paths;
  for (const Settings* each : {&a, &b}) {
    for (const auto& [path, setting] : each->all()) {
      if (!IsSame(a.Find(path), b.Find(path))) paths.insert(path);
    }
  }
  return {paths.begin(), paths.end()};
}

void Restore(const std::string& path, const Settings& held, Settings& read) {
  const auto found = held.all().find(path);
  found == held.all().end() ? read.Erase(path) : read.Set(path, found->second);
}

}  // namespace

LiveSettings::LiveSettings(Settings held, Read read)
    : read_(std::move(read)), held_(std::make_shared<const Settings>(std::move(held))) {}

std::shared_ptr<const Settings> LiveSettings::Now() const {
  const std::lock_guard lock(mutex_);
  return held_;
}

void LiveSettings::Hold(Settings settings) {
  auto next = std::make_shared<const Settings>(std::move(settings));
  const std::lock_guard lock(mutex_);
  held_.swap(next);
}

Reload LiveSettings::ReadAgain() {
  const std::lock_guard lock(reloading_);
  SettingsReport report = read_();
  Reload reload{.changed = {},
                .at_restart = {},
                .files = std::move(report.files),
                .errors = std::move(report.errors),
                .warnings = std::move(report.warnings)};
  if (!reload.errors.empty()) return reload;
  const std::shared_ptr<const Settings> held = Now();
  for (std::string& path : Differences(*held, report.settings)) {
    const bool waits = FindKey(path)->reload == WhenChanged::kAtRestart;
    if (waits) Restore(path, *held, report.settings);
    (waits ? reload.at_restart : reload.changed).push_back(std::move(path));
  }
  Hold(std::move(report.settings));
  return reload;
}

}  // namespace dashflow::settings
