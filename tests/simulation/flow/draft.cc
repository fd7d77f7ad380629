// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/flow/draft.h"

namespace dashflow::simulation {
namespace {

using namespace std::chrono_literals;

const Names kWordChannels{"log", "log", "last", "news", "diary"};
// Of these one node is the only writer: they take one write a superstep.
const Names kSingleChannels{"hint", "verdict", "scratch"};
const Names kNumberChannels{"total", "total", "low", "high"};
const Names kRootExpressions{"total + given",
                             "size(log)",
                             "size(all) * 3 + size(tags)",
                             "hops",
                             "(diary == null ? 3 : size(diary))",
                             "size(items) + size(proof)",
                             "size(settings) + 2"};
const Names kPartExpressions{"given", "hops + given", "total + size(proof)"};

std::string Port(const std::string& port, const std::string& channel) {
  return port + ": " + channel;
}

}  // namespace

std::string Listed(const Names& names) {
  if (names.size() == 1) return names.front();
  std::string text = "[";
  for (const std::string& name : names) text += (text.size() > 1 ? ", " : "") + name;
  return text + "]";
}

std::string Draft::NewName() {
  return names_.emplace_back("n" + std::to_string(names_.size() + 1));
}

std::string Draft::Expression() { return dice_.Of(is_part_ ? kPartExpressions : kRootExpressions); }

std::string Draft::WordChannel(bool alone) {
  if (!alone || singles_ == kSingleChannels.size() || dice_.Percent(50))
    return dice_.Of(kWordChannels);
  return kSingleChannels[singles_++];
}

std::string Draft::Ports(bool alone, bool cached) {
  std::string out = Port("n", is_part_ ? "total" : dice_.Of(kNumberChannels));
  if (!is_part_) {
    out += ", " + Port("word", WordChannel(alone));
    if (dice_.Percent(60)) out += ", " + Port("words", dice_.Percent(50) ? "all" : "tags");
    if (dice_.Percent(40)) out += ", " + Port("map", "settings");
  }
  if (cached) out += ", " + Port("proof", "elsewhere");
  return "in: {seen: {cel: \"" + Expression() + "\"}}, out: {" + out + "}";
}

// Only what completes at an exact time may have a timeout: others' time depends on their siblings.
std::string Draft::ClassOf(const Act& act) {
  if (act.takes >= 1s) return "async";
  if (act.takes > 0ms) return dice_.Percent(50) ? "async" : "blocking";
  return dice_.Of(Names{"inline", "inline", "compute", "blocking", "async"});
}

std::string Draft::Rules(const Act& act, std::string_view type) {
  std::string rules;
  if (act.failures > 0 && dice_.Percent(70)) {
    rules += ", retry: {attempts: " + std::to_string(dice_.From(2, 4)) +
             ", delay: " + dice_.Of(Names{"0ms", "10ms", "300ms"}) + ", jitter: true}";
  }
  if (type == "async" && act.takes >= 1s) {
    rules += ", timeout: 500ms";
  } else if (type == "async" && dice_.Percent(20)) {
    rules += ", timeout: 20s";
  }
  if (dice_.Percent(10))
    rules += ", concurrency: " + dice_.Of(Names{"1", "{run: 2, host: 2}", "{host: 1}"});
  return rules;
}

Act Draft::Troubled(const Act& act) {
  Act troubled = act;
  if (dice_.Percent(15)) troubled.failures = dice_.From(1, 4);
  if (dice_.Percent(30) && act.takes == 0ms)
    troubled.takes = std::chrono::milliseconds(dice_.From(1, 120));
  if (dice_.Percent(5)) troubled.naps = true;
  if (dice_.Percent(6)) troubled.asks = dice_.From(1, 2);
  return troubled;
}

// What somebody else has proved does not count.
bool Draft::MayCache(const Act& act) {
  return !act.broken && act.asks == 0 && act.takes < 1s && dice_.Percent(8);
}

std::string Draft::Node(const Act& act, const std::string& more) {
  return AddNode(act, more, false);
}

std::string Draft::LoneNode() { return AddNode({}, "", true); }

std::string Draft::AddNode(const Act& asked, const std::string& more, bool alone) {
  const std::string name = NewName();
  Act act = Troubled(asked);
  const std::string type = ClassOf(act);
  std::string rules = Rules(act, type);
  if (act.asks > 0 && dice_.Percent(25)) rules += ", expire: {after: 1h, answer: 7}";
  act.cached = MayCache(act);
  if (act.cached) rules += dice_.Percent(50) ? ", cache: {ttl: 1h}" : ", cache: {}";
  flow_.acts[name_ + "/" + name] = act;
  nodes_ +=
      "  " + name + ": {type: sim." + type + ", " + Ports(alone, act.cached) + rules + more + "}\n";
  return name;
}

std::string Draft::Note(std::string_view channel) {
  return RawNode("type: sim.note, out: {word: " + std::string(channel) + "}");
}

std::string Draft::RawNode(const std::string& content) {
  const std::string name = NewName();
  nodes_ += "  " + name + ": {" + content + "}\n";
  return name;
}

std::string Draft::Text(const std::string& head) const {
  return "dashflow: 1\nname: " + name_ + "\n" + head + "nodes:\n" + nodes_ + "edges:\n" + edges_;
}

}  // namespace dashflow::simulation
