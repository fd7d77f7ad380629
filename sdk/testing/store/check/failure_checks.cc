// SPDX-License-Identifier: Apache-2.0
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <map>
#include <thread>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"
#include "store/check/writers.hpp"

// A disk without room, and a server that goes away.
namespace dashflow::sdk::testing::store {
namespace {

constexpr std::size_t kEntry = 20'000;

// While one lives, no file of this process grows beyond `bytes`.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit now = before_;
    now.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  ~SmallFiles() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;

 private:
  rlimit before_{};
};

// While one lives, the owner's place has no room.
class NoRoom {
 public:
  explicit NoRoom(const Hooks& hooks) : hooks_(hooks) { hooks_.fill(); }
  ~NoRoom() { hooks_.free(); }
  NoRoom(const NoRoom&) = delete;
  NoRoom& operator=(const NoRoom&) = delete;

 private:
  const Hooks& hooks_;
};

// While one lives, the owner's server is gone.
class NoServer {
 public:
  explicit NoServer(const Hooks& hooks) : hooks_(hooks) { hooks_.stop(); }
  ~NoServer() { hooks_.start(); }
  NoServer(const NoServer&) = delete;
  NoServer& operator=(const NoServer&) = delete;

 private:
  const Hooks& hooks_;
};

Batch Step(std::uint64_t seq) {
  Batch batch;
  batch.Append(1, seq, Noise(kEntry)).Put("s", "head", std::to_string(seq), {std::to_string(seq)});
  return batch;
}

// The first `last` steps are there, whole, and no other.
void HasSteps(Client& store, std::uint64_t last) {
  Same("entries", store.Read(1).entries.size(), last);
  Holds(store, "s", "head", std::to_string(last));
  Same("records of the last term", Keys(store, "s", std::to_string(last)), "head");
  Same("records of the next term", Keys(store, "s", std::to_string(last + 1)), "");
}

// Steps from `seq` until there is no room; gives the last that succeeded.
std::uint64_t StepUntilFull(Client& store, std::uint64_t seq) {
  while (true) {
    Batch batch = Step(seq);
    const std::string reason = store.CommitAll({&batch, 1});
    if (batch.result() == DF_STORE_OK && ++seq < 3000) continue;
    SameStatus("a commit without room", batch.result(), DF_STORE_FULL);
    Require(!reason.empty(), "a commit without room has no reason");
    return seq - 1;
  }
}

template <class Scarcity, class Limit>
void SurvivesFullness(Stage& stage, const Limit& limit) {
  Batch first = Step(1);
  Succeeds(stage.store(), first);
  std::uint64_t last = 0;
  {
    const Scarcity scarcity(limit);
    last = StepUntilFull(stage.store(), 2);
    HasSteps(stage.store(), last);
    last = StepUntilFull(stage.store(), last + 1);
    HasSteps(stage.store(), last);
  }
  Batch next = Step(last + 1);
  Succeeds(stage.store(), next);
  HasSteps(stage.store(), last + 1);
  stage.Reopen();
  HasSteps(stage.store(), last + 1);
}

// Waits until the store works again after its server came back.
void AwaitStore(Client& store) {
  while (true) {
    const auto result = store.Commit(Batch().Put("s", "again", ""));
    if (result == DF_STORE_OK) return;
    Require(result == DF_STORE_UNAVAILABLE || result == DF_STORE_UNKNOWN,
            "a commit while the server comes back answers " + StatusName(result));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

// Each writer appends to a stream of its own until its server has been away; what was answered
// stands in `results`, by seq.
using Results = std::map<std::uint64_t, std::int32_t>;
void WriteAcrossAnOutage(Stage& stage, std::vector<Results>& results) {
  std::atomic<bool> back = false;
  const std::jthread outage([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stage.hooks().stop();
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stage.hooks().start();
    back = true;
  });
  OnEightThreads([&](int writer) {
    const auto stream = static_cast<std::uint64_t>(writer);
    // Another attempt at a seq that was not done keeps the log without a gap.
    for (std::uint64_t seq = 1; !back;) {
      const auto result =
          stage.store().Commit(Batch().Append(stream, seq, "x").Put("w", std::to_string(seq), ""));
      if (result == DF_STORE_UNKNOWN) return static_cast<void>(results[stream][seq] = result);
      if (result != DF_STORE_UNAVAILABLE) results[stream][seq++] = result;
    }
  });
}

constexpr Check kChecks[] = {
    {"full.nothing_is_done_and_room_helps",
     [](Stage& stage) { SurvivesFullness<SmallFiles>(stage, rlim_t{3} << 20); }, Needs::kFolder},
    {"full.opening_says_so",
     [](Stage& stage) {
       stage.Close();
       const SmallFiles none(0);
       try {
         const auto store = stage.OpenElsewhere();
       } catch (const OpenError& error) {
         return Same("the code", error.code, "store_full");
       }
       throw Differs("a new store opens where there is no room");
     },
     Needs::kFolder},
    {"full.the_owners_place_is_the_same",
     [](Stage& stage) { SurvivesFullness<NoRoom>(stage, stage.hooks()); }, Needs::kFill},
    {"server.without_it_a_commit_is_not_done",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       {
         const NoServer outage(stage.hooks());
         Batch batch;
         batch.Append(1, 9, "gap");
         Require(!stage.store().CommitAll({&batch, 1}).empty(), "the failure has no reason");
         Require(batch.result() == DF_STORE_UNAVAILABLE || batch.result() == DF_STORE_UNKNOWN,
                 "a commit without the server answers " + StatusName(batch.result()));
       }
       AwaitStore(stage.store());
       Succeeds(stage.store(), Batch().Append(1, 4, "d"));
     },
     Needs::kServer},
    {"server.without_it_a_read_is_unavailable",
     [](Stage& stage) {
       Fill(stage.store(), 1, 3);
       Succeeds(stage.store(), Batch().Put("s", "k", "v").PutBlob("h", "b"));
       const NoServer outage(stage.hooks());
       for (const Answer& answer :
            {stage.store().Get("s", "k"), stage.store().Scan("s"), stage.store().Read(1),
             stage.store().GetBlob("h"), stage.store().Get("s", "nobody")}) {
         SameStatus("a read", answer.status, DF_STORE_UNAVAILABLE);
         Require(!answer.reason.empty(), "a read that fails has no reason");
       }
     },
     Needs::kServer},
    {"server.without_it_opening_says_so",
     [](Stage& stage) {
       stage.Close();
       const NoServer outage(stage.hooks());
       try {
         const auto store = stage.Open();
       } catch (const OpenError& error) {
         Require(!error.cause.empty(), "the refusal to open has no cause");
         return Same("the code", error.code, "store_unavailable");
       }
       throw Differs("a store opens without its server");
     },
     Needs::kServer},
    {"server.comes_back_without_a_reopen",
     [](Stage& stage) {
       for (int i = 0; i < 2; ++i) {
         {
           const NoServer outage(stage.hooks());
           stage.store().Get("s", "k");
         }
         AwaitStore(stage.store());
         Succeeds(stage.store(), Batch().Put("s", "k", std::to_string(i)));
         Holds(stage.store(), "s", "k", std::to_string(i));
       }
     },
     Needs::kServer},
    {"server.a_commit_that_meets_its_end_is_answered_truly",
     [](Stage& stage) {
       std::vector<Results> results(kWriters);
       WriteAcrossAnOutage(stage, results);
       AwaitStore(stage.store());
       const bool keeps = stage.table().durability >= DF_DURABILITY_RELAXED;
       for (std::uint64_t stream = 0; stream < kWriters; ++stream) {
         const std::size_t entries = stage.store().Read(stream).entries.size();
         std::size_t done = 0;
         std::size_t unknown = 0;
         for (const auto& [seq, result] : results[stream]) {
           if (result == DF_STORE_OK) ++done;
           if (result == DF_STORE_UNKNOWN) ++unknown;
         }
         Same("appends that were neither done nor unknown", results[stream].size(), done + unknown);
         if (keeps) Require(entries >= done, "an answered append is gone");
         Require(entries <= done + unknown, "an append that was not done is there");
       }
     },
     Needs::kServer},
};

}  // namespace

std::span<const Check> FailureChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
