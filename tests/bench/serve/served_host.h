// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"

namespace dashflow::bench {

// `dashflow serve` as a process of its own, at a free port, until the object goes. It serves one
// workflow by the name `flow`.
class ServedHost {
 public:
  struct Options {
    std::string workflow;         // YAML
    bool is_durable = false;      // SQLite with FULL, else memory
    std::string more_settings{};  // YAML, at the top level
  };
  explicit ServedHost(const Options& options);
  ~ServedHost();
  ServedHost(const ServedHost&) = delete;
  ServedHost& operator=(const ServedHost&) = delete;

  std::uint16_t port() const { return port_; }
  // From the start of the process to the first 200 of /readyz.
  double started_ms() const { return started_ms_; }
  // Resident memory.
  double Kilobytes() const;

 private:
  using Lines = std::unique_ptr<FILE, int (*)(FILE*)>;

  void Write(const Options& options) const;
  void Spawn(const Options& options, int out);
  std::string LineWith(std::string_view text);

  const sdk::testing::TemporaryFolder folder_;
  Lines said_{nullptr, ::fclose};
  pid_t process_ = 0;
  std::uint16_t port_ = 0;
  double started_ms_ = 0;
};

}  // namespace dashflow::bench
