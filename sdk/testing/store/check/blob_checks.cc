// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <atomic>
#include <thread>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"

namespace dashflow::sdk::testing::store {
namespace {

using namespace std::string_literals;
using std::chrono::milliseconds;

constexpr Check kChecks[] = {
    {"blob.gives_what_was_put",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       Same("the bytes", Blob(stage.store(), "h1"), "bytes");
       Require(!HasBlob(stage.store(), "h2"), "a blob is there that nobody put");
     }},
    {"blob.hash_and_content_may_have_any_bytes",
     [](Stage& stage) {
       const std::string hash = "\0\xff\0'"s;
       Succeeds(stage.store(), Batch().PutBlob(hash, Noise(5000)).PutBlob("\0\xff"s, ""));
       Same("the bytes", Blob(stage.store(), hash), Noise(5000));
       Same("no bytes", Blob(stage.store(), "\0\xff"s), "");
     }},
    {"blob.put_again_keeps_the_first_bytes",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       Succeeds(stage.store(), Batch().PutBlob("h1", "others"));
       Same("the bytes", Blob(stage.store(), "h1"), "bytes");
     }},
    {"blob.is_erased_when_untouched_since",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes").PutBlob("h2", "bytes"));
       stage.PassTime(milliseconds(2));
       Succeeds(stage.store(), Batch().EraseBlob("h1", stage.store().Now()));
       Require(!HasBlob(stage.store(), "h1"), "an untouched blob was not erased");
       Require(HasBlob(stage.store(), "h2"), "another blob was erased");
     }},
    {"blob.is_kept_when_touched_since",
     [](Stage& stage) {
       const std::int64_t before = stage.store().Now();
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       Succeeds(stage.store(), Batch().EraseBlob("h1", before));
       Require(HasBlob(stage.store(), "h1"), "a blob was erased that is younger");
     }},
    {"blob.erase_does_not_mind_absence",
     [](Stage& stage) { Succeeds(stage.store(), Batch().EraseBlob("h1", INT64_MAX)); }},
    {"blob.put_again_refreshes_its_time",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       stage.PassTime(milliseconds(20));
       const std::int64_t later = stage.store().Now();
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       Succeeds(stage.store(), Batch().EraseBlob("h1", later));
       Require(HasBlob(stage.store(), "h1"), "a blob that was put again was erased");
     }},
    {"blob.put_again_and_erase_in_one_batch",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       stage.PassTime(milliseconds(20));
       const std::int64_t later = stage.store().Now();
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes").EraseBlob("h1", later));
       Require(HasBlob(stage.store(), "h1"), "the batch that put a blob again erased it");
     }},
    {"blob.comes_back_after_an_erase",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       Succeeds(stage.store(), Batch().EraseBlob("h1", INT64_MAX).PutBlob("h1", "others"));
       Same("the bytes", Blob(stage.store(), "h1"), "others");
     }},
    {"blob.a_conflict_refreshes_nothing",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("h1", "bytes"));
       stage.PassTime(milliseconds(20));
       const std::int64_t later = stage.store().Now();
       Conflicts(stage.store(), Batch().PutBlob("h1", "bytes").Expect("s", "k", 1), 1);
       Succeeds(stage.store(), Batch().EraseBlob("h1", later));
       Require(!HasBlob(stage.store(), "h1"), "a batch that conflicts refreshed a blob's time");
     }},
    {"blob.records_and_blobs_are_apart",
     [](Stage& stage) {
       Succeeds(stage.store(), Batch().PutBlob("k", "blob").Put("s", "k", "record"));
       Succeeds(stage.store(), Batch().EraseRange("s", "", ""));
       Same("the blob", Blob(stage.store(), "k"), "blob");
     }},
    {"blob.put_again_wins_against_erasers",
     [](Stage& stage) {
       Client& store = stage.store();
       Succeeds(store, Batch().PutBlob("h1", "bytes"));
       stage.PassTime(milliseconds(20));
       const std::int64_t start = store.Now();
       std::atomic<bool> over = false;
       const auto erase = [&] {
         while (!over) store.Commit(Batch().EraseBlob("h1", start));
       };
       std::array<std::thread, 3> erasers{std::thread(erase), std::thread(erase),
                                          std::thread(erase)};
       int missing = 0;
       for (int i = 0; i < 60; ++i) {
         store.Commit(Batch().PutBlob("h1", "bytes"));
         if (store.GetBlob("h1").status != DF_STORE_OK) ++missing;
       }
       over = true;
       for (auto& eraser : erasers) eraser.join();
       Same("how often a blob just put was missing", missing, 0);
     }},
};

}  // namespace

std::span<const Check> BlobChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
