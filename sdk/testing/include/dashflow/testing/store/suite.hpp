// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/store.h>
#include <dashflow/store_care.h>

#include <chrono>
#include <cstdint>
#include <dashflow/testing/fake_host.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

// The laws of <dashflow/store.h> as checks that any store can be held against. The program
// dashflow-store-check runs them on a shared object; this is for stores that are linked in, and for
// hooks that are functions.
namespace dashflow::sdk::testing::store {

// What only the owner of a store can do to the place where it keeps things. Checks that need an
// empty one are skipped.
struct Hooks {
  std::function<void()> stop;   // the server is gone at once, as if it had been killed
  std::function<void()> start;  // it is back, with what it kept
  std::function<void()> fill;   // there is no room left
  std::function<void()> free;   // there is again
};

// A store to check.
struct Subject {
  std::filesystem::path plugin{};  // a shared object, or:
  testing::Entry entry = nullptr;  // of a plugin that is linked in
  // What the store's `open` gets, as JSON. {folder} in it becomes an empty folder of the check's
  // own, {fresh} a word of letters and digits that no other check has, also not in another run.
  std::string config{};
  Hooks hooks{};
  // Puts something between the suite and the store.
  const df_store_api& (*wrap)(const df_store_api& table) = nullptr;
  // The same for what the store does for itself. It is given the stores that `wrap` opened; with
  // `wrap` alone, that is not checked.
  const df_store_care_api& (*wrap_care)(const df_store_care_api& table) = nullptr;
};

struct Options {
  std::vector<std::string> only{};     // beginnings of names; empty = all
  std::chrono::seconds patience{300};  // with one check, before it counts as hung
  std::uint32_t seed = 0;              // of what is random; 0 = another one each time
};

enum class Verdict : std::uint8_t { kPassed, kFailed, kSkipped };

struct Result {
  std::string_view check;
  Verdict verdict = Verdict::kFailed;
  std::string what;  // differs; or, for a check that is skipped, is missing
};

struct Tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
};

std::vector<std::string_view> CheckNames();

// Runs each check in a process of its own, on a store of its own: one that crashes or hangs fails
// alone. Reports them as they end. REQUIRES: no other thread runs, and no FakeHost is alive.
Tally RunSuite(const Subject& subject, const Options& options,
               const std::function<void(const Result&)>& report);

}  // namespace dashflow::sdk::testing::store
