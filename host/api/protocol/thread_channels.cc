// SPDX-License-Identifier: Apache-2.0
#include "host/api/protocol/thread_channels.h"

#include <chrono>
#include <iterator>
#include <utility>

#include "host/api/protocol/protocol_teller.h"
#include "host/api/stream/run_teller.h"

namespace dashflow::api {

RunStreamPtr ThreadChannels::MakeStream() const {
  RunStream::Options options;
  options.first = static_cast<std::uint64_t>(
      std::chrono::floor<std::chrono::microseconds>(clock_.Now().time_since_epoch()).count());
  options.soon = soon_;
  return std::make_shared<RunStream>(std::move(options));
}

ThreadChannels::~ThreadChannels() {
  for (auto& [thread, kept] : channels_) {
    kept.channel.protocol->Cut();
    kept.channel.modes->Cut();
  }
}

ThreadChannels::Kept& ThreadChannels::KeptOf(const std::string& thread) {
  Kept& kept = channels_[thread];
  if (!kept.channel.protocol) kept.channel = {MakeStream(), MakeStream()};
  kept.idle = false;
  return kept;
}

ThreadChannels::Channel ThreadChannels::Of(const std::string& thread) {
  const std::lock_guard lock(mutex_);
  return KeptOf(thread).channel;
}

void ThreadChannels::Expect(const std::string& thread) {
  const std::lock_guard lock(mutex_);
  KeptOf(thread).expected = true;
}

std::vector<std::unique_ptr<event::Sink>> ThreadChannels::Listeners(const RunOrder& order) {
  Channel channel;
  bool expected = false;
  {
    const std::lock_guard lock(mutex_);
    const auto at = channels_.find(order.thread);
    if (at == channels_.end()) return {};
    channel = at->second.channel;
    expected = at->second.expected;
  }
  std::vector<std::unique_ptr<event::Sink>> listeners;
  if (expected || channel.protocol->was_read())
    listeners.push_back(std::make_unique<ProtocolTeller>(channel.protocol, order.run));
  const auto ask = StreamAskOf(order.kwargs);
  if (channel.modes->was_read() && ask.has_value()) {
    auto teller = std::make_unique<RunTeller>(channel.modes, *ask, order.run);
    teller->Begin(order.attempt);
    listeners.push_back(std::move(teller));
  }
  return listeners;
}

std::uint64_t ThreadChannels::LastOf(const std::string& thread) const {
  const std::lock_guard lock(mutex_);
  const auto at = channels_.find(thread);
  return at == channels_.end() ? 0 : at->second.channel.protocol->next() - 1;
}

bool ThreadChannels::Beat() {
  std::vector<RunStreamPtr> streams;
  {
    const std::lock_guard lock(mutex_);
    for (auto at = channels_.begin(); at != channels_.end();) {
      Kept& kept = at->second;
      const bool followed = kept.channel.protocol->readers() + kept.channel.modes->readers() != 0;
      const bool was_idle = std::exchange(kept.idle, !followed);
      at = was_idle && !followed ? channels_.erase(at) : std::next(at);
    }
    for (const auto& [thread, kept] : channels_) {
      streams.push_back(kept.channel.protocol);
      streams.push_back(kept.channel.modes);
    }
  }
  for (const RunStreamPtr& stream : streams) stream->Beat();
  return !streams.empty();
}

}  // namespace dashflow::api
