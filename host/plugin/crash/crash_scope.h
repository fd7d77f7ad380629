// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dashflow::plugin {

// What this thread is doing inside a plugin, for the report of a crash: "plugin 'text', node type
// 'text.list'". Null = it is in no plugin. Read by a signal handler of the same thread.
extern constinit thread_local const char* crash_note;
extern constinit thread_local bool crash_thread_ready;

// Gives this thread a stack of its own for the handler, so that a stack overflow is reported too.
// Does nothing before InstallCrashReport.
void PrepareThreadForCrash() noexcept;

// Stands around each call into a plugin. Costs two writes.
class CrashScope {
 public:
  // `note` outlives the scope. Null: a plugin has called back into the host.
  explicit CrashScope(const char* note) noexcept : before_(crash_note) {
    if (!crash_thread_ready) [[unlikely]]
      PrepareThreadForCrash();
    crash_note = note;
  }
  CrashScope(const CrashScope&) = delete;
  CrashScope& operator=(const CrashScope&) = delete;
  ~CrashScope() { crash_note = before_; }

 private:
  const char* before_;
};

}  // namespace dashflow::plugin
