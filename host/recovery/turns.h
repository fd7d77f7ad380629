// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "host/base/clock.h"

namespace dashflow::recovery {

struct Turn {
  enum class What : std::uint8_t {
    kContinue,
    kForgive  // its record of crashes is out of date
  };
  What what = What::kContinue;
  std::string thread;
};

// Whose turn it is to be continued: in the order of Add, at most `at_once` at a time, then suspects
// one at a time. A thread that is slow to settle does not keep others waiting: its place counts for
// a tenth of a second, a suspect's for a minute. [any-thread]
class Turns {
 public:
  Turns(const Clock& clock, std::uint32_t at_once) : clock_(clock), at_once_(at_once) {}

  void Add(std::string thread, bool suspected);
  void Forgive(std::string thread);
  // It has come on, or is over: the next may begin.
  void Settle(const std::string& thread);
  void Close();

  // Blocks until it is somebody's turn. Nothing = closed.
  std::optional<Turn> Next();
  // The same without waiting.
  std::optional<Turn> Take(MonoTime now);

 private:
  std::optional<Turn> Pick(MonoTime now);
  std::optional<Turn> Pop(Turn::What what, std::deque<std::string>& from);
  bool HasPlace(MonoTime now);
  bool HasTrial(MonoTime now);

  const Clock& clock_;
  const std::uint32_t at_once_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> forgiven_;
  std::deque<std::string> innocents_;
  std::deque<std::string> suspects_;
  std::map<std::string, MonoTime> begun_;  // and not settled
  std::optional<std::pair<std::string, MonoTime>> on_trial_;
  bool closed_ = false;
};

}  // namespace dashflow::recovery
