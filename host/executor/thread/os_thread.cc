// SPDX-License-Identifier: Apache-2.0
#include "host/executor/thread/os_thread.h"

#include <string>
#include <system_error>

namespace dashflow::executor {

Result<pthread_t> StartThread(const ThreadSpec& spec, void* (*entry)(void*), void* argument) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, spec.stack);
  pthread_t thread{};
  const int failure = pthread_create(&thread, &attributes, entry, argument);
  pthread_attr_destroy(&attributes);
  if (failure == 0) {
    pthread_setname_np(thread, spec.name);
    return thread;
  }
  return Error("internal", std::string("cannot start the thread ") + spec.name)
      .Operation("start a thread")
      .Resource(spec.name)
      .Cause(std::generic_category().message(failure))
      .Fix("raise the limit of threads (ulimit -u, TasksMax of the service) or free memory");
}

void JoinThread(pthread_t thread) { pthread_join(thread, nullptr); }

}  // namespace dashflow::executor
