// SPDX-License-Identifier: Apache-2.0
#include "host/control/holder_call.h"

#include <utility>

#include "host/control/frame.h"
#include "host/control/peer.h"
#include "host/control/socket_file.h"

namespace dashflow::control {
namespace {

Error Failed(std::string_view code, pid_t holder, std::string cause) {
  const std::string process = "process " + std::to_string(holder);
  const std::string what = code == "holder_lost" ? " ended while it ran the command"
                                                 : " holds the store and does not run the command";
  return Error(code, process + what)
      .Operation("hand over a command")
      .Resource(process)
      .Cause(std::move(cause));
}

}  // namespace

Result<std::optional<HolderCall>> HolderCall::To(const std::filesystem::path& path) {
  Descriptor connection = ConnectTo(path);
  if (!connection.is_open()) return std::optional<HolderCall>();
  const auto peer = PeerOf(connection.number());
  if (!IsTrusted(peer))
    return Failed("holder_refused", peer ? peer->process : 0, "it is the process of another user");
  return std::optional(HolderCall(std::move(connection), peer->process));
}

Status HolderCall::Begin(const Request& request, const std::array<int, 3>& streams) const {
  if (SendFrame(connection_.number(), RequestFrame(request), &streams)) return Ok();
  return Failed("holder_lost", holder_, "the connection to it was closed");
}

void HolderCall::Signal(int signal) const {
  SendFrame(connection_.number(), Value::EmptyObject().Set("signal", std::int64_t{signal}));
}

Result<int> HolderCall::End() const {
  const auto frame = ReceiveFrame(connection_.number());
  const bool is_answer = frame && frame->is_object();
  const Value* exit = is_answer ? frame->Find("exit") : nullptr;
  if (exit != nullptr && exit->kind() == Kind::kInt) return static_cast<int>(exit->as_int());
  const Value* why = is_answer ? frame->Find("refused") : nullptr;
  if (why != nullptr && why->is_string())
    return Failed("holder_refused", holder_, std::string(why->as_text()));
  return Failed("holder_lost", holder_, "the connection to it was closed without an answer");
}

}  // namespace dashflow::control
