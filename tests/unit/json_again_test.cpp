// SPDX-License-Identifier: BSL-1.0
// Reading into the memory of an older value gives what reading anew gives.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/money.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/json/codec.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>

namespace {

using namespace carnk;

enum class Hue : std::uint8_t { red, green, none_of_the_other_hues };
BOOST_DESCRIBE_ENUM(Hue, red, green, none_of_the_other_hues)

struct Ball {
    static constexpr std::string_view kind = "ball";
    Optional<double> radius{};
    Extra extra{};
    bool operator==(const Ball&) const = default;
};
BOOST_DESCRIBE_STRUCT(Ball, (), (radius))

struct Box {
    static constexpr std::string_view kind = "box";
    int side{};
    Optional<std::string> lid{};
    Extra extra{};
    bool operator==(const Box&) const = default;
};
BOOST_DESCRIBE_STRUCT(Box, (), (side, lid))

using Shape = std::variant<Ball, Box>;

/// One member of each kind that the codec knows.
struct Leaf {
    int n{};
    Hue hue{};
    Optional<std::string> text{};
    std::optional<bool> flag{};
    Optional<PartialDate> date{};
    Optional<Decimal> price{};
    Optional<Slug> slug{};
    Optional<Year> year{};
    std::vector<bool> bits{};
    std::vector<std::string> words{};
    std::vector<Hue> hues{};
    Optional<Shape> shape{};
    std::vector<Shape> shapes{};
    Extra extra{};
    bool operator==(const Leaf&) const = default;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (n, hue, text, flag, date, price, slug, year, bits, words, hues, shape, shapes))

struct Tree {
    static constexpr std::string_view schema = "test/tree/1";
    std::string name{};
    Optional<Leaf> leaf{};
    std::vector<Leaf> leaves{};
    Optional<std::vector<std::vector<double>>> matrix{};
    Extra extra{};
    bool operator==(const Tree&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, leaf, leaves, matrix))

/// Texts of trees: most are right, some have unknown members, some are wrong.
class Texts {
public:
    explicit Texts(unsigned seed) : random_(seed) {}
    std::string next() {
        const bool tidy = below(3) != 0;
        odd_ = tidy ? 0 : 200;
        std::string s = object({R"("schema":"test/tree/1")", "\"name\":" + text(),
                                maybe("leaf", [&] { return leaf(); }), "\"leaves\":" + list([&] { return leaf(); }),
                                maybe("matrix", [&] { return list([&] { return list([&] { return number(); }); }); })});
        if (below(15) == 0) s.resize(below(s.size()));
        return s;
    }

private:
    std::size_t below(std::size_t n) { return random_() % n; }
    bool odd() { return odd_ != 0 && below(odd_) == 0; }
    template <class F>
    std::string maybe(std::string_view name, F value) {
        if (below(2) == 0) return {};
        return '"' + std::string(name) + "\":" + (below(8) == 0 ? "null" : value());
    }
    template <class F>
    std::string list(F element) {
        if (odd()) return "{}";
        std::string s = "[";
        for (std::size_t i = 0, n = below(2) == 0 ? below(3) : below(9); i < n; ++i)
            s.append(i == 0 ? "" : ",").append(element());
        return s + ']';
    }
    std::string object(std::vector<std::string> members) {
        if (odd()) return "7";
        members.erase(std::remove(members.begin(), members.end(), std::string()), members.end());
        if (below(10) == 0) members.push_back(R"("later":{"a":[1, 2]})");
        if (odd() && !members.empty()) members.push_back(members.front());
        if (odd() && !members.empty()) members.pop_back();
        if (below(4) == 0) std::shuffle(members.begin(), members.end(), random_);
        std::string s = "{";
        for (std::size_t i = 0; i < members.size(); ++i)
            s.append(i == 0 ? "" : ",").append(members[i]);
        return s + '}';
    }
    std::string number() { return odd() ? "\"1\"" : std::to_string(below(2000)) + (below(2) == 0 ? "" : ".5"); }
    std::string whole() { return odd() ? "1.5" : std::to_string(below(2000)); }
    std::string text() {
        if (odd()) return "true";
        return '"' + std::string(below(3) == 0 ? below(200) : below(20), 'x') + (below(9) == 0 ? "\\n\"" : "\"");
    }
    std::string one_of(std::initializer_list<const char*> words) {
        if (odd()) return "\"neither\"";
        return '"' + std::string(*(words.begin() + static_cast<std::ptrdiff_t>(below(words.size())))) + '"';
    }
    std::string truth() { return odd() ? "0" : below(2) == 0 ? "true" : "false"; }
    std::string hue() { return one_of({"red", "green", "gr\\u0065en", "none_of_the_other_hues"}); }
    std::string shape() {
        if (below(2) == 0) return object({R"("kind":"ball")", maybe("radius", [&] { return number(); })});
        return object({R"("kind":"box")", "\"side\":" + whole(), maybe("lid", [&] { return text(); })});
    }
    std::string leaf() {
        return object({"\"n\":" + whole(), "\"hue\":" + hue(), maybe("text", [&] { return text(); }),
                       maybe("flag", [&] { return truth(); }),
                       maybe("date",
                             [&] {
                                 return one_of({"2023", "2023-05", "2023-05-17"});
                             }),
                       maybe("price",
                             [&] {
                                 return one_of({"1", "2.50", "-0.001"});
                             }),
                       maybe("slug",
                             [&] {
                                 return one_of({"a", "car19-il15-ic9-and-then-some-more"});
                             }),
                       maybe("year", [&] { return one_of({"x"}); }).empty() ? "" : R"("year":2024)",
                       "\"bits\":" + list([&] { return truth(); }), "\"words\":" + list([&] { return text(); }),
                       "\"hues\":" + list([&] { return hue(); }), maybe("shape", [&] { return shape(); }),
                       "\"shapes\":" + list([&] { return shape(); })});
    }
    std::mt19937 random_;
    std::size_t odd_ = 0;
};

template <class T>
void expect_same(const Result<T>& again, const Result<T>& anew, const std::string& text) {
    ASSERT_EQ(again.ok(), anew.ok()) << text;
    ASSERT_EQ(to_string(again.findings()), to_string(anew.findings())) << text;
    ASSERT_EQ(again.best_effort() != nullptr, anew.best_effort() != nullptr);
    if (anew.best_effort()) {
        ASSERT_TRUE(*again.best_effort() == *anew.best_effort()) << text;
    }
}

TEST(ReadAgain, GivesWhatReadGivesWhateverStoodThereBefore) {
    constexpr ReadPolicy policies[] = {preserve, preserve, strict, forward, syntax_only};
    std::size_t good = 0, noted = 0, bad = 0;
    for (unsigned seed = 0; seed < 20; ++seed) {
        Texts texts(seed);
        std::mt19937 random(seed);
        Result<Tree> result{Finding{}};
        for (int i = 0; i < 200; ++i) {
            const std::string text = texts.next();
            ReadOptions options;
            options.policy = policies[random() % std::size(policies)];
            read_again(text, result, options);
            const Result<Tree> anew = read<Tree>(text, options);
            expect_same(result, anew, text);
            if (HasFatalFailure()) return;
            ++(!anew ? bad : anew.findings().empty() ? good : noted);
            if (!anew) continue;
            ASSERT_EQ(write(*result), write(*anew));
            if (random() % 4 == 0) [[maybe_unused]]
                const Tree taken = std::move(*result);  // what is left of it is used for the next
        }
    }
    EXPECT_GT(good, 500U);
    EXPECT_GT(noted, 500U);
    EXPECT_GT(bad, 500U);
}
TEST(ReadAgain, OfRecordsOfTheCatalogue) {
    const std::vector<Trial>& trials = builtin_catalog().trials;
    Result<Trial> result{Finding{}};
    std::mt19937 random(7);
    for (int i = 0; i < 500; ++i) {
        const Trial& trial = trials[random() % trials.size()];
        read_again(write(trial), result);
        ASSERT_TRUE(result) << result.findings();
        ASSERT_TRUE(*result == trial) << trial.id.text();
    }
}
TEST(ReadAgain, AllocatesNothingForADocumentThatIsAlike) {
    const std::string text =
        R"({"schema":"test/tree/1","name":"a name that is longer than sixteen bytes","leaves":[)"
        R"({"n":1,"hue":"red","text":"another text of some length","bits":[],"words":[],"hues":[],"shapes":[]}]})";
    Result<Tree> result = read<Tree>(text);
    ASSERT_TRUE(result) << result.findings();
    const char* const name = result->name.data();
    const Leaf* const leaf = result->leaves.data();
    const char* const inner = leaf->text->data();
    read_again(text, result);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->name.data(), name);
    EXPECT_EQ(result->leaves.data(), leaf);
    EXPECT_EQ(result->leaves[0].text->data(), inner);
}

}  // namespace
