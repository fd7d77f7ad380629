// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <memory>
#include <string_view>
#include <vector>

#include "value/rep.hpp"

// The builder that the ABI names; see df_value_api. After any failure it stays failed.
struct df_builder {
  df_builder() = default;
  df_builder(const df_builder&) = delete;
  df_builder& operator=(const df_builder&) = delete;
  ~df_builder();

  df_status BeginArray() { return Begin(false); }
  df_status BeginObject() { return Begin(true); }
  df_status Key(std::string_view key);
  df_status Put(const df_value& value);
  df_status End();
  // The one value that was built, with its reference.
  df_status Finish(df_value* out);

 private:
  struct Frame {
    bool is_object = false;
    bool has_key = false;
    df_value key{};
    std::vector<df_value> elements;
    std::unique_ptr<dashflow::sdk::testing::ObjectRep> object;
  };

  df_status Fail();
  df_status Begin(bool is_object);
  bool MayTakeValue() const;
  void Take(df_value value);

  std::vector<Frame> open_;
  df_value result_{};
  bool has_result_ = false;
  bool failed_ = false;
};
