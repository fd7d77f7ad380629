// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/format/group.h"

#include <xxhash.h>

#include <charconv>
#include <cstdio>
#include <utility>

namespace dashflow::file {
namespace {

constexpr std::string_view kVerb = "group ";
constexpr std::string_view kBytes = " bytes=";
constexpr std::string_view kSum = " sum=";

// Of the lines of a frame, without the bytes behind them: those have sums of their own.
class LineSum {
 public:
  LineSum(std::uint64_t seed, std::uint64_t number) : sum_(seed ^ number) {}
  void Add(std::string_view line) { sum_ = XXH3_64bits_withSeed(line.data(), line.size(), sum_); }
  std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_;
};

struct Head {
  std::uint64_t number = 0;
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;
};

// Takes `name` and a number of `digits` digits off the text.
bool TakeNumber(std::string_view& text, std::string_view name, std::size_t digits,
                std::pair<std::uint64_t*, int> value) {
  if (!text.starts_with(name) || text.size() < name.size() + digits) return false;
  const char* const begin = text.data() + name.size();
  const auto [at, error] = std::from_chars(begin, begin + digits, *value.first, value.second);
  text.remove_prefix(name.size() + digits);
  return error == std::errc() && at == begin + digits;
}

bool ParseHead(std::string_view text, Head& head) {
  return TakeNumber(text, kVerb, 20, {&head.number, 10}) &&
         TakeNumber(text, kBytes, 12, {&head.bytes, 10}) &&
         TakeNumber(text, kSum, 16, {&head.sum, 16}) && text.starts_with('\n');
}

// The next line from `at` on, without its end; empty when there is none.
std::string_view LineAt(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? std::string_view() : text.substr(at, end - at);
}

// Takes one change with its bytes off the frame at `at`.
bool ParseChange(std::string_view frame, std::size_t& at, LineSum& lines, PlacedChange& placed) {
  const std::string_view line = LineAt(frame, at);
  auto change = ParseLine(line);
  if (!change) return false;
  lines.Add(line);
  placed.change = std::move(*change);
  placed.offset = at + line.size() + 1;
  at = placed.offset;
  if (!placed.change.HasBytes()) return true;
  if (frame.size() - at < placed.change.size + 1) return false;
  at += placed.change.size + 1;
  return frame[at - 1] == '\n';
}

bool BytesFit(std::string_view frame, const PlacedChange& placed, std::uint64_t seed) {
  return !placed.change.HasBytes() ||
         SumOf(frame.substr(placed.offset, placed.change.size), seed) == placed.change.sum;
}

}  // namespace

std::uint64_t SumOf(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

void GroupBuilder::Clear() { text_.assign(kGroupHead, ' '); }

std::uint64_t GroupBuilder::Add(Change& change, std::string_view bytes) {
  change.size = bytes.size();
  if (change.HasBytes()) change.sum = SumOf(bytes, seed_);
  text_.append(LineOf(change)).append(1, '\n');
  const std::size_t offset = text_.size();
  if (change.HasBytes()) text_.append(bytes).append(1, '\n');
  return offset;
}

const std::string& GroupBuilder::Finish(std::uint64_t number) {
  LineSum lines(seed_, number);
  PlacedChange placed;
  for (std::size_t at = kGroupHead; at < text_.size();) ParseChange(text_, at, lines, placed);
  std::string head(kGroupHead + 1, '\0');
  std::snprintf(head.data(), head.size(), "group %020llu bytes=%012llu sum=%016llx\n",
                static_cast<unsigned long long>(number),
                static_cast<unsigned long long>(text_.size() - kGroupHead),
                static_cast<unsigned long long>(lines.value()));
  text_.replace(0, kGroupHead, head, 0, kGroupHead);
  return text_;
}

GroupState ParseGroup(std::string_view text, std::uint64_t seed, Group& group) {
  group = {};
  Head head;
  if (text.size() < kGroupHead) return GroupState::kCutShort;
  if (!ParseHead(text, head)) return GroupState::kBroken;
  group.number = head.number;
  group.size = kGroupHead + head.bytes;
  if (text.size() < group.size) return GroupState::kCutShort;
  const std::string_view frame = text.substr(0, group.size);
  LineSum lines(seed, head.number);
  for (std::size_t at = kGroupHead; at < frame.size();) {
    if (!ParseChange(frame, at, lines, group.changes.emplace_back())) return GroupState::kBroken;
    group.bytes_are_whole = group.bytes_are_whole && BytesFit(frame, group.changes.back(), seed);
  }
  return lines.value() == head.sum ? GroupState::kWhole : GroupState::kBroken;
}

}  // namespace dashflow::file
