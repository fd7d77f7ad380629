// SPDX-License-Identifier: Apache-2.0
#include "atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <dashflow/plugin.hpp>
#include <filesystem>
#include <system_error>

namespace text {
namespace {

namespace sdk = dashflow::sdk;

sdk::Category CategoryOf(int error) {
  if (error == EACCES || error == EPERM || error == EROFS) return sdk::Category::kUnauthorized;
  return error == ENOSPC || error == EDQUOT ? sdk::Category::kExhausted : sdk::Category::kInternal;
}

[[noreturn]] void Throw(const std::string& path) {
  const int error = errno;
  const sdk::Category category = CategoryOf(error);
  const char* code = category == sdk::Category::kUnauthorized ? "unauthorized"
                     : category == sdk::Category::kExhausted  ? "no_room"
                                                              : "io_error";
  throw sdk::Error(category, code,
                   path + " cannot be written: " + std::generic_category().message(error) + ".");
}

// A file that goes again unless Publish was called.
class Draft {
 public:
  Draft(std::string path, std::string target)
      : path_(std::move(path)),
        target_(std::move(target)),
        fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
    if (fd_ < 0) Throw(target_);
  }
  ~Draft() {
    if (fd_ >= 0) ::close(fd_);
    if (!published_) ::unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;

  void Write(std::string_view content) {
    while (!content.empty()) {
      const ssize_t count = ::write(fd_, content.data(), content.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) Throw(target_);
      content.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void Publish() {
    if (::fsync(fd_) != 0 || std::rename(path_.c_str(), target_.c_str()) != 0) Throw(target_);
    published_ = true;
  }

 private:
  std::string path_;
  std::string target_;
  int fd_;
  bool published_ = false;
};

void SyncFolder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!synced) Throw(folder);
}

}  // namespace

void WriteAtomically(const std::string& path, std::string_view content) {
  const std::string parent = std::filesystem::path(path).parent_path().native();
  const std::string folder = parent.empty() ? "." : parent;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  Draft draft(path + "." + std::to_string(::getpid()) + ".part", path);
  draft.Write(content);
  draft.Publish();
  SyncFolder(folder);
}

}  // namespace text
