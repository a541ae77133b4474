// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The codec itself, for own types: any struct described with BOOST_DESCRIBE_STRUCT can be read and written.
///
/// Programs that only use the models of the library do not need this header: for them the codec is compiled once, in the library.
#include <carnk/core/optional.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/detail/decode.hpp>
#include <carnk/json/detail/encode.hpp>
#include <carnk/json/detail/type_info.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

namespace carnk::inline v0_1 {

namespace detail {

template <class T>
inline constexpr bool is_personal_document = is_personal<T>;
template <class T, class A>
inline constexpr bool is_personal_document<std::vector<T, A>> = is_personal<T>;

}  // namespace detail

template <class T>
Result<T> read(std::string_view text, const ReadOptions& options) {
    using namespace detail;
    Result<T> result(std::in_place);
    T& value = *result;
    Decoder d(text, options);
    bool read = false;
    if (text.size() > options.max_bytes) {
        d.mark(Issue::too_large, d.end, "at most " + std::to_string(options.max_bytes) + " bytes");
    } else {
        const char* p = d.begin;
        if (text.starts_with("\xEF\xBB\xBF")) {
            d.mark(Issue::byte_order_mark, p, "{ or [");
            p += 3;
        }
        read = true;
        p = decode(d, d.space(p), value, Place::root);
        if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    }
    if (!d.marks.empty()) [[unlikely]]
        result = {read ? Optional<T>(std::move(value)) : std::nullopt, findings_of(d, text, is_personal_document<T>)};
    return result;
}

template <class T>
Result<std::string> try_write(const T& value, const WriteOptions& options) {
    using namespace detail;
    Encoder e(options);
    encode(e, value, Place::root);
    if (!e.marks.empty()) {
        const ReadOptions described;
        Decoder d(e.out.view(), described);
        d.marks = std::move(e.marks);
        Findings findings = findings_of(d, e.out.view(), is_personal_document<T>);
        for (Finding& f : findings.list()) {
            f.observed.clear();
            f.line.reset();
            f.column.reset();
        }
        return {std::nullopt, std::move(findings)};
    }
    if (options.layout == Layout::canonical) return canonicalize(e.out.view());
    return std::string(e.out.view());
}

/// Declares that the codec of a type is compiled elsewhere; put it after the type, in a header.
#define CARNK_EXTERN_CODEC(T)                                                                         \
    extern template ::carnk::Result<T> carnk::read<T>(std::string_view, const ::carnk::ReadOptions&); \
    extern template ::carnk::Result<std::string> carnk::try_write<T>(const T&, const ::carnk::WriteOptions&);

/// Compiles the codec of a type; put it into one source file.
#define CARNK_INSTANTIATE_CODEC(T)                                                             \
    template ::carnk::Result<T> carnk::read<T>(std::string_view, const ::carnk::ReadOptions&); \
    template ::carnk::Result<std::string> carnk::try_write<T>(const T&, const ::carnk::WriteOptions&);

}  // namespace carnk::inline v0_1
