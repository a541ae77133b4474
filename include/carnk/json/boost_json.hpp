// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The models for programs that use Boost.JSON: `value_from`, `value_to` and `try_value_to` with the policies of this library.
///
/// Root models and vectors of them need this header only; parts of models also `<carnk/json/codec.hpp>`. The conversions go
/// through the text of the codec, so that both ways obey one set of rules; read() and write() are faster where there is text.
/// Numbers become int64, uint64, or the nearest double; decimals stay strings; unknown members come and go with the rest, but for
/// what no `boost::json::value` can hold: white space, digits beyond a double, and the difference of `1` and `1.0` in them.
/// Boost's own parse() and serialize() change doubles in some releases; the conversions here do not use them.
#include <carnk/core/optional.hpp>
#include <carnk/export.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

#include <boost/describe/members.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace carnk::inline v0_1 {

/// @brief What Boost.JSON is told of the first finding of error severity: value n stands for rule CNK-JSON-n.
/// @ingroup json
[[nodiscard]] CARNK_API boost::system::error_code to_error_code(const Findings& findings);

/// @brief The JSON text of any Boost.JSON value, with doubles that read back equal.
/// @errors CNK-JSON-005 for ill-formed text, CNK-JSON-008 for more than 64 levels, CNK-JSON-022 for NaN and infinity
/// @ingroup json
[[nodiscard]] CARNK_API Result<std::string> to_text(const boost::json::value& value);

/// @brief A Boost.JSON value of any JSON text, with correctly rounded doubles.
/// @errors CNK-JSON-001 to 010, CNK-JSON-015 for a number that no double can hold
/// @ingroup json
[[nodiscard]] CARNK_API Result<boost::json::value> to_boost_json(std::string_view text,
                                                                 boost::json::storage_ptr storage = {});

namespace detail {

/// Types of this namespace that are read and written as objects, and nothing that Boost.JSON knows itself.
template <class T>
concept BridgedModel = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

}  // namespace detail

/// @brief `boost::json::value_from(model)`. @throws PreconditionError with the findings if the model cannot be written.
/// @ingroup json
template <detail::BridgedModel T>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& out, const T& model) {
    out = to_boost_json(write(model), out.storage()).value();
}

/// @brief `boost::json::try_value_to<Model>(value)`: the model, or an error code; see to_error_code().
/// @ingroup json
template <detail::BridgedModel T>
boost::json::result<T> tag_invoke(const boost::json::try_value_to_tag<T>&, const boost::json::value& value) {
    const Result<std::string> text = to_text(value);
    if (!text) return to_error_code(text.findings());
    Result<T> model = read<T>(*text);
    if (!model) return to_error_code(model.findings());
    return std::move(model).value();
}

/// @brief `boost::json::value_to<Model>(value)`. @throws boost::system::system_error with the text of all findings.
/// @ingroup json
template <detail::BridgedModel T>
T tag_invoke(const boost::json::value_to_tag<T>&, const boost::json::value& value) {
    const Result<std::string> text = to_text(value);
    if (!text) throw boost::system::system_error(to_error_code(text.findings()), to_string(text.findings()));
    Result<T> model = read<T>(*text);
    if (!model) throw boost::system::system_error(to_error_code(model.findings()), to_string(model.findings()));
    return std::move(model).value();
}

}  // namespace carnk::inline v0_1
