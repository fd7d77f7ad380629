// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/node.h>

#include <array>
#include <cstddef>
#include <dashflow/spec/port.hpp>
#include <string_view>

namespace dashflow::sdk {

// Where a node type runs (node.h says what each may do).
enum class Exec : std::uint8_t {
  kInline = DF_EXEC_INLINE,
  kCompute = DF_EXEC_COMPUTE,
  kBlocking = DF_EXEC_BLOCKING,
  kAsync = DF_EXEC_ASYNC,
};

enum class Concurrency : std::uint8_t {
  kReentrant = DF_CONCURRENCY_REENTRANT,
  kSerialInstance = DF_CONCURRENCY_SERIAL_INSTANCE,
  kSerialType = DF_CONCURRENCY_SERIAL_TYPE,
};

inline constexpr std::string_view kExecNames[] = {"inline", "compute", "blocking", "async"};
inline constexpr std::string_view kConcurrencyNames[] = {"reentrant", "serial_instance",
                                                         "serial_type"};
// The host plans by these: it may cache a pure node and repeat an idempotent one.
inline constexpr std::string_view kCapabilityNames[] = {"pure",    "idempotent", "side_effects",
                                                        "network", "filesystem", "subprocess",
                                                        "streams", "interrupts"};

// [a-z][a-z0-9_]*; plugin ids have '-' instead of '_'.
constexpr bool IsName(std::string_view name, char joint = '_') {
  if (name.empty() || name.front() < 'a' || name.front() > 'z') return false;
  for (const char c : name) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == joint;
    if (!good) return false;
  }
  return true;
}

// What a node type is, as a constant: sdk::NodeSpec("upper").Doc("…").In<"text">(sdk::kString,
// "…").Compute().
template <class Inputs, class Outputs>
struct BasicNodeSpec {
  std::string_view name{};
  std::string_view doc{};
  std::string_view migrates_from{};
  std::string_view config = R"({"type":"object","additionalProperties":false})";
  Exec exec = Exec::kCompute;
  Concurrency concurrency = Concurrency::kReentrant;
  bool open = false;
  bool jumps = false;
  unsigned capabilities = 0;
  std::array<std::string_view, 4> needs{};
  Inputs inputs{};
  Outputs outputs{};

  consteval BasicNodeSpec Doc(std::string_view text) const {
    return With([=](auto& spec) { spec.doc = text; });
  }
  // Ports. A required input must be wired in the workflow; an optional one is a std::optional in
  // Run.
  template <FixedString Name>
  consteval auto In(Type type, std::string_view text = "") const {
    return WithPorts(inputs.template Add<Name>(type, text, true), outputs);
  }
  template <FixedString Name>
  consteval auto OptionalIn(Type type, std::string_view text = "") const {
    return WithPorts(inputs.template Add<Name>(type, text, false), outputs);
  }
  template <FixedString Name>
  consteval auto Out(Type type, std::string_view text = "") const {
    return WithPorts(inputs, outputs.template Add<Name>(type, text, true));
  }
  // JSON Schema (draft 7) of the constructor's Config; the host checks it and fills in `default`s.
  consteval BasicNodeSpec Config(std::string_view json_schema) const {
    return With([=](auto& spec) { spec.config = json_schema; });
  }

  // Older major versions of the plugin whose waiting threads this one can go on with, as a range:
  // ">= 1.4, < 2". Those of the same major need not be said.
  consteval BasicNodeSpec MigratesFrom(std::string_view range) const {
    return With([=](auto& spec) { spec.migrates_from = range; });
  }

  consteval BasicNodeSpec Inline() const { return Runs(Exec::kInline); }
  consteval BasicNodeSpec Compute() const { return Runs(Exec::kCompute); }  // when nothing is said
  consteval BasicNodeSpec Blocking() const { return Runs(Exec::kBlocking); }
  consteval BasicNodeSpec Async() const { return Runs(Exec::kAsync); }

  // One run at a time for each node of a workflow, or in the whole host: then Run need not be
  // const.
  consteval BasicNodeSpec SerialInstance() const {
    return With([](auto& spec) { spec.concurrency = Concurrency::kSerialInstance; });
  }
  consteval BasicNodeSpec SerialType() const {
    return With([](auto& spec) { spec.concurrency = Concurrency::kSerialType; });
  }

  // May read and write any channel of the workflow beside its ports.
  consteval BasicNodeSpec Open() const {
    return With([](auto& spec) { spec.open = true; });
  }
  // May jump (Call::Goto).
  consteval BasicNodeSpec Jumps() const {
    return With([](auto& spec) { spec.jumps = true; });
  }
  // A service of the host without which the node cannot work, e.g. DF_ID_EXPRESSION.
  consteval BasicNodeSpec Needs(std::string_view id) const {
    return With([=](auto& spec) {
      std::size_t next = 0;
      while (!spec.needs[next].empty()) ++next;
      spec.needs[next] = id;
    });
  }

  consteval BasicNodeSpec Pure() const { return Can(0); }
  consteval BasicNodeSpec Idempotent() const { return Can(1); }
  consteval BasicNodeSpec SideEffects() const { return Can(2); }
  consteval BasicNodeSpec Network() const { return Can(3); }
  consteval BasicNodeSpec Filesystem() const { return Can(4); }
  consteval BasicNodeSpec Subprocess() const { return Can(5); }
  consteval BasicNodeSpec Streams() const { return Can(6); }
  consteval BasicNodeSpec Interrupts() const { return Can(7); }

 private:
  template <class Change>
  consteval BasicNodeSpec With(Change change) const {
    BasicNodeSpec spec = *this;
    change(spec);
    return spec;
  }
  consteval BasicNodeSpec Runs(Exec where) const {
    return With([=](auto& spec) { spec.exec = where; });
  }
  consteval BasicNodeSpec Can(unsigned bit) const {
    return With([=](auto& spec) { spec.capabilities |= 1u << bit; });
  }
  template <class In, class Out>
  consteval auto WithPorts(const In& in, const Out& out) const {
    return BasicNodeSpec<In, Out>{name, doc,   migrates_from, config, exec, concurrency,
                                  open, jumps, capabilities,  needs,  in,   out};
  }
};

consteval auto NodeSpec(std::string_view name) {
  if (!IsName(name)) throw "a node type's name is [a-z][a-z0-9_]*";
  BasicNodeSpec<Ports<>, Ports<>> spec;
  spec.name = name;
  return spec;
}

}  // namespace dashflow::sdk
