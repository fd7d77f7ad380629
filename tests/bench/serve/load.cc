// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/load.h"

#include <algorithm>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include "tests/bench/bench_host.h"
#include "tests/bench/measure.h"

namespace dashflow::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

// What all connections share.
struct Task {
  const std::string request;
  const std::size_t answers;
  std::size_t asked = 0;
  std::vector<double> took{};  // ms
};

class Asker {
 public:
  Asker(asio::io_context& context, std::uint16_t port, Task& task) : socket_(context), task_(task) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    socket_.set_option(tcp::no_delay(true));
  }

  void AskNext() {
    if (task_.asked == task_.answers) return;
    ++task_.asked;
    begun_ = Clock::now();
    asio::async_write(socket_, asio::buffer(task_.request), [this](error_code failed, std::size_t) {
      Require(!failed, failed.message());
      TakeAnswer();
    });
  }

 private:
  static void Require(bool holds, const std::string& problem) {
    if (!holds) Die(Error("internal", "the server does not answer: " + problem));
  }

  void TakeAnswer() {
    parser_.emplace();
    http::async_read(socket_, buffer_, *parser_, [this](error_code failed, std::size_t) {
      Require(!failed, failed.message());
      const auto& answer = parser_->get();
      Require(answer.result() == http::status::ok, answer.body());
      task_.took.push_back(
          std::chrono::duration<double, std::milli>(Clock::now() - begun_).count());
      AskNext();
    });
  }

  tcp::socket socket_;
  Task& task_;
  Clock::time_point begun_;
  boost::beast::flat_buffer buffer_;
  std::optional<http::response_parser<http::string_body>> parser_;
};

}  // namespace

Load Drive(std::uint16_t port, const Ask& ask, int clients, int answers) {
  asio::io_context context{1};
  Task task{TextOf(ask), static_cast<std::size_t>(answers)};
  std::vector<std::unique_ptr<Asker>> askers;
  for (int i = 0; i < clients; ++i) askers.push_back(std::make_unique<Asker>(context, port, task));
  const double took = Microseconds([&] {
    for (const auto& asker : askers) asker->AskNext();
    context.run();
  });
  std::ranges::sort(task.took);
  const auto at = [&task](std::size_t percent) {
    return task.took[(task.took.size() - 1) * percent / 100];
  };
  return {.per_second = answers / took * 1e6, .p50_ms = at(50), .p99_ms = at(99)};
}

}  // namespace dashflow::bench
