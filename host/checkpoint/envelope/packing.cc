// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/envelope/packing.h"

#include <zstd.h>

#include <memory>

namespace dashflow::checkpoint {
namespace {

constexpr int kLevel = 1;

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

// One a thread: making one costs more than most contents do.
ZSTD_CCtx* Compressor() {
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
  return context.get();
}

ZSTD_DCtx* Decompressor() {
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
  return context.get();
}

}  // namespace

bool Pack(std::string_view bytes, std::string& out) {
  ZSTD_CCtx* const context = Compressor();
  if (context == nullptr) return false;
  const std::size_t start = out.size();
  const std::size_t room = bytes.size() - bytes.size() / 8;
  out.resize(start + room);
  const std::size_t size =
      ZSTD_compressCCtx(context, out.data() + start, room, bytes.data(), bytes.size(), kLevel);
  const bool is_packed = ZSTD_isError(size) == 0;
  out.resize(is_packed ? start + size : start);
  return is_packed;
}

bool Unpack(std::string_view frame, std::size_t most, std::string& out) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  // The two values that stand for a size that is not known are larger than any.
  if (size > most || ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size())
    return false;
  ZSTD_DCtx* const context = Decompressor();
  if (context == nullptr) return false;
  const std::size_t start = out.size();
  out.resize(start + size);
  const std::size_t written =
      ZSTD_decompressDCtx(context, out.data() + start, size, frame.data(), frame.size());
  const bool is_whole = written == size;
  if (!is_whole) out.resize(start);
  return is_whole;
}

}  // namespace dashflow::checkpoint
