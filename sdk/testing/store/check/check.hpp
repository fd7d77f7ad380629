// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "store/check/stage.hpp"

namespace dashflow::sdk::testing::store {

// What a check needs beyond an open store.
enum class Needs : std::uint8_t {
  kNothing,
  kLasting,  // durability above `none`: what was committed outlives the store's close
  kFolder,   // {folder} in the config: it keeps things in files
  kServer,   // the hooks `stop` and `start`
  kFill,     // the hooks `fill` and `free`
  // What the store does for itself.
  kDescribe,
  kVerify,
  kBackup,
  kVacuum,
  kBlobs,
  kUpgrade,
  kRestore,
};

// One law of store.h. It throws Differs when the store breaks it.
struct Check {
  std::string_view name;  // "log.begins_with_one"
  void (*run)(Stage& stage);
  Needs needs = Needs::kNothing;
};

std::span<const Check> BatchChecks();
std::span<const Check> BlobChecks();
std::span<const Check> CareChecks();
std::span<const Check> ExpectChecks();
std::span<const Check> ExpiryChecks();
std::span<const Check> FailureChecks();
std::span<const Check> KillChecks();
std::span<const Check> LimitChecks();
std::span<const Check> LogChecks();
std::span<const Check> LastingChecks();
std::span<const Check> ModelChecks();
std::span<const Check> RecordChecks();
std::span<const Check> RefusalChecks();
std::span<const Check> ScanChecks();
std::span<const Check> TermChecks();
std::span<const Check> TrimChecks();
std::span<const Check> WhileWritingChecks();
std::span<const Check> WriterChecks();

}  // namespace dashflow::sdk::testing::store
