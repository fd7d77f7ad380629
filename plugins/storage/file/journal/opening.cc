// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/journal/opening.h"

#include <unistd.h>

#include <dashflow/store_types.hpp>
#include <filesystem>
#include <system_error>

#include "plugins/storage/local_disk/refusal.h"

namespace dashflow::file {
namespace {

using Mode = JournalFile::Mode;

template <class Body>
auto Translated(const std::string& path, Body body) {
  try {
    return body();
  } catch (const std::system_error& error) {
    throw local_disk::OpenFailure(path, error.code().value());
  }
}

void MakeJournal(const Names& names) {
  RequireOurs(names);
  const auto file = std::make_shared<JournalFile>(names.made, Mode::kCreate);
  Journal::Begin(file, names.made)->file()->Sync();
  TakePlace(names);
}

sdk::StoreError Damaged(const Names& names, const Journal& journal) {
  return sdk::StoreError("store_damaged", names.journal + " is damaged.")
      .Cause("group " + std::to_string(journal.next_number()) + ", at byte " +
             std::to_string(journal.end()) + ", is not what was written, and whole groups follow")
      .Fix("restore the folder from a backup; nothing of it was changed");
}

std::unique_ptr<Journal> Open(const Names& names, Mode mode) {
  return std::make_unique<Journal>(std::make_shared<JournalFile>(names.journal, mode),
                                   names.journal);
}

}  // namespace

void RequireOurs(const Names& names) {
  if (std::filesystem::exists(names.journal)) return;
  for (const auto& entry : std::filesystem::directory_iterator(names.folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "lock" || name == "journal.new" || name == "journal.unfinished") continue;
    throw sdk::StoreError("store_invalid", names.folder + " is not a DashFlow store.")
        .Cause("there is " + name + " in it, and no journal")
        .Fix("name an empty or a new folder with --store");
  }
}

std::unique_ptr<Journal> OpenForWriting(const Names& names, Index& index,
                                        const std::function<void(const std::string&)>& complain) {
  return Translated(names.journal, [&] {
    ::unlink(names.made.c_str());
    if (!std::filesystem::exists(names.journal)) MakeJournal(names);
    auto journal = Open(names, Mode::kWrite);
    const auto rest = journal->Follow(index, true);
    if (rest == Journal::Rest::kDamaged) throw Damaged(names, *journal);
    if (rest == Journal::Rest::kNothing) return journal;
    const std::uint64_t torn = journal->file()->size() - journal->end();
    journal->Retract();
    complain("cut off " + std::to_string(torn) + " bytes behind byte " +
             std::to_string(journal->end()) +
             ": a group that was being written when its process or the power went away");
    return journal;
  });
}

std::unique_ptr<Journal> OpenForReading(const Names& names, Index& index) {
  return Translated(names.journal, [&] {
    auto journal = Open(names, Mode::kRead);
    if (journal->Follow(index, true) == Journal::Rest::kDamaged) throw Damaged(names, *journal);
    return journal;
  });
}

}  // namespace dashflow::file
