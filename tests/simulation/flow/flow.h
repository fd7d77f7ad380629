// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "host/graph/workflow.h"
#include "host/value/value.h"

namespace dashflow::simulation {

// What a node does beside what every node does (world/actor.h).
struct Act {
  int failures = 0;     // attempts that fail before one succeeds, whichever process makes them
  bool broken = false;  // no attempt ever succeeds
  bool cached = false;  // its results are kept: which of several tasks runs is open
  bool naps = false;    // its first attempt in a process is suspended
  int asks = 0;         // questions, one after the other
  std::chrono::milliseconds takes{0};
  std::vector<std::string> jumps;  // it goes to one of them
  std::string sends;               // it sends tasks to this node
  std::string calls;               // it calls this workflow by name
};

// What a thread is given once what it was given before has come to its end.
struct Move {
  enum class Kind : std::uint8_t {
    kInput,
    kUpdate,  // as an input, but by hand: a resume runs it
    kFork,    // again from a checkpoint of the newest branch
  };
  Kind kind = Kind::kInput;
  Value values;  // of an input or an update
  int back = 0;  // of a fork: about so many checkpoints
};

// A workflow and the story of a thread on it. Where the story has no accidents it ends in one way
// only, in whatever order the tasks of a superstep run.
struct Flow {
  std::string text;                          // YAML
  std::map<std::string, std::string> parts;  // its subworkflows, by name
  std::map<std::string, Act> acts;           // by "workflow/node"
  std::vector<Move> moves;                   // of each thread; the first is an input
  int threads = 1;                           // at the same time
  graph::Durability durability = graph::Durability::kSync;
  bool compensates = false;   // `on_failure:` adds a superstep to a run that fails
  bool has_unlogged = false;  // a subworkflow with `checkpoint: none`

  const Act& ActOf(std::string_view workflow, std::string_view node) const;
};

// What runs as `name` in flows; always the same for one seed.
Flow RandomFlow(std::uint64_t seed);

}  // namespace dashflow::simulation
