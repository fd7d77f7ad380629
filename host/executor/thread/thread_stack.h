// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dashflow::executor {

// The id by which the system, a crash report and StackOf know the calling thread.
pid_t ThisThread();

// "df-blocking", as ps shows it; empty when there is no such thread.
std::string NameOfThread(pid_t thread);

// Where a thread of this process stands, innermost frame first: "libc.so.6 clock_nanosleep+0x4d",
// or without a name "fixture.so+0x1a2f", which addr2line understands. Empty when it has not
// answered after a second, because it blocks signals, is stuck inside the kernel, or is gone.
// The thread gets a signal, so that a system call that it waits in may return EINTR. One stack at a
// time is taken. [any-thread], but one that may block
std::vector<std::string> StackOf(pid_t thread);

}  // namespace dashflow::executor
