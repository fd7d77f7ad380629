// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <dashflow/plugin.hpp>
#include <string>
#include <string_view>

namespace sdk = dashflow::sdk;

namespace {

// Appends a line in one write, so that neither a kill nor another process can tear it.
void AppendLine(const std::string& path, const std::string& line) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0)
    throw sdk::Error(sdk::Category::kTransient, "ledger", "The ledger cannot be opened.");
  const bool written = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  ::close(file);
  if (!written) throw sdk::Error(sdk::Category::kTransient, "ledger", "The ledger takes no line.");
}

bool IsAskedFor(const char* variable, std::string_view what) {
  const char* wanted = std::getenv(variable);
  return wanted != nullptr && what == wanted;
}

// Something that happens outside: a line `thread token key attempt` in a ledger. The token, the
// task and its superstep, becomes a part of the state.
struct Effect : sdk::Node<Effect> {
  static constexpr auto spec =
      sdk::NodeSpec("effect")
          .Doc("Leaves a line in a ledger.")
          .OptionalIn<"item">(sdk::kAny, "Not looked at.")
          .Out<"token">(sdk::kString, "The task and its superstep.")
          .Config(
              R"({"type":"object","additionalProperties":false,"required":["ledger"],"properties":{
          "ledger":{"type":"string","description":"the file"},
          "ms":{"type":"integer","default":0,"description":"how long it takes"},
          "bytes":{"type":"integer","default":0,"description":"how much longer the token is"}}})")
          .Blocking();

  explicit Effect(const sdk::Config& config)
      : ledger_(config.Get<std::string>("ledger")),
        ms_(config.Get<std::int64_t>("ms")),
        bytes_(config.Get<std::uint32_t>("bytes")) {}

  // DASHFLOW_CHAOS_KILL=<token> kills the host when the line is there and the result is not.
  void Run(Call& call) const {
    const std::string token = std::string(call.task()) + "@" + std::to_string(call.step());
    call.Sleep(std::chrono::milliseconds(ms_));
    AppendLine(ledger_, std::string(call.thread()) + " " + token + " " +
                            std::string(call.idempotency_key()) + " " +
                            std::to_string(call.attempt()) + "\n");
    if (IsAskedFor("DASHFLOW_CHAOS_KILL", token)) ::kill(::getpid(), SIGKILL);
    call.Out<"token">(token + std::string(bytes_, '.'));
  }

 private:
  std::string ledger_;
  std::int64_t ms_;
  std::uint32_t bytes_;
};

}  // namespace

DASHFLOW_PLUGIN("chaos", "1.0.0", "Nodes whose effects are counted outside.", Effect);
