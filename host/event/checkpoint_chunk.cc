// SPDX-License-Identifier: Apache-2.0
#include "host/event/checkpoint_chunk.h"

#include "host/event/member.h"
#include "host/value/builder.h"
#include "host/value/value_iterate.h"

namespace dashflow::event {
namespace {

Value Metadata(const Value& source, std::int64_t step) {
  return Value::EmptyObject().Set("source", source).Set("step", step);
}

Value NamesOf(const Value& tasks) {
  ArrayBuilder names;
  tasks.ForEachElement([&names](const Value& task) { names.Add(Member(task, "name")); });
  return std::move(names).Build();
}

Value StartTask() {
  return Value::EmptyObject()
      .Set("id", "__start__")
      .Set("name", "__start__")
      .Set("interrupts", Value::EmptyArray());
}

Value Chunk(const Value& members, Value values, Value metadata, const Value& tasks) {
  ObjectBuilder chunk;
  chunk.Add("checkpoint_id", Member(members, "id"));
  chunk.Add("parent_checkpoint_id", Member(members, "parent"));
  chunk.Add("values", std::move(values));
  chunk.Add("metadata", std::move(metadata));
  chunk.Add("next", NamesOf(tasks));
  chunk.Add("tasks", tasks);
  return std::move(chunk).Build();
}

}  // namespace

Value CheckpointChunk(const Value& members) {
  const Value source = Member(members, "source");
  const Value tasks = Member(members, "tasks");
  const bool after_input = source == Value("input") || !Member(members, "before").is_null();
  return Chunk(members, Member(members, "values"),
               Metadata(after_input ? Value("loop") : source, Member(members, "step").as_int()),
               tasks.is_array() ? tasks : Value::EmptyArray());
}

Value BeforeInputChunk(const Value& members) {
  const Value before = Member(members, "before");
  if (before.is_null()) return {};
  return Chunk(members, before,
               Metadata(Member(members, "source"), Member(members, "step").as_int() - 1),
               Value::EmptyArray().Append(StartTask()));
}

}  // namespace dashflow::event
