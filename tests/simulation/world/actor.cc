// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/actor.h"

#include <set>

#include "host/value/json.h"
#include "tests/simulation/world/host.h"

namespace dashflow::simulation {
namespace {

using graph::Call;
using graph::CallText;
using graph::ExecClass;
using graph::Outcome;

enum Slot : std::uint32_t { kProof, kHops, kNumber, kWord, kWords, kMap };

const std::vector<std::string> kInputs{"seen?", "item?"};
const std::vector<std::string> kOutputs{"proof", "hops", "n", "word", "words", "map"};

Outcome Fail(Call& call, std::string_view code, bool retryable) {
  call.Fail(Error(code, "as the seed says").Category(ErrorCategory::kTransient, retryable));
  return Outcome::kFailed;
}

// One call of one node.
class Actor {
 public:
  Actor(World& world, Host& host, std::set<std::string>& napped, ExecClass exec, Call& call)
      : world_(world),
        host_(host),
        napped_(napped),
        exec_(exec),
        call_(call),
        node_(call.Text(CallText::kNode)),
        key_(call.Text(CallText::kIdempotencyKey)),
        act_(world.flow.ActOf(call.Text(CallText::kWorkflow), node_)) {}

  Outcome Play() {
    if (!host_.alive()) return Fail(call_, "host_died", false);
    Begin();
    if (act_.naps && napped_.insert(key_).second) return Nap();
    if (act_.broken) return Fail(call_, "broken", false);
    if (ServiceFails()) return Fail(call_, "flaky", true);
    if (!Ask()) return Outcome::kInterrupted;
    Write();
    Leave();
    return End();
  }

 private:
  void Begin() {
    if (world_.sabotage == Sabotage::kNewKeys && call_.facts().attempt > 1) key_ += "again";
    const Moment at = world_.Note([this] {
      return "host " + std::to_string(host_.number()) + " calls " + node_ + " " +
             std::string(call_.Text(CallText::kTask)) + " key " + key_;
    });
    proof_ = key_ + ":" + std::to_string(at);
    world_.chronicle.executions[proof_] = {key_, node_, host_.number(), at, act_.cached};
  }

  // It serves a task again after so many calls, whatever superstep that is in.
  bool ServiceFails() {
    int& failures = world_.failures[std::string(call_.Text(CallText::kThread)) +
                                    std::string(call_.Text(CallText::kWorkflow)) +
                                    std::string(call_.Text(CallText::kTask))];
    return failures < act_.failures && ++failures > 0;
  }

  Outcome Nap() {
    const auto until = host_.clock().Now() + std::chrono::milliseconds(30);
    if (call_.SuspendUntil(until.time_since_epoch().count()).has_error()) return Outcome::kFailed;
    return Outcome::kSuspended;
  }

  // False: it waits for an answer.
  bool Ask() {
    for (int i = 0; i < act_.asks; ++i) {
      const Value question =
          Value::EmptyObject().Set("node", node_).Set("n", i).Set("seen", seen());
      const Value* const answer = call_.Interrupt(question, {});
      if (answer == nullptr) return false;
      answers_ += ToJson(*answer);
    }
    return true;
  }

  void Write() {
    const std::string material = node_ + ToJson(seen()) + ToJson(item()) + answers_;
    const std::uint64_t chance = Dice(Value(material).Hash()).Roll();
    const std::string word = node_ + "-" + std::to_string(chance % 97);
    const bool forgets = world_.sabotage == Sabotage::kForgottenWrite && world_.dice.Percent(10);
    if (!forgets) call_.Emit(kProof, Value::EmptyArray().Append(proof_));
    call_.Emit(kHops, 1);
    call_.Emit(kNumber, static_cast<std::int64_t>(1 + chance % 7));
    call_.Emit(kWord, word);
    call_.Emit(kWords, Value::EmptyArray().Append(word).Append(node_));
    call_.Emit(kMap, Value::EmptyObject().Set(node_, static_cast<std::int64_t>(chance % 5)));
    choice_ = chance / 97;
  }

