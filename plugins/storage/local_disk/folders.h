// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::local_disk {

// Makes the folder and those above it that are missing, for their owner alone (mode 0700). Throws
// what OpenFailure gives.
void MakeFolders(const std::string& folder);

// `path` without links and dots, so that one place has one name. Throws what OpenFailure gives.
std::string CanonicalPath(const std::string& path);

// Makes the names in a folder durable. Gives an errno; 0 = it did.
int SyncFolder(const std::string& folder);

}  // namespace dashflow::local_disk
