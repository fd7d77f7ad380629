// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "host/base/death_mark.h"
#include "host/base/result.h"
#include "host/engine/record/in_flight.h"
#include "host/recovery/death.h"
#include "host/recovery/table_layout.h"

namespace dashflow::recovery {

// Which nodes run now, in a file of half a megabyte that is mapped into memory: noting one is a few
// copies and no system call, and what is noted is there when the process has died. [any-thread]
class InFlightTable final : public engine::InFlight {
 public:
  struct Opened {
    std::unique_ptr<InFlightTable> table;
    Death death;
  };
  // Reads what the process before left, and leaves it there. The file is made when it is missing,
  // and is this table's alone as long as that lives. Error io_error.
  static Result<Opened> Open(const std::string& path);
  ~InFlightTable() override;
  InFlightTable(const InFlightTable&) = delete;

  // Forgets what it has found: whoever opened it has drawn its conclusions.
  void Begin();
  // The process ends in order. What is still noted is nobody's fault.
  void Close();
  DeathMark& mark() { return table_->mark; }

  // Where all places are taken nothing is noted.
  Place Enter(const engine::InFlightTask& task) noexcept override;
  void Leave(Place place) noexcept override;

 private:
  InFlightTable(int file, TableLayout* table) : file_(file), table_(table) {}
  Place Take() noexcept;

  const int file_;  // owned; locked
  TableLayout* const table_;
  std::atomic<bool> is_full_{false};  // a look at all places would find none
};

}  // namespace dashflow::recovery
