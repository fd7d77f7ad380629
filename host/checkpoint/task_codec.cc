// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/task_codec.h"

#include <algorithm>

namespace dashflow::checkpoint {
namespace {

// Bits of a progress.
constexpr std::uint8_t kFinished = 1;
constexpr std::uint8_t kHandled = 2;
constexpr std::uint8_t kExpired = 4;
constexpr std::uint8_t kDelayed = 8;

void WritePath(Writer& w, const TaskPath& path) {
  w.Varint(path.node);
  w.Signed(path.index);
}

TaskPath ReadPath(Reader& r) {
  TaskPath path;
  path.node = static_cast<std::uint32_t>(r.Varint());
  path.index = r.Signed();
  return path;
}

void WriteArguments(Writer& w, const std::vector<Argument>& arguments) {
  w.Varint(arguments.size());
  for (const auto& [slot, value] : arguments) {
    w.Varint(slot);
    w.Put(value);
  }
}

std::vector<Argument> ReadArguments(Reader& r) {
  std::vector<Argument> arguments(r.Count());
  for (auto& [slot, value] : arguments) {
    slot = static_cast<std::uint32_t>(r.Varint());
    value = r.Get();
  }
  return arguments;
}

void WriteWrites(Writer& w, const std::vector<channel::Write>& writes) {
  w.Varint(writes.size());
  for (const auto& write : writes) {
    w.Varint(write.channel);
    w.Byte(static_cast<std::uint8_t>(write.mode));
    w.Put(write.value);
  }
}

std::vector<channel::Write> ReadWrites(Reader& r) {
  std::vector<channel::Write> writes(r.Count());
  for (auto& write : writes) {
    write.channel = static_cast<channel::ChannelId>(r.Varint());
    const std::uint8_t mode = r.Byte();
    if (mode > 1) r.Fail();
    write.mode = static_cast<channel::WriteMode>(mode);
    write.value = r.Get();
  }
  return writes;
}

void WriteSends(Writer& w, const std::vector<SentTask>& sends) {
  w.Varint(sends.size());
  for (const auto& send : sends) {
    w.Varint(send.node);
    WriteArguments(w, send.arguments);
  }
}

std::vector<SentTask> ReadSends(Reader& r) {
  std::vector<SentTask> sends(r.Count());
  for (auto& send : sends) {
    send.node = static_cast<std::uint32_t>(r.Varint());
    send.arguments = ReadArguments(r);
  }
  return sends;
}

void WriteAsked(Writer& w, const std::vector<Asked>& asked) {
  w.Varint(asked.size());
  for (const auto& one : asked) {
    w.Text(one.id);
    w.Byte(one.inner ? 1 : 0);
    w.Word(static_cast<std::uint64_t>(one.expires.time_since_epoch().count()));
    w.Put(one.question);
    w.Put(one.schema);
  }
}

std::vector<Asked> ReadAsked(Reader& r) {
  std::vector<Asked> asked(r.Count());
  for (auto& one : asked) {
    one.id = r.Text();
    const std::uint8_t inner = r.Byte();
    if (inner > 1) r.Fail();
    one.inner = inner != 0;
    one.expires = WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
    one.question = r.Get();
    one.schema = r.Get();
  }
  return asked;
}

void WriteInnerAnswers(Writer& w, const std::vector<InnerAnswer>& answers) {
  w.Varint(answers.size());
  for (const auto& answer : answers) {
    w.Text(answer.id);
    w.Put(answer.value);
  }
}

std::vector<InnerAnswer> ReadInnerAnswers(Reader& r) {
  std::vector<InnerAnswer> answers(r.Count());
  for (auto& answer : answers) {
    answer.id = r.Text();
    answer.value = r.Get();
  }
  return answers;
}

bool AnyExpired(const std::vector<InnerAnswer>& answers) {
  return std::ranges::any_of(answers, &InnerAnswer::expired);
}

// Which of the answers nobody gave.
void WriteExpired(Writer& w, const std::vector<InnerAnswer>& answers) {
  for (const InnerAnswer& answer : answers) w.Byte(answer.expired ? 1 : 0);
}

void ReadExpired(Reader& r, std::vector<InnerAnswer>& answers) {
  for (InnerAnswer& answer : answers) {
    const std::uint8_t expired = r.Byte();
    if (expired > 1) r.Fail();
    answer.expired = expired != 0;
  }
}

void WriteDelay(Writer& w, const TaskProgress& progress) {
  w.Varint(progress.attempts);
  w.Word(static_cast<std::uint64_t>(progress.due.time_since_epoch().count()));
}

void ReadDelay(Reader& r, TaskProgress& progress) {
  progress.attempts = static_cast<std::uint32_t>(r.Varint());
  progress.due = WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
}

void WriteStored(Writer& w, const StoredWrite& write) {
  using From = StoredWrite::From;
  w.Varint(write.channel);
  w.Byte(static_cast<std::uint8_t>(static_cast<unsigned>(write.mode) |
                                   static_cast<unsigned>(write.from) << 1));
  if (write.from == From::kHere) w.Put(write.value);
  if (write.from == From::kSlice) w.Varint(write.count);
}

StoredWrite ReadStored(Reader& r) {
  using From = StoredWrite::From;
  StoredWrite write;
  write.channel = static_cast<channel::ChannelId>(r.Varint());
  const std::uint8_t bits = r.Byte();
  if (bits > 7) r.Fail();
  write.mode = static_cast<channel::WriteMode>(bits & 1);
  write.from = static_cast<From>(bits >> 1 & 3);
  if (write.from == From::kHere) write.value = r.Get();
  if (write.from == From::kSlice) write.count = r.Varint();
  return write;
}

}  // namespace

void WriteEnded(Writer& w, const Entry& entry) {
  w.Varint(entry.ended.size());
  for (const auto& task : entry.ended) {
    WritePath(w, task.path);
    w.Varint(task.writes);
  }
  w.Varint(entry.writes.size());
  for (const auto& write : entry.writes) WriteStored(w, write);
}

void ReadEnded(Reader& r, Entry& entry) {
  std::uint64_t writes = 0;
  entry.ended.resize(r.Count());
  for (auto& task : entry.ended) {
    task.path = ReadPath(r);
    task.writes = r.Varint();
    writes += task.writes;
  }
  entry.writes.resize(r.Count());
  if (writes != entry.writes.size()) r.Fail();
  for (auto& write : entry.writes) write = ReadStored(r);
}

void WriteDueTask(Writer& w, const DueTask& task) {
  WritePath(w, task.path);
  WriteArguments(w, task.sent);
}

DueTask ReadDueTask(Reader& r) {
  DueTask task;
  task.path = ReadPath(r);
  task.sent = ReadArguments(r);
  return task;
}

void WriteProgress(Writer& w, const TaskProgress& progress) {
  WritePath(w, progress.path);
  const bool handled = !progress.failure.is_null();
  const bool expired = AnyExpired(progress.inner_answers);
  const bool delayed = progress.due != WallTime();
  w.Byte(static_cast<std::uint8_t>((progress.finished ? kFinished : 0) | (handled ? kHandled : 0) |
                                   (expired ? kExpired : 0) | (delayed ? kDelayed : 0)));
  WriteWrites(w, progress.writes);
  w.Varint(progress.jumps.size());
  for (const auto node : progress.jumps) w.Varint(node);
  WriteSends(w, progress.sends);
  WriteAsked(w, progress.asked);
  w.Varint(progress.answers.size());
  for (const auto& answer : progress.answers) w.Put(answer);
  WriteInnerAnswers(w, progress.inner_answers);
  if (expired) WriteExpired(w, progress.inner_answers);
  w.Text(progress.error_code);
  w.Text(progress.error_message);
  if (delayed) WriteDelay(w, progress);
  if (!handled) return;
  w.Varint(progress.handler);
  w.Put(progress.failure);
}

TaskProgress ReadProgress(Reader& r) {
  TaskProgress progress;
  progress.path = ReadPath(r);
  const std::uint8_t bits = r.Byte();
  if (bits > (kFinished | kHandled | kExpired | kDelayed)) r.Fail();
  progress.finished = (bits & kFinished) != 0;
  progress.writes = ReadWrites(r);
  progress.jumps.resize(r.Count());
  for (auto& node : progress.jumps) node = static_cast<std::uint32_t>(r.Varint());
  progress.sends = ReadSends(r);
  progress.asked = ReadAsked(r);
  progress.answers.resize(r.Count());
  for (auto& answer : progress.answers) answer = r.Get();
  progress.inner_answers = ReadInnerAnswers(r);
  if ((bits & kExpired) != 0) ReadExpired(r, progress.inner_answers);
  progress.error_code = r.Text();
  progress.error_message = r.Text();
  if ((bits & kDelayed) != 0) ReadDelay(r, progress);
  if ((bits & kHandled) == 0) return progress;
  progress.handler = static_cast<std::uint32_t>(r.Varint());
  progress.failure = r.Get();
  if (progress.failure.is_null()) r.Fail();
  return progress;
}

}  // namespace dashflow::checkpoint
