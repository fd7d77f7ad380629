// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <dashflow/plugin.hpp>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "error_code.h"
#include "outcome.h"

namespace sdk = dashflow::sdk;

namespace {

using cases::Names;
using cases::Part;
using sdk::Kind;
using sdk::Value;
using sdk::ValueView;

// Wraps what is told to the runner, among the events of the case itself.
constexpr std::string_view kStarted = "cases.started";
constexpr std::string_view kRoot = "root";

struct Ops : sdk::Node<Ops> {
  static constexpr auto spec =
      sdk::NodeSpec("ops")
          .Doc("Runs the operations of a node of a case.")
          .OptionalIn<"arg">(sdk::kArray, "What a send gave: one element, the whole input.")
          .OptionalIn<"error">(sdk::kAny, "What an error handler handles.")
          .Config(R"({"type":"object","additionalProperties":false,"properties":{
              "ops":{"type":"array","description":"in their order"},
              "keys":{"type":"object","description":"key that the node sees: the channel that has it"},
              "jumps":{"type":"array","description":"nodes of the graph: a jump to another is none"},
              "inner":{"type":"object","description":"node that is a subgraph: the keys it takes"},
              "root":{"type":"boolean","default":false,"description":"the state is one value"}}})")
          .Blocking()
          .Open()
          .Jumps()
          .Interrupts();

  explicit Ops(const sdk::Config& config)
      : ops_(config["ops"]),
        jumps_(config["jumps"]),
        inner_(config["inner"]),
        root_(config.Get<bool>("root", false)) {
    for (const auto [key, channel] : config["keys"].Members())
      keys_.emplace_back(key, channel.As<std::string>("channel"));
  }

  void Run(Call& call) const {
    Visit visit{*this, call, ++starts_};
    visit.Start();
    for (const ValueView op : ops_->Elements()) visit.Do(op);
    visit.Finish();
  }

 private:
  // One attempt of one task.
  struct Visit {
    const Ops& node;
    Call& call;
    std::int64_t start;  // of the node, in the whole case
    Value input = {};
    Names names = {};
    std::vector<Part> parts = {};
    Value list = {};  // returned

    void Start() {
      input = Input();
      names.state = [this](std::string_view key) {
        return node.root_ ? input.view() : input.view()[key];
      };
      names.has = [this](std::string_view key) { return input->Has(key); };
      Tell(sdk::ObjectBuilder()
               .Set(kStarted, input)
               .Set("step", call.step())
               .Set("task", call.task())
               .Build());
    }

    Value Input() const {
      const std::optional<ValueView> arg = call.In<"arg">();
      if (arg && !arg->is_null()) return Sent((*arg)[std::size_t{0}]);
      if (node.root_) return Value(call.Read(kRoot));
      sdk::ObjectBuilder state;
      for (const auto& [key, channel] : node.keys_) {
        if (call.Has(channel)) state.Set(key, call.Read(channel));
      }
      AddError(state);
      return state.Build();
    }

    Value Sent(ValueView arg) const {
      if (arg.kind() != Kind::kObject) return Value(arg);
      sdk::ObjectBuilder copy;
      for (const auto [key, value] : arg.Members()) copy.Set(key, value);
      AddError(copy);
      return copy.Build();
    }

    void AddError(sdk::ObjectBuilder& state) const {
      const std::optional<ValueView> error = call.In<"error">();
      if (!error || error->is_null()) return;
      state.Set("_err_node", (*error)["node"]).Set("_err", (*error)["message"]);
    }

    void Tell(const Value& event) const {
      while (!call.Custom(event)) call.Sleep(std::chrono::milliseconds(1));
    }

    void Do(ValueView op) {
      if (op.kind() == Kind::kArray) {
        for (const ValueView each : op.Elements()) Do(each);
      } else if (op.Has("sleep")) {
        // That of the reference's nodes does not heed a cancel.
        std::this_thread::sleep_for(
            std::chrono::milliseconds(op["sleep"].As<std::int64_t>("sleep")));
      } else if (op.Has("fail")) {
        Fail(op["fail"]);
      } else if (op.Has("emit")) {
        Tell(Evaluate(op["emit"], names));
      } else if (op.Has("if")) {
        Branch(op["if"]);
      } else {
        DoResult(op);
      }
    }

    void DoResult(ValueView op) {
      if (op.Has("interrupt")) {
        Keep(op, Value(call.Interrupt(Evaluate(op["interrupt"], names))));
      } else if (op.Has("call")) {
        const Value given = Evaluate(op["call"]["input"], names);
        Keep(op, call.CallWorkflow(op["call"]["graph"].As<std::string_view>("graph"), given));
      } else if (op.Has("return")) {
        Return(op["return"]);
      } else if (op.Has("command")) {
        parts.push_back(CommandPart(op["command"], names));
      } else {
        throw sdk::InvalidInput("unknown_op", "This operation is unknown: " + op.ToJson());
      }
    }

    void Keep(ValueView op, const Value& value) {
      const ValueView name = op["as"];
      if (!name.is_null()) names.locals.insert_or_assign(name.As<std::string>("as"), value);
    }

    void Branch(ValueView choice) {
      const Value cond = Evaluate(choice["cond"], names);
      const bool no = cond->is_null() || cond == Value(false) || cond == Value(0) ||
                      (cond->kind() >= Kind::kString && cond->size() == 0);
      const ValueView arm = choice[no ? "else" : "then"];
      if (!arm.is_null()) Do(arm);
    }

    void Fail(ValueView fail) const {
      if (fail.Has("times") && start > fail["times"].As<std::int64_t>("times")) return;
      const bool typed = fail.Has("type");
      const std::string type = typed ? fail["type"].As<std::string>("type") : "ConnectionError";
      throw sdk::Error(cases::CategoryOf(type), cases::CodeOf(type),
                       fail.Has("message") ? fail["message"].As<std::string>("message") : type);
    }

    // The last return counts.
    void Return(ValueView expr) {
      std::erase_if(parts, [](const Part& part) { return !part.is_command; });
      list = {};
      std::vector<Part> returned;
      if (node.root_) {
        returned.emplace_back().updates.push_back(
            {std::string(kRoot), Evaluate(expr, names), cases::IsOverwrite(expr)});
      } else {
        const Value value = Evaluate(expr, names);
        if (value->kind() == Kind::kArray) list = value;
        if (value->kind() != Kind::kArray) returned = cases::ReturnParts(expr, names);
      }
      parts.insert(parts.begin(), returned.begin(), returned.end());
    }

    // A list counts beside commands alone.
    void TakeList() {
      if (list->is_null()) return;
      if (parts.empty()) cases::RefuseResult(list);
      const std::vector<Part> listed = cases::ListParts(list);
      parts.insert(parts.begin(), listed.begin(), listed.end());
    }

    void Finish() {
      TakeList();
      for (const Part& part : parts) {
        for (const cases::Update& update : part.updates) Write(part, update);
        for (const cases::Target& target : part.targets) Go(part, target);
        const bool leaves = part.to_parent && part.updates.empty() && part.targets.empty();
        if (leaves) call.GotoInParent("END");
      }
    }

    void Write(const Part& part, const cases::Update& update) const {
      const auto mode = update.overwrite ? sdk::WriteMode::kOverwrite : sdk::WriteMode::kReduce;
      if (part.to_parent) {
        call.WriteInParent(update.key, update.value, mode);
      } else {
        call.Write(update.key, update.value, mode);
      }
    }

    // A subgraph takes keys, a node of the fixture all in one.
    Value Sent(const cases::Target& target) const {
      sdk::ObjectBuilder ports;
      const ValueView keys = node.inner_->is_null() ? ValueView() : node.inner_.view()[target.node];
      if (keys.is_null()) {
        const Value only = sdk::ArrayBuilder().Add(*target.arg).Build();
        return ports.Set("arg", only).Build();
      }
      for (const ValueView key : keys.Elements()) {
        const auto name = key.As<std::string_view>("key");
        if ((*target.arg)->Has(name)) ports.Set(name, (*target.arg).view()[name]);
      }
      return ports.Build();
    }

    bool IsNode(std::string_view name) const {
      if (name == "END" || node.jumps_->is_null()) return true;
      for (const ValueView one : node.jumps_->Elements()) {
        if (one.text() == name) return true;
      }
      return false;
    }

    void Go(const Part& part, const cases::Target& target) const {
      if (!target.arg && !part.to_parent && !IsNode(target.node)) return;
      if (!target.arg)
        return part.to_parent ? call.GotoInParent(target.node) : call.Goto(target.node);
      const Value sent = Sent(target);
      if (part.to_parent) return call.SendInParent(target.node, sent);
      call.Send(target.node, sent);
    }
  };

  Value ops_;
  Value jumps_;
  Value inner_;
  bool root_;
  std::vector<std::pair<std::string, std::string>> keys_;
  mutable std::atomic<std::int64_t> starts_{0};
};

}  // namespace

DASHFLOW_PLUGIN("cases", "1.0.0", "The operations of the graph cases.", Ops);
