// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "host/api/stream/frame.h"
#include "host/api/stream/frame_ring.h"
#include "host/api/stream/stream_reader.h"
#include "host/http/reply.h"
#include "host/telemetry/registry.h"
#include "host/value/value.h"

namespace dashflow::api {

// What a run has told, for any number of clients, who may come late and come again. The newest
// frames are kept; a client that does not keep up loses the oldest, and hears how many. The run
// never waits for one. [any-thread]
class RunStream final : public std::enable_shared_from_this<RunStream> {
 public:
  // Calls a function soon, on a thread that may block.
  using Soon = std::function<void(std::function<void()>)>;
  // Keeps frames where they outlive the host, and says so by `done`, on any thread.
  using Keep = std::function<void(std::vector<FramePtr> frames, std::function<void()> done)>;
  struct Options {
    FrameRing::Limits kept{};
    std::uint64_t first = 0;  // number of the first frame
    Soon soon{};              // writes where there are many clients; empty = whoever pushes
    telemetry::Counter* told = nullptr;     // frames; null = they are not counted
    telemetry::Counter* dropped = nullptr;  // those that a client did not get
    Keep keep{};                            // clients get only what is kept; empty = at once
  };
  explicit RunStream(Options options)
      : options_(std::move(options)), ring_(options_.kept), next_(options_.first) {}

  // One at a time.
  void Push(std::string event, Value data);
  // The same with data that have the frame's number in them.
  using DataOf = std::function<Value(std::uint64_t number)>;
  void PushNumbered(std::string event, const DataOf& data);
  // What an earlier attempt at the run has told, before anything else.
  void Preload(const std::vector<FramePtr>& frames);
  // There will be no more: clients that have everything are done.
  void End();
  // It is not over, but ends here: clients are cut off, and come again.
  void Cut();

  StreamReaderPtr Join(http::BodyStreamPtr body, StreamReader::Options options);
  // Gives signs of life to clients that got nothing since the last call.
  void Beat();

  std::size_t readers() const;
  std::uint64_t next() const;  // number
  std::uint64_t first() const { return options_.first; }
  bool was_read() const { return was_read_.load(std::memory_order_relaxed); }
  std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

  // For its readers.
  struct Batch {
    std::vector<FramePtr> frames;  // a few
    std::uint64_t kept_from = 0;   // those with lower numbers are gone
    bool over = false;             // there will be no more behind these
  };
  Batch From(std::uint64_t number) const;
  void CountDropped(std::uint64_t count) {
    dropped_ += count;
    if (options_.dropped != nullptr) options_.dropped->Add(count);
  }
  void Forget(const StreamReader& reader);

 private:
  std::vector<StreamReaderPtr> Readers() const;
  void KeepSome();
  void Kept(const std::vector<FramePtr>& frames);
  void Wake();
  void PumpAll();

  const Options options_;
  mutable std::mutex mutex_;
  FrameRing ring_;
  std::uint64_t next_;
  std::vector<FramePtr> unkept_;  // not kept yet
  bool keeping_ = false;          // some are being kept
  bool ended_ = false;            // there will be no more
  bool pumping_ = false;          // somebody will pump all, or is about to
  std::unordered_map<const StreamReader*, StreamReaderPtr> readers_;
  std::atomic<bool> was_read_{false};
  std::atomic<std::uint64_t> dropped_{0};
};
using RunStreamPtr = std::shared_ptr<RunStream>;

}  // namespace dashflow::api
