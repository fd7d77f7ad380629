// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "host/api/service.h"
#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/checkpoint/thread_record.h"
#include "host/http/caller.h"
#include "host/value/value.h"

namespace dashflow::api {

// How long a thread is kept after it was last used, and what becomes of it then.
struct Ttl {
  std::int64_t minutes = 0;   // 0 = for ever
  bool keeps_latest = false;  // its newest checkpoint stays; else all of it goes
};

// A thread as clients know it: what the API keeps, and what the engine has of it.
struct Thread {
  std::string id;
  std::string owner{};
  Value metadata = Value::EmptyObject();
  Value config = Value::EmptyObject();
  WallTime created{};
  WallTime touched{};  // by a client
  Ttl ttl{};
  WallTime swept{};  // what the engine did until then was pruned for its ttl
  std::optional<checkpoint::ThreadRecord> record{};  // nothing = no run yet

  WallTime updated() const;
};

// The index term of those that are not kept for ever.
inline constexpr std::string_view kHasTtl = "ttl=yes";

// Of one that only the engine knows, such as one of the command line: as if it had been created
// with its first run, by nobody.
Thread ThreadOf(checkpoint::ThreadRecord record);
Thread ThreadOf(const checkpoint::Document& document);
checkpoint::Document DocumentOf(const Thread& thread);

// When its time is over. REQUIRES: it has one.
WallTime ExpiryOf(const Thread& thread);

// Whether a caller may know of what has this owner and is of this workflow; empty = of none yet.
inline bool MaySee(const http::Caller& caller, std::string_view owner, std::string_view workflow) {
  const bool is_own = caller.owner == owner || caller.may(http::Scope::kAdmin);
  return is_own && (workflow.empty() || caller.may_run(workflow));
}
bool MaySee(const http::Caller& caller, const Thread& thread);

// Errors: request_invalid (no UUID, and no name that the store knows), thread_not_found, also when
// it is somebody else's or of a workflow that is not for the caller, and what the store says.
Result<Thread> FindThread(Service& service, const http::Caller& caller, std::string_view id);
// Nothing = it is not there. Whose it is does not count.
Result<std::optional<Thread>> ReadThread(Service& service, std::string_view id);

// A thread that is not there is made; one that is there is given back when `exists_ok`. Errors:
// request_invalid (no UUID), thread_exists (also when it is somebody else's).
struct NewThread {
  std::string id{};  // empty = a new one
  Value metadata = Value::EmptyObject();
  Ttl ttl{};
  bool exists_ok = false;
};
Result<Thread> CreateThread(Service& service, const http::Caller& caller, const NewThread& asked);

// Changes what the API keeps of a thread, which one that only the engine knows gets with it.
using ThreadChanger = std::function<void(Thread&)>;
Result<Thread> ChangeThread(Service& service, const Thread& thread, const ThreadChanger& change);

// A run is about to begin on it: the thread shows whose, and with which configuration.
Status NoteRun(Service& service, const Thread& thread, std::string_view graph_id,
               std::string_view assistant_id, const Value& config);

// All but its newest checkpoint goes, unless nothing has happened since that was done. Errors:
// thread_busy, and what the store says.
Status SweepThread(Service& service, const Thread& thread);

// Its runs, its history and what the API keeps of it. Errors: thread_busy, and what the store says.
Status EraseThread(Service& service, const Thread& thread);
// The same, unless a run of it is under way or waits: error thread_busy.
Status EraseIdleThread(Service& service, const Thread& thread);

}  // namespace dashflow::api
