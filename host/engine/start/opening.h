// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "host/checkpoint/loader.h"
#include "host/checkpoint/state.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/run.h"

// What the ways to begin a run share.
namespace dashflow::engine {

// Gives the channels without a value what they hold before any write.
void FillDefaults(const graph::Workflow& workflow, checkpoint::State& state);

// Goes on from the state of a checkpoint, whose superstep has not begun.
void TakeState(Run& run, checkpoint::State state);

// Goes on inside the superstep that the state says has begun. REQUIRES: no answer was given yet,
// since the events may tell once more what it waited for.
void GoOnFrom(Run& run, checkpoint::Loaded& loaded);

// A human lets the tasks that are due go on. REQUIRES: the record's epoch is the run's.
void PassInterrupt(Run& run);

// The input becomes the state of a new superstep, and START's edges its frontier.
Status ApplyInput(Run& run, const Value& input);

// The run's record as a new branch of its thread begins.
checkpoint::ThreadRecord& StartRecord(Run& run);
// The same of a thread that is there, in `stream`.
void StartBranch(Run& run, const checkpoint::ThreadRecord& before, std::uint64_t stream,
                 std::uint64_t used_events);
// Takes event numbers behind `used` and those of the record.
void ReserveEvents(Run& run, checkpoint::ThreadRecord& record, std::uint64_t used);

// Errors workflow_changed.
Status SameShape(const Run& run, const checkpoint::ThreadRecord& record);
// The numbers of a checkpoint that was written with `version` are those of the run's workflow.
Status SameDefinition(const Run& run, const checkpoint::ThreadRecord& record,
                      std::string_view version);

// Where nobody listens the input need not be kept.
Opening OpeningOf(const Run& run, const Value& input);

// Whoever began the run drives it; a begin that is parked is driven by the store's answer.
void Go(Run& run, bool go_on);

}  // namespace dashflow::engine
