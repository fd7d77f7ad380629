# SPDX-License-Identifier: Apache-2.0

# dashflow_fuzz(<target> SOURCES <file>... [DEPS <module>...] [LINK <target>...] CORPUS <folder>)
# A libFuzzer program in build/fuzz/fuzz/, with its corpus beside it as <target>.corpus (a link to <folder>).
# In every other preset the same sources run once over the corpus as an ordinary ctest, so that each input
# that ever broke something is tried by each compiler and sanitizer.
function(dashflow_fuzz target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS" "SOURCES;DEPS;LINK")
  dashflow_targets_of(deps ${arg_DEPS})
  cmake_path(ABSOLUTE_PATH arg_CORPUS NORMALIZE)
  add_executable(${target} ${arg_SOURCES})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/sdk/include)
  target_link_libraries(${target} PRIVATE ${deps} ${arg_LINK})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
  if(DASHFLOW_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/fuzz)
    file(CREATE_LINK ${arg_CORPUS} ${PROJECT_BINARY_DIR}/fuzz/${target}.corpus SYMBOLIC)
    set(arguments -runs=0 ${arg_CORPUS})
  else()
    target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tools/cmake/fuzz_replay.cc)
    set(arguments ${arg_CORPUS})
  endif()
  dashflow_test_group(${target} fuzz)
  add_test(NAME ${target} COMMAND ${target} ${arguments})
  dashflow_test_properties(${target} fuzz "" "" "")
endfunction()
