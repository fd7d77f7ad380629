// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/api/workflows/file_stamps.h"
#include "host/api/workflows/workflow_labels.h"
#include "host/base/result.h"
#include "host/checkpoint/entry.h"
#include "host/checkpoint/store.h"
#include "host/checkpoint/thread_record.h"
#include "host/engine/engine.h"
#include "host/graph/compiler.h"
#include "host/graph/definition.h"

namespace dashflow::api {

// A workflow that can run, and what it was compiled from.
struct Served {
  std::string graph_id;  // its name in the configuration; of a thread's own: the workflow's
  std::shared_ptr<const graph::Definition> definition;
  engine::ProgramPtr program;

  const graph::Workflow& workflow() const { return program->workflow(); }
};

// The workflows that the host serves, by their names in the configuration (`workflows:`), and those
// that threads are on. Each is compiled once for the same text and parameters, as long as not too
// many others are asked for meanwhile. [any-thread]
class Workflows {
 public:
  // All outlive it.
  struct Sources {
    engine::Engine& engine;
    checkpoint::Store& store;
    const graph::NodeTypes& types;
    const graph::Reducers& reducers;
    std::function<std::vector<std::string>()> names;  // as they are now
    std::function<graph::ParseReport(const std::string& name)> read;
    // The file that it is read from; unset = one that cannot be read is tried again each time.
    std::function<std::string(const std::string& name)> file{};
    // What is wrong with a file, told once until it changes; unset = nobody wants to know.
    std::function<void(const Error& error)> refused{};
    // What it has become is served from now on; unset = nobody wants to know.
    std::function<void()> renewed{};
    std::shared_ptr<WorkflowLabels> labels{};  // is told which workflows there are; null = nobody
  };
  explicit Workflows(Sources sources) : sources_(std::move(sources)) {}

  std::vector<std::string> names() const { return sources_.names(); }
  bool Has(std::string_view graph_id) const;

  // As its files are now; as they were where what they have become has mistakes. Of `params` (an
  // object, or null) those count that it has. Errors: assistant_not_found, and the first of reading
  // and compiling.
  Result<Served> Find(std::string_view graph_id, const Value& params = {});

  // Why some are not served as their files are now: one mistake of each.
  std::vector<Error> mistakes() const;
  // All are read again when they are asked for next, since names may lead to other files.
  void ForgetFiles();

  // The one that a thread is on, or that its checkpoint `at` was written with, by the text that the
  // store has. Errors: definition_missing, those of compiling, and what the store says.
  Result<Served> OfThread(const checkpoint::ThreadRecord& record,
                          const std::optional<checkpoint::Position>& at = std::nullopt);

 private:
  struct Read {
    graph::ParseReport now;
    FileStamps stamps;
    std::optional<graph::ParseReport> good{};  // the last one that could be compiled
    std::optional<Error> mistake{};            // why it is not `now`; somebody was told
  };
  Read Current(const std::string& graph_id);
  void NoteGood(const std::string& graph_id, const graph::ParseReport& parsed);
  void Refuse(const std::string& graph_id, const Error& error);
  Result<Served> NotServed(const std::string& graph_id, const Read& read, const Value& params,
                           const Error& why);
  Result<Served> Compiled(std::string graph_id, const graph::ParseReport& parsed,
                          const Value& params);
  void MakeRoom();

  struct Kept {
    Served served;
    std::uint64_t asked = 0;  // when it was last asked for, counted
  };

  const Sources sources_;
  mutable std::mutex mutex_;
  std::map<std::string, Read, std::less<>> read_;
  std::map<std::string, Kept, std::less<>> compiled_;  // by name, version and parameters
  std::uint64_t asked_ = 0;                            // how often
};

}  // namespace dashflow::api
