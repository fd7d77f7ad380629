#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: start.sh PORT
cd "$(dirname "$0")" && exec node node_modules/@langchain/langgraph-cli/dist/cli/cli.mjs dev --no-browser \
  --host 127.0.0.1 --port "$1" >/dev/null 2>&1
