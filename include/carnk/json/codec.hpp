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
#include <carnk/json/read_again.hpp>
#include <carnk/json/write.hpp>

namespace carnk::inline v0_1 {

namespace detail {

template <class T>
inline constexpr bool is_personal_document = is_personal<T>;
template <class T, class A>
inline constexpr bool is_personal_document<std::vector<T, A>> = is_personal<T>;

}  // namespace detail

namespace detail {

/// Reads a whole text into a value; false if it is too large to be looked at.
template <class T>
bool read_document(Decoder& d, T& value) {
    const std::string_view text(d.begin, static_cast<std::size_t>(d.end - d.begin));
    if (text.size() > d.options.max_bytes) {
        d.mark(Issue::too_large, d.end, "at most " + std::to_string(d.options.max_bytes) + " bytes");
        return false;
    }
    const char* p = d.begin;
    if (text.starts_with("\xEF\xBB\xBF")) {
        d.mark(Issue::byte_order_mark, p, "{ or [");
        p += 3;
    }
    p = decode(d, d.space(p), value, Place::root);
    if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    return true;
}

}  // namespace detail

template <class T>
Result<T> read(std::string_view text, const ReadOptions& options) {
    using namespace detail;
    Result<T> result(std::in_place);
    T& value = *result;
    Decoder d(text, options);
    const bool read = read_document(d, value);
    if (d.mark_count != 0) [[unlikely]]
        result = {read ? Optional<T>(std::move(value)) : std::nullopt, findings_of(d, text, is_personal_document<T>)};
    return result;
}

namespace detail {

/// Reads into an older value; false if something is wrong, or might be: then the value is of no use.
template <class T>
bool read_over(std::string_view text, Result<T>& result, const ReadOptions& options) {
    Decoder d(text, options);
    d.again = true;
    read_document(d, *result);
    const bool forgiven = options.policy.notes.has(Fault::unknown_member);
    for (const Mark& m : d.marks)
        if (!forgiven || m.issue != Issue::unknown_member || !m.kept) return false;
    if (d.unlisted != 0) return false;
    result.findings() = d.marks.empty() ? Findings() : findings_of(d, text, is_personal_document<T>);
    return true;
}

}  // namespace detail

template <class T>
void read_again(std::string_view text, Result<T>& result, const ReadOptions& options) {
    try {
        if (!result.ok() || !detail::read_over(text, result, options)) result = read<T>(text, options);
    } catch (...) {
        result = {std::nullopt, Findings()};  // half of it may be of the older value
        throw;
    }
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
#define CARNK_EXTERN_CODEC(T)                                                                                      \
    extern template ::carnk::Result<T> carnk::read<T>(std::string_view, const ::carnk::ReadOptions&);              \
    extern template void carnk::read_again<T>(std::string_view, ::carnk::Result<T>&, const ::carnk::ReadOptions&); \
    extern template ::carnk::Result<std::string> carnk::try_write<T>(const T&, const ::carnk::WriteOptions&);

/// Compiles the codec of a type; put it into one source file.
#define CARNK_INSTANTIATE_CODEC(T)                                                                          \
    template ::carnk::Result<T> carnk::read<T>(std::string_view, const ::carnk::ReadOptions&);              \
    template void carnk::read_again<T>(std::string_view, ::carnk::Result<T>&, const ::carnk::ReadOptions&); \
    template ::carnk::Result<std::string> carnk::try_write<T>(const T&, const ::carnk::WriteOptions&);

}  // namespace carnk::inline v0_1
