# SPDX-License-Identifier: BSL-1.0
# One step of the tests of clients; see CMakeLists.txt.
# cmake -DSTEP=... -DNODE=... -DNPM=... -DTOOL=... -DSOURCE_DIR=... -DWORK_DIR=... -P run.cmake

cmake_minimum_required(VERSION 3.25)

function(skip reason)
    message(FATAL_ERROR "clients skipped: ${reason}")
endfunction()

# run(<command>...): in the working folder, with the output shown; ends the test if it fails.
function(run)
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${WORK_DIR}" RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "failed with ${result}: ${ARGN}")
    endif()
endfunction()

if(NOT NODE OR NOT NPM)
    skip("node and npm are not installed")
endif()
execute_process(COMMAND "${NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT version MATCHES "^v([0-9]+)\\." OR CMAKE_MATCH_1 LESS 18)
    skip("node 18 or newer is needed, this is ${version}")
endif()

set(here "${SOURCE_DIR}/tests/clients")
file(SHA256 "${here}/package-lock.json" lock)
set(stamp "${WORK_DIR}/installed.${lock}")

if(STEP STREQUAL "install")
    if(EXISTS "${stamp}")
        message(NOTICE "The packages are installed.")
        return()
    endif()
    file(MAKE_DIRECTORY "${WORK_DIR}")
    file(COPY "${here}/package.json" "${here}/package-lock.json" DESTINATION "${WORK_DIR}")
    execute_process(
        COMMAND "${NPM}" ci --no-audit --no-fund --ignore-scripts --prefer-offline --fetch-retries=1 --fetch-timeout=60000
        WORKING_DIRECTORY "${WORK_DIR}" RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT 400)
    if(NOT result EQUAL 0)
        # A lock file that does not fit, or a package that is not what it was, is no matter of the network.
        if(result MATCHES "timeout" OR
           output MATCHES "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E40[37]|E50[0-9]")
            skip("the packages cannot be fetched (${result})\n${output}")
        endif()
        message(FATAL_ERROR "npm ci failed with ${result}\n${output}")
    endif()
    file(WRITE "${stamp}" "")
    return()
endif()

if(NOT EXISTS "${stamp}")
    skip("the packages are not installed")
endif()

# Each step has its files anew, in a folder below the one with the packages.
set(folder "${WORK_DIR}/${STEP}")
file(REMOVE_RECURSE "${folder}")
file(MAKE_DIRECTORY "${folder}")
set(ENV{NO_COLOR} 1)
if(STEP STREQUAL "schema")
    file(COPY "${here}/schema.mjs" DESTINATION "${folder}")
    run("${TOOL}" schema --all "${folder}/schemas")
    run("${NODE}" "${folder}/schema.mjs" "${TOOL}" "${folder}/schemas" "${SOURCE_DIR}")
elseif(STEP STREQUAL "report")
    file(COPY "${here}/report.mjs" DESTINATION "${folder}")
    run("${NODE}" "${folder}/report.mjs" "${TOOL}" "${SOURCE_DIR}")
elseif(STEP STREQUAL "fhir")
    file(COPY "${here}/fhir.mjs" DESTINATION "${folder}")
    run("${TOOL}" export fhir --everything --out "${folder}/fhir.json" --ledger "${folder}/ledger.ndjson")
    run("${TOOL}" export fhir --everything --format ndjson --out "${folder}/lines.ndjson")
    run("${TOOL}" export fhir --definitions --out "${folder}/definitions")
    run("${NODE}" "${folder}/fhir.mjs" "${folder}")
elseif(STEP STREQUAL "typings")
    file(COPY "${here}/typings.ts" "${here}/tsconfig.json" DESTINATION "${folder}")
    run("${TOOL}" schema --all "${folder}/schemas")
    file(RENAME "${folder}/schemas/carnk.d.ts" "${folder}/carnk.d.ts")
    run("${NODE}" "${WORK_DIR}/node_modules/typescript/bin/tsc" --project "${folder}/tsconfig.json")
    message(NOTICE "The typings compile, and what must not does not.")
elseif(STEP STREQUAL "elm")
    file(COPY "${here}/elm.mjs" DESTINATION "${folder}")
    run("${NODE}" "${folder}/elm.mjs" "${CASES}" "${SOURCE_DIR}/tests/data/patients/cohort.ndjson")
else()
    message(FATAL_ERROR "there is no step ${STEP}")
endif()
