// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>

#include "tests/simulation/world/disk.h"

namespace dashflow::simulation {

// The store as one process sees it. Commits take their time, are done in any order that the
// contract of stores allows, and may be refused, or answered with nothing certain.
class Connection final : public checkpoint::Store {
 public:
  Connection(World& world, Disk& disk, Host& host) : world_(world), disk_(disk), host_(host) {}

  // The process died. Of what is on its way, the first few commits may still arrive.
  void Cut();
  // Nothing is on its way.
  bool idle() const { return sent_.empty(); }

  checkpoint::DurabilityClass durability() const override {
    return checkpoint::DurabilityClass::kDurable;
  }
  void Commit(checkpoint::Batch& batch, void (*done)(void*), void* context) override;
  checkpoint::StoreCode Get(std::string_view space, std::string_view key,
                            const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Scan(const checkpoint::ScanRange& range,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to,
                             bool reverse, std::uint64_t limit,
                             const checkpoint::EntrySink& sink) override;
  checkpoint::StoreCode GetBlob(std::string_view hash, const checkpoint::EntrySink& sink) override;
  std::int64_t Now() const override { return 1; }
  std::string Reason() const override { return "simulated"; }
  std::string_view url() const override { return "simulation:"; }

 private:
  // A batch on its way.
  struct Sent {
    Connection& connection;
    checkpoint::Batch& batch;
    void (*done)(void*);
    void* context;
    checkpoint::StoreCode answer = checkpoint::StoreCode::kOk;
    bool arrives = true;
    bool settled = false;
  };

  static void SettleBody(executor::Token token) noexcept;
  static void AnswerBody(executor::Token token) noexcept;
  static bool Meet(const Sent& a, const Sent& b);
  void DrawFate(Sent& sent);
  void Later(Sent& sent, executor::Body body);
  void Settle(Sent& sent);
  void Answer(Sent& sent);
  bool CanRead();

  World& world_;
  Disk& disk_;
  Host& host_;
  std::list<Sent> sent_;
};

}  // namespace dashflow::simulation
