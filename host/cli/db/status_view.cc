// SPDX-License-Identifier: Apache-2.0
#include "host/cli/db/status_view.h"

#include <fmt/format.h>

#include <string_view>

#include "host/cli/db/run_on_store.h"
#include "host/event/event.h"

namespace dashflow::cli {
namespace {

std::optional<std::uint64_t> Number(const Value& object, std::string_view key) {
  const Value* member = object.is_object() ? object.Find(key) : nullptr;
  if (member == nullptr || member->kind() != Kind::kInt) return std::nullopt;
  return member->as_uint();
}

std::int64_t AllThreads(const StoreStatus& status) {
  std::int64_t all = 0;
  for (const auto& [name, count] : status.threads) all += count;
  return all;
}

Value ThreadsView(const StoreStatus& status) {
  Value view = Value::EmptyObject().Set("all", AllThreads(status));
  for (const auto& [name, count] : status.threads) view = view.Set(name, count);
  return view;
}

Value HolderView(const Holder& holder) {
  return Value::EmptyObject()
      .Set("process", static_cast<std::int64_t>(holder.process))
      .Set("since", event::FormatTime(holder.since));
}

class Lines {
 public:
  void Add(std::string_view name, const std::string& text) {
    if (!text_.empty()) text_ += "\n";
    text_ += fmt::format("{:<12}{}", name, text);
  }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
};

std::string ThreadsText(const StoreStatus& status) {
  std::string text = std::to_string(AllThreads(status));
  const char* separator = ": ";
  for (const auto& [name, count] : status.threads) {
    text += fmt::format("{}{} {}", separator, count, name);
    separator = ", ";
  }
  return text;
}

void AddAmount(const Value& about, std::string_view name, Lines& lines) {
  const Value* amount = about.Find(name);
  if (amount == nullptr) return;
  lines.Add(name, fmt::format("{} ({})", Number(*amount, "count").value_or(0),
                              SizeText(Number(*amount, "bytes").value_or(0))));
}

std::string LayoutText(const Value& layout) {
  const auto number = [&layout](std::string_view key) { return Number(layout, key).value_or(0); };
  return fmt::format("{} of {}; releases that know {} read it, {} write it", number("version"),
                     number("newest"), number("min_reader"), number("min_writer"));
}

std::string DiskText(const Value& about, std::uint64_t bytes) {
  const auto free_bytes = Number(about, "free_bytes");
  if (!free_bytes) return SizeText(bytes);
  return fmt::format("{}, {} of it unused", SizeText(bytes), SizeText(*free_bytes));
}

std::string EncryptionText(const Value& encryption) {
  return fmt::format("{}, key {}", encryption.Find("cipher")->as_text(),
                     encryption.Find("key")->as_text());
}

std::string HolderText(const Hold& hold) {
  if (!hold.is_known) return "this kind of store does not show who uses it";
  if (!hold.holder) return "nobody";
  return fmt::format("process {} since {}", hold.holder->process,
                     event::FormatTime(hold.holder->since));
}

}  // namespace

Value StatusView(const StoreStatus& status) {
  Value view = Value::EmptyObject()
                   .Set("store", status.url)
                   .Set("kind", status.kind)
                   .Set("durability", status.durability)
                   .Set("identity", status.identity ? Value(*status.identity) : Value());
  for (const char* part :
       {"layout", "records", "log", "blobs", "disk_bytes", "free_bytes", "encryption"}) {
    if (const Value* known = status.about.Find(part)) view = view.Set(part, *known);
  }
  view = view.Set("threads", ThreadsView(status));
  view = view.Set("unfinished_copy", status.is_unfinished_copy);
  if (status.hold.is_known) {
    view = view.Set("holder", status.hold.holder ? HolderView(*status.hold.holder) : Value());
  }
  return view;
}

std::string StatusText(const StoreStatus& status) {
  Lines lines;
  lines.Add("store", status.url);
  lines.Add("kind", status.kind + ", " + status.durability);
  lines.Add("identity", status.identity.value_or("none yet"));
  if (const Value* layout = status.about.Find("layout")) lines.Add("layout", LayoutText(*layout));
  lines.Add("threads", ThreadsText(status));
  for (const char* name : {"records", "log", "blobs"}) AddAmount(status.about, name, lines);
  if (const auto bytes = Number(status.about, "disk_bytes"))
    lines.Add("on disk", DiskText(status.about, *bytes));
  if (const Value* encryption = status.about.Find("encryption"))
    lines.Add("encryption", EncryptionText(*encryption));
  lines.Add("holder", HolderText(status.hold));
  if (status.is_unfinished_copy)
    lines.Add("copy", "unfinished: repeat the `dashflow db migrate` into it");
  return std::move(lines).text();
}

}  // namespace dashflow::cli
