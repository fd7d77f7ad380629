// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <optional>
#include <random>
#include <set>

#include "store/check/check.hpp"
#include "store/check/expect.hpp"

// Random batches, on the store and on the simplest model of store.h that there can be.
namespace dashflow::sdk::testing::store {
namespace {

struct ModelRecord {
  std::string bytes;
  std::uint64_t rev = 0;
  std::set<std::string> terms;
};

struct Model {
  std::map<std::string, ModelRecord> records;  // one space
  std::map<std::uint64_t, std::map<std::uint64_t, std::string>> logs;
  std::map<std::uint64_t, std::uint64_t> last;
  std::map<std::string, std::string> blobs;
};

// One random batch, built for the store and applied to the model at the same time.
class Step {
 public:
  Step(std::mt19937& random, Model& model) : random_(random), model_(model), after_(model) {}

  void Build() {
    const int count = 1 + static_cast<int>(random_() % 5);
    for (int i = 0; i < count; ++i) AddOp(static_cast<std::uint32_t>(i));
  }

  // Commits the batch and takes over what it did.
  void Commit(Client& store) {
    if (conflict_) return Conflicts(store, batch_, *conflict_);
    Succeeds(store, batch_);
    for (const auto& key : put_) {
      if (after_.records.contains(key)) after_.records[key].rev = batch_.rev();
    }
    model_ = after_;
  }

 private:
  std::string Key() { return std::string(1, static_cast<char>('a' + random_() % 6)); }
  std::string Bytes() {
    return std::string(random_() % 40, static_cast<char>('A' + random_() % 26));
  }

  void AddOp(std::uint32_t index) {
    switch (random_() % 9) {
      case 0:
        return Expect(index);
      case 1:
        return Put();
      case 2:
        return Erase();
      case 3:
        return EraseRange();
      case 4:
      case 5:
        return Append(index);
      case 6:
        return Trim();
      case 7:
        return EraseBlob();
      default:
        return PutBlob();
    }
  }
  void Fail(std::uint32_t index) {
    if (!conflict_) conflict_ = index;
  }
  void Expect(std::uint32_t index) {
    const std::string key = Key();
    const auto at = after_.records.find(key);
    // The revision of a record that this batch put is known to nobody yet.
    const std::uint64_t there = at == after_.records.end() ? 0 : at->second.rev;
    const std::uint64_t rev = random_() % 4 == 0 ? there + 1 : there;
    batch_.Expect("s", key, rev);
    if (rev != there || put_.contains(key)) Fail(index);
  }
  void Put() {
    const std::string key = Key(), bytes = Bytes(), term = Key();
    batch_.Put("s", key, bytes, {term, "all"});
    after_.records[key] = {bytes, UINT64_MAX, {term, "all"}};
    put_.insert(key);
  }
  void Erase() {
    const std::string key = Key();
    batch_.Erase("s", key);
    after_.records.erase(key);
    put_.erase(key);
  }
  void EraseRange() {
    const std::string from = Key(), to = random_() % 3 == 0 ? "" : Key();
    batch_.EraseRange("s", from, to);
    const auto out = [&](const std::string& key) {
      return key >= from && (to.empty() || key < to);
    };
    std::erase_if(after_.records, [&](const auto& item) { return out(item.first); });
    std::erase_if(put_, out);
  }
  void Append(std::uint32_t index) {
    const std::uint64_t stream = random_() % 3;
    const std::uint64_t next = after_.last[stream] + 1;
    const std::uint64_t seq = random_() % 5 == 0 ? next + random_() % 3 : next;
    const std::string bytes = Bytes();
    batch_.Append(stream, seq, bytes);
    if (seq != next) return Fail(index);
    after_.logs[stream][seq] = bytes;
    after_.last[stream] = seq;
  }
  void Trim() {
    const std::uint64_t stream = random_() % 3;
    const bool forget = random_() % 8 == 0;
    const std::uint64_t seq = forget ? DF_STORE_FORGET : 1 + random_() % (after_.last[stream] + 3);
    batch_.Trim(stream, seq);
    std::erase_if(after_.logs[stream], [&](const auto& item) { return item.first < seq; });
    if (forget) after_.last[stream] = 0;
  }
  void EraseBlob() {
    const std::string hash = Key();
    batch_.EraseBlob(hash, INT64_MAX);
    after_.blobs.erase(hash);
  }
  void PutBlob() {
    const std::string hash = Key(), bytes = Bytes();
    batch_.PutBlob(hash, bytes);
    after_.blobs.emplace(hash, bytes);
  }

  std::mt19937& random_;
  Model& model_;
  Model after_;
  Batch batch_;
  std::set<std::string> put_;
  std::optional<std::uint32_t> conflict_;
};

void SameRecords(Client& store, const Model& model) {
  const Answer records = store.Scan("s");
  Same("records", records.entries.size(), model.records.size());
  auto record = model.records.begin();
  for (const Entry& entry : records.entries) {
    Same("a key", entry.key, record->first);
    Same("the bytes of " + entry.key, entry.bytes, record->second.bytes);
    Same("the revision of " + entry.key, entry.rev, record->second.rev);
    ++record;
  }
}

void SameTerm(Client& store, const Model& model, const std::string& term) {
  std::string keys;
  for (const auto& [key, record] : model.records) {
    if (record.terms.contains(term)) keys.append(keys.empty() ? "" : " ").append(key);
  }
  Same("the records of " + term, Keys(store, "s", term), keys);
}

void SameStream(Client& store, const Model& model, std::uint64_t stream) {
  const auto at = model.logs.find(stream);
  const Answer answer = store.Read(stream);
  Same("entries of stream " + std::to_string(stream), answer.entries.size(),
       at == model.logs.end() ? 0 : at->second.size());
  for (const Entry& entry : answer.entries) {
    Require(at->second.contains(entry.seq), "an entry is there that nobody appended");
    Same("the bytes of entry " + std::to_string(entry.seq), entry.bytes, at->second.at(entry.seq));
  }
}

void SameAsModel(Client& store, const Model& model) {
  SameRecords(store, model);
  for (const char term : std::string("abcdef")) SameTerm(store, model, std::string(1, term));
  for (const std::uint64_t stream : {0, 1, 2}) SameStream(store, model, stream);
  for (const char hash : std::string("abcdef")) {
    const auto at = model.blobs.find(std::string(1, hash));
    Same("whether there is a blob", HasBlob(store, std::string(1, hash)), at != model.blobs.end());
    if (at != model.blobs.end()) Same("a blob", Blob(store, at->first), at->second);
  }
}

// `pause` comes after every twentieth batch.
template <class Pause>
void TryRandomBatches(Stage& stage, Pause pause) {
  std::mt19937 random(stage.seed());
  Model model;
  try {
    for (int i = 1; i <= 400; ++i) {
      Step step(random, model);
      step.Build();
      step.Commit(stage.store());
      if (i % 20 != 0) continue;
      pause();
      SameAsModel(stage.store(), model);
    }
  } catch (const Differs& differs) {
    throw Differs(std::string(differs.what()) + " (seed " + std::to_string(stage.seed()) + ")");
  }
}

constexpr Check kChecks[] = {
    {"model.random_batches_do_what_the_contract_says",
     [](Stage& stage) { TryRandomBatches(stage, [] {}); }},
    {"model.random_batches_outlive_every_close",
     [](Stage& stage) { TryRandomBatches(stage, [&] { stage.Reopen(); }); }, Needs::kLasting},
};

}  // namespace

std::span<const Check> ModelChecks() { return kChecks; }

}  // namespace dashflow::sdk::testing::store
