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
