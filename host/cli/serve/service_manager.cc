// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/service_manager.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace dashflow::cli {
namespace {

constexpr int kFirstPassed = 3;
constexpr std::int64_t kMostPassed = 64;

std::string Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// 0 = none, or no number.
std::int64_t Number(const std::string& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

// Whether a variable that names a process means this one; it need not be there.
bool IsForUs(const char* name) {
  const std::string text = Variable(name);
  return text.empty() || Number(text) == ::getpid();
}

std::chrono::microseconds WatchdogOfProcess() {
  if (!IsForUs("WATCHDOG_PID")) return {};
  return std::chrono::microseconds(std::max<std::int64_t>(0, Number(Variable("WATCHDOG_USEC"))));
}

}  // namespace

ServiceManager::ServiceManager() : ServiceManager(Variable("NOTIFY_SOCKET"), WatchdogOfProcess()) {}

ServiceManager::ServiceManager(std::string address, std::chrono::microseconds watchdog)
    : address_(std::move(address)), watchdog_(watchdog) {
  // What it starts itself does not speak for it.
  ::unsetenv("NOTIFY_SOCKET");
}

void ServiceManager::Ready(std::string_view status) const {
  Tell("READY=1\nSTATUS=" + std::string(status));
}

void ServiceManager::Stopping(std::string_view status) const {
  Tell("STOPPING=1\nSTATUS=" + std::string(status));
}

void ServiceManager::Alive() const { Tell("WATCHDOG=1", MSG_DONTWAIT); }

void ServiceManager::Tell(const std::string& text, int flags) const {
  sockaddr_un address{};
  if (address_.empty() || address_.size() >= sizeof address.sun_path) return;
  address.sun_family = AF_UNIX;
  std::ranges::copy(address_, address.sun_path);
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
  ::sendto(socket.number(), text.data(), text.size(), MSG_NOSIGNAL | flags,
           reinterpret_cast<const sockaddr*>(&address), size);
}

std::vector<Descriptor> PassedSockets() {
  std::vector<Descriptor> sockets;
  const std::int64_t count = IsForUs("LISTEN_PID") ? Number(Variable("LISTEN_FDS")) : 0;
  for (int i = 0; i < std::min(count, kMostPassed); ++i) {
    ::fcntl(kFirstPassed + i, F_SETFD, FD_CLOEXEC);
    sockets.emplace_back(kFirstPassed + i);
  }
  for (const char* name : {"LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"}) ::unsetenv(name);
  return sockets;
}

}  // namespace dashflow::cli
