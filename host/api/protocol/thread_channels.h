// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "host/api/queue/run_order.h"
#include "host/api/stream/run_stream.h"
#include "host/base/clock.h"
#include "host/event/event.h"

namespace dashflow::api {

// What the runs of a thread tell, one after the other, to clients that follow the thread. A thread
// has a channel as long as somebody follows it, and hears of the runs that begin meanwhile; also
// for a moment after a command, since clients begin a run first and then follow it.
// Numbers rise from one channel of a thread to the next: they count from the time in microseconds.
// [any-thread]
class ThreadChannels {
 public:
  explicit ThreadChannels(const Clock& clock, RunStream::Soon soon)
      : clock_(clock), soon_(std::move(soon)) {}
  // Cuts off who still follows.
  ~ThreadChannels();
  ThreadChannels(const ThreadChannels&) = delete;
  ThreadChannels& operator=(const ThreadChannels&) = delete;

  struct Channel {
    RunStreamPtr protocol;  // events of the thread stream protocol
    RunStreamPtr modes;     // frames, as the runs' own streams have them
  };
  // Makes it where there is none.
  Channel Of(const std::string& thread);
  // Somebody will follow the thread, and wants to hear what happens until then.
  void Expect(const std::string& thread);

  // Who is to hear what the order's run tells; none where nobody follows its thread. They outlive
  // the run.
  std::vector<std::unique_ptr<event::Sink>> Listeners(const RunOrder& order);
  // The number of the last thing that followers of the thread may have got; 0 = none.
  std::uint64_t LastOf(const std::string& thread) const;
  // Signs of life; channels that nobody has followed since the last call go. Whether any is left.
  bool Beat();

 private:
  struct Kept {
    Channel channel;
    bool idle = false;      // at the last Beat
    bool expected = false;  // somebody who may not have come yet
  };
  RunStreamPtr MakeStream() const;
  Kept& KeptOf(const std::string& thread);

  const Clock& clock_;
  const RunStream::Soon soon_;
  mutable std::mutex mutex_;
  std::map<std::string, Kept, std::less<>> channels_;
};

}  // namespace dashflow::api
