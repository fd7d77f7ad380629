# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev services
# Says which services (databases, brokers) the tests need: none so far.
verb_services() {
  echo "The tests need no services: every store they use lives in a file or in memory."
}
