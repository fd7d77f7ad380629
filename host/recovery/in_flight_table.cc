// SPDX-License-Identifier: Apache-2.0
#include "host/recovery/in_flight_table.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::recovery {
namespace {

constexpr off_t kBytes = sizeof(TableLayout);

thread_local const auto os_thread = static_cast<std::int32_t>(::syscall(SYS_gettid));
thread_local std::uint64_t serial = 0;
// Threads look for a free place where they found the last one, so that they do not meet.
thread_local engine::InFlight::Place last_place = engine::InFlight::kNowhere;

Error Refused(const std::string& path, std::string cause) {
  return Error("io_error", "cannot note in " + path + " which nodes run")
      .Operation("open table of running nodes")
      .Resource(path)
      .Cause(std::move(cause))
      .Fix("after a crash it will not be known which node it was; make the folder writable");
}

Error Refused(const std::string& path, int system_error) {
  return Refused(path, std::generic_category().message(system_error));
}

class File {
 public:
  explicit File(const std::string& path)
      : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  int get() const { return descriptor_; }
  int release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_;
};

// Every page of it has its place on the disk: a full disk must not end the process later. What is
// of another size is none of ours.
Status Prepare(const File& file, const std::string& path) {
  struct stat facts {};
  if (::fstat(file.get(), &facts) != 0) return Refused(path, errno);
  if (facts.st_size == kBytes) return Ok();
  if (::ftruncate(file.get(), 0) != 0) return Refused(path, errno);
  const int failed = ::posix_fallocate(file.get(), 0, kBytes);
  return failed == 0 ? Ok() : Status(Refused(path, failed));
}

Result<TableLayout*> Map(const File& file, const std::string& path) {
  void* const memory = ::mmap(nullptr, kBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.get(), 0);
  if (memory == MAP_FAILED) return Refused(path, errno);
  return static_cast<TableLayout*>(memory);
}

// Empty where the system does not tell: then it is always the same.
std::string BootOfMachine() {
  std::string boot;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), boot);
  return boot;
}

// Cut where a character ends.
template <std::size_t kMost>
std::uint32_t Copy(std::string_view text, std::array<char, kMost>& to) {
  std::size_t size = std::min(text.size(), kMost);
  if (size < text.size()) {
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  }
  std::memcpy(to.data(), text.data(), size);
  return static_cast<std::uint32_t>(size);
}

std::uint64_t KeyOf(const engine::InFlightTask& task) {
  const std::uint64_t numbers[] = {task.branch, static_cast<std::uint64_t>(task.own_step),
                                   task.path_node, static_cast<std::uint64_t>(task.path_index)};
  const std::uint64_t where = XXH3_64bits(task.space.data(), task.space.size());
  return XXH3_64bits_withSeed(numbers, sizeof numbers, where);
}

void Fill(const engine::InFlightTask& task, PlaceLayout& place) {
  place.os_thread = os_thread;
  place.serial = ++serial;
  place.key = KeyOf(task);
  place.step = task.step;
  place.thread_size = Copy(task.thread, place.thread);
  place.run_size = Copy(task.run, place.run);
  place.node_size = Copy(task.node, place.node);
}

}  // namespace

Result<InFlightTable::Opened> InFlightTable::Open(const std::string& path) {
  File file(path);
  if (file.get() < 0) return Refused(path, errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0)
    return Refused(path, errno == EWOULDBLOCK ? "another process does" : std::strerror(errno));
  DF_TRY(Prepare(file, path));
  DF_ASSIGN(TableLayout* const table, Map(file, path));
  Opened opened;
  opened.table.reset(new InFlightTable(file.release(), table));
  opened.death = ReadDeath(*table, BootOfMachine());
  return opened;
}

InFlightTable::~InFlightTable() {
  ::munmap(table_, kBytes);
  ::close(file_);
}

void InFlightTable::Begin() {
  table_->is_open = 0;
  for (PlaceLayout& place : table_->places) place.state = PlaceLayout::kFree;
  for (auto* const word : {&table_->mark.signal, &table_->mark.thread, &table_->mark.in_plugin})
    *word = 0;
  table_->boot_size = Copy(BootOfMachine(), table_->boot);
  table_->magic = kTableMagic;
  table_->is_open = 1;
}

void InFlightTable::Close() { table_->is_open = 0; }

InFlightTable::Place InFlightTable::Take() noexcept {
  if (is_full_.load(std::memory_order_relaxed)) return kNowhere;
  const Place from = last_place == kNowhere ? static_cast<Place>(os_thread) * 37 : last_place;
  for (Place i = 0; i < kPlaces; ++i) {
    const Place place = (from + i) % kPlaces;
    std::uint32_t free = PlaceLayout::kFree;
    if (table_->places[place].state.compare_exchange_strong(
            free, PlaceLayout::kTaken, std::memory_order_acquire, std::memory_order_relaxed))
      return last_place = place;
  }
  is_full_.store(true, std::memory_order_relaxed);
  return kNowhere;
}

InFlightTable::Place InFlightTable::Enter(const engine::InFlightTask& task) noexcept {
  const Place place = Take();
  if (place == kNowhere) return place;
  Fill(task, table_->places[place]);
  table_->places[place].state.store(PlaceLayout::kNoted, std::memory_order_release);
  return place;
}

void InFlightTable::Leave(Place place) noexcept {
  table_->places[place].state.store(PlaceLayout::kFree, std::memory_order_release);
  if (is_full_.load(std::memory_order_relaxed)) is_full_.store(false, std::memory_order_relaxed);
}

}  // namespace dashflow::recovery
