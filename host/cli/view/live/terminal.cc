// SPDX-License-Identifier: Apache-2.0
#include "host/cli/view/live/terminal.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>

namespace dashflow::cli {
namespace {

constexpr std::string_view kHideCursor = "\x1b[?25l";
// Colours, the cursor, and an open frame.
constexpr std::string_view kRestore = "\x1b[?2026l\x1b[?25h";

// Signals whose action ends the process. SIGINT and SIGTERM have an InterruptWatch.
constexpr std::array kDeadly = {SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// A signal handler gets nothing but the number of its signal.
std::atomic<int> drawn_on{-1};
std::atomic<bool> was_away{false};
std::array<struct sigaction, kDeadly.size()> deadly_before;
struct sigaction stop_before;

void Put(int descriptor, std::string_view bytes) noexcept {
  [[maybe_unused]] const auto written = ::write(descriptor, bytes.data(), bytes.size());
}

// Puts back what was there and lets that end the process: a fault happens again, and a signal that
// somebody sent is sent again.
void Die(int signal) {
  const int error = errno;
  RestoreTerminal();
  for (std::size_t i = 0; i < kDeadly.size(); ++i) {
    if (kDeadly[i] == signal) ::sigaction(signal, &deadly_before[i], nullptr);
  }
  ::raise(signal);
  errno = error;
}

void Stop(int signal);

struct sigaction Action(void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  ::sigemptyset(&action.sa_mask);
  return action;
}

void WatchStop() {
  const struct sigaction action = Action(Stop, static_cast<int>(SA_NODEFER) | SA_RESTART);
  ::sigaction(SIGTSTP, &action, nullptr);
}

// The shell gets its cursor; when the process continues, it draws anew.
void Stop(int signal) {
  const int error = errno;
  RestoreTerminal();
  ::sigaction(signal, &stop_before, nullptr);
  ::raise(signal);
  WatchStop();
  if (const int descriptor = drawn_on.load(); descriptor >= 0) Put(descriptor, kHideCursor);
  was_away.store(true);
  errno = error;
}

void WatchSignals() {
  const struct sigaction die = Action(Die, SA_ONSTACK);
  for (std::size_t i = 0; i < kDeadly.size(); ++i) {
    ::sigaction(kDeadly[i], nullptr, &deadly_before[i]);
    // nohup and its like want a signal to be ignored.
    if (deadly_before[i].sa_handler != SIG_IGN) ::sigaction(kDeadly[i], &die, nullptr);
  }
  ::sigaction(SIGTSTP, nullptr, &stop_before);
  if (stop_before.sa_handler != SIG_IGN) WatchStop();
}

void LeaveSignals() {
  for (std::size_t i = 0; i < kDeadly.size(); ++i)
    ::sigaction(kDeadly[i], &deadly_before[i], nullptr);
  ::sigaction(SIGTSTP, &stop_before, nullptr);
}

ScreenSize SizeOf(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0) return {};
  return {size.ws_col, size.ws_row};
}

// True when the terminal takes more; it may be set to refuse rather than to let writers wait.
bool MayGoOn(int descriptor) {
  if (errno == EINTR) return true;
  pollfd ready{descriptor, POLLOUT, 0};
  return errno == EAGAIN && (::poll(&ready, 1, -1) > 0 || errno == EINTR);
}

}  // namespace

bool CanDrawOn(int descriptor) {
  const char* const kind = std::getenv("TERM");
  if (kind == nullptr || *kind == '\0' || std::string_view(kind) == "dumb") return false;
  const ScreenSize size = SizeOf(descriptor);
  return ::isatty(descriptor) != 0 && size.columns > 1 && size.rows > 1;
}

void RestoreTerminal() noexcept {
  if (const int descriptor = drawn_on.load(); descriptor >= 0) Put(descriptor, kRestore);
}

Terminal::Terminal(int descriptor) : descriptor_(descriptor) {
  was_away.store(false);
  drawn_on.store(descriptor);
  WatchSignals();
  Write(kHideCursor);
}

Terminal::~Terminal() {
  LeaveSignals();
  RestoreTerminal();
  drawn_on.store(-1);
}

ScreenSize Terminal::size() const { return SizeOf(descriptor_); }

bool Terminal::is_ours() const {
  const pid_t group = ::tcgetpgrp(descriptor_);
  return group < 0 || group == ::getpgrp();
}

bool Terminal::WasAway() const { return was_away.exchange(false); }

void Terminal::Write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && !MayGoOn(descriptor_)) return;
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

}  // namespace dashflow::cli
