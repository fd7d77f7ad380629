# SPDX-License-Identifier: Apache-2.0

# The precompiled header that all modules share; it keeps cold builds short. What a file uses it still includes: tidy
# reads without it. Not with -O2, where gcc 12 takes what it inlines from it for ours and warns of libstdc++'s strings.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Release")
  add_library(dashflow_prelude OBJECT tools/cmake/prelude.cc)
  target_link_libraries(dashflow_prelude PRIVATE Boost::headers)
  target_precompile_headers(dashflow_prelude PRIVATE <algorithm> <array> <atomic> <chrono> <cstdint> <functional> <map>
    <memory> <mutex> <optional> <ranges> <set> <span> <sstream> <stop_token> <string> <string_view> <thread>
    <unordered_map> <utility> <variant> <vector> <boost/system/result.hpp>)
endif()

# Turns the names of DEPS into targets: `value` is the module dashflow_value, other targets keep their name.
function(dashflow_targets_of out)
  set(targets "")
  foreach(name IN LISTS ARGN)
    if(name MATCHES "::|^dashflow_")
      list(APPEND targets ${name})
    else()
      list(APPEND targets dashflow_${name})
    endif()
  endforeach()
  set(${out} ${targets} PARENT_SCOPE)
endfunction()

# dashflow_module(<name> SOURCES <file>... [DEPS <module>...] [LINK <third-party target>...])
# The static library dashflow_<name> of one folder of host/; dashflow_host stands for all of them. Includes start at
# the root of the repository.
function(dashflow_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS;LINK")
  dashflow_targets_of(deps ${arg_DEPS})
  if(arg_SOURCES)
    add_library(dashflow_${name} STATIC ${arg_SOURCES})
    if(TARGET dashflow_prelude)
      target_precompile_headers(dashflow_${name} REUSE_FROM dashflow_prelude)
    endif()
    set(scope PUBLIC)
  else()
    add_library(dashflow_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(dashflow_${name} ${scope} ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/sdk/include)
  target_link_libraries(dashflow_${name} ${scope} ${deps} ${arg_LINK})
  set_property(GLOBAL APPEND PROPERTY DASHFLOW_MODULES dashflow_${name})
endfunction()
