// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/crash/crash_report.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>

#include "host/plugin/crash/crash_line.h"
#include "host/plugin/crash/crash_scope.h"

namespace dashflow::plugin {

constinit thread_local const char* crash_note = nullptr;
constinit thread_local bool crash_thread_ready = false;

namespace {

constexpr std::array kFatalSignals = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr std::size_t kStackBytes = std::size_t{64} * 1024;

std::atomic<bool> is_installed{false};
std::atomic<DeathMark*> crash_mark{nullptr};

// Everything here is async-signal-safe.
void Mark(int signal) {
  DeathMark* const mark = crash_mark.load();
  if (mark == nullptr) return;
  mark->thread.store(static_cast<std::int32_t>(::syscall(SYS_gettid)));
  mark->in_plugin.store(crash_note != nullptr ? 1 : 0);
  mark->signal.store(signal);
}

void Report(int signal) {
  Mark(signal);
  std::array<char, 16> thread_name{};
  ::prctl(PR_GET_NAME, thread_name.data());
  CrashLine line;
  line.Add("error[").Add("crashed").Add("]: ").Add(SignalName(signal)).Add(" in ");
  line.Add(crash_note == nullptr ? "the host (no plugin was running)" : crash_note);
  line.Add(", OS thread ").Add(::syscall(SYS_gettid)).Add(" '").Add(thread_name.data());
  line.Add("'; the process ends, `dashflow resume` continues its runs\n");
  line.WriteTo(STDERR_FILENO);
  // SA_RESETHAND has put the default action back; it is taken when this handler returns.
  ::raise(signal);
}

// The handler's stack of one thread, given back when the thread ends.
class AlternateStack {
 public:
  AlternateStack() {
    stack_t present{};
    // A sanitizer may have given the thread one, which it will take back itself.
    if (::sigaltstack(nullptr, &present) != 0 || (present.ss_flags & SS_DISABLE) == 0) return;
    memory_ =
        ::mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) return;
    const stack_t stack{.ss_sp = memory_, .ss_flags = 0, .ss_size = kStackBytes};
    ::sigaltstack(&stack, nullptr);
  }
  AlternateStack(const AlternateStack&) = delete;
  AlternateStack& operator=(const AlternateStack&) = delete;
  ~AlternateStack() {
    if (memory_ == MAP_FAILED) return;
    const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    ::sigaltstack(&none, nullptr);
    ::munmap(memory_, kStackBytes);
  }

 private:
  void* memory_ = MAP_FAILED;
};

}  // namespace

void PrepareThreadForCrash() noexcept {
  if (!is_installed.load(std::memory_order_relaxed)) return;
  crash_thread_ready = true;
  static thread_local const AlternateStack stack;
}

void MarkCrashesIn(DeathMark* mark) { crash_mark.store(mark); }

void InstallCrashReport() {
  is_installed.store(true, std::memory_order_relaxed);
  PrepareThreadForCrash();
  struct sigaction action {};
  action.sa_handler = Report;
  action.sa_flags = SA_ONSTACK | static_cast<int>(SA_RESETHAND);
  ::sigemptyset(&action.sa_mask);
  for (const int signal : kFatalSignals) ::sigaction(signal, &action, nullptr);
}

}  // namespace dashflow::plugin
