// SPDX-License-Identifier: Apache-2.0
#include "host/base/error.h"

#include <utility>

#include "host/base/error_catalogue.h"

namespace dashflow {

std::string_view CategoryName(ErrorCategory category) {
  switch (category) {
    case ErrorCategory::kInvalidInput:
      return "invalid_input";
    case ErrorCategory::kTransient:
      return "transient";
    case ErrorCategory::kTimeout:
      return "timeout";
    case ErrorCategory::kCancelled:
      return "cancelled";
    case ErrorCategory::kUnauthorized:
      return "unauthorized";
    case ErrorCategory::kExhausted:
      return "exhausted";
    case ErrorCategory::kUnsupported:
      return "unsupported";
    case ErrorCategory::kInternal:
      return "internal";
  }
  return "internal";
}

Error::Error(std::string_view code, std::string message) : data_(std::make_shared<Data>()) {
  data_->code = code;
  data_->message = std::move(message);
  if (const CatalogueEntry* entry = FindCatalogueEntry(code)) {
    data_->category = entry->category;
    data_->retryable = entry->retryable;
    data_->fix = entry->next_step;
  }
}

Error::Data& Error::Own() {
  if (data_.use_count() > 1) data_ = std::make_shared<Data>(*data_);
  return *data_;
}

Error& Error::Message(std::string text) { return Own().message = std::move(text), *this; }
Error& Error::Operation(std::string text) { return Own().operation = std::move(text), *this; }
Error& Error::Resource(std::string text) { return Own().resource = std::move(text), *this; }
Error& Error::Cause(std::string text) { return Own().cause = std::move(text), *this; }
Error& Error::Fix(std::string text) { return Own().fix = std::move(text), *this; }

Error& Error::At(std::string file, int line, int column) {
  Place& place = Own().place;
  place.file = std::move(file);
  place.line = line;
  place.column = column;
  return *this;
}

Error& Error::In(const Place& outer) {
  Place& place = Own().place;
  if (place.file.empty()) {
    place.file = outer.file;
    place.line = outer.line;
    place.column = outer.column;
  }
  if (place.workflow.empty()) place.workflow = outer.workflow;
  if (place.run.empty()) place.run = outer.run;
  if (place.step < 0) place.step = outer.step;
  if (place.node.empty()) place.node = outer.node;
  if (place.task.empty()) place.task = outer.task;
  return *this;
}

Error& Error::Category(ErrorCategory category, bool retryable) {
  Data& data = Own();
  data.category = category;
  data.retryable = retryable;
  return *this;
}

Error& Error::RetryAfter(std::chrono::nanoseconds delay) {
  return Own().retry_after = delay, *this;
}

}  // namespace dashflow
