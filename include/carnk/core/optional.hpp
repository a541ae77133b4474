// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A value that may be absent, cheap enough to compile for models with hundreds of them.
#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

namespace carnk::inline v0_1 {

template <class T>
class Optional;

namespace detail {

template <class T>
inline constexpr bool is_optional_like = std::same_as<T, std::nullopt_t>;
template <class T>
inline constexpr bool is_optional_like<Optional<T>> = true;
template <class T>
inline constexpr bool is_optional_like<std::optional<T>> = true;

/// U is a plain value of another type than T, and converts to T.
template <class U, class T>
concept ConvertsInto = !is_optional_like<std::remove_cvref_t<U>> && !std::same_as<std::remove_cvref_t<U>, T> &&
                       std::is_convertible_v<U, T>;

}  // namespace detail

/// @brief A value that may be absent: what `std::optional` is, for types that can be made empty.
///
/// The models have some 250 different optional types. `std::optional` keeps its value in a union, which costs the compiler
/// more than all the rest of a model header; this class is a value and a flag. It takes `std::nullopt`, converts to and from
/// `std::optional`, and has the part of its interface that has a meaning for data. An absent value is always T{}.
/// @tparam T  Any regular type with a default; complete where the Optional is declared.
/// @ingroup core
template <class T>
class Optional {
public:
    using value_type = T;  ///< The type of the value.

    /// @brief Absent.
    constexpr Optional() = default;
    /// @brief Absent.
    constexpr Optional(std::nullopt_t) {}  // NOLINT(google-explicit-constructor): as std::optional
    /// @brief Holds a value.
    constexpr Optional(const T& value) : value_(value), present_(true) {}  // NOLINT(google-explicit-constructor)
    /// @brief Holds a value.
    constexpr Optional(T&& value)  // NOLINT(google-explicit-constructor)
        : value_(std::move(value)), present_(true) {}
    /// @brief Holds a value made from another type that converts to T, such as a text literal for a std::string.
    template <detail::ConvertsInto<T> U>
    constexpr Optional(U&& value)  // NOLINT(google-explicit-constructor): as std::optional
        : value_(std::forward<U>(value)), present_(true) {}
    /// @brief Holds what the other holds.
    template <std::same_as<std::optional<T>> U>
    constexpr Optional(const U& other)  // NOLINT(google-explicit-constructor): the two are the same thing
        : present_(other.has_value()) {
        if (other) value_ = *other;
    }
    /// @brief The same as a `std::optional`.
    template <std::same_as<std::optional<T>> U>
    constexpr operator U() const {  // NOLINT(google-explicit-constructor): the two are the same thing
        return present_ ? U(value_) : U();
    }
    /// @brief Takes a value, or what can be assigned to T: a std::string_view for a std::string, `{a, b}` for a vector.
    template <class U = T>
        requires(!detail::is_optional_like<std::remove_cvref_t<U>> && std::is_assignable_v<T&, U> &&
                 !(std::is_scalar_v<T> && std::same_as<std::remove_cvref_t<U>, T>))  // so that `= {}` makes it absent
    constexpr Optional& operator=(U&& value) {
        value_ = std::forward<U>(value);
        present_ = true;
        return *this;
    }

    /// @brief True if there is a value.
    [[nodiscard]] constexpr bool has_value() const noexcept { return present_; }
    /// @brief True if there is a value.
    constexpr explicit operator bool() const noexcept { return present_; }

    /// @brief The value; T{} if there is none.
    [[nodiscard]] constexpr const T& operator*() const& noexcept { return value_; }
    /// @copydoc operator*()
    [[nodiscard]] constexpr T& operator*() & noexcept { return value_; }
    /// @copydoc operator*()
    [[nodiscard]] constexpr T&& operator*() && noexcept { return std::move(value_); }
    /// @brief A member of the value; of T{} if there is none.
    [[nodiscard]] constexpr const T* operator->() const noexcept { return &value_; }
    /// @copydoc operator->()
    [[nodiscard]] constexpr T* operator->() noexcept { return &value_; }

    /// @brief The value. @throws std::bad_optional_access if there is none.
    [[nodiscard]] constexpr const T& value() const& { return check(), value_; }
    /// @copydoc value()
    [[nodiscard]] constexpr T& value() & { return check(), value_; }
    /// @brief The value, or another one if there is none.
    template <class U>
    [[nodiscard]] constexpr T value_or(U&& other) const& {
        return present_ ? value_ : static_cast<T>(std::forward<U>(other));
    }

    /// @brief Makes it absent.
    constexpr void reset() {
        value_ = T{};
        present_ = false;
    }
    /// @brief Makes a new value in place of the old one, and returns it.
    template <class... A>
    constexpr T& emplace(A&&... arguments) {
        if (present_ || sizeof...(A) != 0) value_ = T(std::forward<A>(arguments)...);  // an absent one is T{} already
        present_ = true;
        return value_;
    }

    /// @brief Both absent, or both present and equal.
    constexpr bool operator==(const Optional& other) const {
        return present_ == other.present_ && (!present_ || value_ == other.value_);
    }
    /// @brief Present, and equal to this value.
    constexpr bool operator==(const T& value) const { return present_ && value_ == value; }
    /// @brief Present, and equal to this value of a type that converts to T.
    template <detail::ConvertsInto<T> U>
    constexpr bool operator==(const U& value) const {
        return present_ && value_ == value;
    }
    /// @brief Absent.
    constexpr bool operator==(std::nullopt_t) const noexcept { return !present_; }

private:
    constexpr void check() const {
        if (!present_) throw std::bad_optional_access();
    }

    T value_{};
    bool present_ = false;
};

}  // namespace carnk::inline v0_1
