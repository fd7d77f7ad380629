// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/io_thread.h"

#include <pthread.h>

#include <boost/asio/post.hpp>
#include <utility>
#include <vector>

#include "host/http/wire/connection.h"

namespace dashflow::http {

IoThread::IoThread(std::chrono::milliseconds tick)
    : tick_(tick), work_(context_.get_executor()), timer_(context_), thread_([this] {
        ::pthread_setname_np(::pthread_self(), "df-http");
        context_.run();
      }) {}

IoThread::~IoThread() {
  asio::post(context_, [this] { timer_.cancel(); });
  work_.reset();
  thread_.join();
}

void IoThread::Add(std::shared_ptr<Connection> connection) {
  connections_.insert(std::move(connection));
  if (!std::exchange(is_ticking_, true)) Tick();
}

void IoThread::Remove(const std::shared_ptr<Connection>& connection) {
  connections_.erase(connection);
}

void IoThread::ForEach(std::function<void(Connection&)> call) {
  asio::post(context_, [this, call = std::move(call)] {
    const std::vector<std::shared_ptr<Connection>> all(connections_.begin(), connections_.end());
    for (const auto& connection : all) call(*connection);
  });
}

void IoThread::Tick() {
  timer_.expires_after(tick_);
  timer_.async_wait([this](error_code cancelled) {
    is_ticking_ = !cancelled && !connections_.empty();
    if (!is_ticking_) return;
    ForEach([](Connection& connection) { connection.CheckTime(); });
    Tick();
  });
}

}  // namespace dashflow::http
