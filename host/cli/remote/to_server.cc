// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/to_server.h"

#include <signal.h>

#include <cstdlib>
#include <mutex>
#include <utility>

#include "host/cli/command/command.h"
#include "host/cli/remote/on_host.h"
#include "host/cli/remote/words.h"
#include "host/cli/session.h"
#include "host/cli/store_file.h"
#include "host/http/client/client.h"
#include "host/value/builder.h"
#include "host/value/json.h"
#include "host/value/utf8.h"
#include "host/value/value_iterate.h"

namespace dashflow::cli {
namespace {

constexpr std::string_view kCommands = "/dashflow/commands";

http::Client::Options OptionsFrom(const settings::Settings& settings) {
  const char* const key = std::getenv("DASHFLOW_API_KEY");
  return {.key = key != nullptr ? key : settings.Text("client.api_key"),
          .authorities = settings.Text("client.authorities")};
}

Result<Value> RequestOf(const Session& session, const std::vector<std::string>& words) {
  DF_ASSIGN(const auto sent, WordsForElsewhere(words, session.console().input_path()));
  ArrayBuilder arguments;
  for (const std::string& word : FormOf(session.globals())) arguments.Add(word);
  for (const std::string& word : sent) {
    if (!IsUtf8(word))
      return Error("not_text", "an argument is not UTF-8").Operation("run command on server");
    arguments.Add(word);
  }
  return Value::EmptyObject()
      .Set("version", DASHFLOW_VERSION)
      .Set("arguments", std::move(arguments).Build());
}

// A command under way on a host.
class Followed {
 public:
  Followed(Session& session, const http::Client& client) : session_(session), client_(client) {
    session_.interrupts().OnFirst([this](int signal) { Pass(signal); });
  }
  ~Followed() { session_.interrupts().OnFirst({}); }
  Followed(const Followed&) = delete;

  // Its exit status.
  Result<int> Run(const Value& request) {
    DF_TRY(client_.Follow(http::Method::kPost, kCommands, request,
                          [this](std::string_view line) { return Take(line); }));
    if (exit_) return *exit_;
    return Error("server_strange", "the server did not say how the command ended")
        .Operation("run command on server")
        .Resource(client_.address().text);
  }

 private:
  bool Take(std::string_view line) {
    const auto told = ParseJson(line);
    if (told.has_error() || !told->is_object()) return false;
    const Console& console = session_.console();
    told->ForEachMember([&](const Value& name, const Value& value) {
      const std::string_view what = name.as_text();
      if (what == "exit" && value.kind() == Kind::kInt) exit_ = static_cast<int>(value.as_int());
      if (!value.is_string()) return;
      if (what == "out") console.PassOn(value.as_text());
      if (what == "err") console.PassOnAside(value.as_text());
      if (what == "call") Begun(std::string(value.as_text()));
    });
    return !exit_;
  }

  void Begun(std::string call) {
    const std::lock_guard lock(mutex_);
    call_ = std::move(call);
    if (signal_ != 0) Send(signal_);
  }

  void Pass(int signal) {
    const std::lock_guard lock(mutex_);
    signal_ = signal;
    if (!call_.empty()) Send(signal);
  }

  // A host that cannot be told is seen to be gone by who reads.
  void Send(int signal) {
    const std::string path = std::string(kCommands) + "/" + call_ + "/signals";
    const std::string_view name = signal == SIGINT ? "interrupt" : "terminate";
    std::ignore = client_.Ask(http::Method::kPost, path, Value::EmptyObject().Set("signal", name));
  }

  Session& session_;
  const http::Client& client_;
  std::optional<int> exit_;
  std::mutex mutex_;  // of what follows
  std::string call_;
  int signal_ = 0;
};

Result<int> RunAt(const std::string& server, Session& session,
                  const std::vector<std::string>& words) {
  DF_ASSIGN(auto address, http::ParseServerAddress(server));
  const http::Client client(std::move(address), OptionsFrom(session.settings_report().settings));
  DF_ASSIGN(const Value request, RequestOf(session, words));
  return Followed(session, client).Run(request);
}

// Empty = none.
std::string ServerFor(const Command& command, const Session& session) {
  const settings::Settings& settings = session.settings_report().settings;
  if (!session.globals().server.empty()) return session.globals().server;
  std::string server = settings.Text("client.server");
  if (!server.empty() || !command.needs_host || StorePlace(session.store_url())) return server;
  const std::string socket = settings.Text("server.socket");
  return socket.empty() ? socket : "unix:" + socket;
}

}  // namespace

std::optional<Exit> RunOnServer(const Command& command, Session& session,
                                const std::vector<std::string>& words) {
  const std::string server = ServerFor(command, session);
  if (server.empty()) return std::nullopt;
  if (!RunsOnHost(command.name)) {
    if (session.globals().server.empty()) return std::nullopt;
    return session.console().Fail(NotOnHost(command.name));
  }
  const auto exit = RunAt(server, session, words);
  return exit.has_error() ? session.console().Fail(exit.error()) : static_cast<Exit>(*exit);
}

}  // namespace dashflow::cli
