# SPDX-License-Identifier: BSL-1.0
# Every public entity is documented, and what the comments say can be read: Doxygen, with the settings of the site, finds nothing to warn of.
# cmake -DSOURCE_DIR=<project> -DWORK_DIR=<folder> -DDOXYGEN=<program> -P documented.cmake
cmake_minimum_required(VERSION 3.25)

set(PROJECT_SOURCE_DIR "${SOURCE_DIR}")
set(PROJECT_BINARY_DIR "${WORK_DIR}")
file(READ "${SOURCE_DIR}/docs/Doxyfile.in" settings)
# The last word on a setting counts. The generated pages are not there, so that only the headers and their groups are read.
string(APPEND settings "
INPUT = \"${SOURCE_DIR}/include\" \"${SOURCE_DIR}/docs/pages/groups.dox\"
USE_MDFILE_AS_MAINPAGE =
GENERATE_HTML = NO
WARN_AS_ERROR = NO
NUM_PROC_THREADS = 1
")
string(CONFIGURE "${settings}" settings @ONLY)
file(MAKE_DIRECTORY "${WORK_DIR}/docs")
file(WRITE "${WORK_DIR}/Doxyfile" "${settings}")
execute_process(COMMAND "${DOXYGEN}" "${WORK_DIR}/Doxyfile" WORKING_DIRECTORY "${SOURCE_DIR}"
    RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
string(REGEX REPLACE "warning: No output formats selected[^\n]*\n" "" output "${output}")
string(STRIP "${output}" output)
if(NOT result EQUAL 0 OR NOT output STREQUAL "")
    message(FATAL_ERROR "${output}\nDoxygen ended with ${result}")
endif()
