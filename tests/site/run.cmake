# SPDX-License-Identifier: BSL-1.0
# The site in headless Chromium: the target docs_test.
# cmake -DHTML=<site> -DTOOL=<carnk> -DSOURCE_DIR=<project> -DWORK_DIR=<folder for packages and screenshots> -P run.cmake
#
# It needs Node.js 18, npm and Chromium (CARNK_CHROMIUM names it, if it is not in the path). Where they, or the packages of
# package-lock.json, are missing, it says so and ends well; with CARNK_SITE_REQUIRED=1 in the environment that is a failure.

cmake_minimum_required(VERSION 3.25)
if(NOT EXISTS "${HTML}/index.html")
    message(FATAL_ERROR "there is no site in ${HTML}: build the target docs")
endif()

macro(skip reason)
    if("$ENV{CARNK_SITE_REQUIRED}")
        message(FATAL_ERROR "the site was not tested: ${reason}")
    endif()
    message(WARNING "SKIPPED, the site was not tested: ${reason}")
    return()
endmacro()

find_program(NODE NAMES node nodejs)
find_program(NPM npm)
find_program(CHROMIUM NAMES $ENV{CARNK_CHROMIUM} chromium chromium-browser google-chrome)
include("${SOURCE_DIR}/tests/support/npm.cmake")
node_lacking(reason)
if(reason)
    skip("${reason}")
endif()
if(NOT CHROMIUM)
    skip("chromium is not installed")
endif()

set(here "${SOURCE_DIR}/tests/site")
file(MAKE_DIRECTORY "${WORK_DIR}/screenshots")
npm_install("${here}" "${WORK_DIR}" 240 reason)
if(reason)
    skip("${reason}")
endif()
file(COPY "${here}/site.mjs" DESTINATION "${WORK_DIR}")
# Drawings that the catalogue does not ask for: long names, many scripts, everything at once.
file(REMOVE_RECURSE "${WORK_DIR}/drawings")
file(MAKE_DIRECTORY "${WORK_DIR}/drawings")
file(GLOB constructs "${here}/constructs/*.json")
foreach(construct IN LISTS constructs)
    cmake_path(GET construct STEM name)
    execute_process(COMMAND "${TOOL}" draw construct --file "${construct}" --output "${WORK_DIR}/drawings/${name}.svg"
        COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND "${NODE}" "${WORK_DIR}/site.mjs" "${HTML}" "${CHROMIUM}" "${WORK_DIR}/screenshots" "${WORK_DIR}/drawings"
    RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "The site is not good; screenshots are in ${WORK_DIR}/screenshots")
endif()
