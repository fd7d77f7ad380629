// SPDX-License-Identifier: Apache-2.0
#include "host/cli/guest/hand_over.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>

#include "host/base/shown_address.h"
#include "host/cli/remote/words.h"
#include "host/cli/session.h"
#include "host/cli/store_file.h"
#include "host/control/socket_file.h"

namespace dashflow::cli {
namespace {

using control::HolderCall;

Result<std::optional<HolderCall>> CallHolder(const Session& session) {
  const auto place = StorePlace(session.store_url());
  if (!place || session.is_guest() || session.holds_store()) return std::optional<HolderCall>();
  return HolderCall::To(control::SocketOf(*place));
}

control::Request RequestOf(const Session& session, std::vector<std::string> words) {
  std::vector<std::string> all = FormOf(session.globals());
  std::ranges::move(words, std::back_inserter(all));
  std::error_code ignored;
  return {DASHFLOW_VERSION, std::filesystem::current_path(ignored).string(), std::move(all)};
}

Result<int> Run(Session& session, const HolderCall& call, std::vector<std::string> words) {
  constexpr std::array<int, 3> kOwn{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
  DF_TRY(call.Begin(RequestOf(session, std::move(words)), kOwn));
  session.interrupts().OnFirst([&call](int signal) { call.Signal(signal); });
  auto exit = call.End();
  session.interrupts().OnFirst({});
  return exit;
}

}  // namespace

std::optional<Exit> HandOver(Session& session, std::vector<std::string> words) {
  const auto call = CallHolder(session);
  if (call.has_error()) return session.console().Fail(call.error());
  if (!call.value()) return std::nullopt;
  session.console().Say("store: " + ShownAddress(session.store_url()) + ", held by process " +
                        std::to_string(call.value()->holder()) + ", which runs the command");
  const auto exit = Run(session, *call.value(), std::move(words));
  return exit.has_error() ? session.console().Fail(exit.error()) : static_cast<Exit>(*exit);
}

Result<std::optional<HolderCall>> TellHolder(const Session& session,
                                             std::vector<std::string> words) {
  DF_ASSIGN(auto call, CallHolder(session));
  if (!call) return call;
  const Descriptor nothing(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const int null = nothing.number();
  DF_TRY(call->Begin(RequestOf(session, std::move(words)), {null, null, null}));
  return call;
}

}  // namespace dashflow::cli
