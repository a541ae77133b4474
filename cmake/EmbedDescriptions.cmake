# SPDX-License-Identifier: BSL-1.0
# Turns the documentation comments of the headers into C++ source, so that schemas carry the only prose there is.
#
# From a CMakeLists.txt:   carnk_embed_descriptions(<output.cpp> <header>...)
#   makes the rule that writes <output.cpp> anew when a header changes.
# From that rule:          cmake -DHEADERS=<list file> -DOUTPUT=... -P EmbedDescriptions.cmake
#
# What is found, under the key by which it is looked up:
#   Type          comment before a struct, class or enum at the left margin, or before a `using`
#   Type.member   comment before a data member or behind it; likewise for the words of an enumeration
#   A|B|C         for `using Name = std::variant<A, B, C>;` the comment, with the name
# It reads the one idiom of the headers, as clang-format lays it out, not all of C++. What it misses, a test names.

if(NOT CMAKE_SCRIPT_MODE_FILE)
    function(carnk_embed_descriptions output)
        set(listing "${output}.headers")
        list(JOIN ARGN "\n" names)
        file(CONFIGURE OUTPUT "${listing}" CONTENT "${names}\n" @ONLY)
        add_custom_command(
            OUTPUT "${output}"
            COMMAND "${CMAKE_COMMAND}" "-DHEADERS=${listing}" "-DOUTPUT=${output}" -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            DEPENDS ${ARGN} "${listing}" "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            COMMENT "Embedding the descriptions"
            VERBATIM)
    endfunction()
    return()
endif()

cmake_minimum_required(VERSION 3.25)

# CMake's lists give a meaning to these four; in between they are control characters.
string(ASCII 1 semicolon)
string(ASCII 2 bracket_open)
string(ASCII 3 bracket_close)
string(ASCII 4 backslash)

# clean(<variable> <unit variable> <comment>): the comment as text of a schema, and its unit.
function(clean variable unit_variable comment)
    set(unit "")
    if(comment MATCHES "@unit{({[^}]*}[^}]*|[^}{]*)}")
        set(unit "${CMAKE_MATCH_1}")
        # A second unit, "@unit{mL}, or @unit{mL/kg} for a child", stays in the text as well.
        string(REGEX REPLACE "@unit{({[^}]*}[^}]*|[^}{]*)}([ \n]*)$" "" comment "${comment}")
        string(REGEX REPLACE "@unit{({[^}]*}[^}]*|[^}{]*)}( *@range)" "\\2" comment "${comment}")
        string(REGEX REPLACE "@unit{({[^}]*}[^}]*|[^}{]*)}" "\\1" comment "${comment}")
    endif()
    string(REGEX REPLACE "@range{([^}]*)}" "Range: \\1." comment "${comment}")
    string(REGEX REPLACE "\n@(par|tparam|param|return|errors|throws|code|endcode|see|copydoc)[^\n]*" "" comment "\n${comment}")
    string(REGEX REPLACE "@ingroup [a-z_]+" "" comment "${comment}")
    string(REGEX REPLACE "@source ([^\n]*[^\n.])\\.?(\n|$)" "\n\nSource: \\1.\n" comment "${comment}")
    string(REGEX REPLACE "@brief +" "" comment "${comment}")
    string(REGEX REPLACE " *\n *" "\n" comment "${comment}")
    string(REGEX REPLACE "\n\n+" "${backslash}p" comment "${comment}")
    string(REGEX REPLACE "\n" " " comment "${comment}")
    string(REGEX REPLACE "  +" " " comment "${comment}")
    string(REPLACE "${backslash}p" "\n\n" comment "${comment}")
    string(STRIP "${comment}" comment)
    set(${variable} "${comment}" PARENT_SCOPE)
    set(${unit_variable} "${unit}" PARENT_SCOPE)
endfunction()

# keep(<key> <comment> <name>): the first comment of a key counts.
macro(keep key comment name)
    if(NOT DEFINED "text_${key}" AND NOT "${comment}" STREQUAL "" AND NOT "${key}" MATCHES "\\.extra$")
        set("text_${key}" "${comment}")
        set("name_${key}" "${name}")
        list(APPEND keys "${key}")
    endif()
endmacro()

