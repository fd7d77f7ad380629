# SPDX-License-Identifier: Apache-2.0
# usage: cmake -DFILE=<id>.so -DID=<id> -DNM=<nm> -DOBJCOPY=<objcopy> -P check_plugin.cmake
# Holds a linked plugin against sdk/ABI.md without running it; a plugin that breaks a rule is removed.
cmake_minimum_required(VERSION 3.25)

function(refuse reason)
  file(REMOVE ${FILE})
  message(FATAL_ERROR "${ID}.so is no DashFlow plugin: ${reason}")
endfunction()

execute_process(COMMAND ${NM} -D --defined-only ${FILE} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[^ \n]+\n" exported "${symbols}")
if(NOT exported STREQUAL "dashflow_plugin_entry_1\n")
  string(REPLACE "\n" " " exported "${exported}")
  refuse("it must export dashflow_plugin_entry_1 and nothing else, but exports: ${exported}
  (end one source file with DASHFLOW_PLUGIN, or define the entry in C)")
endif()

set(dump ${FILE}.manifest)
execute_process(COMMAND ${OBJCOPY} --dump-section .dashflow.manifest=${dump} ${FILE} /dev/null
                RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
if(failed)
  refuse("it has no section .dashflow.manifest (DASHFLOW_PLUGIN in C++ or DF_MANIFEST in C makes it)")
endif()
file(READ ${dump} manifest)
file(REMOVE ${dump})

function(require value)
  string(JSON found ERROR_VARIABLE error GET "${manifest}" ${ARGN})
  string(REPLACE ";" "." name "${ARGN}")
  if(error)
    refuse("its manifest is not right: ${error} (${name}). Is each Config(…) of a spec one JSON object?")
  endif()
  if(value AND NOT found STREQUAL value)
    refuse("its manifest says ${name} = ${found} where ${value} is meant")
  endif()
endfunction()

require(1 manifest)
require(1 abi major)
require(${ID} id)
foreach(member IN ITEMS version doc requires nodes stores reducers)
  require("" ${member})
endforeach()

string(JSON count LENGTH "${manifest}" nodes)
foreach(index RANGE 1 ${count})
  if(index GREATER 0 AND index LESS_EQUAL count)  # RANGE 1 0 counts down
    math(EXPR node "${index} - 1")
    foreach(member IN ITEMS name doc exec concurrency open capabilities inputs outputs config)
      require("" nodes ${node} ${member})
    endforeach()
  endif()
endforeach()
