// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/checkpoint/entry.h"
#include "host/engine/request.h"
#include "host/event/event.h"
#include "tests/simulation/flow/flow.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::simulation {

// Numbers what happens in a simulated world, so that a finding can say when.
using Moment = std::uint64_t;

// A node was called. `key` = its idempotency key, `proof` = what it writes if the call succeeds.
struct Execution {
  std::string key;
  std::string node;
  int host = 0;
  Moment at = 0;
  bool cached = false;  // another call may stand for it
};

// The store took a log entry.
struct Appended {
  checkpoint::Position position;
  checkpoint::Entry entry;
  int host = 0;
  Moment at = 0;
};

// The store took the record of a thread.
struct RecordPut {
  std::string thread;
  std::uint64_t epoch = 0;
  checkpoint::ThreadStatus status = checkpoint::ThreadStatus::kRunning;
  int host = 0;
  Moment at = 0;
};

// A checkpoint was announced as durable. `bytes` = the entry's at that moment; empty = there was
// none.
struct Acknowledged {
  std::string thread;
  checkpoint::Position position;
  std::string bytes;
  Moment at = 0;
};

struct ToldEvent {
  event::Type type = event::Type::kLog;
  std::uint64_t seq = 0;
  std::string task;  // with its namespace; empty = not about a task
  Moment at = 0;
};

// What one run told whoever started it, until its process died.
struct ToldRun {
  std::string thread;
  std::string run;
  int host = 0;
  bool died = false;  // with its process: it may have told less than there was
  std::vector<ToldEvent> events;
  std::string status;  // of the end that it told; empty = none
  std::string error;   // its code
  Moment ended = 0;
};

// How a move of a thread ended, as its caller was told.
struct EndedMove {
  std::string thread;
  Value output;
};

// What can be known of a simulated world from outside.
struct Chronicle {
  std::map<std::string, Execution> executions;  // by proof
  std::vector<Appended> appended;
  std::vector<RecordPut> records;
  std::vector<Acknowledged> acknowledged;
  std::vector<ToldRun> runs;
  std::vector<EndedMove> ended;
  bool impatient = false;           // a thread was given its next move before one had ended
  std::vector<std::string> damage;  // what an inspection of the store found, after any accident
  std::vector<std::string> stuck;   // who did not end in time
  std::uint64_t refused = 0;        // commits that met a conflict
  std::vector<std::string> own_conflicts;  // those in which a holder met what it had put itself
  // At the end: the entries' bytes by stream and seq, the statuses of the threads' records and
  // of the runs' records, and checkpoints that are not the fold of the writes before them.
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> entries;
  std::map<std::string, std::string> threads;
  std::map<std::string, std::string> run_records;
  std::vector<std::string> unfolded;
};

}  // namespace dashflow::simulation
