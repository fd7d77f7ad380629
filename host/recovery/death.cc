// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/death.h"

#include <algorithm>
#include <cstring>

namespace dashflow::recovery {
namespace {

template <std::size_t kMost>
std::string Text(const std::array<char, kMost>& bytes, std::uint32_t size) {
  return {bytes.data(), std::min<std::size_t>(size, kMost)};
}

NotedTask Noted(const PlaceLayout& place) {
  return {Text(place.thread, place.thread_size), Text(place.run, place.run_size),
          Text(place.node, place.node_size), place.key, place.step};
}

std::string CauseOf(std::int32_t signal) {
  if (signal == 0) return "killed, out of memory, or ended from within";
  const char* const name = ::sigabbrev_np(signal);
  return name == nullptr ? "signal " + std::to_string(signal) : "SIG" + std::string(name);
}

// A node that called a workflow and waits for it began earlier on the thread than what it waits
// for.
class Culprit {
 public:
  explicit Culprit(const DeathMark& mark)
      : os_thread_(mark.signal != 0 && mark.in_plugin != 0 ? mark.thread.load() : 0) {}

  void Look(const PlaceLayout& place, std::size_t index) {
    if (os_thread_ == 0 || place.os_thread != os_thread_) return;
    if (found_ && place.serial < serial_) return;
    found_ = index;
    serial_ = place.serial;
  }
  const std::optional<std::size_t>& found() const { return found_; }

 private:
  const std::int32_t os_thread_;
  std::optional<std::size_t> found_;
  std::uint64_t serial_ = 0;
};

}  // namespace

Death ReadDeath(const TableLayout& table, std::string_view boot) {
  Death death;
  if (table.magic != kTableMagic || table.is_open != 1) return death;
  if (Text(table.boot, table.boot_size) != boot) return death;
  death.cause = CauseOf(table.mark.signal);
  Culprit culprit(table.mark);
  for (const PlaceLayout& place : table.places) {
    if (place.state != PlaceLayout::kNoted) continue;
    culprit.Look(place, death.in_flight.size());
    death.in_flight.push_back(Noted(place));
  }
  death.culprit = culprit.found();
  return death;
}

}  // namespace dashflow::recovery
