// SPDX-License-Identifier: Apache-2.0
#include "host/graph/findings.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace dashflow::graph {
namespace {

constexpr std::string_view kOperation = "read the workflow";

auto PlaceOf(const Error& error) {
  const Place& place = error.place();
  return std::tuple(std::string_view(place.file), place.line, place.column);
}

bool SaysTheSame(const Error& a, const Error& b) {
  return PlaceOf(a) == PlaceOf(b) && a.code() == b.code() && a.message() == b.message();
}

// By place. What several rules found, such as an unknown node between two arrows, is said once.
std::vector<Error> Sorted(std::vector<Error> errors) {
  std::ranges::stable_sort(errors, {}, PlaceOf);
  errors.erase(std::unique(errors.begin(), errors.end(), SaysTheSame), errors.end());
  return errors;
}

}  // namespace

Place Findings::At(config::Mark at) const {
  Place place;
  place.file = file_;
  place.line = at.line;
  place.column = at.column;
  return place;
}

Error& Findings::Add(config::Mark at, std::string_view code, std::string message) {
  return Add(at, Error(code, std::move(message)));
}

Error Findings::Complete(config::Mark at, Error error) const {
  error.In(At(at));
  if (error.operation().empty()) error.Operation(std::string(kOperation));
  if (error.resource().empty()) error.Resource(file_);
  return error;
}

Error& Findings::Add(config::Mark at, Error error) {
  return errors_.emplace_back(Complete(at, std::move(error)));
}

Error& Findings::Invalid(config::Mark at, std::string message) {
  return Add(at, "workflow_invalid", std::move(message));
}

void Findings::Unsupported(config::Mark at, std::string_view what) {
  unsupported_.push_back(
      Complete(at, Error("not_supported_yet",
                         std::string(what) + " is not supported yet, though the language has it")));
}

Error& Findings::Warn(config::Mark at, std::string_view code, std::string message) {
  Error warning = Complete(at, Error(code, std::move(message)));
  return warnings_.emplace_back(std::move(warning.Fix({})));
}

void Findings::Append(std::vector<Error> errors) {
  std::ranges::move(errors, std::back_inserter(errors_));
}

void Findings::AppendWarnings(std::vector<Error> warnings) {
  std::ranges::move(warnings, std::back_inserter(warnings_));
}

void Findings::Forget(const std::vector<config::Mark>& places) {
  if (places.empty()) return;
  const auto follows = [&](const Error& error) {
    const Place& place = error.place();
    return place.file == file_ &&
           std::ranges::find(places, config::Mark{place.line, place.column}) != places.end();
  };
  std::erase_if(errors_, follows);
  std::erase_if(warnings_, follows);
}

std::vector<Error> Findings::TakeErrors() { return Sorted(std::move(errors_)); }

std::vector<Error> Findings::TakeWarnings() { return Sorted(std::move(warnings_)); }

std::vector<Error> Findings::TakeUnsupported() { return Sorted(std::move(unsupported_)); }

}  // namespace dashflow::graph
