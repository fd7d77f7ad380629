// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <deque>
#include <map>

#include "host/engine/task/gate.h"

namespace dashflow::engine {
namespace {

// Owners come and go; each token's slot says whose it is, its index which of them.
struct Play {
  explicit Play(std::uint32_t limit) : gate(limit) {}

  void Enter(std::uint8_t owner) {
    const std::uint32_t index = brought[owner]++;
    if (gate.Enter({nullptr, owner, index}, &owners[owner])) {
      ++inside;
    } else {
      waiting[owner].push_back(index);
    }
  }
  void Leave() {
    if (inside == 0) return;
    const auto next = gate.Leave();
    if (!next) {
      --inside;
      return;
    }
    served.push_back(next->slot);
    in_order =
        in_order && !waiting[next->slot].empty() && waiting[next->slot].front() == next->generation;
    waiting[next->slot].pop_front();
  }
  std::size_t Waiting() const {
    std::size_t count = 0;
    for (const auto& [owner, tokens] : waiting) count += tokens.size();
    return count;
  }

  Gate gate;
  char owners[4] = {};
  std::uint32_t inside = 0;
  std::map<std::uint32_t, std::uint32_t> brought;
  std::map<std::uint32_t, std::deque<std::uint32_t>> waiting;
  std::vector<std::uint32_t> served;
  bool in_order = true;
};

using Moves = std::vector<std::uint8_t>;

void Do(Play& play, std::uint8_t move) {
  if (move % 3 == 0) return play.Leave();
  play.Enter(move % 4);
}

RC_GTEST_PROP(Gates, NeverLetMoreIn, (const Moves& moves, std::uint8_t limit)) {
  Play play(limit % 5 + 1);
  for (const std::uint8_t move : moves) {
    Do(play, move);
    RC_ASSERT(play.inside <= limit % 5U + 1);
    RC_ASSERT(play.Waiting() == 0 || play.inside == limit % 5U + 1);
  }
}

RC_GTEST_PROP(Gates, ServeAnOwnerInTheOrderInWhichItCame, (const Moves& moves)) {
  Play play(2);
  for (const std::uint8_t move : moves) Do(play, move);
  RC_ASSERT(play.in_order);
}

RC_GTEST_PROP(Gates, ServeEverybodyInTheEnd, (const Moves& moves)) {
  Play play(2);
  for (const std::uint8_t move : moves) Do(play, move);
  while (play.inside > 0) play.Leave();
  RC_ASSERT(play.Waiting() == 0U);
}

// Who waits is served after at most one of each other owner.
RC_GTEST_PROP(Gates, LetOwnersTakeTurns, (std::uint8_t many, std::uint8_t few)) {
  Play play(1);
  for (int i = 0; i < many; ++i) play.Enter(0);
  for (int i = 0; i < few % 4 + 1; ++i) play.Enter(1);
  play.Enter(2);
  while (play.inside > 0) play.Leave();
  const auto last = std::ranges::find(play.served, 2U);
  if (many > 1) RC_ASSERT(last - play.served.begin() <= 3);
}

}  // namespace
}  // namespace dashflow::engine
