// SPDX-License-Identifier: Apache-2.0
#include "host/api/items/item.h"

#include <algorithm>
#include <utility>

#include "host/api/request/body.h"
#include "host/api/request/ids.h"
#include "host/event/event.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::api {
namespace {

// Of a namespace, in front of the digest of one that is too long for a key.
constexpr std::size_t kPrefixBytes = 180;

std::string Joined(const Namespace& space) {
  std::string joined;
  for (const std::string& label : space) joined += label + '.';
  return joined;
}

Value LabelsOf(const Namespace& space) {
  ArrayBuilder labels;
  for (const std::string& label : space) labels.Add(label);
  return std::move(labels).Build();
}

Value Nanoseconds(WallTime time) { return Value(time.time_since_epoch().count()); }

WallTime TimeOf(const Value& content, std::string_view key) {
  return WallTime(std::chrono::nanoseconds(NumberOf(content, key, 0)));
}

Error BadLabel(std::string_view label, std::string_view where) {
  return Error("request_invalid", "'" + std::string(label) + "' is no label of a namespace")
      .Operation("read namespace")
      .Resource(std::string(where))
      .Cause(label.empty() ? "it is empty" : "it contains a dot");
}

}  // namespace

Value ItemView(const Item& item) {
  ObjectBuilder view;
  view.Add("namespace", LabelsOf(item.space));
  view.Add("key", item.key);
  view.Add("value", item.value);
  view.Add("created_at", event::FormatTime(item.created));
  view.Add("updated_at", event::FormatTime(item.updated));
  return std::move(view).Build();
}

std::string ItemPrefix(const Namespace& space) { return Joined(space).substr(0, kPrefixBytes); }

std::string ItemKey(const Namespace& space, std::string_view key) {
  std::string whole = Joined(space) + '\0' + std::string(key);
  if (whole.size() <= checkpoint::kMaxStoreKey) return whole;
  return ItemPrefix(space) + '\0' + UuidOf(whole);
}

Item ItemOf(const checkpoint::Document& document) {
  const Value& content = document.content;
  Item item{.space = {}, .key = TextOf(content, "key"), .value = ObjectOf(content, "value")};
  ValueOf(content, "namespace").ForEachElement([&item](const Value& label) {
    item.space.emplace_back(label.as_text());
  });
  item.created = TimeOf(content, "created");
  item.updated = TimeOf(content, "updated");
  const Value ttl = ValueOf(content, "ttl");
  if (ttl.kind() == Kind::kDouble) item.ttl = ttl.as_double();
  return item;
}

checkpoint::Document DocumentOf(const Item& item, WallTime used) {
  ObjectBuilder content;
  content.Add("namespace", LabelsOf(item.space));
  content.Add("key", item.key);
  content.Add("value", item.value);
  content.Add("created", Nanoseconds(item.created));
  content.Add("updated", Nanoseconds(item.updated));
  content.Add("ttl", Value(item.ttl));
  checkpoint::Document document{.key = ItemKey(item.space, item.key),
                                .content = std::move(content).Build()};
  if (item.ttl > 0) {
    const std::chrono::duration<double, std::ratio<60>> ttl(item.ttl);
    document.expires = used + std::chrono::duration_cast<std::chrono::nanoseconds>(ttl);
  }
  return document;
}

Result<Namespace> ReadNamespace(const Value& labels, std::string_view where) {
  Namespace space;
  if (!labels.is_array()) return space;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string_view label = labels.At(i).is_string() ? labels.At(i).as_text() : "";
    if (label.empty() || label.find('.') != std::string_view::npos) return BadLabel(label, where);
    space.emplace_back(label);
  }
  return space;
}

Namespace SplitNamespace(std::string_view dotted) {
  Namespace space;
  while (!dotted.empty()) {
    const std::string_view label = dotted.substr(0, dotted.find('.'));
    if (!label.empty()) space.emplace_back(label);
    dotted.remove_prefix(std::min(dotted.size(), label.size() + 1));
  }
  return space;
}

bool BeginsWith(const Namespace& space, const Namespace& prefix) {
  return prefix.size() <= space.size() && std::equal(prefix.begin(), prefix.end(), space.begin());
}

}  // namespace dashflow::api
