// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugins/storage/file/format/group.h"
#include "plugins/storage/file/index/index.h"
#include "plugins/storage/file/journal/journal_file.h"

namespace dashflow::file {

inline constexpr std::int64_t kJournalLayout = 1;  // the number in a journal's first line

// The names in a store's folder.
struct Names {
  explicit Names(const std::string& place)
      : folder(place), journal(place + "/journal"), made(journal + ".new"), lock(place + "/lock") {}
  // To read from: a folder, or a journal alone, as a backup is.
  static Names ToRead(const std::string& place);
  std::string folder;
  std::string journal;
  std::string made;  // a journal that will take its place
  std::string lock;
};

// Puts the journal that was made into its place. Throws std::system_error.
void TakePlace(const Names& names);

// One journal, and how far it was read into an index. One thread at a time.
class Journal {
 public:
  // Throws std::system_error, StoreError (store_invalid, store_newer).
  Journal(std::shared_ptr<const JournalFile> file, const std::string& path);
  // Begins a new one in an empty file.
  static std::unique_ptr<Journal> Begin(std::shared_ptr<const JournalFile> file,
                                        const std::string& path);

  // What stands behind the last group that was taken into an index.
  enum class Rest : std::uint8_t {
    kNothing,
    kTorn,     // a group that is not whole, and nothing that is
    kDamaged,  // such a group, and whole ones behind it
  };
  // Takes the groups that came since into `index`. Without `look_behind` a rest is always kTorn.
  Rest Follow(Index& index, bool look_behind);

  // Writes and syncs a group. Throws std::system_error; the group is then nowhere unless
  // Retract throws, too.
  void Append(GroupBuilder& group);
  // Cuts off what stands behind the last group.
  void Retract() const;

  std::uint64_t seed() const { return seed_; }
  std::uint64_t end() const { return end_; }
  std::uint64_t next_number() const { return number_; }
  const std::shared_ptr<const JournalFile>& file() const { return file_; }

 private:
  struct Part {
    GroupState state{};           // of what stands behind the groups that were taken
    std::size_t taken = 0;        // bytes
    std::uint64_t next_size = 0;  // of a group that is cut short; 0 = not known
  };

  Part Take(std::string_view chunk, Index& index);
  bool IsNext(const Group& group) const;
  bool HasGroupBehind() const;

  std::shared_ptr<const JournalFile> file_;
  std::uint64_t seed_ = 0;
  std::uint64_t end_ = 0;     // of the last group
  std::uint64_t number_ = 1;  // of the next one
};

// The bytes at `payload`. Throws StoreError kDamaged, naming `what`, when they are not what they
// were.
std::string ReadPayload(const JournalFile& file, std::uint64_t seed, const Payload& payload,
                        const std::string& what);

}  // namespace dashflow::file
