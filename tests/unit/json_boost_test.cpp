// SPDX-License-Identifier: BSL-1.0
// The models in programs that use Boost.JSON, and the tokenizer beside Boost's.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/boost_json.hpp>
#include <carnk/json/patch.hpp>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>

namespace {

using namespace carnk;
namespace bj = boost::json;

// ---------------------------------------------------------------------------------------------------- conversions

TEST(BoostJson, TrialsComeAndGo) {
    for (const Trial& trial : builtin_catalog().trials) {
        const bj::value value = bj::value_from(trial);
        ASSERT_TRUE(value.is_object());
        ASSERT_TRUE(bj::value_to<Trial>(value) == trial);
        const bj::result<Trial> back = bj::try_value_to<Trial>(value);
        ASSERT_TRUE(back.has_value());
        ASSERT_TRUE(*back == trial);
    }
    const std::vector<Trial>& all = builtin_catalog().trials;
    EXPECT_TRUE(bj::value_to<std::vector<Trial>>(bj::value_from(all)) == all);
}
TEST(BoostJson, UnknownMembersAreKept) {
    bj::value value = bj::value_from(builtin_catalog().trials[0]);
    value.as_object()["x_ours"] = {{"a", 1}, {"b", {nullptr, 0.1}}};
    const Trial trial = bj::value_to<Trial>(value);
    ASSERT_NE(trial.extra.find("x_ours"), nullptr);
    EXPECT_EQ(bj::value_from(trial).at("x_ours"), value.at("x_ours"));
}
TEST(BoostJson, WhatDoesNotFitIsAnErrorThatNamesItsRule) {
    bj::value value = bj::value_from(builtin_catalog().trials[0]);
    value.as_object()["schema"] = 7;
    const bj::result<Trial> bad = bj::try_value_to<Trial>(value);
    ASSERT_TRUE(bad.has_error());
    EXPECT_EQ(bad.error().value(), 12);
    EXPECT_STREQ(bad.error().category().name(), "carnk.json");
    EXPECT_NE(bad.error().message().find("CNK-JSON-012"), std::string::npos);
    try {
        (void)bj::value_to<Trial>(value);
        FAIL() << "no exception";
    } catch (const boost::system::system_error& e) {
        EXPECT_EQ(e.code().value(), 12);
        EXPECT_NE(std::string(e.what()).find("at /schema"), std::string::npos) << e.what();
    }
    EXPECT_TRUE(bj::try_value_to<Trial>(bj::value(nullptr)).has_error());
}
TEST(BoostJson, NumbersKeepTheirKindAndValue) {
    const bj::value v = *to_boost_json(
        "[9223372036854775807,-9223372036854775808,9223372036854775808,18446744073709551615,18446744073709551616,0.1,1.0,-0]");
    const bj::array& a = v.get_array();
    EXPECT_EQ(a[0].get_int64(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(a[1].get_int64(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(a[2].get_uint64(), std::uint64_t{1} << 63);
    EXPECT_EQ(a[3].get_uint64(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(a[4].get_double(), 18446744073709551616.0);
    EXPECT_EQ(a[5].get_double(), 0.1);
    EXPECT_TRUE(a[6].is_double());
    EXPECT_TRUE(std::signbit(a[7].get_double()));
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random();
        double x;
        static_assert(sizeof x == sizeof bits);
        std::memcpy(&x, &bits, sizeof x);
        if (!std::isfinite(x)) continue;
        const bj::value back = *to_boost_json(*to_text(bj::value(x)));
        ASSERT_EQ(back.to_number<double>(), x);
    }
    EXPECT_EQ(to_boost_json("1e400").findings()[0].rule, "CNK-JSON-015");
    EXPECT_EQ(to_text(bj::value(std::numeric_limits<double>::infinity())).findings()[0].rule, "CNK-JSON-022");
}
TEST(BoostJson, HostileValuesAreFindings) {
    bj::value deep;
    for (int i = 0; i < 1000; ++i)
        deep = bj::array{std::move(deep)};
    EXPECT_EQ(to_text(deep).findings()[0].rule, "CNK-JSON-008");
    EXPECT_TRUE(to_text(bj::value(bj::string("\xC3"))).findings().has_errors());
    EXPECT_EQ(to_boost_json("{\"a\":1,\"a\":2}").findings()[0].rule, "CNK-JSON-010");
}
TEST(BoostJson, TheStorageOfTheCallerIsUsed) {
    bj::monotonic_resource memory;
    const bj::value value = bj::value_from(builtin_catalog().trials[0], &memory);
    EXPECT_EQ(value.storage().get(), &memory);
    EXPECT_EQ(value.get_object().storage().get(), &memory);
}

// ---------------------------------------------------------------------------------------------------- the oracle

/// Takes every event of Boost's parser and does nothing with it.
struct Nothing {
    static constexpr std::size_t max_object_size = ~std::size_t{0}, max_array_size = ~std::size_t{0},
                                 max_key_size = ~std::size_t{0}, max_string_size = ~std::size_t{0};
    using E = bj::error_code;
    using S = bj::string_view;
    bool on_document_begin(E&) { return true; }
    bool on_document_end(E&) { return true; }
    bool on_object_begin(E&) { return true; }
    bool on_object_end(std::size_t, E&) { return true; }
    bool on_array_begin(E&) { return true; }
    bool on_array_end(std::size_t, E&) { return true; }
    bool on_key_part(S, std::size_t, E&) { return true; }
    bool on_key(S, std::size_t, E&) { return true; }
    bool on_string_part(S, std::size_t, E&) { return true; }
    bool on_string(S, std::size_t, E&) { return true; }
    bool on_number_part(S, E&) { return true; }
    bool on_int64(std::int64_t, S, E&) { return true; }
    bool on_uint64(std::uint64_t, S, E&) { return true; }
    bool on_double(double, S, E&) { return true; }
    bool on_bool(bool, E&) { return true; }
    bool on_null(E&) { return true; }
    bool on_comment_part(S, E&) { return true; }
    bool on_comment(S, E&) { return true; }
};

bool boost_accepts(std::string_view text, bool* exponent_too_large = nullptr) {
    bj::parse_options options;
    options.max_depth = 64;
    bj::basic_parser<Nothing> parser(options);
    bj::error_code error;
    const std::size_t n = parser.write_some(false, text.data(), text.size(), error);
    if (exponent_too_large) *exponent_too_large = error == bj::error::exponent_overflow;
    return !error && n == text.size();
}
/// Whether our tokenizer takes it, faults that Boost does not look for left aside.
bool we_accept(std::string_view text) {
    const Findings findings = find_at(text, "").findings();
    for (const Finding& f : findings)
        if (f.rule != "CNK-JSON-010") return false;
    return true;
}

class Inputs {
public:
    explicit Inputs(unsigned seed) : random_(seed) {}
    std::string next() {
        std::string s;
        value(s, 0);
        for (std::size_t n = below(4); n > 0; --n)
            mutate(s);
        return s;
    }

private:
    std::size_t below(std::size_t n) { return random_() % n; }
    template <std::size_t N>
    std::string_view one(const std::string_view (&of)[N]) {
        return of[below(N)];
    }
    void space(std::string& s) {
        static constexpr std::string_view spaces[] = {"", "", "", " ", "\n", "\t", "\r"};
        s += one(spaces);
    }
    void string(std::string& s) {
        static constexpr std::string_view parts[] = {"a",
                                                     "zz",
                                                     "0123456789abcdef",
                                                     "\\n",
                                                     "\\\"",
                                                     "\\\\",
                                                     "\\/",
                                                     "\\u0041",
                                                     "\\ud83d\\ude00",
                                                     "\\uD800",
                                                     "\xC3\xA9",
                                                     "\xE2\x82\xAC",
                                                     "\xF0\x9F\x98\x80",
                                                     "\xED\xA0\x80",
                                                     "\xC0\x80",
                                                     "\xFF",
                                                     "\x7F",
                                                     "\\u12",
                                                     "\\x"};
        s += '"';
        for (std::size_t n = below(4); n > 0; --n)
            s += below(8) == 0 ? one(parts) : parts[below(9)];
        s += '"';
    }
    void value(std::string& s, int depth) {
        static constexpr std::string_view scalars[] = {
            "0",     "-0",    "1", "-12", "1.5", "0.25e-3", "1E+5", "true", "false", "null", "123456789012345678901",
            "9e300", "1e-400"};
        space(s);
        const std::size_t kind = below(depth > 5 ? 4 : 8);
        if (kind < 3)
            s += one(scalars);
        else if (kind < 4)
            string(s);
        else {
            const bool object = kind < 6;
            s += object ? '{' : '[';
            for (std::size_t i = 0, n = below(4); i < n; ++i) {
                if (i > 0) s += ',';
                space(s);
                if (object) {
                    string(s);
                    space(s);
                    s += ':';
                }
                value(s, depth + 1);
            }
            space(s);
            s += object ? '}' : ']';
        }
        space(s);
    }
    void mutate(std::string& s) {
        static constexpr std::string_view bytes =
            "{}[]:,\"\\0123456789-+.eEtrufalsn \t\n\r/*\x01\x80\xBF\xC3\xE2\xF0\xFF";
        const std::size_t at = below(s.size() + 1);
        const char c = below(20) == 0 ? '\0' : bytes[below(bytes.size())];
        if (below(3) == 0 || at == s.size())
            s.insert(at, 1, c);
        else if (below(2) == 0)
            s[at] = c;
        else
            s.erase(at, 1 + below(3));
    }
    std::mt19937 random_;
};

TEST(Tokenizer, AgreesWithBoostOnGeneratedAndMutatedInputs) {
    const char* const wanted = std::getenv("CARNK_FUZZ_INPUTS");
    const long count = wanted ? std::atol(wanted) : 100'000;
    Inputs inputs(20261123);
    long accepted = 0;
    for (long i = 0; i < count; ++i) {
        const std::string text = inputs.next();
        const bool ours = we_accept(text);
        bool exponent_too_large = false;
        const bool theirs = boost_accepts(text, &exponent_too_large);
        if (exponent_too_large) continue;  // they stop there; see below
        ASSERT_EQ(ours, theirs) << "input " << i << ": " << text;
        accepted += ours ? 1 : 0;
    }
    EXPECT_GT(accepted, count / 10);
    EXPECT_LT(accepted, count - count / 10);
}
TEST(Tokenizer, DiffersFromBoostInDuplicateMembers) {
    EXPECT_TRUE(boost_accepts("{\"a\":1,\"a\":2}"));
    EXPECT_FALSE(find_at("{\"a\":1,\"a\":2}", ""));
}
TEST(Tokenizer, DiffersFromBoostInExponentsThatAreTooLarge) {
    // Well-formed by RFC 8259; kept as text where it is not known what it is, out of range where a double is wanted.
    EXPECT_FALSE(boost_accepts("[1E12345678901]"));
    EXPECT_TRUE(find_at("[1E12345678901]", ""));
    EXPECT_EQ(to_boost_json("[1E12345678901]").findings()[0].rule, "CNK-JSON-015");
}
TEST(Tokenizer, DiffersFromBoostsDefaultInDepth) {
    const std::string most = std::string(64, '[') + std::string(64, ']');
    EXPECT_TRUE(find_at(most, ""));
    EXPECT_FALSE(find_at('[' + most + ']', ""));
    EXPECT_TRUE(boost_accepts(std::string(32, '[') + std::string(32, ']')));
}
TEST(Tokenizer, EveryErrorHasThePositionOfTheFirstOffendingByte) {
    const struct {
        const char* text;
        std::uint32_t column;
        const char* pointer;
    } examples[] = {
        // A value is wanted.
        {"", 1, ""},
        {"x", 1, ""},
        {"]", 1, ""},
        {"[", 2, "/0"},
        {"[,]", 2, "/0"},
        {"[1,]", 4, "/1"},
        {"[1,,2]", 4, "/1"},
        {"[1, 2,\t:]", 8, "/2"},
        {"{\"a\":}", 6, "/a"},
        {"{\"a\":,\"b\":1}", 6, "/a"},
        {"{\"a\":]", 6, "/a"},
        {"{\"a\":[{\"b\":1},{\"b\":}]}", 20, "/a/1/b"},
        // A name is wanted.
        {"{a:1}", 2, ""},
        {"{,}", 2, ""},
        {"{1:2}", 2, ""},
        {"{\"a\":1,}", 8, ""},
        {"{\"a\":1,,}", 8, ""},
        // A colon is wanted, a comma, the end of an array or object.
        {"{\"a\" 1}", 6, "/a"},
        {"{\"a\"}", 5, "/a"},
        {"{\"a\",1}", 5, "/a"},
        {"[1 2]", 4, "/0"},
        {"[1}", 3, "/0"},
        {"[1:2]", 3, "/0"},
        {"{\"a\":1]", 7, "/a"},
        {"{\"a\":1 \"b\":2}", 8, "/a"},
        {"{\"a\":1:2}", 7, "/a"},
        // Words and numbers.
        {"trux", 4, ""},
        {"nul", 4, ""},
        {"fals", 5, ""},
        {"falsy", 5, ""},
        {"tRUE", 2, ""},
        {"truest", 5, ""},
        {"01", 2, ""},
        {"-01", 3, ""},
        {"-x", 2, ""},
        {"-", 2, ""},
        {"+1", 1, ""},
        {".5", 1, ""},
        {"1.x", 3, ""},
        {"1.", 3, ""},
        {"1.e5", 3, ""},
        {"1e+", 4, ""},
        {"1ex", 3, ""},
        {"1e5.5", 4, ""},
        {"0x10", 2, ""},
        {"NaN", 1, ""},
        {"[1.2.3]", 5, "/0"},
        // Strings.
        {"\"a", 3, ""},
        {"\"a\\", 4, ""},
        {"\"\\x\"", 2, ""},
        {"\"\\u12g4\"", 2, ""},
        {"\"\\u12\"", 2, ""},
        {"\"a\tb\"", 3, ""},
        {"\"a\nb\"", 3, ""},
        {"\"\x1F\"", 2, ""},
        {"\"\\ud800\"", 2, ""},
        {"\"\\udc00\"", 2, ""},
        {"\"\\ud800\\u0041\"", 2, ""},
        {"\"a\xFF\"", 3, ""},
        {"\"\xC0\x80\"", 2, ""},
        {"\"ab\xED\xA0\x80\"", 4, ""},
        {"\"\xE2\x82\"", 2, ""},
        {"\"\xF4\x90\x80\x80\"", 2, ""},
        {"'a'", 1, ""},
        // After the document and before it.
        {"[] []", 4, ""},
        {"{} x", 4, ""},
        {"1 2", 3, ""},
        {"[1]]", 4, ""},
        {"{}}", 3, ""},
        {"[1", 3, "/0"},
        {"{\"a\":1", 7, "/a"},
        {"[1] /* so */", 5, ""},
        {"\xEF\xBB\xBF{}", 1, ""},
        {"\xC2\xA0{}", 1, ""},
    };
    for (const auto& e : examples) {
        const Findings f = find_at(e.text, "").findings();
        ASSERT_FALSE(f.empty()) << e.text;
        EXPECT_EQ(f[0].line, 1U) << e.text;
        EXPECT_EQ(f[0].column, e.column) << e.text << '\n' << f;
        EXPECT_EQ(f[0].pointer, e.pointer) << e.text << '\n' << f;
    }
}

}  // namespace
