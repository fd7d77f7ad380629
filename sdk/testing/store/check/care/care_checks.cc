// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <dashflow/testing/store/care.hpp>
#include <fstream>
#include <thread>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"

// What a store does for itself as a whole.
namespace dashflow::sdk::testing::store {
namespace {

Care CareOf(const Stage& stage) { return Care(*stage.care()); }

std::string FileIn(const Stage& stage) { return (stage.folder() / "backup").string(); }

// A backup, opened to be read.
std::unique_ptr<Client> OpenBackup(const Stage& stage, const std::string& file) {
  const std::string scheme(stage.table().scheme.data, stage.table().scheme.size);
  return std::make_unique<Client>(stage.table(), R"({"url":")" + scheme + ":" + file + R"("})",
                                  DF_STORE_READ_ONLY);
}

void PutSome(Client& store) {
  Succeeds(store, Batch().Put("s", "k", "12345", {"t"}).Put("s", "gone", "x").PutBlob("h", "123"));
  Succeeds(store, Batch().Append(1, 1, "1234").Append(1, 2, "12").Append(9, 1, "1"));
  Succeeds(store, Batch().Erase("s", "gone").Trim(9, 9));
}

// 16 bytes, any of which may be 0.
std::string HashOf(int i) {
  std::string hash(16, '\0');
  hash[0] = static_cast<char>(i);
  hash[9] = static_cast<char>(i >> 8);
  return hash;
}

void HasSome(Client& store) {
  Holds(store, "s", "k", "12345");
  Same("the records of the term", Keys(store, "s", "t"), "k");
  Same("the log", Seqs(store, 1), "1 2");
  Same("the log that was trimmed", Seqs(store, 9), "");
  Same("the blob", Blob(store, "h"), "123");
}

std::string CodeOf(const std::function<void()>& act) {
  try {
    act();
    return "";
  } catch (const OpenError& error) {
    if (error.code == "store_unsupported") throw;
    Require(!error.message.empty(), "an error says nothing");
    return error.code;
  }
}

// Appends to a stream, and says in a record how far it is, until it goes.
class Appender {
 public:
  explicit Appender(Client& store) : thread_([this, &store] { Run(store); }) {}
  ~Appender() {
    over_ = true;
    thread_.join();
  }
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  void WaitFor(std::uint64_t seq) const {
    while (seq_ < seq) std::this_thread::yield();
  }

 private:
  void Run(Client& store) {
    for (std::uint64_t seq = 1; !over_; ++seq) {
      store.Commit(Batch().Append(7, seq, Noise(500)).Put("s", "head", std::to_string(seq)));
      seq_ = seq;
    }
  }

