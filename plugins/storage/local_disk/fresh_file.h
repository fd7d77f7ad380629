// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace dashflow::local_disk {

// A file that is to have its name only when it is complete: an empty one beside it (0600), which is
// filled by that name, and is gone again unless Finish() was called. Only one process at a time
// fills the same.
class FreshFile {
 public:
  enum class Place : std::uint8_t {
    kFree,   // nothing may be there: file_exists
    kTaken,  // what is there is replaced
  };

  // Throws StoreError: file_exists, file_not_found for a folder that is not there, and those of
  // WriteFailure.
  FreshFile(std::string path, Place place);
  ~FreshFile();
  FreshFile(const FreshFile&) = delete;
  FreshFile& operator=(const FreshFile&) = delete;

  const std::string& unfinished() const { return unfinished_; }
  // Syncs it and gives it its name; its folder is synced, too. Throws as the constructor.
  void Finish();

 private:
  void TakeName() const;

  const std::string path_;
  const Place place_;
  const std::string unfinished_;
  int fd_ = -1;
  bool is_finished_ = false;
};

// `path` if nothing is there, else the first of path-2, path-3, … that is free.
std::string FreeName(const std::string& path);

// Gives the file a second name, so that it outlives what takes its first one. Throws StoreError.
void KeepAs(const std::string& path, const std::string& name);

}  // namespace dashflow::local_disk
