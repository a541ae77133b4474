// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief read(write(x)) == x, for random values and for the records of the built-in catalogue.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

#include <gtest/gtest.h>

#include "equality.hpp"

namespace carnk::test {

#if defined(__SANITIZE_ADDRESS__) || defined(CARNK_SANITIZED)
inline constexpr int random_values = 1'000;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr int random_values = 1'000;
#else
inline constexpr int random_values = 10'000;
#endif
#else
inline constexpr int random_values = 10'000;
#endif

/// What is read back from what was written equals it, in every layout.
template <class T>
void expect_round_trip(const T& value) {
    const std::string text = write(value);
    const Result<T> back = read<T>(text);
    ASSERT_TRUE(back) << back.findings() << text;
    ASSERT_EQ(write(*back), text);
    ASSERT_TRUE(*back == value) << text;
}

/// Random values of a type, made from its description.
template <class T>
void expect_random_round_trips(int budget = 5) {
    Random random(20261122);
    for (int i = 0; i < random_values; ++i) {
        const T value = random_value<T>(random, budget);
        ASSERT_NO_FATAL_FAILURE(expect_round_trip(value)) << "random value " << i;
        if (i % 100 == 0) {
            ASSERT_NO_FATAL_FAILURE(expect_equality_sees_each_member(value, random)) << "random value " << i;
            const Result<T> pretty_back = read<T>(write(value, pretty));
            ASSERT_TRUE(pretty_back) << pretty_back.findings();
            ASSERT_TRUE(*pretty_back == value);
            ASSERT_EQ(write(*read<T>(write(value, canonical)), canonical), write(value, canonical));
        }
    }
}

/// Every record of a type in the built-in catalogue, alone and as a list.
template <class T>
void expect_catalog_round_trips(const std::vector<T>& records) {
    ASSERT_FALSE(records.empty());
    for (const T& record : records) {
        ASSERT_NO_FATAL_FAILURE(expect_round_trip(record));
        ASSERT_TRUE(read<T>(write(record, pretty), {.policy = strict}));
    }
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(records));
}

}  // namespace carnk::test
