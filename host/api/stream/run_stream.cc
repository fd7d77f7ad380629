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
  {
    const std::lock_guard lock(mutex_);
    ring_.Add(std::make_shared<Frame>(next_++, std::move(event), std::move(data)));
  }
  Wake();
}

void RunStream::End() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
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

void RunStream::Join(http::BodyStreamPtr body, StreamReader::Options options) {
  options.from = std::max(options.from, options_.first);
  const auto reader =
      std::make_shared<StreamReader>(shared_from_this(), std::move(body), std::move(options));
  {
    const std::lock_guard lock(mutex_);
    readers_.emplace(reader.get(), reader);
  }
  was_read_.store(true, std::memory_order_relaxed);
  reader->Begin();
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

RunStream::Batch RunStream::From(std::uint64_t number) const {
  const std::lock_guard lock(mutex_);
  return {ring_.From(number, kFramesAtOnce), over_};
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
