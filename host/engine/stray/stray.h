// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dashflow::engine {

class Attempt;

// A stray node goes on though its attempt was given up: its run does not wait for it. When it has
// not returned after Services::node_grace it is reported with its stack, and its OS thread is
// written off: another takes its place. What it returns is dropped whenever that is; the attempt
// and its run stay in memory until then.

// The node of the attempt begins, on this thread, and has returned.
void EnterThread(Attempt& attempt);
void LeaveThread(Attempt& attempt);

// The attempt was given up. REQUIRES: it is held.
void WatchStray(Attempt& attempt);

}  // namespace dashflow::engine
