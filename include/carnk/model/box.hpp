// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A value on the heap, for types that contain themselves.
#include <memory>
#include <utility>

namespace carnk {

/// @brief Holds exactly one value on the heap and copies it when copied, so that a type can contain one of its own kind.
///
/// In documents a box is not seen: it reads and writes as the value that it holds.
/// A moved-from box holds nothing and may only be destroyed or assigned to.
/// @tparam T  Any copyable type; it may be incomplete where the box is declared.
/// @ingroup common
template <class T>
class Box {
public:
    using value_type = T;  ///< What it holds.

    /// @brief Holds a default-made value.
    Box() : value_(std::make_unique<T>()) {}
    /// @brief Holds this value.
    Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor): reads as the value
    Box(const Box& other) : value_(std::make_unique<T>(*other)) {}
    Box(Box&&) noexcept = default;
    Box& operator=(const Box& other) {
        if (this != &other) value_ = std::make_unique<T>(*other);
        return *this;
    }
    Box& operator=(Box&&) noexcept = default;
    ~Box() = default;

    [[nodiscard]] T& operator*() noexcept { return *value_; }               ///< The value.
    [[nodiscard]] const T& operator*() const noexcept { return *value_; }   ///< The value.
    [[nodiscard]] T* operator->() noexcept { return value_.get(); }         ///< The value.
    [[nodiscard]] const T* operator->() const noexcept { return value_.get(); }  ///< The value.

    /// @brief Boxes are equal if their values are.
    friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

private:
    std::unique_ptr<T> value_;
};

}  // namespace carnk
