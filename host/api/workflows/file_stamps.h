// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/graph/definition.h"

namespace dashflow::api {

// The files that a definition was read from, and how they were: whether reading them again would
// give something else. [any-thread]
class FileStamps {
 public:
  FileStamps() = default;
  explicit FileStamps(const graph::Definition& definition) { Add(definition); }
  // Of a file that could not be read.
  explicit FileStamps(const std::string& file) : stamps_{StampOf(file)} {}

  // Without any file: no.
  bool AreCurrent() const;

 private:
  struct Stamp {
    std::string file;
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  static Stamp StampOf(std::string file);
  void Add(const graph::Definition& definition);

  std::vector<Stamp> stamps_;
};

}  // namespace dashflow::api
