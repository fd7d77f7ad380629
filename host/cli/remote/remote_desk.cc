// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/remote_desk.h"

#include <signal.h>

#include <chrono>
#include <future>
#include <thread>
#include <utility>

#include "host/base/id.h"
#include "host/cli/guest/call_interrupts.h"
#include "host/cli/guest/guest.h"
#include "host/cli/remote/line_body.h"
#include "host/cli/remote/on_host.h"
#include "host/cli/remote/printed.h"

namespace dashflow::cli {
namespace {

constexpr std::size_t kMostCalls = 64;
constexpr std::chrono::seconds kBeat{5};
constexpr std::chrono::seconds kLastLines{3};  // for clients that are slow

constexpr std::string_view kBeginBody = R"({"type": "object", "additionalProperties": false,
  "required": ["version", "arguments"], "properties": {
  "version": {"type": "string"},
  "arguments": {"type": "array", "maxItems": 4096, "items": {"type": "string"}}}})";

constexpr std::string_view kSignalBody = R"({"type": "object", "additionalProperties": false,
  "required": ["signal"], "properties": {"signal": {"enum": ["interrupt", "terminate"]}}})";

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::vector<std::string> WordsOf(const Value& arguments) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < arguments.size(); ++i) words.emplace_back(arguments.At(i).as_text());
  return words;
}

Status CheckVersion(const Value& body) {
  const std::string_view version = body.Find("version")->as_text();
  if (version == DASHFLOW_VERSION) return Ok();
  return Error("version_differs", "the host does not run the commands of another release")
      .Operation("run command")
      .Resource("body/version")
      .Cause("it is dashflow " DASHFLOW_VERSION ", the command of " + std::string(version));
}

// A command may name any workflow.
Status CheckCaller(const http::Caller& caller) {
  if (caller.workflows.empty()) return Ok();
  return Error("forbidden", "the key is for some workflows, and commands are for all")
      .Operation("run command")
      .Resource(caller.name);
}

// A client that hears nothing takes its host for dead.
void BeatLater(engine::Engine& engine, const Clock& clock, std::weak_ptr<LineBody> body) {
  engine.CallAt(clock.Now() + kBeat, [&engine, &clock, body = std::move(body)] {
    const auto lines = body.lock();
    if (lines && lines->Beat()) BeatLater(engine, clock, body);
  });
}

}  // namespace

// One command and the thread that runs it.
class RemoteDesk::Served {
 public:
  Served(Session& host, std::string id, std::vector<std::string> words,
         const http::BodyStreamPtr& body)
      : host_(host),
        id_(std::move(id)),
        call_(std::make_shared<control::Call>(
            control::Request{DASHFLOW_VERSION, {}, std::move(words)}, control::Streams())),
        lines_(std::make_shared<LineBody>(body)),
        thread_([this] { Serve(); }) {
    body->OnGone([weak = std::weak_ptr(call_)] {
      if (const auto call = weak.lock()) call->Raise(SIGINT);
    });
  }
  ~Served() { thread_.join(); }
  Served(const Served&) = delete;

  const std::string& id() const { return id_; }
  const std::shared_ptr<LineBody>& lines() const { return lines_; }
  bool IsOverBy(std::chrono::steady_clock::time_point time) const {
    return is_over_.wait_until(time) == std::future_status::ready;
  }
  void Raise(int signal) { call_->Raise(signal); }

 private:
  void Serve() {
    lines_->WaitHere();
    lines_->Send(Value::EmptyObject().Set("call", id_));
    const Exit exit = RunOn(*lines_);
    lines_->Send(Value::EmptyObject().Set("exit", static_cast<std::int64_t>(exit)));
    lines_->End();
    over_.set_value();
  }

  Exit RunOn(LineBody& lines) {
    const std::unique_ptr<std::FILE, CloseFile> in(std::fopen("/dev/null", "re"));
    const Printed out(lines, "out");
    const Printed err(lines, "err");
    if (!in || out.file() == nullptr || err.file() == nullptr) return Exit::kFailed;
    const ConsoleStreams streams{in.get(), out.file(), err.file(), false};
    const Command command = ParseWords(call_->request().arguments, streams);
    if (!command.run) return static_cast<Exit>(command.exit);
    if (!RunsOnHost(command.name))
      return Console(command.globals, streams).Fail(NotOnHost(command.name));
    CallInterrupts interrupts(*call_);
    return RunGuest(host_, command, streams, interrupts, {});
  }

