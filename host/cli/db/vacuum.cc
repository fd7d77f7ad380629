// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>

#include "host/cli/completion/command_tree.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/progress_line.h"
#include "host/cli/db/run_on_store.h"

namespace dashflow::cli {
namespace {

using checkpoint::Collected;
using checkpoint::StoreCare;

// What the store takes; 0 = it does not say.
Result<std::int64_t> DiskBytes(StoreCare& care) {
  const auto about = care.Describe();
  if (about.has_error() && about.error().code() == "store_unsupported") return 0;
  DF_ASSIGN(const Value known, about);
  const Value* bytes = known.is_object() ? known.Find("disk_bytes") : nullptr;
  return bytes != nullptr && bytes->kind() == Kind::kInt ? bytes->as_int() : 0;
}

std::string ProgressText(std::uint64_t done, std::uint64_t all, std::chrono::nanoseconds spent) {
  if (all != 0) return "vacuuming  " + ProgressBar(done, all);
  return fmt::format("vacuuming  {} s",
                     std::chrono::duration_cast<std::chrono::seconds>(spent).count());
}

Status VacuumStore(Session& session, StoreCare& care) {
  ProgressLine progress(session.console(), session.clock());
  const MonoTime begin = session.clock().Mono();
  return care.Vacuum({
      .progress =
          [&](std::uint64_t done, std::uint64_t all) {
            progress.Show([&] { return ProgressText(done, all, session.clock().Mono() - begin); });
          },
      .found = {},
  });
}

// What nobody names goes first, where the store can list it.
Result<Collected> Collect(Session& session, StoreCare& care) {
  DF_ASSIGN(auto* const engine, session.EngineOnStore());
  ProgressLine progress(session.console(), session.clock());
  checkpoint::CollectRule rule;
  rule.progress = [&progress](std::uint64_t threads) {
    progress.Show([&] { return fmt::format("reading  {} threads", threads); });
  };
  auto collected = engine->CollectBlobs(care, rule);
  if (collected.has_error() && collected.error().code() == "store_unsupported") return Collected{};
  return collected;
}

// A server gives back space by itself; what was erased there is told all the same.
Status TellCollected(Session& session, const Collected& collected, Status unsupported) {
  if (unsupported.error().code() != "store_unsupported" || collected.erased == 0)
    return unsupported;
  session.console().DataText(Value::EmptyObject().Set("blobs", collected.erased),
                             fmt::format("{} unused blobs erased", collected.erased));
  session.console().Warn(unsupported.error());
  return Ok();
}

Status Vacuum(Session& session) {
  // Never makes one.
  DF_TRY(session.StoreForReading());
  DF_ASSIGN(checkpoint::Store * store, session.StoreForWriting());
  DF_ASSIGN(StoreCare * care, CareFor(*store));
  DF_ASSIGN(const Collected collected, Collect(session, *care));
  DF_ASSIGN(const std::int64_t before, DiskBytes(*care));
  const Status vacuumed = VacuumStore(session, *care);
  if (vacuumed.has_error()) return TellCollected(session, collected, vacuumed);
  DF_ASSIGN(const std::int64_t after, DiskBytes(*care));
  session.console().DataText(
      Value::EmptyObject()
          .Set("before_bytes", before)
          .Set("after_bytes", after)
          .Set("blobs", collected.erased),
      fmt::format("vacuumed: {} before, {} now, {} unused blobs erased",
                  SizeText(static_cast<std::uint64_t>(before)),
                  SizeText(static_cast<std::uint64_t>(after)), collected.erased));
  return Ok();
}

}  // namespace

void AddVacuumCommand(CLI::App& db, Command& command) {
  CLI::App* vacuum =
      db.add_subcommand("vacuum", "Erase what no thread uses any more, and give back its space");
  SetExamples(*vacuum, {"dashflow threads prune --all --older-than 30d && dashflow db vacuum"});
  DoOnChoice(*vacuum, command, Vacuum, Writing::kHandsOver);
}

}  // namespace dashflow::cli