  // Where it goes, if it chooses that itself.
  void Leave() {
    if (act_.jumps.empty()) return;
    const std::string& to = act_.jumps[choice_ % act_.jumps.size()];
    Status left = Ok();
    if (to != act_.sends) {
      left = call_.Jump(to, false);
    } else {
      for (std::uint64_t i = 0; i <= choice_ % 3 && left.has_value(); ++i)
        left = call_.Send(to, Value::EmptyObject().Set("item", i), false);
    }
    if (left.has_error()) call_.Fail(left.error());
  }

  Outcome End() {
    if (act_.takes.count() == 0 && exec_ != ExecClass::kAsync) return Outcome::kDone;
    const std::int64_t ns = std::chrono::nanoseconds(act_.takes).count();
    if (exec_ == ExecClass::kAsync) {
      call_.BeginAsync();
      const auto now = world_.executor.clock().Mono().time_since_epoch().count();
      call_.CompleteAt(now + ns, Outcome::kDone);
      return Outcome::kPending;
    }
    if (call_.Sleep(ns)) {
      call_.Fail(Error("cancelled", "asked to leave"));
      return Outcome::kFailed;
    }
    return host_.alive() ? Outcome::kDone : Fail(call_, "host_died", false);
  }

  const Value& seen() const { return call_.facts().inputs[0]; }
  const Value& item() const { return call_.facts().inputs[1]; }

  World& world_;
  Host& host_;
  std::set<std::string>& napped_;
  const ExecClass exec_;
  Call& call_;
  const std::string node_;
  std::string key_;
  const Act& act_;
  std::string proof_;
  std::string answers_;
  std::uint64_t choice_ = 0;
};

Outcome Note(Host& host, Call& call) {
  if (!host.alive()) return Fail(call, "host_died", false);
  call.Emit(0, std::string(call.Text(CallText::kNode)) + " was here");
  return Outcome::kDone;
}

const std::vector<std::string> kPartOutputs{"proof", "hops", "total"};

Outcome CallPart(World& world, Host& host, Call& call) {
  if (!host.alive()) return Fail(call, "host_died", false);
  const Act& act = world.flow.ActOf(call.Text(CallText::kWorkflow), call.Text(CallText::kNode));
  const Value given = Value::EmptyObject().Set("given", call.facts().inputs[0]);
  const auto heard = call.CallWorkflow(act.calls, given);
  if (heard.has_error()) return call.Fail(heard.error()), Outcome::kFailed;
  if (!*heard) return Outcome::kInterrupted;
  for (std::uint32_t slot = 0; slot < kPartOutputs.size(); ++slot)
    if (const Value* told = (*heard)->Find(kPartOutputs[slot])) call.Emit(slot, *told);
  return Outcome::kDone;
}

}  // namespace

void AddActors(testing::LambdaTypes& types, World& world, Host& host) {
  const std::vector<std::pair<std::string, ExecClass>> kinds{{"sim.inline", ExecClass::kInline},
                                                             {"sim.compute", ExecClass::kCompute},
                                                             {"sim.blocking", ExecClass::kBlocking},
                                                             {"sim.async", ExecClass::kAsync}};
  const auto napped = std::make_shared<std::set<std::string>>();
  for (const auto& [name, exec] : kinds) {
    types.Add(name, {.inputs = kInputs, .outputs = kOutputs, .exec = exec},
              [&world, &host, napped, exec = exec](Call& call) {
                return Actor(world, host, *napped, exec, call).Play();
              });
  }
  types.Add("sim.note", {.inputs = {}, .outputs = {"word"}},
            [&host](Call& call) { return Note(host, call); });
  types.Add("sim.call",
            {.inputs = {"given"}, .outputs = kPartOutputs, .exec = ExecClass::kBlocking},
            [&world, &host](Call& call) { return CallPart(world, host, call); });
}

}  // namespace dashflow::simulation
