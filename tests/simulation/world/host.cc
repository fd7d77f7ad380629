// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/world/host.h"

#include "tests/simulation/world/actor.h"

namespace dashflow::simulation {
namespace {

std::chrono::nanoseconds SkewOf(World& world) {
  if (!world.weather.clocks_differ) return {};
  return std::chrono::seconds(world.dice.From(-300, 300));
}

}  // namespace

Host::Host(World& world, Disk& disk, int number)
    : world_(world),
      number_(number),
      connection_(world, disk, *this),
      clock_(world.executor.clock(), SkewOf(world)),
      random_(world.dice.Roll()),
      engine_(std::make_unique<engine::Engine>(
          engine::Services{clock_, random_, world.executor, log_})) {
  AddActors(types_, world, *this);
  for (const auto& [name, text] : world.flow.parts) types_.AddWorkflow(name, text);
  engine_->UseStore(connection_);
  engine_->UseWorkflows([this](std::string_view name) {
    return Result<graph::WorkflowPtr>(types_.CompileNamed(name));
  });
  program_ = engine_->Load(types_.Compile(world.flow.text));
}

void Host::Die() {
  world_.Note([this] { return "host " + std::to_string(number_) + " dies"; });
  alive_ = false;
  connection_.Cut();
  world_.Ring();
}

Result<engine::RunHandle> Host::Start(engine::RunRequest request) {
  return engine_->Start(program_, std::move(request));
}

Status Host::Update(const engine::UpdateRequest& request) {
  DF_TRY(engine_->Update(program_, request));
  return Ok();
}

}  // namespace dashflow::simulation
