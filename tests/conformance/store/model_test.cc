// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <random>
#include <set>

#include "tests/conformance/store/kit/store_test.h"

// Random batches, on the store and on the simplest model of store.h that there can be.
namespace dashflow::conformance {
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

  void Check(Client& store) {
    const std::int32_t result = store.Commit(batch_);
    if (conflict_) {
      ASSERT_EQ(result, DF_STORE_CONFLICT);
      ASSERT_EQ(batch_.failed_op(), *conflict_);
      return;
    }
    ASSERT_EQ(result, DF_STORE_OK);
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
    switch (random_() % 8) {
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

class ModelTest : public StoreTest {
 protected:
  void ExpectEqual(const Model& model) {
    const Answer records = store().Scan("s");
    ASSERT_EQ(records.entries.size(), model.records.size());
    auto record = model.records.begin();
    for (const Entry& entry : records.entries) {
      ASSERT_EQ(entry.key, record->first);
      ASSERT_EQ(entry.bytes, record->second.bytes);
      ASSERT_EQ(entry.rev, record->second.rev);
      ++record;
    }
    for (const char term : std::string("abcdef")) ExpectTerm(model, std::string(1, term));
    for (const std::uint64_t stream : {0, 1, 2}) ExpectStream(model, stream);
    for (const auto& [hash, bytes] : model.blobs) {
      ASSERT_EQ(store().GetBlob(hash).entries.at(0).bytes, bytes);
    }
  }

 private:
  void ExpectTerm(const Model& model, const std::string& term) {
    std::string keys;
    for (const auto& [key, record] : model.records) {
      if (record.terms.contains(term)) keys += (keys.empty() ? "" : " ") + key;
    }
    ASSERT_EQ(store().Scan("s", term).Keys(), keys);
  }
  void ExpectStream(const Model& model, std::uint64_t stream) {
    const auto at = model.logs.find(stream);
    const Answer answer = store().Read(stream);
    const std::size_t size = at == model.logs.end() ? 0 : at->second.size();
    ASSERT_EQ(answer.entries.size(), size);
    for (const Entry& entry : answer.entries) ASSERT_EQ(entry.bytes, at->second.at(entry.seq));
  }
};
DF_STORE_SUITE(ModelTest, StoresUnderTest());

TEST_P(ModelTest, RandomBatchesDoWhatTheContractSays) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  Model model;
  for (int i = 0; i < 400; ++i) {
    Step step(random, model);
    step.Build();
    step.Check(store());
    if (HasFatalFailure()) return;
    if (i % 20 == 19) ExpectEqual(model);
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace dashflow::conformance
