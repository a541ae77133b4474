# SPDX-License-Identifier: BSL-1.0
# The version is written once, in include/carnk/version.hpp. This reads it from there.

# carnk_read_version(<variable> <header>): sets <variable> to "major.minor.patch".
function(carnk_read_version variable header)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${header}")
    set(parts "")
    foreach(part IN ITEMS MAJOR MINOR PATCH)
        file(STRINGS "${header}" line REGEX "^#define CARNK_VERSION_${part} [0-9]+$")
        if(NOT line MATCHES "([0-9]+)$")
            message(FATAL_ERROR "${header} has no line '#define CARNK_VERSION_${part} <number>'")
        endif()
        list(APPEND parts "${CMAKE_MATCH_1}")
    endforeach()
    list(JOIN parts "." version)
    set(${variable} "${version}" PARENT_SCOPE)
endfunction()

# carnk_abi_version(<variable> <version>): sets <variable> to what programs must agree on with the shared library: "major" from 1.0 on, and
# "0.minor" before. It is the number of the soname, of the package with the library, and of the inline namespace (v1, v0_1).
function(carnk_abi_version variable version)
    if(version MATCHES "^0\\.([0-9]+)")
        set(${variable} "0.${CMAKE_MATCH_1}" PARENT_SCOPE)
    elseif(version MATCHES "^([0-9]+)\\.")
        set(${variable} "${CMAKE_MATCH_1}" PARENT_SCOPE)
    else()
        message(FATAL_ERROR "${version} is no version")
    endif()
endfunction()
