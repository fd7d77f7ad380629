// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/value/value.h"

namespace dashflow::graph {

class Call;

// Where a node type runs (DESIGN §5); the numbers are DF_EXEC_* of the ABI.
enum class ExecClass : std::uint8_t { kInline = 0, kCompute = 1, kBlocking = 2, kAsync = 3 };

// How many runs of it may be under way at once; DF_CONCURRENCY_*.
enum class Concurrency : std::uint8_t { kReentrant = 0, kSerialInstance = 1, kSerialType = 2 };

struct Port {
  std::string name;
  std::string type = "any";  // string integer number boolean array object bytes any
  bool required = true;      // inputs only
  std::string doc;
};

// What a plugin says about one node type. Immutable once loaded.
struct NodeTypeInfo {
  std::string name;  // "<plugin>.<type>"
  std::string doc;
  std::string plugin_version;
  std::string
      migrates_from;  // versions whose threads it goes on with, beside those of its own major
  std::string file;   // of its plugin; may be empty
  ExecClass exec = ExecClass::kCompute;
  Concurrency concurrency = Concurrency::kReentrant;
  bool open = false;   // may read and write any channel beside its ports
  bool jumps = false;  // chooses by itself what comes next, of what the node's goto: lists
  std::vector<std::string> capabilities;
  std::vector<Port> inputs;   // order = input slots
  std::vector<Port> outputs;  // order = output slots
  Value config_schema;        // JSON Schema of `with`, an object; null = takes nothing
};

// How a call ended; the numbers below 5 are those of df_status.
enum class Outcome : std::uint8_t {
  kDone = 0,
  kPending = 1,      // async: Call::Complete comes later
  kInterrupted = 2,  // asked a human
  kSuspended = 4,    // runs again at the time given to Call::SuspendUntil
  kFailed = 5,       // Call::Fail said why
};

// One node of one compiled workflow: a configured instance of a node type. Implemented by
// host/plugin, and by tests.
class Node {
 public:
  virtual ~Node() = default;
  // Runs one attempt of one task. Threads by exec and concurrency class. Everything goes through
  // `call`, which lives until the outcome (or, after kPending, until Call::Complete).
  virtual Outcome Run(Call& call) noexcept = 0;
};

class NodeType {
 public:
  virtual ~NodeType() = default;
  virtual const NodeTypeInfo& info() const = 0;
  // `config` fits the schema, defaults filled in. [any-thread]
  virtual Result<std::unique_ptr<Node>> Create(const Value& config) const = 0;
};

// The node types at hand; outlives every workflow compiled with it. [any-thread]
class NodeTypes {
 public:
  virtual ~NodeTypes() = default;
  virtual const NodeType* Find(std::string_view name) const = 0;
  // Why `name` is not there (a refused plugin file, for instance), and near names; never OK.
  virtual Error WhyNot(std::string_view name) const = 0;
  virtual std::vector<std::string> Names() const = 0;
};

}  // namespace dashflow::graph
