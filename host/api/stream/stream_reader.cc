// SPDX-License-Identifier: Apache-2.0
#include "host/api/stream/stream_reader.h"

#include <utility>

#include "host/api/stream/run_stream.h"
#include "host/value/json.h"

namespace dashflow::api {
namespace {

// An event of the thread stream protocol, of no channel.
std::string GapMessage(const Value& data) {
  const Value params = Value::EmptyObject().Set("namespace", Value::EmptyArray()).Set("data", data);
  return ToJson(
      Value::EmptyObject().Set("type", "event").Set("method", "gap").Set("params", params));
}

}  // namespace

StreamReader::StreamReader(std::shared_ptr<RunStream> stream, http::BodyStreamPtr body,
                           Options options)
    : stream_(std::move(stream)),
      options_(std::move(options)),
      body_(std::move(body)),
      next_(options_.from) {}

void StreamReader::Begin() {
  const http::BodyStreamPtr body = body_;
  body->OnGone([weak = weak_from_this()] {
    if (const auto reader = weak.lock()) reader->Gone();
  });
  Pump();
}

bool StreamReader::Enter() {
  const std::lock_guard lock(mutex_);
  if (state_ == State::kPumping) more_ = true;
  if (state_ != State::kIdle) return false;
  state_ = State::kPumping;
  return true;
}

void StreamReader::Pump() {
  if (Enter()) WriteAll();
}

void StreamReader::WriteAll() {
  for (;;) {
    const Step step = WriteNext();
    if (step != Step::kWrote && Leave(step)) return;
  }
}

StreamReader::Step StreamReader::WriteNext() {
  if (body_->gone()) return Step::kOver;
  if (options_.seek) next_ = options_.seek(next_);
  const RunStream::Batch batch = stream_->From(next_);
  if (batch.frames.empty()) {
    if (!batch.over) return Step::kNothing;
    body_->Close();
    return Step::kOver;
  }
  if (batch.kept_from > next_) return TellDropped(batch.kept_from);
  return options_.form == Form::kEvents ? WriteEvents(batch.frames) : WriteMessages(batch.frames);
}

StreamReader::Step StreamReader::WriteEvents(const std::vector<FramePtr>& frames) {
  std::string text;
  for (const FramePtr& frame : frames) {
    if (Takes(*frame)) text += frame->Text();
  }
  if (!text.empty() && !body_->Write(std::move(text))) return Step::kNoRoom;
  next_ = frames.back()->id() + 1;
  wrote_ = true;
  return Step::kWrote;
}

StreamReader::Step StreamReader::WriteMessages(const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames) {
    if (Takes(*frame) && !body_->Write(std::string(frame->DataText()))) return Step::kNoRoom;
    next_ = frame->id() + 1;
  }
  return Step::kWrote;
}

bool StreamReader::Takes(const Frame& frame) const {
  return options_.modes.Takes(frame.event()) && (!options_.wants || options_.wants(frame));
}

// The client knows from the numbers, too, but for those of modes that it does not want.
StreamReader::Step StreamReader::TellDropped(std::uint64_t first) {
  if (options_.leaves_when_slow) return Step::kOver;
  const Value data = Value::EmptyObject().Set("dropped", first - next_).Set("next", first);
  const bool is_message = options_.form == Form::kMessages;
  if (!body_->Write(is_message ? GapMessage(data) : UnnumberedFrame("gap", data)))
    return Step::kNoRoom;
  stream_->CountDropped(first - next_);
  next_ = first;
  return Step::kWrote;
}

StreamReader::State StreamReader::After(Step step) {
  if (step == Step::kOver || cut_) return State::kOver;
  if (std::exchange(more_, false) && step == Step::kNothing) return State::kPumping;
  return step == Step::kNoRoom ? State::kNoRoom : State::kIdle;
}

bool StreamReader::Leave(Step step) {
  State state = State::kOver;
  http::BodyStreamPtr body;
  {
    const std::lock_guard lock(mutex_);
    state = state_ = After(step);
    body = body_;
  }
  if (state == State::kOver) LetGo();
  if (state == State::kNoRoom) {
    body->OnRoom([weak = weak_from_this()] {
      if (const auto reader = weak.lock()) reader->Resume();
    });
  }
  return state != State::kPumping;
}

void StreamReader::Resume() {
  {
    const std::lock_guard lock(mutex_);
    if (state_ != State::kNoRoom) return;
    state_ = State::kIdle;
  }
  Pump();
}

void StreamReader::Beat() {
  if (!Enter()) return;
  const bool is_quiet = !std::exchange(wrote_, false) && options_.form == Form::kEvents;
  if (is_quiet) std::ignore = body_->Write(std::string(kHeartbeat));
  WriteAll();
}

void StreamReader::Cut() {
  {
    const std::lock_guard lock(mutex_);
    cut_ = true;
    if (state_ == State::kPumping || state_ == State::kOver) return;
    state_ = State::kOver;
  }
  LetGo();
}

void StreamReader::Gone() {
  Cut();
  if (options_.on_gone) options_.on_gone();
}

void StreamReader::LetGo() {
  http::BodyStreamPtr body;
  {
    const std::lock_guard lock(mutex_);
    body = std::move(body_);
  }
  stream_->Forget(*this);
}

}  // namespace dashflow::api
