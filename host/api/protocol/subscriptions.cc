// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/subscriptions.h"

#include <algorithm>
#include <utility>

namespace dashflow::api {

void Subscriptions::Add(std::string id, Filter filter, std::uint64_t from) {
  const std::lock_guard lock(mutex_);
  all_.push_back({std::move(id), std::move(filter), from});
}

bool Subscriptions::Remove(std::string_view id) {
  const std::lock_guard lock(mutex_);
  return std::erase_if(all_, [id](const One& one) { return one.id == id; }) != 0;
}

std::size_t Subscriptions::size() const {
  const std::lock_guard lock(mutex_);
  return all_.size();
}

std::uint64_t Subscriptions::Seek(std::uint64_t next) {
  const std::lock_guard lock(mutex_);
  if (std::ranges::none_of(all_, &One::is_new)) return next;
  std::uint64_t from = next;
  for (One& one : all_) {
    if (std::exchange(one.is_new, false))
      from = std::min(from, one.from);
    else
      one.from = std::max(one.from, next);
  }
  return from;
}

bool Subscriptions::Wants(const Frame& frame) const {
  const std::lock_guard lock(mutex_);
  return std::ranges::any_of(all_, [&frame](const One& one) {
    return !one.is_new && one.from <= frame.id() && one.filter(frame);
  });
}

}  // namespace dashflow::api
