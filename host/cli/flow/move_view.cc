// SPDX-License-Identifier: Apache-2.0
#include "host/cli/flow/move_view.h"

#include "host/graph/migrate/match.h"
#include "host/value/builder.h"

namespace dashflow::cli {
namespace {

using graph::Migration;
using graph::ShapeChange;

std::string_view HowName(ShapeChange::How how) {
  switch (how) {
    case ShapeChange::How::kAdded:
      return "added";
    case ShapeChange::How::kRemoved:
      return "removed";
    case ShapeChange::How::kChanged:
      return "changed";
    case ShapeChange::How::kRenamed:
      return "renamed";
    case ShapeChange::How::kDropped:
      return "dropped";
  }
  return {};
}

Value ChangeValue(const ShapeChange& change) {
  ObjectBuilder object;
  object.Add("what", WhatName(change.what));
  object.Add("how", HowName(change.how));
  object.Add("name", change.name);
  if (!change.detail.empty()) object.Add("detail", change.detail);
  object.Add("covered", change.covered);
  if (!change.advice.empty()) object.Add("advice", change.advice);
  return std::move(object).Build();
}

std::string ChangeText(const ShapeChange& change) {
  std::string text = (change.covered ? "\n  " : "\n! ") + ToText(change);
  return change.advice.empty() ? text : text + "\n    " + change.advice;
}

std::string EndText(const Migration& migration, bool moves) {
  if (moves) return "\nit would move: it is " + ReasonText(migration);
  if (migration.covered()) return "\nit would not move from where it stands";
  return "\nno rule covers what is marked; under migrate: in " + migration.to->file +
         " would\n  - " + SuggestRule(migration);
}

}  // namespace

std::string ReasonText(const Migration& migration) {
  if (migration.changes.empty()) return "of equal shape";
  if (migration.rule == nullptr) return "covered by the rules of its subworkflows";
  return "covered by the rule for " + (migration.rule->from == "*" ? "'*'" : migration.rule->from);
}

Value MoveValue(const checkpoint::ThreadRecord& record, const Migration& migration, bool moves) {
  ArrayBuilder changes;
  for (const ShapeChange& change : migration.changes) changes.Add(ChangeValue(change));
  ObjectBuilder object;
  object.Add("thread", record.id);
  object.Add("workflow", record.workflow);
  object.Add("from", record.version);
  object.Add("to", migration.to->version);
  object.Add("file", migration.to->file);
  object.Add("moves", moves);
  if (migration.rule != nullptr) object.Add("rule", migration.rule->from);
  object.Add("changes", std::move(changes).Build());
  if (!migration.covered()) object.Add("suggestion", SuggestRule(migration));
  return std::move(object).Build();
}

std::string MoveText(const checkpoint::ThreadRecord& record, const Migration& migration,
                     bool moves) {
  std::string text = "thread " + record.id + " is on version " + record.version + ", " +
                     migration.to->file + " is " + migration.to->version;
  for (const ShapeChange& change : migration.changes) text += ChangeText(change);
  return text + EndText(migration, moves);
}

void SayStays(const Console& console, const checkpoint::ThreadRecord& record,
              const std::string& file, std::string_view why) {
  console.Say("thread " + record.id + " stays on version " + record.version + ", and not on " +
              file + ": " + std::string(why) + " · see: dashflow resume " + record.id +
              " --workflow " + file + " --dry-run");
}

}  // namespace dashflow::cli
