// SPDX-License-Identifier: Apache-2.0
#include "host/http/wire/handler_pool.h"

#include <utility>

namespace dashflow::http {

struct HandlerPool::Ticket {
  HandlerPool& pool;
  std::function<void()> work;

  static void Run(executor::Token token) noexcept {
    const std::unique_ptr<Ticket> ticket(static_cast<Ticket*>(token.run));
    ticket->work();
    ticket->work = {};
    ticket->pool.taken_.fetch_sub(1);
  }
};

Result<std::unique_ptr<HandlerPool>> HandlerPool::Start(std::size_t threads, std::size_t waiting) {
  DF_ASSIGN(auto pool, executor::BlockingPool::Start({.threads = threads}));
  return std::make_unique<HandlerPool>(std::move(pool), threads + waiting);
}

bool HandlerPool::Try(std::function<void()>& work, bool is_urgent) {
  if (taken_.fetch_add(1) >= bound_ && !is_urgent) {
    taken_.fetch_sub(1);
    return false;
  }
  std::unique_ptr<Ticket> ticket(new Ticket{*this, std::move(work)});
  const executor::Job job{.body = &Ticket::Run, .token = {.run = ticket.release()}};
  is_urgent ? pool_->RunFirst(job) : pool_->Run(job);
  return true;
}

}  // namespace dashflow::http
