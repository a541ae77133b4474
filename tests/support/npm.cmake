# SPDX-License-Identifier: BSL-1.0
# Node.js and the packages of a lock file, for the scripts that test with them. Needs NODE and NPM, the programs.

# node_lacking(<reason>): why nothing can be run with Node.js here; empty if it can.
function(node_lacking reason)
    set(${reason} "" PARENT_SCOPE)
    if(NOT NODE OR NOT NPM)
        set(${reason} "node and npm are not installed" PARENT_SCOPE)
        return()
    endif()
    execute_process(COMMAND "${NODE}" --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT version MATCHES "^v([0-9]+)\\." OR CMAKE_MATCH_1 LESS 18)
        set(${reason} "node 18 or newer is needed, this is ${version}" PARENT_SCOPE)
    endif()
endfunction()

# npm_installed(<from> <to> <installed>): whether npm_install() has been there with the lock file as it is now.
function(npm_installed from to installed)
    file(SHA256 "${from}/package-lock.json" lock)
    set(${installed} OFF PARENT_SCOPE)
    if(EXISTS "${to}/installed.${lock}")
        set(${installed} ON PARENT_SCOPE)
    endif()
endfunction()

# npm_install(<from> <to> <seconds> <reason>): the packages of <from>/package-lock.json in <to>/node_modules. The reason is why they
# cannot be fetched, and empty if they are there. A lock file that does not fit, or a package that is not what it was, is no matter of
# the network: that ends the script.
function(npm_install from to seconds reason)
    set(${reason} "" PARENT_SCOPE)
    npm_installed("${from}" "${to}" installed)
    if(installed)
        return()
    endif()
    file(MAKE_DIRECTORY "${to}")
    file(COPY "${from}/package.json" "${from}/package-lock.json" DESTINATION "${to}")
    execute_process(
        COMMAND "${NPM}" ci --no-audit --no-fund --ignore-scripts --prefer-offline --fetch-retries=1 --fetch-timeout=60000
        WORKING_DIRECTORY "${to}" RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output TIMEOUT ${seconds})
    if(result EQUAL 0)
        file(SHA256 "${from}/package-lock.json" lock)
        file(WRITE "${to}/installed.${lock}" "")
        return()
    endif()
    if(result MATCHES "timeout" OR
       output MATCHES "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E40[37]|E50[0-9]")
        set(${reason} "the packages cannot be fetched (${result})\n${output}" PARENT_SCOPE)
        return()
    endif()
    message(FATAL_ERROR "npm ci failed with ${result}\n${output}")
endfunction()
