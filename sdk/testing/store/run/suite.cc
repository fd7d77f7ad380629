// SPDX-License-Identifier: Apache-2.0
#include <dashflow/testing/store/suite.hpp>
#include <dashflow/testing/temporary_folder.hpp>
#include <random>
#include <stdexcept>

#include "store/check/expect.hpp"
#include "store/run/all_checks.hpp"
#include "store/run/apart.hpp"

namespace dashflow::sdk::testing::store {
namespace {

bool IsMeant(const Options& options, std::string_view name) {
  for (const std::string& beginning : options.only) {
    if (name.starts_with(beginning)) return true;
  }
  return options.only.empty();
}

bool Names(const Subject& subject, std::string_view mark) {
  return subject.config.find(mark) != std::string::npos;
}

bool CareHas(const df_store_care_api* care, Needs needs) {
  switch (needs) {
    case Needs::kDescribe:
      return DF_HAS(care, df_store_care_api, describe) && care->describe != nullptr;
    case Needs::kVerify:
      return DF_HAS(care, df_store_care_api, verify) && care->verify != nullptr;
    case Needs::kBackup:
      return DF_HAS(care, df_store_care_api, backup) && care->backup != nullptr;
    case Needs::kVacuum:
      return DF_HAS(care, df_store_care_api, vacuum) && care->vacuum != nullptr;
    case Needs::kBlobs:
      return DF_HAS(care, df_store_care_api, blobs) && care->blobs != nullptr;
    case Needs::kUpgrade:
      return DF_HAS(care, df_store_care_api, upgrade) && care->upgrade != nullptr;
    default:
      return DF_HAS(care, df_store_care_api, restore) && care->restore != nullptr;
  }
}

// What the check needs and the subject does not have; empty when it can run.
std::string_view Missing(const Check& check, const Subject& subject, const Stage& stage) {
  switch (check.needs) {
    case Needs::kLasting:
      return stage.Lasts() ? "" : "its durability is `none`";
    case Needs::kFolder:
      return Names(subject, "{folder}") ? "" : "it keeps nothing in a {folder}";
    case Needs::kServer:
      return subject.hooks.stop && subject.hooks.start ? "" : "nobody says how to stop its server";
    case Needs::kFill:
      return subject.hooks.fill && subject.hooks.free ? "" : "nobody says how to fill its place";
    case Needs::kNothing:
      return "";
    default:
      return CareHas(stage.care(), check.needs) ? "" : "it does not do that for itself";
  }
}

// Stores that outlive a check would meet what it left there.
void RequireRoomOfItsOwn(const Subject& subject, const Stage& stage) {
  if (!stage.Lasts() || Names(subject, "{folder}") || Names(subject, "{fresh}")) return;
  throw Differs("the config of a store that lasts must have {folder} or {fresh} in it");
}

Result Perform(const Check& check, const Subject& subject, const std::filesystem::path& folder,
               std::uint32_t seed) {
  Stage stage(subject, folder, seed);
  RequireRoomOfItsOwn(subject, stage);
  const std::string_view missing = Missing(check, subject, stage);
  if (!missing.empty()) return {{}, Verdict::kSkipped, std::string(missing)};
  check.run(stage);
  return {{}, Verdict::kPassed, {}};
}

Result PerformOrFail(const Check& check, const Subject& subject,
                     const std::filesystem::path& folder, std::uint32_t seed) {
  std::string what;
  try {
    return Perform(check, subject, folder, seed);
  } catch (const OpenError& error) {
    if (error.code == "store_unsupported") return {{}, Verdict::kSkipped, error.message};
    what = "it does not open: " + error.code + ": " + error.message + " " + error.cause;
  } catch (const std::out_of_range&) {
    what = "a read gives fewer entries than there are";
  } catch (const std::exception& error) {
    what = error.what();
  }
  return {{}, Verdict::kFailed, what};
}

void Count(Tally& tally, Verdict verdict) {
  std::size_t& count = verdict == Verdict::kPassed    ? tally.passed
                       : verdict == Verdict::kSkipped ? tally.skipped
                                                      : tally.failed;
  ++count;
}

}  // namespace

std::vector<std::string_view> CheckNames() {
  std::vector<std::string_view> names;
  for (const Check& check : AllChecks()) names.push_back(check.name);
  return names;
}

Tally RunSuite(const Subject& subject, const Options& options,
               const std::function<void(const Result&)>& report) {
  Tally tally;
  const std::uint32_t seed = options.seed != 0 ? options.seed : std::random_device()();
  for (const Check& check : AllChecks()) {
    if (!IsMeant(options, check.name)) continue;
    const TemporaryFolder folder;
    Result result = RunApart(options.patience,
                             [&] { return PerformOrFail(check, subject, folder.path(), seed); });
    result.check = check.name;
    Count(tally, result.verdict);
    report(result);
  }
  return tally;
}

}  // namespace dashflow::sdk::testing::store
