// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace dashflow::graph {

// Every key of the language that this host does not run yet, each used well.
inline constexpr std::string_view kAhead = R"(dashflow: 1
name: ahead
params: {limit: {type: integer, default: 3}}
state:
  path: {type: string, default: x}
  words: {reduce: sum}
  late: {keep: after_finish}
  report: {type: string, default: ""}
root: path
defaults: {on_error: helper, defer: false}
on_failure: notice
nodes:
  count:
    type: test.count
    set:
      report: {cel: "string(out.words) + path"}
      words: {value: 1, overwrite: true}
      late: path
    cache: {ttl: 1h, key: path + "!"}
    defer: true
    isolation: process
    concurrency: {run: 2, host: 4}
    expire: {after: 24h, answer: false}
    on_error:
      - {errors: [timeout], to: helper}
      - {to: notice}
  sub:
    workflow: other.yaml
    checkpoint: own
    in: {text: {cel: "path + '!'"}}
    out: {result: report}
    expire: {after: 1h, to: notice}
  helper: {type: test.count, in: {path: {cel: "error.message"}}}
  notice: {type: test.step}
edges:
  - START -> count -> sub
  - {from: sub, each: "[1, 2]", to: sub, send: {any: {cel: item}}}
migrate:
  - {from: "*", rename: {old: path}, drop: [gone], defaults: {report: none}}
  - {from: w-0123456789abcdef0123456789abcdef}
tests:
  - name: counts
    input: y
    params: {limit: 4}
    mock: {count: {words: 7}}
    fail: {helper: {code: busy, times: 2}}
    delay: {count: 5s}
    answers: {count: true}
    expect: {status: done, output: y, runs: {notice: 0}, path: [count, sub], state: {words: 7}, error: busy}
)";

// Every other key.
inline constexpr std::string_view kToday = R"(dashflow: 1
name: today
description: What runs
x-mine: [1]
params: {limit: {type: integer, default: 3}}
state:
  path: {type: string, default: x}
  paths: {type: array, items: {type: string}}
  words: {reduce: sum}
  latest: {keep: latest}
  all: {keep: topic, accumulate: true}
  own: {private: true, x-note: mine}
  empty:
input: [path, "latest?"]
output: [words, all]
defaults: {timeout: 5s, retry: {attempts: 2}, goto: [END], concurrency: {run: 2}}
nodes:
  list: {type: test.list, with: {}, description: Lists, metadata: {owner: me}}
  count:
    type: test.count
    with: {max_bytes: 5}
    in: {path: path, note: {cel: "path + '!'"}}
    out: {words: words}
    retry: [{attempts: 3, delay: 100ms, factor: 2, max_delay: 5s, jitter: true, errors: [timeout]}]
    timeout: {attempt: 1s, idle: 500ms, total: 1.5m}
    concurrency: 4
    goto: [last]
  last: {type: test.step}
edges:
  - START -> list
  - {from: list, each: paths, to: count, as: path}
  - {gather: count, switch: words, cases: {1: last, 2: [last, END]}, default: {each: paths, to: count, send: {path: {cel: item}}}}
  - {from: [list, count], to: last}
  - {from: START, route: [{when: path == "", to: last}, {each: "[1]", to: count, send: {path: {value: y}}}]}
  - {from: START, to: list, when: true}
interrupt: {before: "*", after: [last]}
limits: {steps: 5, tasks: 6, time: 5m, state: 64KiB}
durability: exit
requires: {test: ">= 1.2"}
metadata: {owner: me}
tags: [a]
unknown_writes: ignore
)";

}  // namespace dashflow::graph
