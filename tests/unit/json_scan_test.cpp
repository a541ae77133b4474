// SPDX-License-Identifier: BSL-1.0
#include <carnk/json/canonical.hpp>
#include <carnk/json/detail/encode.hpp>

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <random>

namespace {

using namespace carnk;
using namespace carnk::detail;

TEST(JsonScan, PortableAndVectorScannersAgree) {
    std::mt19937_64 random(1);
    std::string text(300, 'a');
    for (int round = 0; round < 20'000; ++round) {
        for (char& c : text)
            c = static_cast<char>(random() % 40 == 0 ? random() : 'a' + random() % 26);
        const char* const begin = text.data() + random() % 20;
        const char* const end = begin + random() % 270;
        const PlainRun a = plain_run_portable(begin, end), b = plain_run(begin, end);
        ASSERT_EQ(a.end, b.end);
        ASSERT_EQ(a.high, b.high);
    }
}
TEST(JsonScan, PlainTextIsCopiedAndTheRestIsTold) {
    std::mt19937_64 random(2);
    std::string text(100, 'a');
    std::array<char, 72> portable{}, vector{};
    std::size_t special = 0;
    for (int round = 0; round < 200'000; ++round) {
        const unsigned rare = round % 3 == 0 ? 8 : 200;
        for (char& c : text)
            c = static_cast<char>(random() % rare == 0 ? random() : '#' + random() % 56);
        const std::string_view s = std::string_view(text).substr(random() % 20, random() % 71);
        bool plain = true;
        for (const char c : s)
            plain = plain && is_plain(c) && static_cast<unsigned char>(c) < 0x80;
        special += !plain;
        portable.fill('~');
        vector.fill('~');
        ASSERT_EQ(copy_plain_portable(portable.data(), s.data(), s.size()), plain) << s;
        ASSERT_EQ(copy_plain(vector.data(), s.data(), s.size()), plain) << s;
        ASSERT_EQ(portable[s.size()], '~') << s;
        ASSERT_EQ(vector[s.size()], '~') << s;
        if (!plain) continue;
        ASSERT_EQ(std::string_view(portable.data(), s.size()), s);
        ASSERT_EQ(std::string_view(vector.data(), s.size()), s);
    }
    EXPECT_GT(special, 20'000U);
    EXPECT_LT(special, 180'000U);
}
TEST(JsonScan, ShortNumbersAreReadAsFromCharsReadsThem) {
    std::mt19937_64 random(3);
    for (int round = 0; round < 500'000; ++round) {
        std::string s = std::to_string(random() >> (random() % 64));
        if (random() % 2 == 0) s.insert(random() % s.size() + 1, ".").append("5");
        if (random() % 4 == 0) s.insert(0, "-");
        const NumberToken t = scan_number(s.data(), s.data() + s.size());
        ASSERT_EQ(t.end, s.data() + s.size());
        double expected = 0, value = 0;
        std::from_chars(s.data(), s.data() + s.size(), expected);
        if (short_real(t, value)) {
            ASSERT_EQ(std::bit_cast<std::uint64_t>(value), std::bit_cast<std::uint64_t>(expected)) << s;
        }
        std::uint64_t whole = 0;
        if (const char* q = short_whole(s.data(), s.data() + s.size(), whole)) {
            ASSERT_EQ(q, t.end) << s;
            ASSERT_EQ(std::to_string(whole), s);
        }
    }
    std::uint64_t whole = 7;
    for (const std::string_view s : {"", "-1", "01", "00", "1.0", "1e2", "1E2", "1234567890123456789"})
        EXPECT_EQ(short_whole(s.data(), s.data() + s.size(), whole), nullptr) << s;
    EXPECT_EQ(whole, 7U);
}
TEST(JsonScan, ShortNumbersAreWrittenWithTheFewestDigits) {
    std::mt19937_64 random(4);
    static constexpr double powers[] = {1, 10, 100, 1000, 10000, 100000};
    for (int round = 0; round < 500'000; ++round) {
        double x = static_cast<double>(random() >> (34 + random() % 30)) / powers[random() % 6];
        if (random() % 8 == 0) x = std::nextafter(x, 1e300);
        if (random() % 4 == 0) x = -x;
        char ours[64], expected[64];
        const char* const end = write_short_real(ours, x);
        if (!end) continue;
        const char* const expected_end = std::to_chars(expected, expected + 64, x, std::chars_format::fixed).ptr;
        ASSERT_EQ(std::string_view(ours, static_cast<std::size_t>(end - ours)),
                  std::string_view(expected, static_cast<std::size_t>(expected_end - expected)));
    }
    char out[64];
    EXPECT_EQ(std::string_view(out, static_cast<std::size_t>(write_real(out, 0.0015) - out)), "0.0015");
    EXPECT_EQ(std::string_view(out, static_cast<std::size_t>(write_real(out, -12.5) - out)), "-12.5");
    EXPECT_EQ(std::string_view(out, static_cast<std::size_t>(write_real(out, 999999999) - out)), "999999999");
}
TEST(JsonScan, KnowsWellFormedUtf8) {
    // Unicode 15, table 3-7: each first byte with the limits of its second one, by an independent decoder.
    const auto well_formed = [](const unsigned char* s, int n) {
        std::uint32_t c = s[0];
        int more = c < 0x80 ? 0 : c < 0xC0 ? -1 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : c < 0xF8 ? 3 : -1;
        if (more < 0 || n != more + 1) return false;
        c = more == 0 ? c : c & (0x3FU >> more);
        for (int i = 1; i <= more; ++i) {
            if ((s[i] & 0xC0) != 0x80) return false;
            c = c << 6 | (s[i] & 0x3FU);
        }
        const std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
        return c >= least[more] && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
    };
    for (unsigned a = 0; a < 256; ++a)
        for (unsigned b = 0; b < 256; ++b) {
            const unsigned char two[] = {static_cast<unsigned char>(a), static_cast<unsigned char>(b), 0x80, 0xBF};
            for (int n = 1; n <= 4; ++n) {
                const char* p = reinterpret_cast<const char*>(two);
                bool expected = well_formed(two, n);
                if (!expected && n > 1)
                    continue;  // longer runs may be several characters: only whole ones are compared
                ASSERT_EQ(ill_formed_utf8(p, p + n) == nullptr, expected) << a << ' ' << b << ' ' << n;
            }
        }
    const std::string text = "0123456\xE4\xB8\xAD\xFF";
    EXPECT_EQ(ill_formed_utf8(text.data(), text.data() + text.size()), text.data() + 10);
}
TEST(JsonScan, EveryDoubleReadsBackEqual) {
    std::mt19937_64 random(7);
    const auto check = [](double x) {
        char text[40];
        const char* const end = write_real(text, x);
        ASSERT_LE(end - text, 32);
        const NumberToken token = scan_number(text, end);
        ASSERT_EQ(token.end, end) << std::string_view(text, static_cast<std::size_t>(end - text));
        ASSERT_EQ(std::bit_cast<std::uint64_t>(real_number(text, end)), std::bit_cast<std::uint64_t>(x))
            << std::string_view(text, static_cast<std::size_t>(end - text));
    };
    for (int i = 0; i < 2'500'000; ++i) {  // four values each
        const auto x = std::bit_cast<double>(random());
        if (std::isfinite(x)) check(x);
        check(std::bit_cast<double>(random() & 0x800FFFFFFFFFFFFFU));  // subnormal
        check(static_cast<double>(random() % 1'000'000) / 1000);
        check(std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 200) - 100));
    }
    for (int e = -1074; e <= 1023; ++e) {
        const double x = std::ldexp(1.0, e);
        for (double y : {x, std::nextafter(x, 0), std::nextafter(x, HUGE_VAL), -x})
            if (std::isfinite(y)) check(y);
    }
}
TEST(JsonScan, RoundsHalfWayCasesToEven) {
    // Exactly between two doubles: 2^53 + odd numbers.
    for (std::uint64_t k = 0; k < 65536; ++k) {
        const std::uint64_t odd = (std::uint64_t{1} << 53) + 2 * k + 1;
        const std::string text = std::to_string(odd);
        const double expected = static_cast<double>(k % 2 == 0 ? odd - 1 : odd + 1);
        ASSERT_EQ(real_number(text.data(), text.data() + text.size()), expected) << text;
    }
}
TEST(JsonScan, TellsTooLargeFromTooSmall) {
    const auto value = [](std::string text) {
        return real_number(text.data(), text.data() + text.size());
    };
    EXPECT_EQ(value("1e309"), HUGE_VAL);
    EXPECT_EQ(value("-1e309"), -HUGE_VAL);
    EXPECT_EQ(value("1e-325"), 0.0);
    EXPECT_EQ(value(std::string(400, '9') + "e-5"), HUGE_VAL);
    EXPECT_EQ(value("0." + std::string(400, '0') + "1e5"), 0.0);
    EXPECT_EQ(value("0." + std::string(400, '0') + "1e400"), 0.1);
    EXPECT_EQ(value("1" + std::string(400, '0') + "e-400"), 1.0);
    EXPECT_EQ(value("0e99999999999999999999"), 0.0);
}
TEST(JsonScan, WholeNumbersAreExact) {
    const auto whole = [](std::string_view text) {
        return whole_number(scan_number(text.data(), text.data() + text.size()));
    };
    EXPECT_EQ(whole("18446744073709551615").magnitude, UINT64_MAX);
    EXPECT_EQ(whole("18446744073709551616").is, WholeNumber::Is::too_large);
    EXPECT_EQ(whole("1.8446744073709551615e19").magnitude, UINT64_MAX);
    EXPECT_EQ(whole("12300e-2").magnitude, 123U);
    EXPECT_EQ(whole("12300e-3").is, WholeNumber::Is::not_whole);
    EXPECT_EQ(whole("0.5e1").magnitude, 5U);
    EXPECT_EQ(whole("0.00").magnitude, 0U);
    EXPECT_TRUE(whole("-7").negative);
}
TEST(JsonScan, CanonicalFormFollowsRfc8785) {
    // The example of RFC 8785, section 3.2.2 and 3.2.3.
    EXPECT_FALSE(canonicalize("[1,", {.max_findings = 0}));
    EXPECT_EQ(*canonicalize(R"({
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false] })"),
              "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
              "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    EXPECT_EQ(*canonicalize(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})"),
              "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xEF\xAC\xB3\":3}");
    EXPECT_FALSE(canonicalize("{\"a\":1,\"a\":2}"));
    EXPECT_FALSE(canonicalize("[1e999]"));
    EXPECT_FALSE(canonicalize("[1] 2"));
    EXPECT_EQ(*canonicalize(" [ ] "), "[]");
    EXPECT_EQ(*canonicalize("{ }"), "{}");
    EXPECT_EQ(*canonicalize("-0.0"), "0");
}

}  // namespace
