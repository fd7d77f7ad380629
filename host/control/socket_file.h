// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "host/base/descriptor.h"
#include "host/base/result.h"

namespace dashflow::control {

// The socket beside a store that is a file or a folder.
std::filesystem::path SocketOf(const std::filesystem::path& store);

// A socket that listens there with mode 0600, in place of one that was left over. REQUIRES: the
// caller holds the store. Error control_socket.
Result<Descriptor> ListenAt(const std::filesystem::path& path);

// A connection; closed when nobody listens.
Descriptor ConnectTo(const std::filesystem::path& path);

}  // namespace dashflow::control
