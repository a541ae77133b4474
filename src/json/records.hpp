// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How the codecs of the library's root documents are compiled: each once, in a source file of its own.
#include <carnk/export.hpp>
#include <carnk/json/codec.hpp>

/// Says that the reader and writer of a type are compiled in another source file.
#define CARNK_EXTERN_RECORD(T)                                                                     \
    extern template const char* carnk::detail::decode<T>(carnk::detail::Decoder&, const char*, T&, \
                                                         carnk::detail::Place);                    \
    extern template void carnk::detail::encode<T>(carnk::detail::Encoder&, const T&, carnk::detail::Place);

/// Compiles the public functions for a type.
#define CARNK_DOCUMENT(T)                                                                                         \
    template CARNK_API carnk::Result<T> carnk::read<T>(std::string_view, const carnk::ReadOptions&);              \
    template CARNK_API void carnk::read_again<T>(std::string_view, carnk::Result<T>&, const carnk::ReadOptions&); \
    template CARNK_API carnk::Result<std::string> carnk::try_write<T>(const T&, const carnk::WriteOptions&);

/// Compiles everything for a type that catalogues hold: alone and in an array.
#define CARNK_RECORD(T)                                                                                            \
    template const char* carnk::detail::decode<T>(carnk::detail::Decoder&, const char*, T&, carnk::detail::Place); \
    template void carnk::detail::encode<T>(carnk::detail::Encoder&, const T&, carnk::detail::Place);               \
    CARNK_DOCUMENT(T)                                                                                              \
    CARNK_DOCUMENT(std::vector<T>)
