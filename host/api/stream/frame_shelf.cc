// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/frame_shelf.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "host/checkpoint/document/document.h"
#include "host/checkpoint/document/document_spaces.h"
#include "host/checkpoint/document/documents.h"
#include "host/value/builder.h"
#include "host/value/flat.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

using checkpoint::Batch;
using checkpoint::Document;
using checkpoint::kApiFrameSpace;
using checkpoint::Operation;

constexpr std::chrono::hours kStay{24};
constexpr std::size_t kPage = std::size_t{768} << 10;  // bytes of one document, about

// So that keys sort as numbers do.
std::string KeyOf(std::string_view run, std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(run) + '/' + std::string(20 - digits.size(), '0') + digits;
}

Value Stored(const Frame& frame, bool whole) {
  return Value::EmptyArray()
      .Append(frame.id())
      .Append(whole ? frame.event() : "gap")
      .Append(whole ? frame.data() : Value::EmptyObject().Set("dropped", 1));
}

// What the store borrows until it answers: as many documents as the frames need.
class Putting {
 public:
  Putting(std::string_view run, const std::vector<FramePtr>& frames, WallTime expires,
          std::function<void()> done)
      : run_(run), expires_(expires), done_(std::move(done)) {
    for (const FramePtr& frame : frames) Add(*frame);
    Turn();
  }

  static void Commit(std::unique_ptr<Putting> putting, checkpoint::Store& store) {
    Putting& self = *putting.release();
    self.puts_.resize(self.pages_.size());
    for (std::size_t i = 0; i < self.pages_.size(); ++i)
      self.ops_.push_back(checkpoint::PutDocument(kApiFrameSpace, self.pages_[i], self.puts_[i]));
    self.batch_.ops = self.ops_.data();
    self.batch_.op_count = static_cast<std::uint32_t>(self.ops_.size());
    store.Commit(
        self.batch_,
        [](void* context) {
          const std::unique_ptr<Putting> answered(static_cast<Putting*>(context));
          answered->done_();
        },
        &self);
  }

 private:
  void Add(const Frame& frame) {
    const std::size_t size = ToFlat(frame.data()).size();
    if (size_ + size > kPage) Turn();
    if (page_.size() == 0) first_ = frame.id();
    size_ += size;
    page_.Add(Stored(frame, size <= kPage));
  }

  void Turn() {
    if (page_.size() == 0) return;
    pages_.push_back({.key = KeyOf(run_, first_),
                      .content = std::exchange(page_, ArrayBuilder()).Build(),
                      .expires = expires_});
    size_ = 0;
  }

  const std::string run_;
  const WallTime expires_;
  const std::function<void()> done_;
  std::uint64_t first_ = 0;
  std::size_t size_ = 0;
  ArrayBuilder page_;
  std::vector<Document> pages_;
  std::vector<checkpoint::RecordPut> puts_;
  std::vector<Operation> ops_;
  Batch batch_;
};

void ReadPage(const Value& page, std::vector<FramePtr>& frames) {
  if (!page.is_array()) return;
  page.ForEachElement([&frames](const Value& stored) {
    if (!stored.is_array() || stored.size() != 3 || !stored.At(1).is_string()) return;
    frames.push_back(std::make_shared<const Frame>(
        stored.At(0).as_uint(), std::string(stored.At(1).as_text()), stored.At(2)));
  });
}

}  // namespace

void FrameShelf::Put(std::string_view run, const std::vector<FramePtr>& frames,
                     std::function<void()> done) {
  Putting::Commit(std::make_unique<Putting>(run, frames, clock_.Now() + kStay, std::move(done)),
                  store_);
}

Result<std::vector<FramePtr>> FrameShelf::Read(std::string_view run) const {
  std::vector<FramePtr> frames;
  const std::string from = std::string(run) + '/';
  const std::string to = std::string(run) + '0';
  DF_TRY(checkpoint::Documents(store_, kApiFrameSpace)
             .Visit({.from = from, .to = to}, [&frames](const Document& document) {
               ReadPage(document.content, frames);
               return true;
             }));
  return frames;
}

}  // namespace dashflow::api
