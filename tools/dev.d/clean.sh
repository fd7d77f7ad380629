# SPDX-License-Identifier: Apache-2.0
# usage: tools/dev clean
# Deletes build/ (every preset); the compiler cache stays.
verb_clean() { step "delete build/" rm -rf build; }
