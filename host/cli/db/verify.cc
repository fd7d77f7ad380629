// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "host/checkpoint/upkeep/verify_store.h"
#include "host/cli/completion/command_tree.h"
#include "host/cli/db/care_commands.h"
#include "host/cli/db/progress_line.h"
#include "host/cli/db/run_on_store.h"
#include "host/cli/view/display_text.h"

namespace dashflow::cli {
namespace {

using checkpoint::Damage;
using checkpoint::Verified;

std::int64_t Signed(std::uint64_t count) { return static_cast<std::int64_t>(count); }

std::string ProgressText(const Verified& so_far) {
  if (so_far.all_threads == 0) return "checking  " + ProgressBar(so_far.done, so_far.all);
  return fmt::format("reading  {} threads · {} log entries",
                     ProgressBar(so_far.threads, so_far.all_threads), so_far.entries);
}

Value DamageView(const Damage& damage) {
  Value view = Value::EmptyObject().Set("what", PrintableLine(damage.what));
  if (!damage.thread.empty()) view = view.Set("thread", damage.thread);
  if (damage.at.stream == 0) return view;
  view = view.Set("checkpoint", ToText(damage.at))
             .Set("stream", Signed(damage.at.stream))
             .Set("seq", Signed(damage.at.seq));
  if (damage.parent.stream != 0) view = view.Set("parent", ToText(damage.parent));
  return view;
}

std::string DamageText(const Damage& damage) {
  std::string text = "damaged: ";
  if (!damage.thread.empty()) text += fmt::format("thread {}, ", damage.thread);
  if (damage.at.stream != 0)
    text += fmt::format("stream {} seq {}, ", damage.at.stream, damage.at.seq);
  text += PrintableLine(damage.what);
  if (damage.parent.stream != 0)
    text += fmt::format("; its parent is checkpoint {}", ToText(damage.parent));
  return text;
}

Value View(const Verified& verified) {
  Value damages = Value::EmptyArray();
  for (const Damage& damage : verified.damages) damages = damages.Append(DamageView(damage));
  return Value::EmptyObject()
      .Set("threads", Signed(verified.threads))
      .Set("runs", Signed(verified.runs))
      .Set("entries", Signed(verified.entries))
      .Set("checks_itself", verified.checks_itself)
      .Set("damages", damages);
}

std::string Text(const Verified& verified) {
  std::string text;
  for (const Damage& damage : verified.damages) text += DamageText(damage) + "\n";
  return text + fmt::format("verified: {} threads, {} runs, {} log entries; {} damaged",
                            verified.threads, verified.runs, verified.entries,
                            verified.damages.size());
}

Error DamagedStore(const checkpoint::Store& store, const Verified& verified) {
  const std::size_t count = verified.damages.size();
  return Error("store_damaged", count == 1
                                    ? std::string("a part of the store is damaged")
                                    : fmt::format("{} parts of the store are damaged", count))
      .Operation("verify store")
      .Resource(std::string(store.url()))
      .Cause(PrintableLine(verified.damages.front().what))
      .Fix(
          "restore from a backup: dashflow db restore FILE --force, which keeps this one; a thread "
          "goes on from the parent of what is damaged: dashflow resume THREAD --from CHECKPOINT");
}

Status Verify(Session& session) {
  DF_ASSIGN(checkpoint::Store * store, session.StoreForReading());
  ProgressLine progress(session.console(), session.clock());
  DF_ASSIGN(const Verified verified,
            checkpoint::VerifyStore(*store, [&progress](const Verified& so_far) {
              progress.Show([&so_far] { return ProgressText(so_far); });
            }));
  progress.Clear();
  if (!verified.checks_itself)
    session.console().Say("this kind of store does not check itself: what threads use was read");
  session.console().DataText(View(verified), Text(verified));
  return verified.damages.empty() ? Ok() : DamagedStore(*store, verified);
}

}  // namespace

void AddVerifyCommand(CLI::App& db, Command& command) {
  CLI::App* verify =
      db.add_subcommand("verify", "Look for damage in everything that a store holds");
  SetExamples(*verify, {"dashflow db verify", "dashflow db verify --store sqlite:backup.db"});
  DoOnChoice(*verify, command, Verify);
}

}  // namespace dashflow::cli
