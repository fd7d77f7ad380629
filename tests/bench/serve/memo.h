// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace dashflow::bench {

// What is measured once for several figures. Copies share it.
template <class Key, class Measured>
class Memo {
 public:
  explicit Memo(std::function<Measured(const Key&)> measure) : measure_(std::move(measure)) {}

  const Measured& Of(const Key& key) const {
    auto at = known_->find(key);
    if (at == known_->end()) at = known_->emplace(key, measure_(key)).first;
    return at->second;
  }

 private:
  std::function<Measured(const Key&)> measure_;
  std::shared_ptr<std::map<Key, Measured>> known_ = std::make_shared<std::map<Key, Measured>>();
};

}  // namespace dashflow::bench
