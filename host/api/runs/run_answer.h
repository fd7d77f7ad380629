// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "host/api/queue/run_outcome.h"
#include "host/http/reply.h"

namespace dashflow::api {

// Where a run is found: Content-Location, and in Location where a client asks again that has lost
// its connection; `again` is what of the run, "stream" or "join".
http::Headers PlacesOf(const RunOrder& order, std::string_view again);

// Of an order that was not taken: 422 and the words of the reference where the thread is busy.
http::Response Refusal(const Error& error);

// Answers with the result of a run. A client that waits for long gets blank lines meanwhile, which
// JSON allows. [any-thread]
class RunAnswer {
 public:
  // `gone` is called when the client goes away before the end; may be empty.
  RunAnswer(http::Reply reply, http::Headers headers, std::function<void()> gone);

  void End(const RunOutcome& outcome);
  // False = there is nobody to keep waiting.
  bool Beat();

 private:
  http::Response Head() const;
  void EndBody(const RunOutcome& outcome);

  const http::Headers headers_;
  std::mutex mutex_;
  std::optional<http::Reply> reply_;  // nothing = its head was sent
  http::BodyStreamPtr body_;
};

}  // namespace dashflow::api
