# SPDX-License-Identifier: BSL-1.0
# Turns the catalogue's data files into C++ source, so that the library needs no files when it runs.
#
# From a CMakeLists.txt:   carnk_embed_catalog(<variable> <data directory> <output.cpp>)
#   makes the rule that writes <output.cpp> anew when a data file comes, goes or changes, and sets <variable> to the
#   list of data files.
# From that rule:          cmake -DDATA_DIR=... -DOUTPUT=... -P EmbedCatalog.cmake
#
# A file becomes adjacent raw string literals of at most 60 000 bytes, which the compiler joins exactly. They are cut
# after a line end, or else between two UTF-8 characters. The delimiter is checked to be absent from the data.

if(NOT CMAKE_SCRIPT_MODE_FILE)
    function(carnk_embed_catalog variable data_dir output)
        file(GLOB_RECURSE data_files CONFIGURE_DEPENDS "${data_dir}/*.json")
        # The list of names is a dependency of its own: a file that goes away leaves no newer file behind.
        set(listing "${output}.files")
        file(CONFIGURE OUTPUT "${listing}" CONTENT "${data_files}" @ONLY)
        add_custom_command(
            OUTPUT "${output}"
            COMMAND "${CMAKE_COMMAND}" "-DDATA_DIR=${data_dir}" "-DOUTPUT=${output}"
                    -P "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            DEPENDS ${data_files} "${listing}" "${CMAKE_CURRENT_FUNCTION_LIST_FILE}"
            COMMENT "Embedding the catalogue"
            VERBATIM)
        set(${variable} "${data_files}" PARENT_SCOPE)
    endfunction()
    return()
endif()

cmake_minimum_required(VERSION 3.25)
set(chunk_size 60000)
set(delimiter "carnk_data")
string(ASCII 13 carriage_return)
string(ASCII 10 newline)

# Sets <variable> to the length of the first piece of <text>: at most chunk_size, and not inside a character.
function(piece_length variable text)
    string(LENGTH "${text}" length)
    if(length GREATER chunk_size)
        string(SUBSTRING "${text}" 0 ${chunk_size} head)
        string(FIND "${head}" "${newline}" last_newline REVERSE)
        if(last_newline GREATER_EQUAL 0)
            math(EXPR length "${last_newline} + 1")
        else()
            # No line end in reach: go back while the byte after the cut continues a UTF-8 character (10xxxxxx).
            set(length ${chunk_size})
            while(length GREATER 0)
                string(SUBSTRING "${text}" ${length} 1 byte)
                string(HEX "${byte}" hex)
                if(NOT hex MATCHES "^[89ab]")
                    break()
                endif()
                math(EXPR length "${length} - 1")
            endwhile()
        endif()
    endif()
    set(${variable} ${length} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE names RELATIVE "${DATA_DIR}" "${DATA_DIR}/*.json")
list(SORT names)
list(LENGTH names count)

set(part "${OUTPUT}.part")
file(WRITE "${part}"
    "// Written by cmake/EmbedCatalog.cmake from the catalogue's data files. Do not edit.\n"
    "#include \"catalog/embedded.hpp\"\n\n"
    "#include <array>\n\n"
    "namespace carnk::inline v0_1::detail {\n"
    "namespace {\n")

set(entries "")
set(index 0)
foreach(name IN LISTS names)
    file(SIZE "${DATA_DIR}/${name}" bytes)
    file(READ "${DATA_DIR}/${name}" text)
    string(LENGTH "${text}" length)
    if(NOT length EQUAL bytes)
        message(FATAL_ERROR "${DATA_DIR}/${name}: not plain UTF-8 text (a byte order mark or a NUL?)")
    endif()
    string(FIND "${text}" "${carriage_return}" found)
    if(found GREATER_EQUAL 0)
        message(FATAL_ERROR "${DATA_DIR}/${name}: has a carriage return; lines must end in a line feed alone")
    endif()
    string(FIND "${text}" ")${delimiter}\"" found)
    if(found GREATER_EQUAL 0)
        message(FATAL_ERROR "${DATA_DIR}/${name}: contains the text )${delimiter}\" that ends a literal")
    endif()

    file(APPEND "${part}" "\n// ${name}\nconstexpr char file_${index}[] =\n    \"\"")
    while(NOT text STREQUAL "")
        piece_length(length "${text}")
        string(SUBSTRING "${text}" 0 ${length} piece)
        string(SUBSTRING "${text}" ${length} -1 text)
        file(APPEND "${part}" "\n    R\"${delimiter}(" "${piece}" ")${delimiter}\"")
    endwhile()
    file(APPEND "${part}" ";\nstatic_assert(sizeof(file_${index}) == ${bytes} + 1);\n")
    string(APPEND entries "    EmbeddedFile{\"${name}\", {file_${index}, ${bytes}}},\n")
    math(EXPR index "${index} + 1")
endforeach()

file(APPEND "${part}"
    "\nconstexpr std::array<EmbeddedFile, ${count}> files{{\n${entries}}};\n\n"
    "}  // namespace\n\n"
    "std::span<const EmbeddedFile> embedded_catalog() noexcept {\n    return files;\n}\n\n"
    "}  // namespace carnk::inline v0_1::detail\n")
file(RENAME "${part}" "${OUTPUT}")
