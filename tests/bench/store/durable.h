// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dashflow::bench {

// Durable supersteps a second of `runs` loops of `steps` at once, on an empty store.
double DurableSupersteps(const std::string& store, int runs, int steps);

// What a SQLite store takes with so many messages of 1 KB, appended one a superstep.
double BytesOfMessages(int messages);

// The mean size of what a superstep of the loop stores: floors write as many bytes.
int EntryBytes();

}  // namespace dashflow::bench
