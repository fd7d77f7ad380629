// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/graph/compile/build.h"

namespace dashflow::graph {

// The stages of the compiler, in their order. Each reports what it finds wrong and goes on with the
// rest.

void CompileParams(Build& build);      // Workflow::params
void CompileChannels(Build& build);    // channels, their schemas and reducers
void CompileInterface(Build& build);   // input, output
void NumberNodes(Build& build);        // names, numbers, node types, policies
void CompileScopes(Build& build);      // what expressions may name
void CompileRules(Build& build);       // set, on_error, expire, cache, on_failure, root
void CompileEdges(Build& build);       // edges, joins, fan-outs, jumps; who leads where
void CompilePorts(Build& build);       // inputs, outputs
void CompileNodes(Build& build);       // `with`, instances
void CheckJumps(Build& build);         // warnings about goto: and who jumps
void CompileInterrupts(Build& build);  // interrupt: before, after
void CheckRequirements(Build& build);  // requires:
void CompileMigrations(Build& build);  // migrate:
void CheckAnswers(Build& build);       // what expire: answers
void CheckTests(Build& build);         // tests:
void CheckChannelUse(Build& build);    // warnings about channels that are of no use
void CheckOrder(Build& build);         // warnings about channels that are read too early
void CheckReach(Build& build);         // warnings about the shape of the graph

// A whole workflow, in which a subworkflow is compiled once however many nodes use it.
CompileReport CompileUsing(SubworkflowTypes& subworkflows, const Definition& definition,
                           const CompileContext& context);

std::string ShapeOf(const Workflow& workflow);

}  // namespace dashflow::graph
