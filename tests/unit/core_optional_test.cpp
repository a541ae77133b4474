// SPDX-License-Identifier: BSL-1.0
// Optional behaves as std::optional where both can be used.
#include <carnk/core/optional.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using carnk::Optional;

namespace {

enum class Word : std::uint8_t { one, two };

TEST(Optional, HoldsAndForgetsScalars) {
    Optional<int> a;
    EXPECT_FALSE(a.has_value());
    a = 5;
    EXPECT_EQ(a, 5);
    a = {};
    EXPECT_FALSE(a) << "braces make it absent, not zero";
    a = 6;
    a = std::nullopt;
    EXPECT_EQ(a, std::nullopt);
    EXPECT_EQ(a.value_or(7), 7);
    EXPECT_THROW((void)a.value(), std::bad_optional_access);

    Optional<Word> w;
    w = {};
    EXPECT_FALSE(w);
    w = Word::two;
    EXPECT_EQ(w, Word::two);
    EXPECT_NE(w, Word::one);

    const Optional<bool> no = false;
    EXPECT_TRUE(no) << "a value is there, and it is false";
    EXPECT_EQ(no, false);
}

TEST(Optional, TakesWhatItsTypeTakes) {
    Optional<std::string> s = "x";
    s = std::string_view("yy");
    EXPECT_EQ(s, "yy");
    s = {};
    EXPECT_FALSE(s);
    EXPECT_EQ(*s, "") << "an absent value is empty";

    Optional<std::vector<int>> v;
    v = {1, 2};
    EXPECT_EQ(v->size(), 2U);
    v = {3};
    EXPECT_EQ(v->front(), 3);
    v = {};
    EXPECT_FALSE(v);
    v.emplace().push_back(4);
    EXPECT_EQ(v->size(), 1U);
    EXPECT_TRUE(v.emplace().empty()) << "a new value in place of the old one";
}

TEST(Optional, IsTheSameAsTheStandardOne) {
    Optional<std::string> ours = "q";
    std::optional<std::string> theirs = ours;
    EXPECT_EQ(theirs, "q");
    ours = std::nullopt;
    theirs = ours;
    EXPECT_FALSE(theirs.has_value());
    theirs = "r";
    ours = theirs;
    EXPECT_EQ(ours, "r");
}

TEST(Optional, ConvertsNothingThatTheValueWouldNot) {
    static_assert(!std::is_convertible_v<std::vector<int>, Optional<std::string>>);
    static_assert(!std::is_convertible_v<Optional<int>, bool>, "only explicitly, as in an if");
    static_assert(!std::is_assignable_v<Optional<std::string>&, std::vector<int>>);
    static_assert(std::is_nothrow_move_constructible_v<Optional<std::string>>);
}

}  // namespace
