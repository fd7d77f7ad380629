// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dashflow::file {

// A file by its descriptor. Throws std::system_error with an errno. [any-thread] for Read; one
// thread at a time for the rest.
class JournalFile {
 public:
  enum class Mode : std::uint8_t { kRead, kWrite, kCreate };

  JournalFile(const std::string& path, Mode mode);
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  std::uint64_t size() const;
  // Whether `path` is still this file.
  bool IsAt(const std::string& path) const;
  // Fewer bytes than asked for only at the end of the file.
  std::string Read(std::uint64_t offset, std::uint64_t size) const;
  void Write(std::uint64_t offset, std::string_view bytes) const;
  void Sync() const;
  void Truncate(std::uint64_t size) const;

 private:
  int fd_;
};

}  // namespace dashflow::file
