// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/log_writer.h"

#include <vector>

#include "host/checkpoint/envelope/envelope.h"

namespace dashflow::checkpoint {

Status LogWriter::Add(Entry entry) {
  if (seq_ != 0) entry.before = checksum_;
  Envelope envelope;
  checksum_ = EncodeEntry(entry, envelope.Open());
  std::vector<Operation> blobs;
  const std::string_view stored = envelope.Seal(blobs, packing_);
  for (const Operation& blob : blobs) DF_TRY(filler_.PutBlob(blob.key.view(), blob.bytes.view()));
  return filler_.Append(stream_, ++seq_, stored);
}

}  // namespace dashflow::checkpoint
