// SPDX-License-Identifier: Apache-2.0
#include "host/cli/guest/callers.h"

#include <cstdio>
#include <mutex>
#include <string>

#include "host/cli/guest/call_interrupts.h"
#include "host/cli/guest/guest.h"
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

// The caller has parsed the same words with the same program, and found that they write.
int RunForCaller(Session& host, control::Call& call) {
  auto& [input, output, errors] = call.streams();
  const File in = Open(input, "r");
  const File out = Open(output, "w");
  const File err = Open(errors, "w");
  if (!in || !out || !err) return static_cast<int>(Exit::kUsage);
  const ConsoleStreams streams{in.get(), out.get(), err.get(), false};
  const Command command = ParseWords(call.request().arguments, streams);
  if (!command.run || command.writing == Writing::kNothing) return static_cast<int>(Exit::kUsage);
  CallInterrupts interrupts(call);
  return static_cast<int>(RunGuest(host, command, streams, interrupts, call.request().folder));
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
