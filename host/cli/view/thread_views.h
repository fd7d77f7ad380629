// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/checkpoint/entry.h"
#include "host/checkpoint/loader.h"
#include "host/checkpoint/thread_record.h"

namespace dashflow::cli {

// What `threads` prints, as objects.
Value ThreadView(const checkpoint::ThreadRecord& record, std::string_view status);
// Names of the nodes that are due, each once.
Value NextView(const checkpoint::State& state, const checkpoint::Names& names);
// Questions that wait, and errors, of the unfinished superstep.
Value ProgressView(const checkpoint::Loaded& loaded);
// The node types of its tasks since the last input: name to version.
Value TypesView(const checkpoint::State& state);
// One checkpoint of a history, but for its parent. REQUIRES: a begin or a step.
Value CheckpointView(const checkpoint::Position& position, const checkpoint::Entry& entry,
                     const checkpoint::Names& names);

}  // namespace dashflow::cli
