// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "host/checkpoint/namespace/namespace_directory.h"
#include "host/checkpoint/namespace/namespace_name.h"
#include "host/checkpoint/wire.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::checkpoint {
namespace {

// Calls of subworkflows in a store.
class Namespaces : public ::testing::Test {
 protected:
  // By a run of the thread's own, or of a subworkflow.
  static NamespaceRecord Call(std::uint64_t caller, std::int64_t step) {
    NamespaceRecord call;
    call.thread = "t";
    call.name = "s";
    call.task = "s";
    call.caller = caller;
    call.step = step;
    call.stream = 9;
    return call;
  }
  static NamespaceRecord Inside(std::uint64_t root, std::int64_t root_step, std::uint64_t caller,
                                std::int64_t step, std::uint64_t turn = 0) {
    NamespaceRecord call = Call(caller, step);
    call.name = "s|t";
    call.root = root;
    call.root_step = root_step;
    call.turn = turn;
    return call;
  }
  void Put(const NamespaceRecord& record) {
    NamespacePut bytes;
    const Operation put = PutNamespace(record, bytes);
    PutOperation(put);
  }
  void PutOperation(const Operation& put) {
    Batch batch;
    batch.ops = &put;
    batch.op_count = 1;
    ASSERT_EQ(CommitAndWait(store, batch), StoreCode::kOk);
  }
  // As builds wrote them that knew no attempts and no roots.
  void PutOfABuildBefore(const NamespaceRecord& record) {
    NamespacePut put;
    Operation operation = PutNamespace(record, put);
    std::string bytes;
    {
      Writer w(bytes);
      w.Byte(1);
      for (const std::string& text : {record.thread, record.name, record.task}) w.Text(text);
      w.Varint(record.caller);
      w.Signed(record.step);
      w.Varint(record.stream);
    }
    operation.bytes = Bytes(bytes);
    PutOperation(operation);
  }

  testing::MapStore store;
  NamespaceDirectory directory{store};
};

TEST_F(Namespaces, AreFoundByTheirCall) {
  NamespaceRecord call = Call(1, 2);
  call.first = 3;
  Put(call);
  EXPECT_EQ(directory.Find(Call(1, 2)).value()->first, 3U);
  EXPECT_FALSE(directory.Find(Call(1, 3)).value());
  EXPECT_FALSE(directory.Find(Call(2, 2)).value());
}

TEST_F(Namespaces, InsideOthersAreFoundInTheOrderOfTheirThread) {
  Put(Inside(1, 2, 7, 1));
  Put(Inside(1, 2, 5, 1, 1));  // of a later call, though the number of its stream is smaller
  EXPECT_EQ(directory.Find(Inside(1, 2, 5, 1)).value()->turn, 1U);
  EXPECT_FALSE(directory.Find(Inside(1, 2, 5, 2)).value());
  EXPECT_EQ(directory.FindEarlier(Inside(1, 2, 5, 2)).value()->caller, 5U);
  EXPECT_EQ(directory.FindEarlier(Inside(1, 4, 8, 1)).value()->turn, 1U);
}

TEST_F(Namespaces, OfABuildBeforeAreRead) {
  PutOfABuildBefore(Call(1, 2));
  EXPECT_EQ(directory.Find(Call(1, 2)).value()->stream, 9U);
  NamespaceRecord inside = Inside(1, 2, 7, 1);
  inside.root = 0;
  PutOfABuildBefore(inside);
  EXPECT_EQ(directory.Find(Inside(1, 2, 7, 1)).value()->stream, 9U);
  EXPECT_EQ(directory.FindEarlier(Inside(1, 2, 7, 4)).value()->stream, 9U);
}

TEST_F(Namespaces, OfATaskAreThoseOfItsLastAttempt) {
  for (const std::uint64_t n : {0, 1, 2}) {
    NamespaceRecord call = Call(1, 2);
    if (n > 0) call.name += "|" + std::to_string(n);
    call.first = n == 0 ? 0 : 1;
    call.stream = 10 + n;
    Put(call);
  }
  const auto calls = directory.CallsOf("t", 1, 2).value();
  ASSERT_EQ(calls.size(), 2U);
  EXPECT_EQ(calls[0].stream, 11U);
}

TEST_F(Namespaces, ThatAreDamagedAreTold) {
  Put(Call(1, 2));
  store.record(std::string(kNamespaceSpace), NamespaceKey(Call(1, 2)))[0] = 7;
  EXPECT_EQ(directory.Find(Call(1, 2)).error().code(), "store_damaged");
}

TEST(NamespaceName, HasTheNodesThatLeadThere) {
  EXPECT_EQ(NodesOf(""), "");
  EXPECT_EQ(NodesOf("review:1f0c|1|draft:20ab|2"), "review|draft");
  EXPECT_EQ(NodesOf("review|draft"), "review|draft");
}

TEST(NamespaceName, SaysWhetherItKeepsItsOwn) {
  for (const char* name : {"review", "review|1", "review|draft", "review|draft|12"})
    EXPECT_TRUE(KeepsItsOwn(name)) << name;
  for (const char* name : {"review:1f0c", "review|draft:1f0c", "review|draft:1f0c|1"})
    EXPECT_FALSE(KeepsItsOwn(name)) << name;
}

}  // namespace
}  // namespace dashflow::checkpoint
