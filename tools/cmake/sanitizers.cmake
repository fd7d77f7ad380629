# SPDX-License-Identifier: Apache-2.0
set(DASHFLOW_SANITIZER_ENVIRONMENT "")  # of every test that runs the host
if(DASHFLOW_SANITIZE)
  # Without -fno-sanitize=vptr, Debian's oneTBB gives false reports from graph_task.
  set(flags -fsanitize=${DASHFLOW_SANITIZE} -fno-omit-frame-pointer)
  if(DASHFLOW_SANITIZE MATCHES "undefined")
    list(APPEND flags -fno-sanitize=vptr -fno-sanitize-recover=undefined)
  endif()
  if(DASHFLOW_SANITIZE MATCHES "address")
    set(DASHFLOW_SANITIZER_ENVIRONMENT
        LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tools/sanitizers/leaks:print_suppressions=0)
  endif()
  add_compile_options(${flags})
  add_link_options(${flags})
endif()

if(DASHFLOW_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "DASHFLOW_FUZZ needs clang: libFuzzer is part of it. Use `cmake --preset fuzz`.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(DASHFLOW_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

if(DASHFLOW_FAILPOINTS)
  add_compile_definitions(DASHFLOW_FAILPOINTS=1)
endif()
