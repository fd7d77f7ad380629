# SPDX-License-Identifier: Apache-2.0

set(DASHFLOW_TIMEOUT_property 300)

# The precompiled header that all tests share; it keeps cold builds short.
function(dashflow_test_prelude)
  add_library(dashflow_test_prelude OBJECT ${PROJECT_SOURCE_DIR}/tools/cmake/test_prelude.cc)
  target_link_libraries(dashflow_test_prelude PRIVATE GTest::gtest GTest::gmock)
  set_target_properties(dashflow_test_prelude PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_precompile_headers(dashflow_test_prelude PRIVATE <algorithm> <chrono> <cstdint> <filesystem> <fstream>
    <functional> <map> <memory> <optional> <sstream> <string> <string_view> <thread> <utility> <variant> <vector>
    <gmock/gmock.h> <gtest/gtest.h>)
endfunction()

# dashflow_test(<target> LABEL <label> SOURCES <file>... [DEPS <module>...] [LINK <target>...]
#               [DEFINES <name=value>...] [ENVIRONMENT <name=value>...] [ARGS <argument>...]
#               [TIMEOUT <seconds>] [NEEDS <target>...] [SERIAL])
# A gtest binary, registered as one ctest of the same name. NEEDS: targets that must be built before (plugins,
# programs); hand their places in by DEFINES (start the name with DASHFLOW_: a short one collides with the shared
# precompiled header) or ENVIRONMENT with $<TARGET_FILE:...>. SERIAL: nothing runs beside it.
function(dashflow_test target)
  if(NOT DASHFLOW_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "LABEL;TIMEOUT"
                        "SOURCES;DEPS;LINK;DEFINES;ENVIRONMENT;ARGS;NEEDS")
  if(NOT TARGET dashflow_test_prelude)
    dashflow_test_prelude()
  endif()
  dashflow_targets_of(deps ${arg_DEPS})
  add_executable(${target} ${arg_SOURCES})
  target_precompile_headers(${target} REUSE_FROM dashflow_test_prelude)
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/sdk/include)
  target_compile_definitions(${target} PRIVATE ${arg_DEFINES})
  target_link_libraries(${target} PRIVATE ${deps} ${arg_LINK} GTest::gmock GTest::gtest_main)
  if(arg_LABEL STREQUAL "property")
    target_link_libraries(${target} PRIVATE rapidcheck::rapidcheck)
  endif()
  if(arg_NEEDS)
    add_dependencies(${target} ${arg_NEEDS})
  endif()
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests
                                             POSITION_INDEPENDENT_CODE OFF)  # as the shared prelude
  add_test(NAME ${target} COMMAND ${target} ${arg_ARGS})
  dashflow_test_properties(${target} "${arg_LABEL}" "${arg_TIMEOUT}" "${arg_ENVIRONMENT}" "${arg_SERIAL}")
endfunction()

function(dashflow_test_properties name labels timeout environment serial)
  if(NOT timeout)
    set(timeout 120)
    if(DASHFLOW_TIMEOUT_${labels})
      set(timeout ${DASHFLOW_TIMEOUT_${labels}})
    endif()
  endif()
  if(DASHFLOW_SANITIZE)
    math(EXPR timeout "${timeout} * 5")
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${timeout} ENVIRONMENT "${environment}")
  if(serial)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
  endif()
endfunction()
