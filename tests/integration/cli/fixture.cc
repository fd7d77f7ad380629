// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <dashflow/plugin.hpp>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace sdk = dashflow::sdk;

namespace {

struct Crash : sdk::Node<Crash> {
  static constexpr auto spec =
      sdk::NodeSpec("crash")
          .Doc("Ends the process by a wild write.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "signal":{"type":"integer","default":11,"description":"what it raises in place of that"},
          "unless":{"type":"string","default":"","description":"a file; while it is there nothing happens"},
          "after":{"type":"string","default":"","description":"a file; it is waited for first"}}})")
          .Blocking();

  explicit Crash(const sdk::Config& config)
      : signal_(config.Get<std::int32_t>("signal")),
        unless_(config.Get<std::string>("unless")),
        after_(config.Get<std::string>("after")) {}

  void Run(Call& call) const {
    while (!after_.empty() && !std::filesystem::exists(after_))
      call.Sleep(std::chrono::milliseconds(10));
    if (unless_.empty() || !std::filesystem::exists(unless_)) std::raise(signal_);
  }

 private:
  int signal_;
  std::string unless_;
  std::string after_;
};

// Sleeps and does not look at its call.
void SleepDeaf(const std::string& file) {
  while (!std::filesystem::exists(file)) std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

struct Deaf : sdk::Node<Deaf> {
  static constexpr auto spec =
      sdk::NodeSpec("deaf")
          .Doc("Waits for a file in its first attempt, whatever it is told.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "file":{"type":"string","description":"waited for"}}})")
          .Blocking();

  explicit Deaf(const sdk::Config& config) : file_(config.Get<std::string>("file")) {}

  void Run(Call& call) const {
    if (call.attempt() == 1) SleepDeaf(file_);
  }

 private:
  std::string file_;
};

struct Throw : sdk::Node<Throw> {
  static constexpr auto spec = sdk::NodeSpec("throw").Doc("Throws what no SDK knows.").Compute();
  void Run(Call&) const { throw std::runtime_error("it went wrong"); }
};

// A test stops a run where it wants to look at it.
struct Work : sdk::Node<Work> {
  static constexpr auto spec =
      sdk::NodeSpec("work")
          .Doc("Says something, waits for a file, fails.")
          .In<"n">(sdk::kInteger, "Which task it is.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
          "say":{"type":"string","default":"","description":"a line of the log"},
          "warn":{"type":"boolean","default":false,"description":"the line is a warning"},
          "file":{"type":"string","default":"","description":"waited for"},
          "from":{"type":"integer","default":0,"description":"the first task that waits"},
          "fails":{"type":"array","items":{"type":"integer"},"default":[],"description":"tasks that fail"},
          "times":{"type":"integer","default":1,"description":"their attempts that do"},
          "message":{"type":"string","default":"It is busy.","description":"of the failure"}}})")
          .Blocking();

  explicit Work(const sdk::Config& config)
      : say_(config.Get<std::string>("say")),
        level_(config.Get<bool>("warn") ? sdk::LogLevel::kWarning : sdk::LogLevel::kInfo),
        file_(config.Get<std::string>("file")),
        from_(config.Get<std::int64_t>("from")),
        fails_(config.Get<std::vector<std::int64_t>>("fails")),
        times_(config.Get<std::uint32_t>("times")),
        message_(config.Get<std::string>("message")) {}

  void Run(Call& call) const {
    const std::int64_t n = call.In<"n">();
    if (!say_.empty()) call.Log(level_, say_);
    const bool fails = std::find(fails_.begin(), fails_.end(), n) != fails_.end();
    if (fails && call.attempt() <= times_)
      throw sdk::Error(sdk::Category::kTransient, "busy", message_);
    while (n >= from_ && !file_.empty() && !std::filesystem::exists(file_))
      call.Sleep(std::chrono::milliseconds(10));
  }

 private:
  std::string say_;
  sdk::LogLevel level_;
  std::string file_;
  std::int64_t from_;
  std::vector<std::int64_t> fails_;
  std::uint32_t times_;
  std::string message_;
};

}  // namespace

DASHFLOW_PLUGIN("fixture", "1.0.0", "Nodes that misbehave, for tests.", Crash, Deaf, Throw, Work);
