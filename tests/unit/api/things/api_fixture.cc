// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/things/api_fixture.h"

#include <cstdlib>
#include <memory>

#include "host/api/routes.h"
#include "host/http/reply.h"
#include "host/http/route/target.h"
#include "host/value/json.h"

namespace dashflow::testing {
namespace {

constexpr const char* kAgent = R"(
dashflow: 1
name: agent
params:
  until: {type: integer, default: 5}
state:
  n: {type: integer, default: 0}
  answer: {type: [integer, 'null']}
  log: {type: integer, reduce: append}
nodes:
  count: {type: test.count}
  ask: {type: test.ask}
edges:
  - START -> count
  - {from: count, to: count, when: n < 5}
  - {from: count, to: ask, when: n >= 5}
)";

constexpr const char* kPlain = R"(
dashflow: 1
name: plain
state:
  n: {type: integer, default: 0}
  log: {type: integer, reduce: append}
nodes:
  count: {type: test.count}
edges:
  - START -> count -> END
)";

class NoReducers final : public graph::Reducers {
 public:
  const channel::Reducer* Find(std::string_view) const override { return nullptr; }
};
const NoReducers kNoReducers{};

// Keeps what is sent.
class Kept final : public http::Reply::Out {
 public:
  explicit Kept(http::Response& response) : response_(response) {}
  void Send(http::Response response) override { response_ = std::move(response); }
  http::BodyStreamPtr Begin(http::Response) override { return nullptr; }
  void OnGone(std::function<void()>) override {}

 private:
  http::Response& response_;
};

http::Method MethodOf(std::string_view name) {
  if (name == "POST") return http::Method::kPost;
  if (name == "PUT") return http::Method::kPut;
  if (name == "PATCH") return http::Method::kPatch;
  return name == "DELETE" ? http::Method::kDelete : http::Method::kGet;
}

Answered AnsweredBy(const http::Response& response) {
  Answered answered{response.status, {}, {}};
  if (!response.body.empty()) answered.body = ParseJson(response.body).value();
  for (const auto& [name, value] : response.headers) answered.headers[name] = value;
  return answered;
}

}  // namespace

const Value& Answered::operator[](std::string_view key) const {
  static const Value kNone{};
  const Value* const member = body.is_object() ? body.Find(key) : nullptr;
  return member == nullptr ? kNone : *member;
}

std::string Answered::code() const { return std::string((*this)["error"].Find("code")->as_text()); }

std::string Answered::text(std::string_view key) const {
  return std::string((*this)[key].as_text());
}

ApiFixture::ApiFixture()
    : files{{"agent", kAgent}, {"plain", kPlain}},
      workflows(
          {.engine = host.engine(),
           .store = store,
           .types = host.types,
           .reducers = kNoReducers,
           .names =
               [] {
                 return std::vector<std::string>{"agent", "plain"};
               },
           .read = [this](const std::string& name) { return host.types.Parse(files[name]); }}),
      service{.engine = host.engine(),
              .store = store,
              .clock = host.executor().clock(),
              .random = random_,
              .workflows = workflows,
              .version = "1.2.3"} {
  host.UseStore(store);
  host.types.Add("test.count", {.inputs = {"n"}, .outputs = {"n", "log"}}, [](graph::Call& call) {
    const std::int64_t n = call.facts().inputs[0].as_int() + 1;
    call.Emit(0, n);
    call.Emit(1, n);
    return graph::Outcome::kDone;
  });
  host.types.Add("test.ask", {.inputs = {"n"}, .outputs = {"answer"}}, [](graph::Call& call) {
    const Value* const answer = call.Interrupt(call.facts().inputs[0], {});
    if (answer == nullptr) return graph::Outcome::kInterrupted;
    call.Emit(0, *answer);
    return graph::Outcome::kDone;
  });
  table_ = http::RouteTable::Make(api::Routes(service)).value();
}

Answered ApiFixture::Call(const std::string& request, std::string_view body) {
  const auto space = request.find(' ');
  const auto target = http::ReadTarget(request.substr(space + 1)).value();
  http::Request made;
  made.method = MethodOf(request.substr(0, space));
  made.caller = caller;
  http::Response response;
  http::Reply reply(std::make_unique<Kept>(response));
  const auto match = table_->router().Find(made.method, target.segments);
  if (match.has_error()) return reply.Send(match.error()), AnsweredBy(response);
  const http::CompiledRoute& route = table_->routes()[match->route];
  made.arguments = match->arguments;
  made.query = target.query;
  if (const Status fits = CheckQuery(route, made.query); fits.has_error())
    return reply.Send(fits.error()), AnsweredBy(response);
  const auto read = ReadBody(route, body);
  if (read.has_error()) return reply.Send(read.error()), AnsweredBy(response);
  made.body = *read;
  route.route.handle(made, std::move(reply));
  return AnsweredBy(response);
}

std::string ApiFixture::NewThread(std::string_view body) {
  return Call("POST /threads", body).text("thread_id");
}

std::string ApiFixture::ThreadThatAsks() {
  const std::string id = NewThread(R"({"metadata": {"graph_id": "agent"}})");
  engine::RunRequest request;
  request.thread = id;
  request.input = Json(R"({"n": 1})");
  const auto served = workflows.Find("agent").value();
  service.engine.Start(served.program, std::move(request)).value().Wait();
  return id;
}

}  // namespace dashflow::testing
