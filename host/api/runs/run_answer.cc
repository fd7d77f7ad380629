// SPDX-License-Identifier: Apache-2.0
#include "host/api/runs/run_answer.h"

#include <utility>

#include "host/value/json.h"

namespace dashflow::api {
namespace {

// What does not fit yet is written when there is room.
void WriteAndClose(const http::BodyStreamPtr& body, const std::string& text) {
  if (body->gone()) return;
  if (body->Write(text)) return body->Close();
  body->OnRoom([body, text] { WriteAndClose(body, text); });
}

}  // namespace

http::Headers PlacesOf(const RunOrder& order, std::string_view again) {
  const std::string place = "/threads/" + order.thread + "/runs/" + order.run;
  http::Headers headers{{"Content-Location", place}};
  if (!again.empty()) headers.emplace_back("Location", place + '/' + std::string(again));
  return headers;
}

http::Response Refusal(const Error& error) {
  http::Response response = http::ErrorResponse(error);
  if (error.code() == "thread_busy") response.status = 422;
  return response;
}

RunAnswer::RunAnswer(http::Reply reply, http::Headers headers, std::function<void()> gone)
    : headers_(std::move(headers)), reply_(std::move(reply)) {
  if (gone) reply_->OnGone(std::move(gone));
}

http::Response RunAnswer::Head() const {
  http::Response head;
  head.headers = headers_;
  return head;
}

void RunAnswer::End(const RunOutcome& outcome) {
  std::optional<http::Reply> reply;
  {
    const std::lock_guard lock(mutex_);
    reply = std::exchange(reply_, std::nullopt);
  }
  if (!reply) return EndBody(outcome);
  if (outcome.comes_back) return reply->Send(Error("draining", "the host is about to end"));
  if (!outcome.began && outcome.status == OrderStatus::kError) return reply->Send(*outcome.error);
  http::Response response = Head();
  response.body = ToJson(ResultView(outcome));
  reply->Send(std::move(response));
}

// A body that is let go of is cut off: the client asks again.
void RunAnswer::EndBody(const RunOutcome& outcome) {
  const std::lock_guard lock(mutex_);
  const http::BodyStreamPtr body = std::move(body_);
  if (body && !outcome.comes_back) WriteAndClose(body, ToJson(ResultView(outcome)));
}

bool RunAnswer::Beat() {
  const std::lock_guard lock(mutex_);
  if (reply_) body_ = std::exchange(reply_, std::nullopt)->Begin(Head());
  if (!body_ || body_->gone()) return false;
  std::ignore = body_->Write("\n");
  return true;
}

}  // namespace dashflow::api
