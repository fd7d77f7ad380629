// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/serve/readers.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <charconv>
#include <chrono>
#include <string_view>
#include <thread>
#include <vector>

#include "tests/bench/bench_host.h"

namespace dashflow::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::string_view kMark = "\"sent\":";
constexpr std::size_t kDigits = 19;  // of nanoseconds, until the year 2286
constexpr std::chrono::seconds kPatience{30};

std::int64_t Nanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::string SentNow() { return std::string(kMark) + std::to_string(Nanoseconds()); }

struct Readers::Parts {
  class Reader;

  asio::io_context context{1};
  std::vector<std::unique_ptr<Reader>> readers;
  std::thread thread;
  std::atomic<std::size_t> begun{0};
  std::atomic<std::size_t> events{0};
  std::vector<double> took{};  // ms; behind `events`
};

class Readers::Parts::Reader {
 public:
  Reader(Parts& parts, std::uint16_t port, const std::string& request)
      : parts_(parts), socket_(parts.context) {
    socket_.connect({asio::ip::address_v4::loopback(), port});
    asio::write(socket_, asio::buffer(request));
  }

  void Read() {
    socket_.async_read_some(asio::buffer(piece_), [this](error_code failed, std::size_t bytes) {
      if (failed) return;
      if (!has_begun_) parts_.begun.fetch_add(1);
      has_begun_ = true;
      Take({piece_.data(), bytes});
      Read();
    });
  }

 private:
  // Of a number that is cut in two the first part is kept.
  void Take(std::string_view bytes) {
    const std::int64_t now = Nanoseconds();
    rest_.append(bytes);
    std::size_t at = rest_.find(kMark);
    for (; at != std::string::npos && at + kMark.size() + kDigits <= rest_.size();
         at = rest_.find(kMark))
      Note(now, at + kMark.size());
    if (at == std::string::npos && rest_.size() > kMark.size())
      rest_.erase(0, rest_.size() - kMark.size());
  }

  void Note(std::int64_t now, std::size_t at) {
    std::int64_t sent = 0;
    std::from_chars(rest_.data() + at, rest_.data() + at + kDigits, sent);
    rest_.erase(0, at + kDigits);
    parts_.took.push_back(static_cast<double>(now - sent) / 1e6);
    parts_.events.fetch_add(1, std::memory_order_release);
  }

  Parts& parts_;
  tcp::socket socket_;
  bool has_begun_ = false;
  std::string rest_;
  std::array<char, 512> piece_{};
};

namespace {

void AwaitCount(const std::atomic<std::size_t>& count, std::size_t wanted) {
  auto last = std::chrono::steady_clock::now();
  for (std::size_t seen = 0; seen < wanted;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const std::size_t now = count.load(std::memory_order_acquire);
    const auto time = std::chrono::steady_clock::now();
    if (now != seen) last = time;
    seen = now;
    if (time - last > kPatience)
      Die(Error("internal", std::to_string(seen) + " of " + std::to_string(wanted) +
                                " events have come, and no more come"));
  }
}

}  // namespace

Readers::Readers(std::uint16_t port, const std::string& request, std::size_t count)
    : parts_(std::make_unique<Parts>()) {
  for (std::size_t i = 0; i < count; ++i)
    parts_->readers.push_back(std::make_unique<Parts::Reader>(*parts_, port, request));
  for (const auto& reader : parts_->readers) reader->Read();
  parts_->thread = std::thread([this] { parts_->context.run(); });
  AwaitCount(parts_->begun, count);
}

Readers::~Readers() {
  parts_->context.stop();
  parts_->thread.join();
}

double Readers::AwaitP99(std::size_t events) const {
  const std::size_t all = events * parts_->readers.size();
  AwaitCount(parts_->events, all);
  std::vector<double> took(parts_->took.begin(), parts_->took.begin() + static_cast<long>(all));
  std::ranges::sort(took);
  return took[(all - 1) * 99 / 100];
}

}  // namespace dashflow::bench
