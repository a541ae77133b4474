// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Equal values among many without comparing each with each.
#include <carnk/json/detail/traits.hpp>

#include <array>
#include <bit>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

namespace carnk::inline v0_1 {
class Decimal;
}

namespace carnk::inline v0_1::detail {

/// Bytes that are the same for values of one type that are equal by `==`, and only for them.
class EqualityKey {
public:
    /// Adds a value: a described struct, a sum type, or anything that can be a member of one.
    template <class T>
    void put(const T& value) {
        if constexpr (is_optional<T>) {
            bytes(value.has_value());
            if (value) put(*value);
        } else if constexpr (is_vector<T>) {
            bytes(value.size());
            for (const auto& element : value)
                put(element);
        } else if constexpr (Variant<T>) {
            const VariantOf<T>& variant = value;
            bytes(variant.index());
            std::visit([this](const auto& alternative) { this->put(alternative); }, variant);
        } else if constexpr (std::same_as<T, std::string>) {
            add(value);
        } else if constexpr (std::floating_point<T>) {
            equals_nothing_ |= value != value;
            bytes(value + T{0});  // zero has two signs
        } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            bytes(value);
        } else if constexpr (TextValue<T>) {
            static_assert(!std::same_as<T, Decimal>, "1.0 and 1.00 are equal");
            add(value.text());
        } else if constexpr (NumberValue<T>) {
            put(value.number());
        } else {
            for_each_member<T>([&](auto d, auto) { put(value.*decltype(d)::pointer); });
            if constexpr (HasExtra<T>) {
                bytes(value.extra.size());
                for (const ExtraMember& m : value.extra.members()) {
                    add(m.key);
                    add(m.json);
                    bytes(m.after);
                }
            }
        }
    }
    /// The bytes of all values so far.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// True if a value is not even equal to itself: a number among them is none.
    [[nodiscard]] bool equals_nothing() const noexcept { return equals_nothing_; }

private:
    template <class T>
    void bytes(const T& value) {
        const auto raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
        text_.append(raw.data(), raw.size());
    }
    void add(std::string_view value) {
        bytes(value.size());
        text_ += value;
    }

    std::string text_;
    bool equals_nothing_ = false;
};

}  // namespace carnk::inline v0_1::detail
