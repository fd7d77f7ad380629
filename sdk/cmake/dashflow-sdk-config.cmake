# SPDX-License-Identifier: Apache-2.0
# find_package(dashflow-sdk): dashflow-sdk::headers, dashflow-sdk::testing, dashflow_add_plugin, dashflow_plugin_test.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
include(${CMAKE_CURRENT_LIST_DIR}/dashflow-sdk-targets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/plugin.cmake)
