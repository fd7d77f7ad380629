// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "host/config/yaml_document.h"
#include "host/graph/draw/formats.h"
#include "host/graph/normal_form.h"
#include "host/value/json.h"
#include "tests/property/graph/random_yaml.h"
#include "tests/property/graph/yaml_printer.h"
#include "tests/support/graph/fake_types.h"

namespace dashflow::graph {
namespace {

using Choices = std::vector<std::uint32_t>;

Choices AnyChoices() {
  return *rc::gen::scale(4, rc::gen::container<Choices>(rc::gen::inRange<std::uint32_t>(0, 5040)));
}

ParseReport Parsed(const std::string& text) {
  ParseReport report = ParseDefinition("flow.yaml", text);
  if (!report.errors.empty()) RC_FAIL(text + Describe(report.errors));
  return report;
}

std::string FormOf(const std::string& text) {
  return NormalForm(*Parsed(text).definition->document);
}

std::string VersionOfText(const std::string& text) { return Parsed(text).definition->version; }

// What the engine makes its decisions from, as text.
std::string MeaningOf(const Workflow& workflow) {
  std::string text =
      workflow.shape + ToJson(ToDrawingJson(Draw(workflow))) + ToJson(workflow.params);
  for (const NodePlan& node : workflow.nodes) {
    text += "\n" + node.name + " " + std::to_string(node.concurrency) + " " +
            std::to_string(node.timeout.attempt.count());
    for (const RetryPolicy& retry : node.retry) text += " " + std::to_string(retry.attempts);
    text += ToJson(dynamic_cast<const FakeNode&>(*node.node).config());
  }
  for (const channel::Channel& channel : workflow.channels)
    text += "\n" + channel.name + ToJson(channel.schema.source()) +
            (channel.initial ? ToJson(*channel.initial) : "");
  return text + std::to_string(workflow.limits.steps);
}

RC_GTEST_PROP(Printed, AWorkflowSurvivesParsingPrintingAndParsing, ()) {
  const std::string yaml = *ValidWorkflow();
  const std::string form = FormOf(yaml);
  RC_ASSERT(FormOf(form) == form);
  RC_ASSERT(VersionOfText(form) == VersionOfText(yaml));
  const std::string printed = YamlPrinter(AnyChoices()).Print(ParseJson(form).value());
  RC_LOG() << printed << std::endl;
  RC_ASSERT(FormOf(printed) == form);
  const std::string again = NormalForm(*Parsed(printed).definition->document);
  RC_ASSERT(again == form);
}

RC_GTEST_PROP(Printed, AWorkflowMeansTheSameInEveryLayout, ()) {
  const Value document = ToValue(*Parsed(*ValidWorkflow()).definition->document);
  // Channels are numbered in the order of the file: only what prints them in that order compares.
  const Compiled first(ToJson(document));
  const Compiled second(ToPrettyJson(document));
  if (!first.ok()) RC_FAIL(first.ErrorText());
  RC_ASSERT(second.ok());
  RC_ASSERT(MeaningOf(first.workflow()) == MeaningOf(second.workflow()));
}

RC_GTEST_PROP(Printed, VersionsIgnoreLayoutOrderAndComments, ()) {
  const Value document = ToValue(*Parsed(*ValidWorkflow()).definition->document);
  const std::string first = YamlPrinter(AnyChoices()).Print(document);
  const std::string second = YamlPrinter(AnyChoices()).Print(document);
  RC_LOG() << first << std::endl << second << std::endl;
  RC_ASSERT(VersionOfText(first) == VersionOfText(second));
  RC_ASSERT(FormOf(first) == FormOf(second));
  const Value noted = document.Set("x-notes", Value::EmptyObject().Set("any", "thing"));
  RC_ASSERT(VersionOfText(ToJson(noted)) == VersionOfText(first));
}

RC_GTEST_PROP(Printed, VersionsTellWhatIsSaidApart, ()) {
  const Value document = ToValue(*Parsed(*ValidWorkflow()).definition->document);
  const Value other = document.Set("description", "something else");
  RC_ASSERT(VersionOfText(ToJson(other)) != VersionOfText(ToJson(document)));
}

}  // namespace
}  // namespace dashflow::graph
