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
if(NOT NODE OR NOT NPM)
    skip("node and npm are not installed")
endif()
if(NOT CHROMIUM)
    skip("chromium is not installed")
endif()
execute_process(COMMAND "${NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT version MATCHES "^v([0-9]+)\\." OR CMAKE_MATCH_1 LESS 18)
    skip("node 18 or newer is needed, this is ${version}")
endif()

set(here "${SOURCE_DIR}/tests/site")
file(SHA256 "${here}/package-lock.json" lock)
file(MAKE_DIRECTORY "${WORK_DIR}/screenshots")
if(NOT EXISTS "${WORK_DIR}/installed.${lock}")
    file(COPY "${here}/package.json" "${here}/package-lock.json" DESTINATION "${WORK_DIR}")
    execute_process(
        COMMAND "${NPM}" ci --no-audit --no-fund --ignore-scripts --prefer-offline --fetch-retries=1 --fetch-timeout=60000
        WORKING_DIRECTORY "${WORK_DIR}" RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 240)
    if(NOT result EQUAL 0)
        # A lock file that does not fit, or a package that is not what it was, is no matter of the network.
        if(result MATCHES "timeout" OR
           output MATCHES "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E40[37]|E50[0-9]")
            skip("the packages cannot be fetched (${result})\n${output}")
        endif()
        message(FATAL_ERROR "npm ci failed with ${result}\n${output}")
    endif()
    file(WRITE "${WORK_DIR}/installed.${lock}" "")
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
