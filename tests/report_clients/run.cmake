# SPDX-License-Identifier: BSL-1.0
# Fetches the packages once and checks the reports; see CMakeLists.txt.
# cmake -DNODE=... -DNPM=... -DTOOL=... -DSOURCE_DIR=... -DWORK_DIR=... -P run.cmake

cmake_minimum_required(VERSION 3.25)

function(skip reason)
    message(FATAL_ERROR "report clients skipped: ${reason}")
endfunction()

if(NOT NODE OR NOT NPM)
    skip("node and npm are not installed")
endif()
execute_process(COMMAND "${NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT version MATCHES "^v([0-9]+)\\." OR CMAKE_MATCH_1 LESS 18)
    skip("node 18 or newer is needed, this is ${version}")
endif()

set(here "${SOURCE_DIR}/tests/report_clients")
file(SHA256 "${here}/package-lock.json" lock)
set(stamp "${WORK_DIR}/installed.${lock}")
if(NOT EXISTS "${stamp}")
    file(MAKE_DIRECTORY "${WORK_DIR}")
    file(COPY "${here}/package.json" "${here}/package-lock.json" DESTINATION "${WORK_DIR}")
    execute_process(
        COMMAND "${NPM}" ci --no-audit --no-fund --ignore-scripts --prefer-offline --fetch-retries=1
        WORKING_DIRECTORY "${WORK_DIR}" RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 400)
    if(NOT result EQUAL 0)
        # A lock file that does not fit is no matter of the network.
        if(output MATCHES "EUSAGE|EINTEGRITY")
            message(FATAL_ERROR "npm ci failed with ${result}\n${output}")
        endif()
        skip("the packages cannot be fetched (${result})\n${output}")
    endif()
    file(WRITE "${stamp}" "")
endif()

file(COPY "${here}/check.mjs" DESTINATION "${WORK_DIR}")
execute_process(COMMAND "${NODE}" check.mjs "${TOOL}" "${SOURCE_DIR}" WORKING_DIRECTORY "${WORK_DIR}" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "failed with ${result}")
endif()
