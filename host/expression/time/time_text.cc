// SPDX-License-Identifier: Apache-2.0
#include "host/expression/time/time_text.h"

#include <charconv>
#include <chrono>

#include "host/expression/operand/time.h"

namespace dashflow::expression {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kNanosecondDigits = 9;

// Takes from the front what it is asked for; after a failure everything fails.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int Number(std::size_t digits) {
    int number = 0;
    const char* end = rest_.data() + std::min(digits, rest_.size());
    const bool starts_with_digit = !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
    const auto parsed = std::from_chars(rest_.data(), end, number);
    if (rest_.size() < digits || !starts_with_digit || parsed.ptr != end) ok_ = false;
    rest_.remove_prefix(std::min(digits, rest_.size()));
    return number;
  }

  bool Accept(char wanted) {
    if (rest_.empty() || rest_[0] != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void Expect(char wanted) { ok_ = Accept(wanted) && ok_; }

  // The digits after a point, as nanoseconds; further ones are refused.
  std::uint32_t Fraction() {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    if (count == 0 || count > kNanosecondDigits) ok_ = false;
    std::string digits(rest_.substr(0, std::min(count, kNanosecondDigits)));
    digits.resize(kNanosecondDigits, '0');
    rest_.remove_prefix(count);
    std::uint32_t nanoseconds = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), nanoseconds);
    return nanoseconds;
  }

  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::optional<std::int64_t> DaysOf(int year, int month, int day) {
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string TwoDigits(std::int64_t number) {
  const std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

// ".25" of 250 million nanoseconds; nothing for 0.
std::string FractionText(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return {};
  std::string text = std::to_string(kNanosecondsPerSecond + nanoseconds);
  text[0] = '.';
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

}  // namespace

std::optional<std::int64_t> ParseOffset(std::string_view text) {
  if (text == "UTC" || text == "Z") return 0;
  Reader reader(text);
  const bool west = reader.Accept('-');
  if (!west) reader.Accept('+');
  const int hours = reader.Number(2);
  reader.Expect(':');
  const int minutes = reader.Number(2);
  if (!reader.ok() || !reader.rest().empty() || hours > 23 || minutes > 59) return std::nullopt;
  const std::int64_t seconds = std::int64_t{hours} * 3600 + std::int64_t{minutes} * 60;
  return west ? -seconds : seconds;
}

std::optional<Instant> ParseTimestamp(std::string_view text) {
  Reader reader(text);
  const int year = reader.Number(4);
  reader.Expect('-');
  const int month = reader.Number(2);
  reader.Expect('-');
  const int day = reader.Number(2);
  reader.Expect('T');
  const int hour = reader.Number(2);
  reader.Expect(':');
  const int minute = reader.Number(2);
  reader.Expect(':');
  const int second = reader.Number(2);
  Instant instant;
  if (reader.Accept('.')) instant.nanoseconds = reader.Fraction();
  const std::string_view zone = reader.rest();
  const bool signed_zone = zone == "Z" || zone.starts_with('+') || zone.starts_with('-');
  const auto offset = signed_zone ? ParseOffset(zone) : std::nullopt;
  const auto days = DaysOf(year, month, day);
  if (!reader.ok() || !days || !offset || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  instant.seconds = *days * kSecondsPerDay + std::int64_t{hour} * 3600 + std::int64_t{minute} * 60 +
                    second - *offset;
  return instant;
}

std::string TimestampText(const Instant& instant) {
  const std::chrono::sys_seconds time{std::chrono::seconds(instant.seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::int64_t second = (time - day).count();
  std::string year = std::to_string(static_cast<int>(date.year()));
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  return year + "-" + TwoDigits(static_cast<unsigned>(date.month())) + "-" +
         TwoDigits(static_cast<unsigned>(date.day())) + "T" + TwoDigits(second / 3600) + ":" +
         TwoDigits(second / 60 % 60) + ":" + TwoDigits(second % 60) +
         FractionText(instant.nanoseconds) + "Z";
}

std::string DurationText(std::int64_t nanoseconds) {
  const std::int64_t rest = nanoseconds % kNanosecondsPerSecond;
  const std::int64_t seconds = nanoseconds / kNanosecondsPerSecond;
  const std::string sign = nanoseconds < 0 && seconds == 0 ? "-" : "";
  return sign + std::to_string(seconds) + FractionText(rest < 0 ? -rest : rest) + "s";
}

}  // namespace dashflow::expression
