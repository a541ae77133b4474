// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A value together with everything that was found while making it.
#include <carnk/core/finding.hpp>
#include <carnk/core/optional.hpp>

#include <stdexcept>
#include <utility>

namespace carnk::inline v0_1 {

/// @brief Thrown when a program takes a value that is not there, or hands over one that cannot be written.
///
/// It tells of a mistake in the program, never of bad data: check the Result first.
/// @ingroup core
class PreconditionError : public std::logic_error {
public:
    /// @brief With the findings that explain it.
    explicit PreconditionError(const std::string& what, Findings findings = {})
        : std::logic_error(findings.empty() ? what : what + ":\n" + to_string(findings)),
          findings_(std::move(findings)) {}
    /// @brief What was found.
    [[nodiscard]] const Findings& findings() const noexcept { return findings_; }

private:
    Findings findings_;
};

/// @brief A value and every finding made on the way to it; or no usable value, and why.
///
/// A result is good (`true`) when there is a value and no finding of error severity. When something was wrong,
/// `value()` is withheld, and the best effort, with the wrong parts left empty, can be had by `best_effort()`.
/// @tparam T  Any movable type with a default.
/// @ingroup core
template <class T>
class [[nodiscard]] Result {
public:
    /// @brief A good value with no findings.
    Result(T value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): like std::expected
    /// @brief A good value, default-made, for whoever makes it to fill in.
    explicit Result(std::in_place_t) { value_.emplace(); }
    /// @brief A value, or the best effort at one, and what was found.
    Result(Optional<T> value, Findings findings) : value_(std::move(value)), findings_(std::move(findings)) {
        good_ = value_.has_value() && !findings_.has_errors();
    }
    /// @brief No value, and why.
    Result(Finding finding) : good_(false) {
        findings_.add(std::move(finding));
    }  // NOLINT(google-explicit-constructor)

    /// @brief True if the value is there and nothing of error severity was found.
    [[nodiscard]] bool ok() const noexcept { return good_; }
    /// @brief The same as ok().
    explicit operator bool() const noexcept { return good_; }

    /// @brief The value. @throws PreconditionError if ok() is false.
    [[nodiscard]] const T& value() const& { return check(), *value_; }
    /// @copydoc value()
    [[nodiscard]] T& value() & { return check(), *value_; }
    /// @copydoc value()
    [[nodiscard]] T&& value() && { return check(), std::move(*value_); }

    [[nodiscard]] const T& operator*() const& { return value(); }          ///< The same as value().
    [[nodiscard]] T& operator*() & { return value(); }                     ///< The same as value().
    [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }  ///< The same as value().
    [[nodiscard]] const T* operator->() const { return &value(); }         ///< The same as value().
    [[nodiscard]] T* operator->() { return &value(); }                     ///< The same as value().

    /// @brief What could be made of bad data, or null if nothing could: for showing and repairing, not for use.
    [[nodiscard]] const T* best_effort() const noexcept { return value_ ? &*value_ : nullptr; }

    /// @brief Everything that was found, notes and warnings of a good value included.
    [[nodiscard]] const Findings& findings() const noexcept { return findings_; }
    /// @brief The findings, to add to or to change.
    [[nodiscard]] Findings& findings() noexcept { return findings_; }

private:
    void check() const {
        if (!good_) throw PreconditionError("carnk::Result holds no good value", findings_);
    }

    Optional<T> value_;
    Findings findings_;
    bool good_ = true;
};

}  // namespace carnk::inline v0_1
