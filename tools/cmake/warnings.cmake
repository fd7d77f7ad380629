# SPDX-License-Identifier: Apache-2.0
# Warnings become errors only in our presets (CMAKE_COMPILE_WARNING_AS_ERROR), never for a user's compiler.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow)
