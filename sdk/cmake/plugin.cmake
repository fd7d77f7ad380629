# SPDX-License-Identifier: Apache-2.0

# dashflow_add_plugin(<id> SOURCES <file>... [LINK <target>...] [TARGET <name>])
# The shared object <id>.so of a plugin, as target <name> (default: plugin_<id>), in CMAKE_LIBRARY_OUTPUT_DIRECTORY.
# It exports its entry and nothing else, whatever is linked into it, and is checked right after the link. The
# target <name>_objects holds its objects, for tests.
function(dashflow_add_plugin id)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "TARGET" "SOURCES;LINK")
  if(NOT arg_SOURCES OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "dashflow_add_plugin(${id} SOURCES <file>... [LINK <target>...] [TARGET <name>])")
  endif()
  if(NOT arg_TARGET)
    set(arg_TARGET plugin_${id})
  endif()
  add_library(${arg_TARGET}_objects OBJECT ${arg_SOURCES})
  target_link_libraries(${arg_TARGET}_objects PUBLIC dashflow-sdk::headers ${arg_LINK})
  target_compile_options(${arg_TARGET}_objects PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)
  set_target_properties(${arg_TARGET}_objects PROPERTIES C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
  add_library(${arg_TARGET} MODULE $<TARGET_OBJECTS:${arg_TARGET}_objects>)
  target_link_libraries(${arg_TARGET} PRIVATE ${arg_LINK})
  dashflow_plugin_link(${arg_TARGET} ${id} "${arg_SOURCES}")
  dashflow_plugin_check(${arg_TARGET} ${id})
endfunction()

function(dashflow_plugin_link target id sources)
  set(map ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  set(language C)
  if(sources MATCHES "\\.(cc|cpp|cxx)(;|$)")
    set(language CXX)
  endif()
  set_target_properties(${target} PROPERTIES PREFIX "" OUTPUT_NAME ${id} SUFFIX .so LINKER_LANGUAGE ${language}
    LINK_DEPENDS ${map})
  target_link_options(${target} PRIVATE LINKER:--version-script=${map} LINKER:--exclude-libs,ALL
    LINKER:-z,now,-z,relro,-z,nodelete)
  # clang leaves the symbols of a sanitizer to the program that loads the plugin.
  if(NOT (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND (DASHFLOW_SANITIZE OR CMAKE_CXX_FLAGS MATCHES "-fsanitize")))
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  endif()
endfunction()

function(dashflow_plugin_check target id)
  add_custom_command(TARGET ${target} POST_BUILD VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFILE=$<TARGET_FILE:${target}> -DID=${id} -DNM=${CMAKE_NM} -DOBJCOPY=${CMAKE_OBJCOPY}
            -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_plugin.cmake)
endfunction()

# dashflow_plugin_test(<target> PLUGIN <id or target> SOURCES <file>... [LINK <target>...] [LABEL <label>])
# A GoogleTest program, registered with ctest, of the objects of a plugin (dashflow_add_plugin came before), the fake
# host and SOURCES. DASHFLOW_PLUGIN_FILE is the path of the shared object, for tests that load it.
function(dashflow_plugin_test target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLUGIN;LABEL" "SOURCES;LINK")
  if(TARGET plugin_${arg_PLUGIN})
    set(arg_PLUGIN plugin_${arg_PLUGIN})
  endif()
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  set(links ${arg_PLUGIN}_objects dashflow-sdk::testing ${arg_LINK})
  if(COMMAND dashflow_test)  # inside DashFlow's own tree
    dashflow_test(${target} LABEL ${arg_LABEL} SOURCES ${arg_SOURCES} LINK ${links} NEEDS ${arg_PLUGIN})
  else()
    find_package(GTest REQUIRED)
    add_executable(${target} ${arg_SOURCES})
    target_link_libraries(${target} PRIVATE ${links} GTest::gmock GTest::gtest_main)
    add_dependencies(${target} ${arg_PLUGIN})
    add_test(NAME ${target} COMMAND ${target})
    set_tests_properties(${target} PROPERTIES LABELS ${arg_LABEL})
  endif()
  if(TARGET ${target})
    target_compile_definitions(${target} PRIVATE DASHFLOW_PLUGIN_FILE="$<TARGET_FILE:${arg_PLUGIN}>")
  endif()
endfunction()

# dashflow_store_test(<name> PLUGIN <id or target> CONFIG <json> [ARGS <argument>...] [LABEL <label>]
#                     [LAUNCHER <word>...])
# Holds the store of a plugin (dashflow_add_plugin came before) against <dashflow/store.h>, as a ctest: CONFIG and ARGS
# are those of the program dashflow-store-check. LAUNCHER: a command that starts a server and runs the command behind
# it; the test is skipped when that ends with 77.
function(dashflow_store_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLUGIN;CONFIG;LABEL" "ARGS;LAUNCHER")
  if(TARGET plugin_${arg_PLUGIN})
    set(arg_PLUGIN plugin_${arg_PLUGIN})
  endif()
  if(NOT arg_LABEL)
    set(arg_LABEL conformance)
  endif()
  if(COMMAND dashflow_test AND NOT DASHFLOW_TESTS)
    return()
  endif()
  add_test(NAME ${name}
    COMMAND ${arg_LAUNCHER} $<TARGET_FILE:dashflow-sdk::store_check> $<TARGET_FILE:${arg_PLUGIN}> ${arg_CONFIG}
            ${arg_ARGS})
  if(COMMAND dashflow_test)  # inside DashFlow's own tree
    dashflow_test_group(dashflow_store_check ${arg_LABEL})
    dashflow_test_group(${arg_PLUGIN} ${arg_LABEL})
    dashflow_test_properties(${name} ${arg_LABEL} 900 "" "")
  else()
    set_tests_properties(${name} PROPERTIES LABELS ${arg_LABEL})
  endif()
  if(arg_LAUNCHER)
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
  endif()
endfunction()
