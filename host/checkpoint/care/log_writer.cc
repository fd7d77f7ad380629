// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/care/log_writer.h"

#include <vector>

#include "host/checkpoint/envelope.h"

namespace dashflow::checkpoint {

Status LogWriter::Add(const Entry& entry) {
  Envelope envelope;
  EncodeEntry(entry, envelope.Open());
  std::vector<Operation> blobs;
  const std::string_view stored = envelope.Seal(blobs);
  for (const Operation& blob : blobs) DF_TRY(filler_.PutBlob(blob.key.view(), blob.bytes.view()));
  return AddStored(stored);
}

Status LogWriter::AddStored(std::string_view stored) {
  return filler_.Append(stream_, ++seq_, stored);
}

}  // namespace dashflow::checkpoint