set(keys "")
file(STRINGS "${HEADERS}" headers)
foreach(header IN LISTS headers)
    file(READ "${header}" text)
    string(REPLACE "${backslash}" "" text "${text}")
    string(REPLACE ";" "${semicolon}" text "${text}")
    string(REPLACE "[" "${bracket_open}" text "${text}")
    string(REPLACE "]" "${bracket_close}" text "${text}")
    string(REPLACE "\\" "${backslash}" text "${text}")
    string(REPLACE "\n" ";" lines "${text}")

    set(comment "")   # what stands before the declaration to come
    set(type "")      # the struct or enumeration that is open
    set(words OFF)    # whether it is an enumeration
    set(open "")      # a declaration that goes on in the next line
    set(last "")      # the key of the member before, whose comment may go on
    set(internal OFF) # inside namespace detail
    foreach(line IN LISTS lines)
        if(line STREQUAL "" AND open STREQUAL "")
            set(comment "")
            set(last "")
        elseif(line MATCHES "^ *///< ?(.*)$")
            if(NOT last STREQUAL "")
                string(APPEND "text_${last}" "\n${CMAKE_MATCH_1}")
            endif()
        elseif(line MATCHES "^ */// ?(.*)$")
            string(APPEND comment "${CMAKE_MATCH_1}\n")
            set(last "")
        elseif(line MATCHES "^namespace detail ")
            set(internal ON)
        elseif(line MATCHES "^}  // namespace detail")
            set(internal OFF)
        elseif(internal)
            set(comment "")
        elseif(type STREQUAL "")
            if(open STREQUAL "" AND line MATCHES "^(struct|class|enum class) (CARNK_API )?([A-Za-z0-9_]+)([^${semicolon}]*)$")
                set(type "${CMAKE_MATCH_3}")
                if(CMAKE_MATCH_1 STREQUAL "enum class")
                    set(words ON)
                else()
                    set(words OFF)
                endif()
                keep("${type}" "${comment}" "")
                set(comment "")
            elseif(NOT open STREQUAL "" OR line MATCHES "^using [A-Za-z0-9_]+ =")
                string(APPEND open "${line}")
                if(open MATCHES "^using ([A-Za-z0-9_]+) =(.*)${semicolon} *(///< ?(.*))?$")
                    set(name "${CMAKE_MATCH_1}")
                    set(value "${CMAKE_MATCH_2}")
                    string(APPEND comment "${CMAKE_MATCH_4}")
                    if(value MATCHES "^ *std::variant<([^<>]*)> *$")
                        string(REGEX REPLACE " *, *" "|" key "${CMAKE_MATCH_1}")
                        keep("${key}" "${comment}" "${name}")
                    else()
                        keep("${name}" "${comment}" "")
                    endif()
                    set(open "")
                    set(comment "")
                endif()
            else()
                set(comment "")
            endif()
        elseif(line MATCHES "^}")
            set(type "")
            set(open "")
            set(comment "")
            set(last "")
        elseif(words)
            if(line MATCHES "^    ([A-Za-z0-9_]+)( = [^,]*)?,?( *///< ?(.*))?$")
                set(last "${type}.${CMAKE_MATCH_1}")
                set(behind "${CMAKE_MATCH_4}")
                keep("${last}" "${comment}${behind}" "")
                set(comment "")
            endif()
        elseif(NOT open STREQUAL "" OR line MATCHES "^    [A-Za-z]")
            # One declaration, up to its semicolon. Functions and constants are none of ours.
            string(REGEX REPLACE "^ +" " " line "${line}")
            string(APPEND open "${line}")
            if(open MATCHES "^ (static|using|template|friend|auto|bool operator|explicit|public|private)[ :]" OR
               open MATCHES "^[^${semicolon}{]*\\(" OR open MATCHES "^ }")
                set(open "")
                set(comment "")
                set(last "")
            elseif(open MATCHES "^[^${semicolon}]* ([A-Za-z0-9_]+)({[^}]*}|${bracket_open}[^${bracket_close}]*${bracket_close})? *( = [^${semicolon}]*)?${semicolon} *(///< ?(.*))?$")
                set(last "${type}.${CMAKE_MATCH_1}")
                set(behind "${CMAKE_MATCH_5}")
                keep("${last}" "${comment}${behind}" "")
                set(open "")
                set(comment "")
            elseif(open MATCHES "${semicolon}")
                set(open "")
                set(comment "")
            endif()
        elseif(line MATCHES "^    }")
            set(comment "")
        endif()
    endforeach()
endforeach()

list(SORT keys)
list(LENGTH keys count)
set(part "${OUTPUT}.part")
file(WRITE "${part}"
    "// Written by cmake/EmbedDescriptions.cmake from the comments of the headers. Do not edit.\n"
    "#include \"json/descriptions.hpp\"\n\n"
    "namespace carnk::inline v0_1::detail {\nnamespace {\n\n"
    "constexpr DescriptionText table[] = {\n")
set(rows "")
foreach(key IN LISTS keys)
    clean(text unit "${text_${key}}")
    foreach(variable IN ITEMS text unit)
        string(REPLACE "${backslash}" "\\\\" ${variable} "${${variable}}")
        string(REPLACE "\"" "\\\"" ${variable} "${${variable}}")
        string(REPLACE "\n" "\\n" ${variable} "${${variable}}")
        string(REPLACE "${semicolon}" ";" ${variable} "${${variable}}")
        string(REPLACE "${bracket_open}" "[" ${variable} "${${variable}}")
        string(REPLACE "${bracket_close}" "]" ${variable} "${${variable}}")
    endforeach()
    string(APPEND rows "    {\"${key}\", \"${text}\", \"${unit}\", \"${name_${key}}\"},\n")
endforeach()
file(APPEND "${part}" "${rows}"
    "};\n\n}  // namespace\n\n"
    "std::span<const DescriptionText> descriptions() noexcept {\n    return table;\n}\n\n}  // namespace carnk::inline v0_1::detail\n")
file(RENAME "${part}" "${OUTPUT}")
