// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <dashflow/completion.hpp>
#include <dashflow/config.hpp>
#include <dashflow/node_call.hpp>
#include <dashflow/service/expression.hpp>
#include <dashflow/service/random.hpp>
#include <memory>

namespace dashflow::sdk {

struct NodeTag {};

// Base of a node type. N has:
//   static constexpr auto spec = sdk::NodeSpec("name")…;
//   a constructor from const sdk::Config&, or none (any thread; may throw)
//   void Run(Call& call) const;                       exec classes inline, compute, blocking
//   void Run(Call call, sdk::Completion& done) const; exec class async: move `done` to where the
//   answer arrives, or use
//                                                     it at once; a throw before that fails the run
// Run is const because runs share the node; a spec with .SerialInstance() or .SerialType() may have
// it non-const.
template <class N>
struct Node : NodeTag {
  using Call = NodeCall<N>;
};

template <class N>
concept NodeType = std::derived_from<N, NodeTag>;

template <class N>
inline constexpr bool kIsShared = N::spec.concurrency == Concurrency::kReentrant;
template <class N>
using Instance = std::conditional_t<kIsShared<N>, const N, N>;

template <class N>
concept RunsAsync = requires(Instance<N>& node, NodeCall<N> call, Completion& done) {
  node.Run(call, done);
};
template <class N>
concept RunsSync = requires(Instance<N>& node, NodeCall<N>& call) {
  node.Run(call);
};

// The C functions of one node type.
template <NodeType N>
struct NodeThunks {
  static df_status Create(const df_value* config, void** instance, df_value* error) noexcept {
    return GuardText(error, [&] { *instance = Make(Config(ValueView(*config))).release(); });
  }
  static void Destroy(void* instance) noexcept { delete static_cast<N*>(instance); }
  static df_status Run(df_call* call) noexcept {
    if constexpr (N::spec.exec == Exec::kAsync) {
      static_assert(RunsAsync<N>,
                    "an async node type has `void Run(Call call, sdk::Completion& done) const` "
                    "(non-const only with .SerialInstance() or .SerialType())");
      return RunAsync(call);
    } else {
      static_assert(RunsSync<N>,
                    "a node type has `void Run(Call& call) const` "
                    "(non-const only with .SerialInstance() or .SerialType())");
      return GuardCall(call, [&] {
        NodeCall<N> typed(call);
        static_cast<Instance<N>*>(call->instance)->Run(typed);
      });
    }
  }

 private:
  static std::unique_ptr<N> Make(const Config& config) {
    if constexpr (std::constructible_from<N, const Config&>) {
      return std::make_unique<N>(config);
    } else {
      return std::make_unique<N>();
    }
  }
  static df_status RunAsync(df_call* call) noexcept {
    return GuardCall(call, [&] {
      Completion done(call);
      try {
        static_cast<Instance<N>*>(call->instance)->Run(NodeCall<N>(call), done);
      } catch (...) {
        if (done) done.FailWithCurrentException();
      }
      throw Unwind{DF_PENDING};
    });
  }
};

template <NodeType N>
inline constexpr df_node_type kNodeTable{
    .size = sizeof(df_node_type),
    .reserved = 0,
    .name = ToText(N::spec.name),
    .create = &NodeThunks<N>::Create,
    .destroy = &NodeThunks<N>::Destroy,
    .run = &NodeThunks<N>::Run,
};

}  // namespace dashflow::sdk
