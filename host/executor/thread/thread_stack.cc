// SPDX-License-Identifier: Apache-2.0
#include "host/executor/thread/thread_stack.h"

#include <execinfo.h>
#include <semaphore.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <mutex>

#include "host/executor/thread/frame_name.h"

namespace dashflow::executor {
namespace {

constexpr pid_t kNobody = 0;
constexpr pid_t kAnswering = -1;
constexpr std::size_t kFrames = 48;
constexpr std::size_t kOfHandler = 2;  // the handler, and what the kernel returns to
constexpr time_t kPatience = 1;        // seconds

// A handler has no argument. It outlives an answer that comes late.
struct Question {
  std::atomic<pid_t> asked{kNobody};
  std::array<void*, kFrames> frames;
  std::size_t count;
  sem_t answered;
};
constinit Question question{};

// Lower ones are taken by debuggers and sanitizers now and then.
int AskingSignal() { return SIGRTMIN + 7; }

// backtrace() is safe here once it has been called before: it then neither loads nor locks.
void Answer(int) {
  const int before = errno;
  pid_t self = static_cast<pid_t>(::syscall(SYS_gettid));
  if (question.asked.compare_exchange_strong(self, kAnswering)) {
    question.count = static_cast<std::size_t>(::backtrace(question.frames.data(), kFrames));
    ::sem_post(&question.answered);
  }
  errno = before;
}

void Install() {
  ::sem_init(&question.answered, 0, 0);
  std::array<void*, 1> any{};
  ::backtrace(any.data(), 1);
  struct sigaction action {};
  action.sa_handler = Answer;
  action.sa_flags = SA_RESTART | SA_ONSTACK;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(AskingSignal(), &action, nullptr);
}

void Wait() {
  while (::sem_wait(&question.answered) != 0 && errno == EINTR) continue;
}

bool WaitInTime() {
  timespec until{};
  ::clock_gettime(CLOCK_MONOTONIC, &until);
  until.tv_sec += kPatience;
  int waited = 0;
  do {
    waited = ::sem_clockwait(&question.answered, CLOCK_MONOTONIC, &until);
  } while (waited != 0 && errno == EINTR);
  return waited == 0;
}

// Whether there is an answer. Who has begun to answer is waited for: it ends by itself.
bool Ask(pid_t thread) {
  question.asked.store(thread);
  const bool reached = ::syscall(SYS_tgkill, ::getpid(), thread, AskingSignal()) == 0;
  if (reached && WaitInTime()) return true;
  if (question.asked.compare_exchange_strong(thread, kNobody)) return false;
  Wait();
  return true;
}

std::vector<std::string> Frames() {
  std::vector<std::string> names;
  for (std::size_t i = kOfHandler; i < question.count; ++i)
    names.push_back(FrameName(question.frames[i]));
  return names;
}

}  // namespace

pid_t ThisThread() {
  static thread_local const auto id = static_cast<pid_t>(::syscall(SYS_gettid));
  return id;
}

std::string NameOfThread(pid_t thread) {
  std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/comm");
  std::string name;
  std::getline(file, name);
  return name;
}

std::vector<std::string> StackOf(pid_t thread) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  static const bool installed = (Install(), true);
  if (!installed || !Ask(thread)) return {};
  question.asked.store(kNobody);
  return Frames();
}

}  // namespace dashflow::executor
