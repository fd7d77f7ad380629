// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/read/reader.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace dashflow::redis {
namespace {

// More entries than a log can get; the server counts with doubles.
constexpr std::uint64_t kMostEntries = std::uint64_t{1} << 53;

std::uint64_t NumberIn(const redisReply& reply) {
  return std::strtoull(std::string(TextOf(reply)).c_str(), nullptr, 10);
}

std::string Seq(std::uint64_t seq) { return std::to_string(std::min(seq, kMostEntries)); }

template <class Body>
auto Translated(const Body& body) {
  try {
    return body();
  } catch (const Failure& failure) {
    const bool gone = failure.kind() == Failure::Kind::kGone;
    throw sdk::StoreError(gone ? sdk::StoreStatus::kDamaged : sdk::StoreStatus::kUnavailable,
                          failure.what());
  }
}

// The rows behind the first element of an answer, which says whether there are more; each has
// `width` elements.
template <class Make>
Page PageOf(const redisReply& answer, std::size_t width, Make make) {
  Page page;
  page.more = TextOf(*answer.element[0]) == "1";
  for (std::size_t i = 1; i + width <= answer.elements; i += width) {
    page.rows.push_back(make(answer.element + i));
  }
  return page;
}

}  // namespace

Reply Reader::Run(Script script, std::initializer_list<std::string_view> arguments) {
  std::vector<std::string_view> words{location_.keys, location_.id};
  words.insert(words.end(), arguments);
  return Translated([&] {
    return pool_.With([&](Connection& connection) { return connection.Run(script, words); });
  });
}

std::optional<Row> Reader::Get(std::string_view space, std::string_view key) {
  const Reply answer = Run(Script::kGet, {space, key});
  if (answer->type != REDIS_REPLY_ARRAY) return std::nullopt;
  return Row{std::string(key), std::string(TextOf(*answer->element[1])), 0,
             NumberIn(*answer->element[0])};
}

std::optional<Row> Reader::GetBlob(std::string_view hash) {
  const Reply answer = Run(Script::kBlob, {hash});
  if (answer->type != REDIS_REPLY_STRING) return std::nullopt;
  return Row{std::string(hash), std::string(TextOf(*answer))};
}

Page Reader::Scan(const sdk::StoreScan& scan) {
  const Reply answer = Run(Script::kScan, {scan.space, scan.term, scan.from, scan.to,
                                           scan.reverse ? "1" : "0", std::to_string(scan.limit)});
  return PageOf(*answer, 3, [](redisReply* const* row) {
    return Row{std::string(TextOf(*row[0])), std::string(TextOf(*row[2])), 0, NumberIn(*row[1])};
  });
}

Page Reader::Read(const sdk::StoreRange& range) {
  const Reply answer =
      Run(Script::kRead, {std::to_string(range.stream), Seq(range.from), Seq(range.to),
                          range.reverse ? "1" : "0", std::to_string(range.limit)});
  return PageOf(*answer, 2, [](redisReply* const* row) {
    return Row{{}, std::string(TextOf(*row[1])), NumberIn(*row[0]), 0};
  });
}

std::int64_t Reader::Now() {
  const Reply time = Translated(
      [&] { return pool_.With([](Connection& connection) { return connection.Ask({"TIME"}); }); });
  const auto seconds = static_cast<std::int64_t>(NumberIn(*time->element[0]));
  const auto microseconds = static_cast<std::int64_t>(NumberIn(*time->element[1]));
  return (seconds * 1'000'000 + microseconds) * 1000;
}

}  // namespace dashflow::redis
