// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Equality of described types compares every member.
#include <gtest/gtest.h>

#include "random_value.hpp"

namespace carnk::test {

/// A value differs from itself with any one of its members changed; so do the structs that it holds.
template <class T>
void expect_equality_sees_each_member(const T& value, Random& random) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (value) expect_equality_sees_each_member(*value, random);
    } else if constexpr (is_vector<T>) {
        for (const auto& element : value)
            expect_equality_sees_each_member(element, random);
    } else if constexpr (Variant<T>) {
        std::visit([&](const auto& held) { expect_equality_sees_each_member(held, random); },
                   static_cast<const VariantOf<T>&>(value));
    } else if constexpr (DescribedStruct<T>) {
        ASSERT_TRUE(value == value);
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            using Member = MemberType<T, D>;
            T other = value;
            for (int tries = 0; tries < 100 && other.*D::pointer == value.*D::pointer; ++tries)
                other.*D::pointer = random_value<Member>(random, 2);
            if (other.*D::pointer == value.*D::pointer) return;  // of a type with one value only
            EXPECT_FALSE(other == value) << D::name;
            EXPECT_FALSE(value == other) << D::name;
            expect_equality_sees_each_member(value.*D::pointer, random);
        });
        if constexpr (HasExtra<T>) {
            T other = value;
            other.extra.add({"x-other", "0", 0});
            EXPECT_FALSE(other == value) << "extra";
        }
    }
}

}  // namespace carnk::test
