# SPDX-License-Identifier: Apache-2.0

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
    set(scope PUBLIC)
  else()
    add_library(dashflow_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(dashflow_${name} ${scope} ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/sdk/include)
  target_link_libraries(dashflow_${name} ${scope} ${deps} ${arg_LINK})
  set_property(GLOBAL APPEND PROPERTY DASHFLOW_MODULES dashflow_${name})
endfunction()
