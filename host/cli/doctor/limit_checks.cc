// SPDX-License-Identifier: Apache-2.0
#include "host/cli/doctor/checks.h"

namespace dashflow::cli {
namespace {

// Plugins, stores and nodes that read files hold some each; 1024 is what Linux gives by itself.
constexpr rlim_t kFewFiles = 1024;
constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20;
constexpr std::uint64_t kLittleRoom = 256 * kMebibyte;

std::string LimitText(rlim_t most) {
  return most == RLIM_INFINITY ? "no limit" : "at most " + std::to_string(most);
}

rlim_t SoftLimit(__rlimit_resource_t resource) {
  rlimit limit{};
  return ::getrlimit(resource, &limit) == 0 ? limit.rlim_cur : RLIM_INFINITY;
}

}  // namespace

Finding CheckOpenFiles(rlim_t most) {
  Finding finding = Fine("open files", LimitText(most));
  if (most == RLIM_INFINITY || most >= kFewFiles) return finding;
  finding.health = Health::kWarning;
  finding.fix = "ulimit -n " + std::to_string(kFewFiles) + ", or more";
  return finding;
}

Finding CheckFileSize(rlim_t most) {
  Finding finding = Fine("file size", LimitText(most) + (most == RLIM_INFINITY ? "" : " bytes"));
  if (most == RLIM_INFINITY) return finding;
  finding.health = Health::kWarning;
  finding.fix = "ulimit -f unlimited: a store that may not grow ends its runs";
  return finding;
}

Finding CheckRoom(std::uint64_t free_bytes, const std::string& folder) {
  Finding finding = Fine("disk", std::to_string(free_bytes / kMebibyte) + " MiB free at " + folder);
  if (free_bytes >= kLittleRoom) return finding;
  finding.health = Health::kWarning;
  finding.fix = "free space: runs fail when the store cannot grow";
  return finding;
}

void CheckLimits(Findings& findings) {
  findings.push_back(CheckOpenFiles(SoftLimit(RLIMIT_NOFILE)));
  findings.push_back(CheckFileSize(SoftLimit(RLIMIT_FSIZE)));
}

}  // namespace dashflow::cli
