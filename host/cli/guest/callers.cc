// SPDX-License-Identifier: Apache-2.0
#include "host/cli/guest/callers.h"

#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include "host/cli/command/command.h"
#include "host/cli/last_resort.h"
#include "host/cli/session.h"
#include "host/cli/store_file.h"
#include "host/control/socket_file.h"

namespace dashflow::cli {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File Open(Descriptor& descriptor, const char* mode) {
  File file(::fdopen(descriptor.number(), mode));
  if (file) descriptor.Release();
  return file;
}

// What the caller is asked to end by.
class CallInterrupts final : public Interrupts {
 public:
  explicit CallInterrupts(control::Call& call) : call_(call) {}
  ~CallInterrupts() override { call_.Watch({}); }
  CallInterrupts(const CallInterrupts&) = delete;
  CallInterrupts& operator=(const CallInterrupts&) = delete;

  void OnFirst(Callback callback) override { call_.Watch(std::move(callback)); }

 private:
  control::Call& call_;
};

Command Parse(const std::vector<std::string>& words) {
  std::vector<const char*> argv{"dashflow"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  return ParseCommandLine(static_cast<int>(argv.size()), argv.data());
}

// The caller has parsed the same words with the same program, and found that they write.
int RunForCaller(Session& host, control::Call& call) {
  const Command command = Parse(call.request().arguments);
  auto& [input, output, errors] = call.streams();
  const File in = Open(input, "r");
  const File out = Open(output, "w");
  const File err = Open(errors, "w");
  const bool may_run = command.run && command.writing != Writing::kNothing && in && out && err;
  if (!may_run) return static_cast<int>(Exit::kUsage);
  const Console console(command.globals, {in.get(), out.get(), err.get(), false});
  CallInterrupts interrupts(call);
  Session session(command.globals, console, interrupts, host, call.request().folder);
  return static_cast<int>(RunToLastResort(console, [&] { return command.run(session); }));
}

}  // namespace

std::unique_ptr<control::Listener> ListenForCallers(Session& session) {
  const auto place = StorePlace(session.store_url());
  if (!place) return nullptr;
  auto listener = control::Listener::Open(
      control::SocketOf(*place), DASHFLOW_VERSION,
      [&session](control::Call& call) { return RunForCaller(session, call); });
  if (listener.has_value()) return std::move(listener).value();
  session.console().Warn(listener.error());
  return nullptr;
}

}  // namespace dashflow::cli
