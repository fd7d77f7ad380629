// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/play.h"

#include <algorithm>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/run/run_record.h"
#include "tests/simulation/check/inspection.h"
#include "tests/simulation/check/refold.h"
#include "tests/simulation/world/caller.h"

namespace dashflow::simulation {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s;                // before the callers look again without news
constexpr int kMostRounds = 120;               // until the weather clears, and from then on
constexpr auto kRest = std::chrono::hours(3);  // within which every run has noticed its end

class Stage {
 public:
  Stage(const Flow& flow, const Conditions& conditions)
      : world_(flow, conditions.seed), disk_(world_) {
    world_.weather = conditions.weather;
    world_.sabotage = conditions.sabotage;
    world_.keeps_trace = conditions.keeps_trace;
    world_.chance = [this](Host& host) { Chance(host); };
    for (int i = 0; i < flow.threads; ++i)
      callers_.emplace_back(world_, disk_, std::string(1, static_cast<char>('a' + i)));
  }

  // Whether all came to an end.
  bool Perform() {
    NewHost();
    for (int round = 0; !Over() && round < kMostRounds; ++round) Round(round);
    if (!Over()) Stuck("a thread does not come to its end");
    ClearUp();
    world_.executor.Pass(kRest);
    for (const Caller& caller : callers_)
      if (caller.unfinished() > 0) Stuck("a run does not end");
    if (!std::ranges::all_of(hosts_, &Host::idle)) Stuck("a call that was given up does not end");
    Close();
    return world_.chronicle.stuck.empty();
  }

  Played Result() {
    return {std::move(world_.chronicle), world_.moments, static_cast<int>(hosts_.size()),
            std::move(world_.trace)};
  }

 private:
  void Round(int round) {
    const auto passed = world_.executor.clock().Mono().time_since_epoch();
    if (passed > world_.weather.lasts || accidents_ == world_.weather.accidents ||
        round > kMostRounds / 2)
      ClearUp();
    if (!current_->alive()) NewHost();
    world_.news.store(0);
    for (Caller& caller : callers_) caller.Step(*current_);
    if (!Over()) Wait();
  }

  void Wait() {
    if (!current_->alive()) return;
    const auto alarm = world_.executor.At(
        world_.executor.clock().Mono() + kPatience, {.run = &world_},
        [](executor::Token token) noexcept { static_cast<World*>(token.run)->Ring(); });
    world_.executor.Wait(world_.news);
    world_.executor.CancelTimer(alarm);
  }

  // From now on nothing goes wrong any more.
  void ClearUp() {
    if (clear_) return;
    clear_ = true;
    world_.weather = {};
    world_.Note([] { return std::string("the weather clears"); });
  }

  void NewHost() {
    current_ = &hosts_.emplace_back(world_, disk_, static_cast<int>(hosts_.size()) + 1);
    Inspect();
  }

  void Chance(Host& host) {
    if (clear_ || !host.alive() || accidents_ == world_.weather.accidents) return;
    Dice& dice = world_.dice;
    if (dice.PerMille(world_.weather.kills)) {
      ++accidents_;
      return host.Die();
    }
    if (&host == current_ && dice.PerMille(world_.weather.takeovers)) TakeOver();
    if (dice.PerMille(world_.weather.cancels)) CancelSoon();
  }

  // Not from inside a call of the engine that is replaced.
  void TakeOver() {
    ++accidents_;
    world_.executor.Block({.run = this}, [](executor::Token token) noexcept {
      auto& self = *static_cast<Stage*>(token.run);
      self.world_.Note([] { return std::string("another host takes over"); });
      self.NewHost();
      self.world_.Ring();
    });
  }

  void CancelSoon() {
    ++accidents_;
    world_.executor.Block({.run = this}, [](executor::Token token) noexcept {
      auto& self = *static_cast<Stage*>(token.run);
      self.world_.Note([] { return std::string("a run is cancelled"); });
      self.callers_[self.world_.dice.Below(self.callers_.size())].Cancel();
    });
  }

  bool Over() const { return std::ranges::all_of(callers_, &Caller::over); }
  void Stuck(std::string what) { world_.chronicle.stuck.push_back(std::move(what)); }
  void Inspect() {
    const auto damage = FindDamage(disk_.store());
    world_.chronicle.damage.insert(world_.chronicle.damage.end(), damage.begin(), damage.end());
  }

  void Close() {
    Inspect();
    for (const std::string& run : disk_.store().Keys(checkpoint::kRunSpace)) TakeRecord(run);
    for (const std::uint64_t stream : disk_.store().Streams()) TakeEntries(stream);
    for (const Caller& caller : callers_) TakeThread(caller.thread());
    if (!world_.chronicle.stuck.empty()) return;
    for (Caller& caller : callers_) caller.Forget();
  }

  void TakeRecord(const std::string& id) {
    disk_.store().Get(checkpoint::kRunSpace, id, [&](const checkpoint::StoredEntry& stored) {
      const auto run = checkpoint::DecodeRun(id, stored.bytes.view());
      if (run.has_value()) world_.chronicle.run_records[id] = checkpoint::StatusName(run->status);
      return true;
    });
  }

  void TakeEntries(std::uint64_t stream) {
    disk_.store().Read(stream, 1, INT64_MAX, false, 0, [&](const checkpoint::StoredEntry& entry) {
      world_.chronicle.entries[{stream, entry.seq}] = entry.bytes.view();
      return true;
    });
  }

  void TakeThread(const std::string& id) {
    const auto record = checkpoint::Directory(disk_.store()).Get(id);
    world_.chronicle.threads[id] =
        record.has_error() ? record.error().code() : std::string(StatusName(record->status));
    if (world_.flow.durability == graph::Durability::kExit || world_.flow.compensates) return;
    for (std::string& each : Refold(disk_.store(), current_->workflow(), id))
      world_.chronicle.unfolded.push_back(std::move(each));
  }

  World world_;
  Disk disk_;
  std::deque<Host> hosts_;
  std::deque<Caller> callers_;
  Host* current_ = nullptr;
  int accidents_ = 0;
  bool clear_ = false;
};

}  // namespace

Played Play(const Flow& flow, const Conditions& conditions) {
  auto stage = std::make_unique<Stage>(flow, conditions);
  const bool ended = stage->Perform();
  Played played = stage->Result();
  // What still runs cannot be torn down: it stays, where a leak checker sees it.
  static auto& left = *new std::vector<std::unique_ptr<Stage>>;
  if (!ended) left.push_back(std::move(stage));
  return played;
}

}  // namespace dashflow::simulation
