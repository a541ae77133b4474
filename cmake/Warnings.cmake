# SPDX-License-Identifier: BSL-1.0
# Warnings are for our own code only. They are private to a target, so that no user of the library inherits them.

# carnk_own_code(<target>): what every target with our own code has: warnings, no compiler extensions.
function(carnk_own_code target)
    set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /permissive- /utf-8 $<$<BOOL:${CARNK_WERROR}>:/WX>)
    else()
        target_compile_options(${target} PRIVATE
            -Wall -Wextra -Wpedantic -Wconversion -Wshadow
            # GCC 12 sees overlapping copies in std::string that are not there (GCC bug 105651).
            $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
            $<$<BOOL:${CARNK_WERROR}>:-Werror>)
    endif()
endfunction()
