// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/settings/settings.h"

namespace dashflow::settings {

// What reading everything again came to. Paths are sorted.
struct Reload {
  std::vector<std::string> changed;     // these hold from now on
  std::vector<std::string> at_restart;  // these differ from what holds, and wait for a restart
  std::vector<std::string> files;       // that were read without a mistake
  std::vector<Error> errors;            // of all layers; with any of them nothing has changed
  std::vector<Error> warnings;
};

// The settings of a process that outlives a change of its files. [any-thread]
class LiveSettings {
 public:
  // Reads all layers, flags included. Called by one thread at a time, later ones see newer files.
  using Read = std::function<SettingsReport()>;

  // Begins with `held`, which was read without a mistake.
  LiveSettings(Settings held, Read read);

  // What holds now. Never null, and never changed afterwards: who looks at several keys takes it
  // once. Does not wait for a reload.
  std::shared_ptr<const Settings> Now() const;

  // All or nothing: with a mistake in any layer the old settings hold on. A key that takes effect
  // only at a restart keeps the value with which the process began, so that Now() never says what
  // is not so. Reloads of several threads follow each other.
  Reload ReadAgain();

 private:
  void Hold(Settings settings);

  const Read read_;
  std::mutex reloading_;
  mutable std::mutex mutex_;  // of held_
  std::shared_ptr<const Settings> held_;
};

}  // namespace dashflow::settings
