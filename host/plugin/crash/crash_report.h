// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/base/death_mark.h"

namespace dashflow::plugin {

// Makes a fatal signal (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) write one line to stderr, which
// names the plugin, the node type and the OS thread, before the process ends as it would have
// without. Called once, by main.cc, before other threads.
void InstallCrashReport();

// From now on such a signal is noted there, too; null = nowhere any more. [any-thread]
void MarkCrashesIn(DeathMark* mark);

}  // namespace dashflow::plugin
