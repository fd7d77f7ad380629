// SPDX-License-Identifier: Apache-2.0
#include "host/cli/serve/reload/hang_ups.h"

#include <semaphore.h>
#include <signal.h>

#include <cerrno>
#include <utility>

namespace dashflow::cli {
namespace {

sem_t g_hung_up;

void Note(int) {
  const int before = errno;
  ::sem_post(&g_hung_up);
  errno = before;
}

bool IsIgnored() {
  struct sigaction now {};
  return ::sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void Handle(void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGHUP, &action, nullptr);
}

}  // namespace

HangUps::HangUps(std::function<void()> call) : call_(std::move(call)) {
  ::sem_init(&g_hung_up, 0, 0);
  if (!IsIgnored()) Handle(Note);
  thread_ = std::thread([this] { Watch(); });
}

HangUps::~HangUps() {
  if (!IsIgnored()) Handle(SIG_DFL);
  over_.store(true);
  ::sem_post(&g_hung_up);
  thread_.join();
}

void HangUps::Watch() {
  for (;;) {
    while (::sem_wait(&g_hung_up) != 0) continue;
    while (::sem_trywait(&g_hung_up) == 0) continue;
    if (over_.load()) return;
    call_();
  }
}

}  // namespace dashflow::cli
