// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "plugins/storage/sqlite/options.h"
#include "plugins/storage/sqlite/sql/connection.h"
#include "plugins/storage/sqlite/sql/schema.h"

// How a database file becomes an open store. Failures are StoreErrors in the words of the host's
// catalogue.
namespace dashflow::sqlite {

// Makes the folders that `path` needs (0700), and the path without links, so that one file has one
// lock whatever it is called.
std::string PreparePath(const std::string& path);

// Opens for reading and writing; makes the file (0600) and its layout when there is none. What it
// made is gone again when it fails. REQUIRES: the store's lock is held.
std::unique_ptr<Connection> OpenForWriting(const Options& options);

// The same for a store that this process has had open: a file that is gone is not made anew.
std::unique_ptr<Connection> OpenAgain(const Options& options);

// Checks that `path` is a store that may be read; makes and locks nothing.
void CheckReadable(const std::string& path,
                   const Schema::Migrations& migrations = Schema::Released());

}  // namespace dashflow::sqlite
