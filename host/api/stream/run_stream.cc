// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/run_stream.h"

#include <algorithm>
#include <utility>

namespace dashflow::api {
namespace {

constexpr std::size_t kFramesAtOnce = 32;
constexpr std::size_t kFewReaders = 4;  // the run writes to so many itself

}  // namespace

void RunStream::Push(std::string event, Value data) {
  PushNumbered(std::move(event), [&data](std::uint64_t) { return std::move(data); });
}

void RunStream::PushNumbered(std::string event, const DataOf& data) {
  {
    const std::lock_guard lock(mutex_);
    auto frame = std::make_shared<const Frame>(next_, std::move(event), data(next_));
    ++next_;
    if (options_.told != nullptr) options_.told->Add();
    options_.keep ? unkept_.push_back(std::move(frame)) : ring_.Add(std::move(frame));
  }
  options_.keep ? KeepSome() : Wake();
}

void RunStream::Preload(const std::vector<FramePtr>& frames) {
  const std::lock_guard lock(mutex_);
  for (const FramePtr& frame : frames) ring_.Add(frame);
}

// One batch at a time, so that they become readable in their order.
void RunStream::KeepSome() {
  std::vector<FramePtr> frames;
  {
    const std::lock_guard lock(mutex_);
    if (keeping_ || unkept_.empty()) return;
    keeping_ = true;
    frames.swap(unkept_);
  }
  options_.keep(frames, [self = shared_from_this(), frames] { self->Kept(frames); });
}

void RunStream::Kept(const std::vector<FramePtr>& frames) {
  {
    const std::lock_guard lock(mutex_);
    keeping_ = false;
    for (const FramePtr& frame : frames) ring_.Add(frame);
  }
  Wake();
  KeepSome();
}

void RunStream::End() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  Wake();
}

void RunStream::Cut() {
  for (const StreamReaderPtr& reader : Readers()) reader->Cut();
}

void RunStream::Wake() {
  bool many = false;
  {
    const std::lock_guard lock(mutex_);
    if (readers_.empty()) return;
    many = options_.soon && readers_.size() > kFewReaders;
    if (many && std::exchange(pumping_, true)) return;
  }
  if (many) return options_.soon([self = shared_from_this()] { self->PumpAll(); });
  for (const StreamReaderPtr& reader : Readers()) reader->Pump();
}

void RunStream::PumpAll() {
  {
    const std::lock_guard lock(mutex_);
    pumping_ = false;
  }
  for (const StreamReaderPtr& reader : Readers()) reader->Pump();
}

StreamReaderPtr RunStream::Join(http::BodyStreamPtr body, StreamReader::Options options) {
  auto reader =
      std::make_shared<StreamReader>(shared_from_this(), std::move(body), std::move(options));
  {
    const std::lock_guard lock(mutex_);
    readers_.emplace(reader.get(), reader);
  }
  was_read_.store(true, std::memory_order_relaxed);
  reader->Begin();
  return reader;
}

void RunStream::Beat() {
  for (const StreamReaderPtr& reader : Readers()) reader->Beat();
}

std::vector<StreamReaderPtr> RunStream::Readers() const {
  const std::lock_guard lock(mutex_);
  std::vector<StreamReaderPtr> readers;
  readers.reserve(readers_.size());
  for (const auto& [key, reader] : readers_) readers.push_back(reader);
  return readers;
}

std::size_t RunStream::readers() const {
  const std::lock_guard lock(mutex_);
  return readers_.size();
}

std::uint64_t RunStream::next() const {
  const std::lock_guard lock(mutex_);
  return next_;
}

RunStream::Batch RunStream::From(std::uint64_t number) const {
  const std::lock_guard lock(mutex_);
  const bool over = ended_ && !keeping_ && unkept_.empty();
  return {ring_.From(number, kFramesAtOnce), ring_.kept_from(), over};
}

void RunStream::Forget(const StreamReader& reader) {
  StreamReaderPtr last;
  const std::lock_guard lock(mutex_);
  const auto at = readers_.find(&reader);
  if (at == readers_.end()) return;
  last = std::move(at->second);
  readers_.erase(at);
}

}  // namespace dashflow::api
