// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <string>

#include "host/value/value.h"

namespace dashflow {

// Valid UTF-8 of any length that rapidcheck likes, with NUL, quotes and characters of every width.
rc::Gen<std::string> AnyText();

// Any number of [begin, end), as likely in small tests as in large ones (rapidcheck's inRange stays
// near `begin`).
template <class T>
T Pick(T begin, T end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(begin, end));
}

// One of few keys, so that they collide.
rc::Gen<std::string> FewKeys();

// A finite double of any bit pattern.
rc::Gen<double> AnyDouble();

struct ValueShape {
  bool with_bytes = true;  // JSON has none
  int depth = 4;
};

// Any value of that shape.
rc::Gen<Value> AnyValue(ValueShape shape = {});

}  // namespace dashflow
