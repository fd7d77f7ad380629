// SPDX-License-Identifier: Apache-2.0
#include "host/http/route/router.h"

#include <utility>

namespace dashflow::http {
namespace {

constexpr std::size_t kMethods = 5;

Error BadPattern(std::string_view pattern, std::string_view why) {
  return Error("internal", "the route " + std::string(pattern) + " " + std::string(why));
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

Error NoSuchPath() { return Error("route_not_found", "there is nothing at this path"); }

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash ? text[i] != '-' : !IsHexDigit(text[i])) return false;
  }
  return true;
}

// What may follow a beginning of a path.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> texts;
  std::unique_ptr<Node> any;   // behind {name}
  std::unique_ptr<Node> uuid;  // behind {name:uuid}
  std::string uuid_name;
  std::array<std::optional<std::size_t>, kMethods> routes;

  bool is_end() const {
    for (const auto& route : routes)
      if (route) return true;
    return false;
  }
};

// Walks all the ways that fit a path, the most exact first.
class Router::Search {
 public:
  Search(const Node& root, const std::vector<std::string>& segments)
      : root_(root), segments_(segments) {}

  // Calls visit(node) at each end, until it says that this is the one.
  template <class Visit>
  bool Walk(Visit&& visit) {
    return From(root_, 0, visit);
  }
  std::vector<std::string> TakeArguments() { return std::move(arguments_); }
  // The name of what should have been a UUID on the only way there is.
  const std::string& no_uuid() const { return no_uuid_; }
  const std::string& no_uuid_text() const { return no_uuid_text_; }

 private:
  template <class Visit>
  bool From(const Node& node, std::size_t at, Visit& visit) {
    if (at == segments_.size()) return node.is_end() && visit(node);
    const std::string& segment = segments_[at];
    const auto text = node.texts.find(segment);
    if (text != node.texts.end() && From(*text->second, at + 1, visit)) return true;
    if (segment.empty()) return false;
    return ByUuid(node, at, visit) || (node.any && ByName(*node.any, at, visit));
  }

  template <class Visit>
  bool ByUuid(const Node& node, std::size_t at, Visit& visit) {
    if (!node.uuid) return false;
    if (IsUuid(segments_[at])) return ByName(*node.uuid, at, visit);
    if (no_uuid_.empty() && Leads(*node.uuid, at + 1)) {
      no_uuid_ = node.uuid_name;
      no_uuid_text_ = segments_[at];
    }
    return false;
  }

  template <class Visit>
  bool ByName(const Node& next, std::size_t at, Visit& visit) {
    arguments_.push_back(segments_[at]);
    if (From(next, at + 1, visit)) return true;
    arguments_.pop_back();
    return false;
  }

  // Whether a path is there but for the text in question.
  bool Leads(const Node& node, std::size_t at) const {
    if (at == segments_.size()) return node.is_end();
    const auto text = node.texts.find(segments_[at]);
    if (text != node.texts.end() && Leads(*text->second, at + 1)) return true;
    return (node.uuid && Leads(*node.uuid, at + 1)) || (node.any && Leads(*node.any, at + 1));
  }

  const Node& root_;
  const std::vector<std::string>& segments_;
  std::vector<std::string> arguments_;
  std::string no_uuid_;
  std::string no_uuid_text_;
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

namespace {

enum class Segment { kText, kAny, kUuid, kBad };

Segment KindOf(std::string_view segment) {
  if (!segment.starts_with('{'))
    return segment.find_first_of("{}") == std::string_view::npos ? Segment::kText : Segment::kBad;
  if (!segment.ends_with('}') || segment.size() < 3) return Segment::kBad;
  const std::size_t colon = segment.find(':');
  if (colon == std::string_view::npos) return Segment::kAny;
  return segment.substr(colon) == ":uuid}" ? Segment::kUuid : Segment::kBad;
}

template <class Node>
Node& Made(std::unique_ptr<Node>& node) {
  if (!node) node = std::make_unique<Node>();
  return *node;
}

}  // namespace

Status Router::Add(Method method, std::string_view pattern, std::size_t route) {
  if (!pattern.starts_with('/')) return BadPattern(pattern, "does not begin with /");
  Node* node = root_.get();
  std::string_view rest = pattern.substr(1);
  for (bool more = true; more;) {
    const std::size_t end = rest.find('/');
    const std::string_view segment = rest.substr(0, end);
    const Segment kind = KindOf(segment);
    if (kind == Segment::kBad) return BadPattern(pattern, "has a segment that is none");
    if (kind == Segment::kUuid) node->uuid_name = segment.substr(1, segment.size() - 7);
    node = &Made(kind == Segment::kText   ? node->texts[std::string(segment)]
                 : kind == Segment::kUuid ? node->uuid
                                          : node->any);
    more = end != std::string_view::npos;
    rest.remove_prefix(more ? end + 1 : rest.size());
  }
  auto& place = node->routes[static_cast<std::size_t>(method)];
  if (place) return BadPattern(pattern, "is there twice");
  place = route;
  return Ok();
}

Result<Router::Match> Router::Find(Method method, const std::vector<std::string>& segments) const {
  Search search(*root_, segments);
  Match match;
  bool is_path = false;
  const bool found = search.Walk([&](const Node& node) {
    is_path = true;
    const auto& route = node.routes[static_cast<std::size_t>(method)];
    if (route) match.route = *route;
    return route.has_value();
  });
  if (found) {
    match.arguments = search.TakeArguments();
    return match;
  }
  if (is_path) return Unknown(MethodName(method), segments);
  if (!search.no_uuid().empty()) {
    return Error("request_invalid", search.no_uuid() + " is no UUID")
        .Resource("path/" + search.no_uuid())
        .Cause("\"" + search.no_uuid_text() + "\" stands in its place");
  }
  return NoSuchPath();
}

Error Router::Unknown(std::string_view method, const std::vector<std::string>& segments) const {
  const std::string allowed = Allowed(segments);
  if (allowed.empty()) return NoSuchPath();
  return Error("method_not_allowed",
               "the path takes no " + std::string(method) + ", it takes " + allowed);
}

std::string Router::Allowed(const std::vector<std::string>& segments) const {
  std::array<bool, kMethods> has{};
  Search search(*root_, segments);
  search.Walk([&has](const Node& node) {
    for (std::size_t i = 0; i < kMethods; ++i) has[i] = has[i] || node.routes[i].has_value();
    return false;
  });
  std::string list;
  for (std::size_t i = 0; i < kMethods; ++i) {
    if (!has[i]) continue;
    const auto method = static_cast<Method>(i);
    if (!list.empty()) list += ", ";
    list += MethodName(method);
    if (method == Method::kGet) list += ", HEAD";
  }
  return list.empty() ? list : list + ", OPTIONS";
}

}  // namespace dashflow::http
