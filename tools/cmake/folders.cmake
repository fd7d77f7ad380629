# SPDX-License-Identifier: Apache-2.0

# Adds <folder> (relative to the caller) when it has a CMakeLists.txt; without one, looks for such
# folders below it. A folder that is added decides itself about what lies below.
# A folder that appears later is noticed by the next build: no one edits a list.
function(dashflow_add_folder folder)
  file(GLOB script CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
  if(script)
    add_subdirectory(${folder})
    return()
  endif()
  dashflow_add_folders_below(${folder})
endfunction()

# dashflow_add_folders_below(<folder> [EXCEPT <name>...])
# Calls dashflow_add_folder for each folder directly below <folder> ("." is the caller's own).
function(dashflow_add_folders_below folder)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "EXCEPT")
  file(GLOB scripts CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*/CMakeLists.txt
       ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*/*/CMakeLists.txt
       ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*/*/*/CMakeLists.txt)
  set(children "")
  foreach(script IN LISTS scripts)
    file(RELATIVE_PATH relative ${CMAKE_CURRENT_SOURCE_DIR}/${folder} ${script})
    string(REGEX REPLACE "/.*" "" child ${relative})
    list(APPEND children ${child})
  endforeach()
  list(REMOVE_DUPLICATES children)
  list(REMOVE_ITEM children ${arg_EXCEPT})
  foreach(child IN LISTS children)
    cmake_path(SET path NORMALIZE ${folder}/${child})
    dashflow_add_folder(${path})
  endforeach()
endfunction()