  std::atomic<bool> over_ = false;
  std::atomic<std::uint64_t> seq_ = 0;
  std::thread thread_;
};

constexpr Check kChecks[] = {
    {"care.describe_counts_what_is_there",
     [](Stage& stage) {
       PutSome(stage.store());
       const About about = CareOf(stage).Describe(stage.store());
       Same("records", about.records.count, 1);
       Same("their bytes", about.records.bytes, 5);
       Same("log entries", about.log.count, 2);
       Same("their bytes", about.log.bytes, 6);
       Same("blobs", about.blobs.count, 1);
       Same("their bytes", about.blobs.bytes, 3);
     },
     Needs::kDescribe},
    {"care.a_reader_describes_the_same",
     [](Stage& stage) {
       if (!stage.Lasts()) return;
       PutSome(stage.store());
       const auto reader = stage.Open(DF_STORE_READ_ONLY);
       Same("log entries", CareOf(stage).Describe(*reader).log.count, 2);
     },
     Needs::kDescribe},
    {"care.verify_finds_nothing_where_nothing_is_damaged",
     [](Stage& stage) {
       PutSome(stage.store());
       Same("findings", CareOf(stage).Verify(stage.store()).size(), 0U);
     },
     Needs::kVerify},
    {"care.a_reader_verifies_while_others_write",
     [](Stage& stage) {
       const Appender appender(stage.store());
       appender.WaitFor(10);
       const auto reader = stage.Open(DF_STORE_READ_ONLY);
       Same("findings", CareOf(stage).Verify(*reader).size(), 0U);
     },
     Needs::kVerify},
    {"care.a_backup_has_everything",
     [](Stage& stage) {
       PutSome(stage.store());
       CareOf(stage).Backup(stage.store(), FileIn(stage));
       HasSome(*OpenBackup(stage, FileIn(stage)));
       HasSome(stage.store());
     },
     Needs::kBackup},
    {"care.a_backup_is_its_owners_alone",
     [](Stage& stage) {
       CareOf(stage).Backup(stage.store(), FileIn(stage));
       struct stat status {};
       Require(::stat(FileIn(stage).c_str(), &status) == 0, "there is no file");
       Same("its mode", status.st_mode & 0777U, 0600U);
     },
     Needs::kBackup},
    {"care.a_backup_overwrites_nothing",
     [](Stage& stage) {
       std::ofstream(FileIn(stage)) << "mine";
       const auto act = [&] { CareOf(stage).Backup(stage.store(), FileIn(stage)); };
       Same("the code", CodeOf(act), "file_exists");
       std::string content;
       std::ifstream(FileIn(stage)) >> content;
       Same("the file", content, "mine");
     },
     Needs::kBackup},
    {"care.a_backup_is_of_one_moment",
     [](Stage& stage) {
       const Appender appender(stage.store());
       appender.WaitFor(50);
       const auto reader = stage.Open(DF_STORE_READ_ONLY);
       CareOf(stage).Backup(*reader, FileIn(stage));
       const auto copy = OpenBackup(stage, FileIn(stage));
       const std::string count = std::to_string(copy->Read(7).entries.size());
       Same("what the record says", copy->Get("s", "head").entries.at(0).bytes, count);
     },
     Needs::kBackup},
    {"care.a_backup_that_is_stopped_leaves_nothing",
     [](Stage& stage) {
       Batch batch;
       for (std::uint64_t seq = 1; seq <= 5000; ++seq) batch.Append(1, seq, Noise(200));
       Succeeds(stage.store(), batch);
       Care care = CareOf(stage);
       care.progress = [](std::uint64_t, std::uint64_t) { return false; };
       Same("the code", CodeOf([&] { care.Backup(stage.store(), FileIn(stage)); }), "cancelled");
       Require(!std::filesystem::exists(FileIn(stage)), "there is a file");
       Same("entries", stage.store().Read(1).entries.size(), 5000U);
     },
     Needs::kBackup},
    {"care.a_vacuum_keeps_everything",
     [](Stage& stage) {
       PutSome(stage.store());
       CareOf(stage).Vacuum(stage.store());
       HasSome(stage.store());
       Succeeds(stage.store(), Batch().Append(1, 3, "c").Append(9, 2, "b"));
       stage.Reopen();
       Same("the log", Seqs(stage.store(), 1), "1 2 3");
     },
     Needs::kVacuum},
    {"care.a_vacuum_while_others_write_loses_nothing",
     [](Stage& stage) {
       {
         const Appender appender(stage.store());
         appender.WaitFor(20);
         CareOf(stage).Vacuum(stage.store());
         appender.WaitFor(60);
       }
       const std::size_t count = stage.store().Read(7).entries.size();
       Holds(stage.store(), "s", "head", std::to_string(count));
     },
     Needs::kVacuum},
    {"care.blobs_are_listed",
     [](Stage& stage) {
       Batch batch;
       for (int i = 0; i < 300; ++i) batch.PutBlob(HashOf(i), Noise(10));
       Succeeds(stage.store(), batch);
       Succeeds(stage.store(), Batch().EraseBlob(HashOf(7), INT64_MAX).PutBlob(HashOf(8), "x"));
       std::vector<std::string> expected;
       for (int i = 0; i < 300; ++i)
         if (i != 7) expected.push_back(HashOf(i));
       std::sort(expected.begin(), expected.end());
       const std::vector<std::string> listed = CareOf(stage).Blobs(stage.store());
       Same("how many", listed.size(), expected.size());
       Require(listed == expected, "other blobs are listed than those that are there");
     },
     Needs::kBlobs},
    {"care.a_store_without_blobs_lists_none",
     [](Stage& stage) {
       PutSome(stage.store());
       Succeeds(stage.store(), Batch().EraseBlob("h", INT64_MAX));
       Same("how many", CareOf(stage).Blobs(stage.store()).size(), 0U);
     },
     Needs::kBlobs},
    {"care.the_newest_layout_is_not_upgraded",
     [](Stage& stage) {
       stage.Close();
       for (const bool dry_run : {true, false}) {
         const Upgrade upgrade = CareOf(stage).UpgradeAt(stage.config(), dry_run);
         Same("its layout", upgrade.from, upgrade.to);
         Require(!upgrade.done, "it was changed");
       }
     },
     Needs::kUpgrade},
    {"care.a_backup_is_restored_where_nothing_is",
     [](Stage& stage) {
       PutSome(stage.store());
       CareOf(stage).Backup(stage.store(), FileIn(stage));
       const std::string elsewhere = stage.ConfigElsewhere();
       Same("what is kept", CareOf(stage).Restore(elsewhere, FileIn(stage)), "");
       Client restored(stage.table(), elsewhere);
       HasSome(restored);
       Succeeds(restored, Batch().Append(1, 3, "c").Append(9, 2, "b"));
     },
     Needs::kRestore},
    {"care.what_a_backup_replaces_is_kept",
     [](Stage& stage) {
       PutSome(stage.store());
       CareOf(stage).Backup(stage.store(), FileIn(stage));
       Batch later;
       Succeeds(stage.store(), later.Append(1, 3, "later").Put("s", "k", "later"));
       stage.Close();
       const std::string kept = CareOf(stage).Restore(stage.config(), FileIn(stage));
       stage.Reopen();
       HasSome(stage.store());
       Same("what was there", Seqs(*OpenBackup(stage, kept), 1), "1 2 3");
     },
     Needs::kRestore},
    {"care.a_store_that_is_held_is_not_restored",
     [](Stage& stage) {
       PutSome(stage.store());
       CareOf(stage).Backup(stage.store(), FileIn(stage));
       const auto act = [&] { CareOf(stage).Restore(stage.config(), FileIn(stage)); };
       Same("the code", CodeOf(act), "store_locked");
       HasSome(stage.store());
     },
     Needs::kRestore},
};

}  // namespace

std::span<const Check> CareChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
