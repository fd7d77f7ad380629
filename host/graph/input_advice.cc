// SPDX-License-Identifier: Apache-2.0
#include "host/graph/input_advice.h"

#include <vector>

#include "host/config/did_you_mean.h"

namespace dashflow::graph {

std::string InputAdvice(const Workflow& workflow, std::string_view wrong) {
  std::vector<std::string_view> names;
  names.reserve(workflow.input.size());
  for (const InputChannel& taken : workflow.input)
    names.push_back(workflow.channels[taken.channel].name);
  if (names.empty()) return "it takes none";
  std::string near = config::SuggestName(wrong, names);
  return near.empty() ? "`dashflow workflow schema FILE` lists what it takes" : near;
}

}  // namespace dashflow::graph
