# SPDX-License-Identifier: Apache-2.0
# Warnings become errors only in our presets (CMAKE_COMPILE_WARNING_AS_ERROR), never for a user's compiler.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow)

# GCC 12 sees uninitialised members in moved-from std::optional where there are none (GCC bug 80635).
add_compile_options($<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-maybe-uninitialized>)
