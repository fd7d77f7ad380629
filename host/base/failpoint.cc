// SPDX-License-Identifier: Apache-2.0
#include "host/base/failpoint.h"

#ifdef DASHFLOW_FAILPOINTS

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <string>

extern "C" {
extern const char __start_dashflow_failpoints[];
extern const char __stop_dashflow_failpoints[];
}

namespace dashflow {
namespace {

struct Armed {
  std::string name;
  long pass = 1;
};

Armed ReadArmed() {
  const char* text = std::getenv("DASHFLOW_FAILPOINT");
  if (text == nullptr) return {};
  const std::string_view spec(text);
  const auto equals = spec.find("=kill");
  if (equals == std::string_view::npos) return {};
  const auto at = spec.find('@', equals);
  const long pass = at == std::string_view::npos ? 1 : std::atol(spec.substr(at + 1).data());
  return {std::string(spec.substr(0, equals)), pass};
}

void LogOnce(std::string_view name) {
  static const char* file = std::getenv("DASHFLOW_FAILPOINT_LOG");
  if (file == nullptr) return;
  static std::mutex mutex;
  static std::set<std::string_view> seen;
  const std::lock_guard lock(mutex);
  if (!seen.insert(name).second) return;
  const int fd = ::open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  const std::string line = std::string(name) + "\n";
  [[maybe_unused]] const auto written = ::write(fd, line.data(), line.size());
  ::close(fd);
}

}  // namespace

void PassFailpoint(std::string_view name) noexcept {
  static const Armed armed = ReadArmed();
  static std::atomic<long> passes{0};
  LogOnce(name);
  if (armed.name == name && ++passes == armed.pass) ::kill(::getpid(), SIGKILL);
}

std::vector<std::string_view> ListFailpoints() {
  std::vector<std::string_view> names;
  for (const char* at = __start_dashflow_failpoints; at < __stop_dashflow_failpoints;) {
    const std::string_view name(at);
    if (!name.empty()) names.push_back(name);
    at += name.size() + 1;
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace dashflow

#endif
