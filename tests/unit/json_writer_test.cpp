// SPDX-License-Identifier: BSL-1.0
// What the writer puts where: words of any length, unknown members between the declared ones, objects without members.
#include <carnk/core/optional.hpp>
#include <carnk/json/codec.hpp>

#include <gtest/gtest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

namespace {

using namespace carnk;

enum class Counted : std::uint8_t { a, fourteen_bytes, sixteen_letters_, a_word_that_is_longer_than_two_blocks };
BOOST_DESCRIBE_ENUM(Counted, a, fourteen_bytes, sixteen_letters_, a_word_that_is_longer_than_two_blocks)

enum class Sparse : std::int8_t { minus = -1, three = 3, hundred = 100 };
BOOST_DESCRIBE_ENUM(Sparse, minus, three, hundred)

struct Words {
    std::vector<Counted> counted{};
    std::vector<Sparse> sparse{};
};
BOOST_DESCRIBE_STRUCT(Words, (), (counted, sparse))

struct Leaf {
    Optional<int> x{};
    Optional<std::string> y{};
    Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (x, y))

struct Dot {
    static constexpr std::string_view kind = "dot";
    Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Dot, (), ())

struct Tree {
    Optional<int> first{};
    std::vector<Leaf> leaves{};
    Leaf leaf{};
    std::vector<std::variant<Dot>> dots{};
    Optional<int> last{};
    Extra extra{};
};
BOOST_DESCRIBE_STRUCT(Tree, (), (first, leaves, leaf, dots, last))

TEST(JsonWriter, WordsOfAnyLengthAndNumber) {
    const Words words{{Counted::a, Counted::fourteen_bytes, Counted::sixteen_letters_,
                       Counted::a_word_that_is_longer_than_two_blocks},
                      {Sparse::hundred, Sparse::minus, Sparse::three}};
    EXPECT_EQ(write(words),
              R"({"counted":["a","fourteen_bytes","sixteen_letters_","a_word_that_is_longer_than_two_blocks"],)"
              R"("sparse":["hundred","minus","three"]})");
}
TEST(JsonWriter, ValuesWithoutAWordAreReported) {
    for (const Words& words :
         {Words{{Counted::a, static_cast<Counted>(4)}, {}}, Words{{Counted::a, static_cast<Counted>(255)}, {}}}) {
        const Findings f = try_write(words).findings();
        ASSERT_EQ(f.size(), 1U);
        EXPECT_EQ(f[0].rule, "CNK-JSON-022");
        EXPECT_EQ(f[0].pointer, "/counted/1");
    }
    for (const int other : {-128, -2, 0, 1, 2, 4, 99, 101, 127})
        EXPECT_EQ(try_write(Words{{}, {static_cast<Sparse>(other)}}).findings().size(), 1U) << other;
}
TEST(JsonWriter, UnknownMembersStandWhereTheyStoodAtEveryDepth) {
    for (const std::string_view text :
         {R"({"u0":0,"first":1,"u1":[ ],"u2":{ },"leaves":[{"x":1},{"v":1,"x":2,"w":"","y":"","z":null},{"u":1},{}],)"
          R"("u3":3,"leaf":{"y":"b","u":{"x":1}},"u4":4,"dots":[{"kind":"dot","u":1},{"kind":"dot"}],"last":9,"u5":5})",
          R"({"leaves":[{"u":1}],"leaf":{},"dots":[],"u":1,"last":2})",
          R"({"u":1,"leaves":[],"v":2,"leaf":{"x":1},"w":3,"dots":[{"kind":"dot"}],"z":4})"}) {
        const Result<Tree> tree = read<Tree>(text);
        ASSERT_TRUE(tree) << tree.findings();
        EXPECT_EQ(write(*tree), text);
        const Result<Tree> again = read<Tree>(write(*tree, pretty));
        ASSERT_TRUE(again) << again.findings();
        EXPECT_EQ(write(*again), text);
    }
}
TEST(JsonWriter, ObjectsWithoutMembers) {
    EXPECT_EQ(write(Leaf{}), "{}");
    EXPECT_EQ(write(Leaf{}, pretty), "{}");
    EXPECT_EQ(write(std::vector<Leaf>(3)), "[{},{},{}]");
    EXPECT_EQ(write(Dot{}), R"({"kind":"dot"})");
    Tree tree;
    tree.dots.emplace_back();
    EXPECT_EQ(write(tree), R"({"leaves":[],"leaf":{},"dots":[{"kind":"dot"}]})");
    tree.extra.add({"later", "1", 0});
    tree.leaves.resize(2);
    tree.leaves[1].y = "y";
    EXPECT_EQ(write(tree, pretty), R"({
  "later": 1,
  "leaves": [
    {},
    {
      "y": "y"
    }
  ],
  "leaf": {},
  "dots": [
    {
      "kind": "dot"
    }
  ]
})");
}
TEST(JsonWriter, AMemberThatHasAValueNowTakesThePlaceOfTheUnknownOne) {
    Leaf leaf;
    leaf.extra.add({"x", "\"newer\"", 0});
    EXPECT_EQ(write(leaf), R"({"x":"newer"})");
    leaf.x = 1;
    EXPECT_EQ(write(leaf), R"({"x":1})");
    EXPECT_EQ(write(std::vector<Leaf>{leaf, Leaf{}}), R"([{"x":1},{}])");
}
TEST(JsonWriter, DepthIsLimitedInsideListsOfObjects) {
    Tree tree;
    tree.leaves.resize(2);
    EXPECT_EQ(try_write(tree, {.max_depth = 3}).ok(), true);
    const Findings f = try_write(tree, {.max_depth = 2}).findings();
    ASSERT_EQ(f.size(), 2U);
    EXPECT_EQ(f[0].rule, "CNK-JSON-008");
    EXPECT_EQ(f[0].pointer, "/leaves/0");
    EXPECT_EQ(f[1].pointer, "/leaves/1");
}

}  // namespace
