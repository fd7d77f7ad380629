// SPDX-License-Identifier: Apache-2.0
#include "host/cli/runs/holder.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "host/cli/store_file.h"

namespace dashflow::cli {
namespace {

namespace fs = std::filesystem;

// A line of /proc/locks: "1: FLOCK  ADVISORY  WRITE 5095 fe:00:9980169 0 EOF". The device is not
// compared: on some file systems it is not the one that stat tells.
std::optional<pid_t> HolderIn(const std::string& line, ino_t inode) {
  std::istringstream words(line);
  std::string number, kind, mode, access, place;
  pid_t process = 0;
  if (!(words >> number >> kind >> mode >> access >> process >> place)) return std::nullopt;
  const bool is_it = kind == "FLOCK" && access == "WRITE" &&
                     place.substr(place.rfind(':') + 1) == std::to_string(inode);
  return is_it ? std::optional(process) : std::nullopt;
}

WallTime TimeOf(const struct timespec& time) {
  return WallTime(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

Error Refused(const Holder& holder, std::string cause) {
  return Error("cancel_refused",
               "process " + std::to_string(holder.process) + " could not be told to stop")
      .Operation("cancel run")
      .Resource("process " + std::to_string(holder.process))
      .Cause(std::move(cause));
}

Error Refused(const Holder& holder, int system_error) {
  return Refused(holder, std::generic_category().message(system_error));
}

// A process by a number that the system cannot give to another one meanwhile.
class Process {
 public:
  explicit Process(pid_t process) : fd_(static_cast<int>(::syscall(SYS_pidfd_open, process, 0))) {}
  ~Process() {
    if (fd_ >= 0) ::close(fd_);
  }
  Process(const Process&) = delete;

  bool is_open() const { return fd_ >= 0; }
  bool Interrupt() const { return ::syscall(SYS_pidfd_send_signal, fd_, SIGINT, nullptr, 0) == 0; }

 private:
  int fd_;
};

// The name of the program that it runs, without its folder.
fs::path ProgramOf(const std::string& process, std::error_code& failed) {
  return fs::read_symlink("/proc/" + process + "/exe", failed).filename();
}

Status IsOurs(const Holder& holder) {
  std::error_code failed;
  const fs::path program = ProgramOf(std::to_string(holder.process), failed);
  if (failed == std::errc::no_such_file_or_directory) return Ok();
  if (failed) return Refused(holder, failed.message());
  if (program == ProgramOf("self", failed) || program == "dashflow") return Ok();
  return Refused(holder, "it holds the store, but is " + program.string());
}

}  // namespace

Hold HoldOf(const std::string& store_url) {
  const auto lock = StoreLock(store_url);
  std::ifstream locks("/proc/locks");
  if (!lock || !locks) return {};
  struct stat facts {};
  Hold hold{.is_known = true, .holder = std::nullopt};
  if (::stat(lock->c_str(), &facts) != 0) return hold;
  for (std::string line; !hold.holder && std::getline(locks, line);) {
    if (const auto process = HolderIn(line, facts.st_ino))
      hold.holder = {*process, TimeOf(facts.st_mtim)};
  }
  return hold;
}

bool IsHeldSince(const Hold& hold, WallTime begun) {
  return hold.holder && begun >= hold.holder->since;
}

Status TellToStop(const std::string& store_url, const Holder& holder) {
  const Process process(holder.process);
  if (!process.is_open() && errno == ESRCH) return Ok();
  if (!process.is_open()) return Refused(holder, errno);
  const Hold hold = HoldOf(store_url);
  if (!hold.holder || hold.holder->process != holder.process) return Ok();
  DF_TRY(IsOurs(holder));
  if (process.Interrupt() || errno == ESRCH) return Ok();
  return Refused(holder, errno);
}

}  // namespace dashflow::cli
