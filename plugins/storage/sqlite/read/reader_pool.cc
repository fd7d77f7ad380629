// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/sqlite/read/reader_pool.h"

#include <utility>

namespace dashflow::sqlite {

ReaderPool::ReaderPool(std::string path, std::size_t most) : path_(std::move(path)), most_(most) {
  idle_.reserve(most);
}

std::unique_ptr<Reader> ReaderPool::Take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return in_use_ < most_; });
    ++in_use_;
    if (!idle_.empty()) {
      auto reader = std::move(idle_.back());
      idle_.pop_back();
      return reader;
    }
  }
  try {
    return std::make_unique<Reader>(path_);
  } catch (...) {
    Return(nullptr);
    throw;
  }
}

void ReaderPool::Return(std::unique_ptr<Reader> reader) {
  {
    const std::lock_guard lock(mutex_);
    --in_use_;
    if (reader != nullptr) idle_.push_back(std::move(reader));
  }
  returned_.notify_one();
}

void ReaderPool::CloseIdle() {
  std::vector<std::unique_ptr<Reader>> closing;
  closing.reserve(most_);
  const std::lock_guard lock(mutex_);
  idle_.swap(closing);
}

}  // namespace dashflow::sqlite