  Session& host_;
  const std::string id_;
  const std::shared_ptr<control::Call> call_;
  const std::shared_ptr<LineBody> lines_;
  std::promise<void> over_;
  const std::future<void> is_over_ = over_.get_future();
  std::thread thread_;
};

RemoteDesk::RemoteDesk(Session& session, engine::Engine& engine, Random& random)
    : session_(session), engine_(engine), random_(random) {}

RemoteDesk::~RemoteDesk() { Stop(); }

std::vector<http::Route> RemoteDesk::routes() {
  std::vector<http::Route> routes;
  routes.push_back({.method = http::Method::kPost,
                    .pattern = "/dashflow/commands",
                    .operation = "runCommand",
                    .tag = "Commands",
                    .summary = "Run a command of dashflow, as `dashflow --server` does; what it "
                               "prints comes while it runs",
                    .scope = http::Scope::kAdmin,
                    .body = kBeginBody,
                    .needs_body = true,
                    .handle = [this](const http::Request& request, http::Reply reply) {
                      Begin(request, std::move(reply));
                    }});
  routes.push_back({.method = http::Method::kPost,
                    .pattern = "/dashflow/commands/{call:uuid}/signals",
                    .operation = "signalCommand",
                    .tag = "Commands",
                    .summary = "Ask a command to end, as Ctrl-C does",
                    .scope = http::Scope::kAdmin,
                    .body = kSignalBody,
                    .needs_body = true,
                    .handle = [this](const http::Request& request, http::Reply reply) {
                      Raise(request, std::move(reply));
                    }});
  return routes;
}

// Those that are over are joined.
Status RemoteDesk::CheckRoom() {
  const auto now = std::chrono::steady_clock::now();
  std::erase_if(served_, [now](const auto& one) { return one->IsOverBy(now); });
  if (stopped_) return Error("draining", "the host is about to end");
  if (served_.size() < kMostCalls) return Ok();
  return Error("server_busy", "the host runs the commands of many callers already");
}

void RemoteDesk::Begin(const http::Request& request, http::Reply reply) {
  if (const Status let_in = CheckCaller(request.caller); let_in.has_error())
    return reply.Send(let_in.error());
  if (const Status same = CheckVersion(request.body); same.has_error())
    return reply.Send(same.error());
  const std::lock_guard lock(mutex_);
  if (const Status room = CheckRoom(); room.has_error()) return reply.Send(room.error());
  auto words = WordsOf(*request.body.Find("arguments"));
  auto body = reply.Begin({.type = "application/x-ndjson"});
  const auto& served = served_.emplace_back(
      std::make_unique<Served>(session_, ToString(NewUuid(session_.clock().Now(), random_)),
                               std::move(words), std::move(body)));
  BeatLater(engine_, session_.clock(), served->lines());
}

void RemoteDesk::Raise(const http::Request& request, http::Reply reply) {
  const bool is_interrupt = request.body.Find("signal")->as_text() == "interrupt";
  const std::lock_guard lock(mutex_);
  for (const auto& served : served_) {
    if (served->id() != request.arguments.front()) continue;
    served->Raise(is_interrupt ? SIGINT : SIGTERM);
    return reply.Send(Value::EmptyObject());
  }
  reply.Send(
      Error("route_not_found", "no such command is under way").Resource(request.arguments.front()));
}

void RemoteDesk::Stop() {
  std::list<std::unique_ptr<Served>> served;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    served.swap(served_);
  }
  for (const auto& one : served) one->Raise(SIGINT);
  const auto limit = std::chrono::steady_clock::now() + kLastLines;
  for (const auto& one : served)
    if (!one->IsOverBy(limit)) one->lines()->Cut();
}

}  // namespace dashflow::cli
