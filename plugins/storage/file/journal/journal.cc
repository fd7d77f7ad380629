// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/journal/journal.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <dashflow/store_types.hpp>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>

#include "plugins/storage/local_disk/folders.h"

namespace dashflow::file {
namespace {

// dashflow journal 1 id=0123456789abcdef
constexpr std::string_view kMagic = "dashflow journal ";
constexpr std::string_view kFirstLine = "dashflow journal 1 id=";
constexpr std::size_t kHeaderSize = kFirstLine.size() + 16 + 1;
constexpr std::uint64_t kChunk = 1 << 20;

std::string NewHeader() {
  std::random_device random;
  const std::uint64_t id = std::uint64_t{random()} << 32 | random();
  std::string header(kHeaderSize + 1, '\0');
  std::snprintf(header.data(), header.size(), "%s%016llx\n", std::string(kFirstLine).c_str(),
                static_cast<unsigned long long>(id));
  header.resize(kHeaderSize);
  return header;
}

// The id in the header, which seeds all sums.
std::uint64_t SeedIn(std::string_view header, const std::string& path) {
  std::uint64_t seed = 0;
  if (header.starts_with(kMagic) && !header.starts_with(kFirstLine)) {
    throw sdk::StoreError("store_newer", path + " was written by a newer release.")
        .Cause("its first line is " + std::string(header.substr(0, header.find('\n'))))
        .Fix("use that release or a newer one");
  }
  if (header.size() == kHeaderSize && header.starts_with(kFirstLine)) {
    const char* const digits = header.data() + kFirstLine.size();
    if (std::from_chars(digits, digits + 16, seed, 16).ptr == digits + 16) return seed;
  }
  throw sdk::StoreError("store_invalid", path + " is not the journal of a DashFlow store.")
      .Cause("its first line is another program's")
      .Fix("name another folder with --store");
}

}  // namespace

Names Names::ToRead(const std::string& place) {
  Names names(place);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(place, ignored)) names.journal = place;
  return names;
}

void TakePlace(const Names& names) {
  if (::rename(names.made.c_str(), names.journal.c_str()) != 0) {
    throw std::system_error(errno, std::generic_category());
  }
  const int failed = local_disk::SyncFolder(names.folder);
  if (failed != 0) throw std::system_error(failed, std::generic_category());
}

Journal::Journal(std::shared_ptr<const JournalFile> file, const std::string& path)
    : file_(std::move(file)), seed_(SeedIn(file_->Read(0, kHeaderSize), path)), end_(kHeaderSize) {}

std::unique_ptr<Journal> Journal::Begin(std::shared_ptr<const JournalFile> file,
                                        const std::string& path) {
  file->Write(0, NewHeader());
  return std::make_unique<Journal>(std::move(file), path);
}

Journal::Rest Journal::Follow(Index& index, bool look_behind) {
  std::uint64_t wanted = kChunk;
  while (true) {
    const std::string chunk = file_->Read(end_, wanted);
    const Part part = Take(chunk, index);
    const bool more = part.state == GroupState::kCutShort && chunk.size() == wanted;
    if (!more && chunk.size() == part.taken) return Rest::kNothing;
    if (!more) return look_behind && HasGroupBehind() ? Rest::kDamaged : Rest::kTorn;
    // One byte more than there is shows that a group goes on behind the end of the file.
    wanted = std::max(kChunk, std::min(part.next_size, file_->size() - end_ + 1));
  }
}

// Takes the whole groups at the begin of `chunk`, which stands behind those taken before.
Journal::Part Journal::Take(std::string_view chunk, Index& index) {
  Group group;
  for (std::size_t taken = 0;;) {
    const GroupState state = ParseGroup(chunk.substr(taken), seed_, group);
    if (state != GroupState::kWhole) return {state, taken, group.size};
    if (!IsNext(group)) return {GroupState::kBroken, taken, group.size};
    for (const PlacedChange& placed : group.changes) {
      index.Apply(placed.change, end_ + placed.offset, nullptr);
    }
    taken += group.size;
    end_ += group.size;
    ++number_;
  }
}

// Of the last group, all bytes must be what they were: it may be torn. Of others that is found out
// by whoever reads them.
bool Journal::IsNext(const Group& group) const {
  const bool last = end_ + group.size == file_->size();
  return group.number == number_ && (group.bytes_are_whole || !last);
}

// Only whoever knows the journal's id could have written such a group.
bool Journal::HasGroupBehind() const {
  constexpr std::string_view kBegin = "\ngroup ";
  const std::string rest = file_->Read(end_, file_->size());
  Group group;
  for (auto at = rest.find(kBegin); at != std::string::npos; at = rest.find(kBegin, at + 1)) {
    const auto state = ParseGroup(std::string_view(rest).substr(at + 1), seed_, group);
    if (state == GroupState::kWhole && group.number > number_) return true;
  }
  return false;
}

void Journal::Append(GroupBuilder& group) {
  const std::string& frame = group.Finish(number_);
  file_->Write(end_, frame);
  file_->Sync();
  end_ += frame.size();
  ++number_;
}

void Journal::Retract() const {
  file_->Truncate(end_);
  file_->Sync();
}

std::string ReadPayload(const JournalFile& file, std::uint64_t seed, const Payload& payload,
                        const std::string& what) {
  std::string bytes = file.Read(payload.offset, payload.size);
  if (bytes.size() == payload.size && SumOf(bytes, seed) == payload.sum) return bytes;
  throw sdk::StoreError(sdk::StoreStatus::kDamaged,
                        what + " is damaged: the bytes at " + std::to_string(payload.offset) +
                            " of the journal are not those that were written");
}

}  // namespace dashflow::file
