# SPDX-License-Identifier: BSL-1.0
# Every public entity is documented, and what the comments say can be read: Doxygen, with the settings of the site, finds nothing to warn of.
# Every function that may give findings instead of a value tells its errors, and every one that computes a quantity its source.
# That numbers in documents name their units and ranges is a test of the data dictionary.
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
GENERATE_XML = YES
XML_PROGRAMLISTING = NO
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

# The functions, a list element each.
file(GLOB files "${WORK_DIR}/docs/xml/*.xml")
set(results 0)
set(quantities 0)
set(silent "")
foreach(file IN LISTS files)
    file(READ "${file}" text)
    string(REGEX REPLACE "[][;]" " " text "${text}")
    string(REPLACE "</memberdef>" ";" members "${text}")
    foreach(member IN LISTS members)
        if(NOT member MATCHES "<memberdef kind=\"function\"" OR NOT member MATCHES "prot=\"public\"" OR
           NOT member MATCHES "<type>(.*)</type>.*<definition>([^<]*)</definition>")
            continue()
        endif()
        set(name "${CMAKE_MATCH_2}")
        string(REGEX REPLACE "<[^>]*>" "" type "${CMAKE_MATCH_1}")
        if(type MATCHES "(^| )Result *&lt")
            math(EXPR results "${results} + 1")
            if(NOT member MATCHES "<title>Errors</title>")
                string(APPEND silent "\n  ${name}: @errors is missing")
            endif()
        endif()
        if(type MATCHES "(^| |&lt *)(Quantity|double|FractionInterval)( |&gt|$)" AND NOT name MATCHES "::to_double$" AND
           NOT member MATCHES "<title>Source</title>")
            string(APPEND silent "\n  ${name}: @source is missing")
        endif()
        if(type MATCHES "(^| |&lt *)(Quantity|double|FractionInterval)( |&gt|$)")
            math(EXPR quantities "${quantities} + 1")
        endif()
    endforeach()
endforeach()
if(results LESS 20 OR quantities LESS 8)
    message(FATAL_ERROR "only ${results} functions with results and ${quantities} with quantities were found")
endif()
if(silent)
    message(FATAL_ERROR "The documentation is silent:${silent}")
endif()
message(STATUS "${results} functions tell their errors, ${quantities} their sources")
