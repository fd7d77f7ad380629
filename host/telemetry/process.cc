// SPDX-License-Identifier: Apache-2.0
#include "host/telemetry/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace dashflow::telemetry {
namespace {

// The fields of /proc/self/stat behind the command's name, which may hold anything.
std::vector<std::string> StatFields() {
  std::ifstream file("/proc/self/stat");
  std::string text;
  std::getline(file, text);
  const std::size_t end = text.rfind(')');
  if (end == std::string::npos) return {};
  std::istringstream rest(text.substr(end + 1));
  std::vector<std::string> fields;
  for (std::string field; rest >> field;) fields.push_back(field);
  return fields;
}

// By its number in proc(5); 0 where there is none.
double StatField(std::size_t number) {
  const auto fields = StatFields();
  return number - 3 < fields.size() ? std::stod(fields[number - 3]) : 0;
}

double TicksPerSecond() { return static_cast<double>(::sysconf(_SC_CLK_TCK)); }

double CpuSeconds() { return (StatField(14) + StatField(15)) / TicksPerSecond(); }
double Threads() { return StatField(20); }
double VirtualBytes() { return StatField(23); }
double ResidentBytes() { return StatField(24) * static_cast<double>(::sysconf(_SC_PAGESIZE)); }

double BootTime() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double seconds = 0;
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

double StartTime() { return BootTime() + StatField(22) / TicksPerSecond(); }

double OpenDescriptors() {
  std::error_code problem;
  double count = -1;  // the one that reads the folder
  for (auto at = std::filesystem::directory_iterator("/proc/self/fd", problem);
       !problem && at != std::filesystem::directory_iterator(); at.increment(problem))
    ++count;
  return count;
}

double MostDescriptors() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<double>(limit.rlim_cur);
}

Collect One(double (*read)()) {
  return [read] { return std::vector<Sample>{{.labels = {}, .value = read()}}; };
}

}  // namespace

void AddProcess(Registry& registry, std::string_view version) {
  registry.Collected("process_cpu_seconds_total", "Processor time used, in seconds",
                     One(&CpuSeconds));
  registry.Collected("process_resident_memory_bytes", "Memory in use", One(&ResidentBytes));
  registry.Collected("process_virtual_memory_bytes", "Address space in use", One(&VirtualBytes));
  registry.Collected("process_threads", "Threads", One(&Threads));
  registry.Collected("process_open_fds", "Open file descriptors", One(&OpenDescriptors));
  registry.Collected("process_max_fds", "File descriptors that it may open", One(&MostDescriptors));
  registry.Collected("process_start_time_seconds", "When it began, in Unix time", One(&StartTime));
  registry.Gauges("dashflow_build_info", "Which build it is; always 1", {"version"})
      .With({std::string(version)})
      .Set(1);
}

}  // namespace dashflow::telemetry
