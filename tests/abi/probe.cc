// SPDX-License-Identifier: Apache-2.0
// A plugin that does, on demand, each thing that the wrapper promises to handle.
#include <cstdlib>
#include <dashflow/plugin.hpp>
#include <map>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>

namespace sdk = dashflow::sdk;
using namespace std::chrono_literals;

namespace {

using Act = void (*)(const sdk::Call& call);

const std::map<std::string_view, Act> kActs = {
    {"nothing", [](const sdk::Call&) {}},
    {"error",
     [](const sdk::Call&) {
       throw sdk::Error(sdk::Category::kUnauthorized, "no_key", "The key is missing.")
           .Retryable(true)
           .RetryAfter(3s)
           .Details(R"({"key":"x"})");
     }},
    {"bad_alloc", [](const sdk::Call&) { throw std::bad_alloc(); }},
    {"exception", [](const sdk::Call&) { throw std::runtime_error("boom"); }},
    {"number", [](const sdk::Call&) { throw 7; }},
    {"swallow",
     [](const sdk::Call& call) {
       try {
         call.Interrupt("sure?");
       } catch (const std::exception&) {
       }
     }},
    {"ask_twice",
     [](const sdk::Call& call) {
       const auto first = call.Interrupt("one").As<std::int64_t>();
       call.Custom(call.Interrupt("two").As<std::int64_t>() + first);
     }},
    {"suspend", [](const sdk::Call& call) { call.SuspendUntil(sdk::WallClock::now() + 1h); }},
    {"goto",
     [](const sdk::Call& call) {
       call.Goto("there");
       call.GotoInParent("above");
     }},
    {"send",
     [](const sdk::Call& call) {
       call.Send("there", sdk::ObjectBuilder().Set("n", 1).Build());
       call.WriteInParent("sum", 2, sdk::WriteMode::kOverwrite);
     }},
    {"send_scalar", [](const sdk::Call& call) { call.Send("there", 1); }},
    {"token",
     [](const sdk::Call& call) {
       while (!call.Token("a", sdk::ObjectBuilder().Set("i", 0).Build())) call.Sleep(1ms);
     }},
    {"workflow", [](const sdk::Call& call) { call.Custom(call.CallWorkflow("twice", 21)); }},
    {"arena",
     [](const sdk::Call& call) {
       auto* numbers = static_cast<double*>(call.Allocate(sizeof(double) * 100, 64));
       if (reinterpret_cast<std::uintptr_t>(numbers) % 64 != 0) throw std::logic_error("alignment");
       numbers[99] = 1;
     }},
    {"random", [](const sdk::Call& call) { call.Custom(sdk::Random()()); }},
    {"identity",
     [](const sdk::Call& call) {
       call.Custom(sdk::ObjectBuilder()
                       .Set("key", call.idempotency_key())
                       .Set("attempt", call.attempt())
                       .Set("node", call.node())
                       .Set("deadline", call.deadline().has_value())
                       .Build());
     }},
    {"on_cancel",
     [](const sdk::Call& call) {
       bool told = false;
       const sdk::CancelCallback callback = call.OnCancel([&] { told = true; });
       try {
         call.Sleep(1h);
       } catch (const sdk::Error&) {
       }
       call.Custom(told);
     }},
    {"not_utf8", [](const sdk::Call& call) { call.Custom("\xFF"); }},
    {"not_finite", [](const sdk::Call& call) { call.Custom(1e308 * 10); }},
    {"log", [](const sdk::Call& call) { call.Log(sdk::LogLevel::kInfo, "here", sdk::Value()); }},
};

struct Probe : sdk::Node<Probe> {
  static constexpr auto spec = sdk::NodeSpec("act").In<"what">(sdk::kString).Blocking();
  void Run(Call& call) const { kActs.at(call.In<"what">())(call); }
};

struct Channels : sdk::Node<Channels> {
  static constexpr auto spec = sdk::NodeSpec("channels").Open().Inline();
  void Run(Call& call) const {
    const auto read = call.Read("a");
    call.Write("b", sdk::ObjectBuilder().Set("a", read).Set("has", call.Has("b")).Build());
  }
};

struct Evaluate : sdk::Node<Evaluate> {
  static constexpr auto spec = sdk::NodeSpec("evaluate")
                                   .Out<"result">(sdk::kAny)
                                   .Config(R"({"type":"object"})")
                                   .Needs(DF_ID_EXPRESSION);
  explicit Evaluate(const sdk::Config& config) : expression_(config.Get<std::string>("cel")) {}
  void Run(Call& call) const { call.Out<"result">(expression_.Evaluate(call)); }

 private:
  sdk::Expression expression_;
};

struct Picky : sdk::Node<Picky> {
  static constexpr auto spec = sdk::NodeSpec("picky").Config(R"({"type":"object","properties":
      {"size":{"type":"integer","default":5}}})");
  explicit Picky(const sdk::Config& config) {
    if (config.Get<int>("size") > 9) throw sdk::InvalidInput("too_big", "size is at most 9.");
  }
  void Run(Call&) const {}
};

struct Count : sdk::Node<Count> {
  static constexpr auto spec = sdk::NodeSpec("count").Out<"runs">(sdk::kInteger).SerialInstance();
  void Run(Call& call) { call.Out<"runs">(++runs_); }

 private:
  int runs_ = 0;
};

struct Async : sdk::Node<Async> {
  static constexpr auto spec =
      sdk::NodeSpec("async").In<"what">(sdk::kString).Out<"text">(sdk::kString).Async();
  void Run(Call call, sdk::Completion& done) const {
    const std::string what(call.In<"what">());
    if (what == "at_once") return done.Ok();
    if (what == "forget") return Forget(std::move(done));
    if (what == "ask") call.Interrupt("async?");
    std::thread([call, what, done = std::move(done)]() mutable {
      try {
        if (what == "fail") throw sdk::InvalidInput("thread", "From a thread.");
        call.Out<"text">("done");
        done.Ok();
      } catch (...) {
        done.FailWithCurrentException();
      }
    }).detach();
  }

 private:
  static void Forget(sdk::Completion) {}
};

}  // namespace

DASHFLOW_PLUGIN("probe", "1.2.3", "Says \"\\ and\ttab.", Probe, Channels, Evaluate, Picky, Count,
                Async);
