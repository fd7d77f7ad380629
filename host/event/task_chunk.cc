// SPDX-License-Identifier: Apache-2.0
#include "host/event/task_chunk.h"

#include <string>

#include "host/event/member.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::event {
namespace {

Value Triggers(const Value& members) {
  Value joins = Member(members, "joins");
  if (joins.is_array()) return joins;
  const std::string trigger = IsTrue(Member(members, "sent"))
                                  ? "__pregel_push"
                                  : "branch:to:" + std::string(Member(members, "node").as_text());
  return Value::EmptyArray().Append(trigger);
}

// `writes` is an object, or a list of objects where a channel was written several times.
Value ByChannel(const Value& writes) {
  if (!writes.is_array()) return writes.is_null() ? Value::EmptyObject() : writes;
  Value lists = Value::EmptyObject();
  writes.ForEachElement([&lists](const Value& one) {
    one.ForEachMember([&lists](const Value& channel, const Value& value) {
      const Value* earlier = lists.Find(channel.as_text());
      lists = lists.Set(channel.as_text(),
                        (earlier == nullptr ? Value::EmptyArray() : *earlier).Append(value));
    });
  });
  ObjectBuilder result;
  lists.ForEachMember([&result](const Value& channel, const Value& values) {
    result.Add(channel, values.size() == 1 ? values.At(0)
                                           : Value::EmptyObject().Set(kSeveralWrites, values));
  });
  return std::move(result).Build();
}

}  // namespace

Value TaskStartChunk(const Value& members) {
  ObjectBuilder chunk;
  chunk.Add("id", Member(members, "task"));
  chunk.Add("name", Member(members, "node"));
  chunk.Add("input", Member(members, "input"));
  chunk.Add("triggers", Triggers(members));
  return std::move(chunk).Build();
}

Value TaskEndChunk(const Value& members) {
  const Value error = Member(members, "error");
  ObjectBuilder chunk;
  chunk.Add("id", Member(members, "task"));
  chunk.Add("name", Member(members, "node"));
  chunk.Add("error", error.is_null() ? error : Member(error, "message"));
  chunk.Add("result", ByChannel(Member(members, "writes")));
  chunk.Add("interrupts", Value::EmptyArray());
  return std::move(chunk).Build();
}

Value WithInterrupt(const Value& task_end, const Value& question) {
  return task_end.Set("interrupts", Member(task_end, "interrupts").Append(question));
}

}  // namespace dashflow::event
