// SPDX-License-Identifier: Apache-2.0
#include "host/http/status.h"

#include <gtest/gtest.h>

#include "host/base/error_catalogue.h"
#include "host/http/reply.h"
#include "host/value/json.h"

namespace dashflow::http {
namespace {

int StatusOfCode(std::string_view code) { return StatusOf(Error(code, "")); }

TEST(StatusTest, OfTheCode) {
  EXPECT_EQ(StatusOfCode("invalid_json"), 400);
  EXPECT_EQ(StatusOfCode("body_too_large"), 413);
  EXPECT_EQ(StatusOfCode("unauthenticated"), 401);
}

TEST(StatusTest, OfItsExit) {
  EXPECT_EQ(StatusOfCode("thread_not_found"), 404);
  EXPECT_EQ(StatusOfCode("thread_busy"), 409);
  EXPECT_EQ(StatusOfCode("draining"), 503);
  EXPECT_EQ(StatusOfCode("request_invalid"), 422);
  EXPECT_EQ(StatusOfCode("forbidden"), 403);
}

TEST(StatusTest, OfTheCategoryForCodesOfPlugins) {
  EXPECT_EQ(StatusOf(Error("acme_away", "").Category(ErrorCategory::kTransient, true)), 503);
  EXPECT_EQ(StatusOf(Error("acme_odd", "").Category(ErrorCategory::kInternal, false)), 500);
}

TEST(StatusTest, EveryCodeHasAFailureWithAName) {
  for (const CatalogueEntry& entry : Catalogue()) {
    const int status = StatusOfCode(entry.code);
    EXPECT_GE(status, 400) << entry.code;
    EXPECT_FALSE(ReasonOf(status).empty()) << entry.code << " " << status;
  }
}

TEST(StatusTest, AnErrorAsABody) {
  const Response response = ErrorResponse(Error("rate_limited", "too often")
                                              .Resource("key ci")
                                              .RetryAfter(std::chrono::milliseconds(1500)));
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers, (Headers{{"retry-after", "2"}}));
  const Value body = ParseJson(response.body).value();
  EXPECT_EQ(body.Find("detail")->as_text(), "too often");
  const Value& error = *body.Find("error");
  EXPECT_EQ(error.Find("code")->as_text(), "rate_limited");
  EXPECT_EQ(error.Find("resource")->as_text(), "key ci");
  EXPECT_FALSE(error.Find("fix")->as_text().empty());
}

}  // namespace
}  // namespace dashflow::http
