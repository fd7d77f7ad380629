# SPDX-License-Identifier: Apache-2.0

include(GoogleTest)

set(DASHFLOW_TIMEOUT_property 300)
add_custom_target(dashflow_tests_unit)
add_custom_target(dashflow_tests_fuzz)
add_custom_target(dashflow_tests_slice)

# The precompiled header that all tests share; it keeps cold builds short.
if(DASHFLOW_TESTS)
  add_library(dashflow_test_prelude OBJECT tools/cmake/prelude.cc)
  target_link_libraries(dashflow_test_prelude PRIVATE GTest::gtest GTest::gmock)
  set_target_properties(dashflow_test_prelude PROPERTIES POSITION_INDEPENDENT_CODE OFF)
  target_precompile_headers(dashflow_test_prelude PRIVATE <algorithm> <chrono> <cstdint> <filesystem> <fstream>
    <functional> <map> <memory> <optional> <sstream> <string> <string_view> <thread> <utility> <variant> <vector>
    <gmock/gmock.h> <gtest/gtest.h>)
endif()

# dashflow_test(<target> LABEL <label> SOURCES <file>... [DEPS <module>...] [LINK <target>...]
#               [DEFINES <name=value>...] [ENVIRONMENT <name=value>...] [ARGS <argument>...]
#               [TIMEOUT <seconds>] [NEEDS <target>...] [SERIAL])
# A gtest binary, registered as one ctest of the same name, and a part of the target dashflow_tests_<label>.
# NEEDS: targets that must be built before (plugins, programs); hand their places in by DEFINES (start the name with
# DASHFLOW_: a short one collides with the shared precompiled header) or ENVIRONMENT with $<TARGET_FILE:...>.
# SERIAL: nothing runs beside it.
function(dashflow_test target)
  if(NOT DASHFLOW_TESTS)
    return()
  endif()
  cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "LABEL;TIMEOUT"
                        "SOURCES;DEPS;LINK;DEFINES;ENVIRONMENT;ARGS;NEEDS")
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
  dashflow_test_group(${target} ${arg_LABEL})
  if(arg_LABEL MATCHES "^(property|edge)$")
    dashflow_test_each(${target} ${arg_LABEL} "${arg_TIMEOUT}" "${arg_ENVIRONMENT}")
  else()
    add_test(NAME ${target} COMMAND ${target} ${arg_ARGS})
    dashflow_test_properties(${target} "${arg_LABEL}" "${arg_TIMEOUT}" "${arg_ENVIRONMENT}" "${arg_SERIAL}")
  endif()
endfunction()

# Registers each test of a binary by itself, since these count one by one. They are asked for when ctest runs, so that
# a build does not wait for them.
function(dashflow_test_each target label timeout environment)
  dashflow_test_timeout(timeout "${label}" "${timeout}")
  list(APPEND environment ${DASHFLOW_SANITIZER_ENVIRONMENT})
  if(environment)  # as a property it would lose all but its first variable on the way
    set_property(TARGET ${target} PROPERTY CROSSCOMPILING_EMULATOR ${CMAKE_COMMAND} -E env ${environment})
  endif()
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120 TEST_PREFIX "${target}."
                       PROPERTIES LABELS ${label} TIMEOUT ${timeout})
endfunction()

# Lets <target> be built with the others of its label.
function(dashflow_test_group target label)
  if(NOT TARGET dashflow_tests_${label})
    add_custom_target(dashflow_tests_${label})
  endif()
  add_dependencies(dashflow_tests_${label} ${target})
  # The command line is a third of what there is to build, and the suite under the sanitizers has it, too.
  if(label MATCHES "^(unit|fuzz)$" AND NOT target MATCHES "^cli_")
    add_dependencies(dashflow_tests_slice ${target})
  endif()
endfunction()

# Registers <test> once more under Valgrind, label valgrind; a sanitizer's build cannot run there.
function(dashflow_valgrind test)
  find_program(DASHFLOW_VALGRIND valgrind)
  if(NOT DASHFLOW_TESTS OR NOT DASHFLOW_VALGRIND OR DASHFLOW_SANITIZE OR DASHFLOW_COVERAGE)
    return()
  endif()
  add_test(NAME ${test}_valgrind
           COMMAND ${DASHFLOW_VALGRIND} --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite
                   $<TARGET_FILE:${test}>)
  dashflow_test_properties(${test}_valgrind valgrind 300 "" "")
endfunction()

# Sets <out> to the seconds that a test of these labels may take: those that it was given, if any.
function(dashflow_test_timeout out labels timeout)
  if(NOT timeout)
    set(timeout 120)
    if(DASHFLOW_TIMEOUT_${labels})
      set(timeout ${DASHFLOW_TIMEOUT_${labels}})
    endif()
  endif()
  if(DASHFLOW_SANITIZE)
    math(EXPR timeout "${timeout} * 5")
  endif()
  set(${out} ${timeout} PARENT_SCOPE)
endfunction()

# Of two tests with one name ctest would give both the properties of the last.
function(dashflow_test_properties name labels timeout environment serial)
  get_property(names GLOBAL PROPERTY DASHFLOW_TEST_NAMES)
  if(name IN_LIST names)
    message(FATAL_ERROR "two tests are called ${name}: give one of them another name")
  endif()
  set_property(GLOBAL APPEND PROPERTY DASHFLOW_TEST_NAMES ${name})
  dashflow_test_timeout(timeout "${labels}" "${timeout}")
  list(APPEND environment ${DASHFLOW_SANITIZER_ENVIRONMENT})
  set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT ${timeout} ENVIRONMENT "${environment}")
  if(serial)
    set_tests_properties(${name} PROPERTIES RUN_SERIAL TRUE)
  endif()
endfunction()
