// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/arguments.h"

#include <algorithm>

#include "host/engine/task/attempt.h"
#include "host/value/builder.h"
#include "host/value/depth.h"
#include "host/value/value_iterate.h"

namespace dashflow::engine {

Result<std::vector<checkpoint::Argument>> ArgumentsOf(const graph::NodePlan& target,
                                                      const Value& object) {
  if (!object.is_object()) {
    return Error("send_invalid", "what is sent to '" + target.name +
                                     "' must be an object of ports, it is " +
                                     std::string(KindName(object.kind())));
  }
  const auto& ports = target.type->inputs;
  std::vector<checkpoint::Argument> arguments;
  Status status = Ok();
  object.ForEachMember([&](const Value& key, const Value& value) {
    const auto port = std::ranges::find(ports, key.as_text(), &graph::Port::name);
    if (port == ports.end()) {
      status = Error("send_invalid", "node '" + target.name + "' has no input port '" +
                                         std::string(key.as_text()) + "'");
      return false;
    }
    status = CheckDepth(value);
    if (status.has_error()) return false;
    arguments.emplace_back(static_cast<std::uint32_t>(port - ports.begin()), value);
    return true;
  });
  if (status.has_error()) return status.error();
  return arguments;
}

Value InputValue(const Attempt& attempt) {
  const std::vector<graph::Port>& ports = attempt.plan().type->inputs;
  ObjectBuilder input;
  for (std::size_t slot = 0; slot < attempt.inputs().size(); ++slot)
    input.Add(ports[slot].name, attempt.inputs()[slot]);
  return std::move(input).Build();
}

}  // namespace dashflow::engine
