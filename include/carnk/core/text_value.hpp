// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What all classes that hold checked text have in common: identifiers, dates, units, decimals.
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>

#include <concepts>
#include <string>
#include <string_view>

namespace carnk::inline v0_1 {

/// @brief A class that holds text of a certain form and can never hold any other.
///
/// A default-made value is empty, which means "not set"; it cannot be written to a document.
/// - `from_text` makes one from text, or nothing if the text has not the form;
/// - `text` gives the text back, exactly as it was;
/// - `rule`, `expected`, `pattern` are the rule id reported for bad text, the form in words, and the form as an
///   ECMA-262 regular expression for JSON Schema.
/// @ingroup core
template <class T>
concept TextValue = std::default_initializable<T> && requires(std::string_view s, const T& v) {
    { T::from_text(s) } -> std::same_as<Optional<T>>;
    { v.text() } -> std::convertible_to<std::string_view>;
    { v.empty() } -> std::same_as<bool>;
    { T::rule } -> std::convertible_to<std::string_view>;
    { T::expected } -> std::convertible_to<std::string_view>;
    { T::pattern } -> std::convertible_to<std::string_view>;
};

namespace detail {

template <class T>
Result<T> parse_text(std::string_view text) {
    if (Optional<T> value = T::from_text(text)) return Result<T>(std::move(*value));
    Finding f;
    f.rule = T::rule;
    f.message = "the text has not the form of its type";
    f.observed = '"' + std::string(text.substr(0, 80)) + '"';
    f.expected = T::expected;
    return Result<T>(std::move(f));
}

template <class T>
T text_of(std::string_view text) {
    return parse_text<T>(text).value();
}

}  // namespace detail

}  // namespace carnk::inline v0_1
