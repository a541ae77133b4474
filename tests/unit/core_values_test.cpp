// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/decimal.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/quantity.hpp>
#include <carnk/core/tri.hpp>

#include <gtest/gtest.h>

#include <random>
#include <regex>

namespace {

using namespace carnk;

TEST(Tri, FollowsStrongKleeneLogic) {
    constexpr Tri all[] = {Tri::no, Tri::unknown, Tri::yes};
    for (Tri a : all)
        for (Tri b : all) {
            EXPECT_EQ(a & b, b & a);
            EXPECT_EQ(!(a & b), ((!a) | (!b)));
            EXPECT_EQ(!(a | b), ((!a) & (!b)));
            EXPECT_EQ(implies(a, b), ((!a) | b));
        }
    EXPECT_EQ(Tri::no & Tri::unknown, Tri::no);
    EXPECT_EQ(Tri::yes & Tri::unknown, Tri::unknown);
    EXPECT_EQ(Tri::yes | Tri::unknown, Tri::yes);
    EXPECT_EQ(!Tri::unknown, Tri::unknown);
    EXPECT_EQ(tri(true), Tri::yes);
}
TEST(Result, WithholdsAValueThatHasErrors) {
    Result<int> good(1);
    EXPECT_TRUE(good);
    EXPECT_EQ(*good, 1);
    Finding f;
    f.rule = "X-1";
    f.message = "wrong";
    const Result<int> bad(carnk::Optional<int>(2), Findings({f}));
    EXPECT_FALSE(bad);
    EXPECT_EQ(*bad.best_effort(), 2);
    try {
        (void)bad.value();
        FAIL();
    } catch (const PreconditionError& e) {
        EXPECT_NE(std::string(e.what()).find("X-1"), std::string::npos);
        EXPECT_EQ(e.findings().size(), 1U);
    }
    f.severity = Severity::note;
    EXPECT_TRUE(Result<int>(carnk::Optional<int>(2), Findings({f})));
}
TEST(Finding, PrintsPlaceMessageValueAndRule) {
    Finding f{"CNK-X-001", Severity::error, "/arms/1/dose", 8, 9, "too high", "7", "1 to 5", {}, {}};
    EXPECT_EQ(to_string(f), "8:9: error: too high; found 7; expected 1 to 5 [CNK-X-001] at /arms/1/dose");
}
TEST(Pattern, MatchesTheWholeText) {
    EXPECT_TRUE(matches("a(b|cd)*e", "abcdbe"));
    EXPECT_FALSE(matches("a(b|cd)*e", "abce"));
    EXPECT_TRUE(matches("x{2,3}", "xxx"));
    EXPECT_FALSE(matches("x{2,3}", "xxxx"));
    EXPECT_TRUE(matches("[a-c-]+\\.", "a-c."));
    EXPECT_TRUE(matches("", ""));
    EXPECT_TRUE(matches("\\d+", std::string(3000, '1')));
    EXPECT_TRUE(matches("\\d{2,}", "123"));
    EXPECT_FALSE(matches("\\d{2,}", "1"));
    EXPECT_TRUE(matches("a|b\\$", "b$"));
    EXPECT_THROW(Pattern("a{257}"), std::length_error);
    EXPECT_THROW(Pattern("(a|b)*a(a|b){9}"), std::length_error);
}
template <class... Id>
void agrees_with_std_regex(std::mt19937_64& random) {
    (
        [&] {
            const std::regex reference{std::string(Id::pattern)};
            const Pattern ours(Id::pattern);
            std::size_t matching = 0;
            for (int round = 0; round < 3000; ++round) {
                std::string text(Id::example);
                for (std::size_t edits = random() % 4; edits > 0; --edits) {
                    const std::size_t at = random() % (text.size() + 1);
                    const char c = "09azAZ-._/ :\x7fNCTX"[random() % 18];
                    if (random() % 3 == 0)
                        text.insert(at, 1, c);
                    else if (at < text.size() && random() % 2 == 0)
                        text.erase(at, 1);
                    else if (at < text.size())
                        text[at] = random() % 2 == 0 ? c : text[random() % text.size()];
                }
                if (text.find_first_of(std::string_view("\0\x7f", 2)) !=
                    std::string::npos) {  // no blanks for std::regex
                    ASSERT_EQ(ours.matches(text), false) << Id::pattern << "  " << text;
                    continue;
                }
                const bool expected = std::regex_match(text, reference);
                matching += expected;
                ASSERT_EQ(ours.matches(text), expected) << Id::pattern << "  " << text;
            }
            EXPECT_GT(matching, 300U) << Id::pattern;
            EXPECT_LT(matching, 2900U) << Id::pattern;
        }(),
        ...);
}
TEST(Pattern, AgreesWithStdRegexOnTheFormsOfAllIdentifiers) {
    std::mt19937_64 random(1);
    agrees_with_std_regex<Slug, Doi, Pmid, Pmcid, HgncSymbol, UniprotAccession, UniprotEntryName, NcitCode, RorId,
                          Orcid, LanguageTag, Url, RegistryId>(random);
}
TEST(Pattern, OpenEndsAreTestedToTheLastByte) {
    const Pattern address("https?://[a-z]\\S*");
    for (std::size_t size = 1; size < 40; ++size) {
        const std::string good = "http://a" + std::string(size, '\xE4');
        EXPECT_TRUE(address.matches(good));
        for (std::size_t at = 8; at < good.size(); ++at)
            for (const char c : {' ', '\n', '\0', '\x1f', '\x7f'}) {
                std::string bad = good;
                bad[at] = c;
                EXPECT_FALSE(address.matches(bad));
            }
    }
}
template <class Id>
void takes(std::initializer_list<const char*> good, std::initializer_list<const char*> bad) {
    EXPECT_TRUE(Id::from_text(Id::example)) << Id::example;
    for (const char* s : good)
        EXPECT_EQ(Id::of(s).text(), s);
    for (const char* s : bad) {
        EXPECT_FALSE(Id::from_text(s)) << s;
        const auto r = Id::parse(s);
        ASSERT_EQ(r.findings().size(), 1U);
        EXPECT_EQ(r.findings()[0].rule, Id::rule);
        EXPECT_EQ(r.findings()[0].expected, Id::expected);
    }
    EXPECT_TRUE(Id().empty());
    EXPECT_THROW((void)Id::of("\n"), PreconditionError);
}
TEST(Identifier, TakesItsFormOnly) {
    takes<Slug>({"a", "car19-il15.ic9", "cldn18.2"}, {"", "A", "a--b", "-a", "a_", "a b"});
    takes<Doi>({"10.1056/NEJMoa1910607", "10.1016/S0140-6736(24)02462-0"}, {"doi:10.1/x", "10.1056/", "10.1056/a b"});
    takes<Pmid>({"32023374"}, {"0", "PMID1", "123456789"});
    takes<Pmcid>({"PMC7217313", "PMC123.1"}, {"7217313", "PMC0"});
    takes<HgncSymbol>({"CD19", "HLA-E", "C1orf112"}, {"cd19", "-A", ""});
    takes<UniprotAccession>({"P15391", "Q9BZM6", "A0A024R161"}, {"P1539", "B15391", "p15391"});
    takes<UniprotEntryName>({"CD19_HUMAN"}, {"CD19"});
    takes<NcitCode>({"C138986"}, {"138986"});
    takes<RorId>({"03yrm5c26"}, {"03yrm5c27", "https://ror.org/03yrm5c26"});
    takes<Orcid>({"0000-0003-4423-4370", "0000-0002-1694-233X"}, {"0000-0003-4423-4371"});
    takes<CountryCode>({"US", "CN", "AD", "ZW"}, {"XX", "us", "USA"});
    takes<CurrencyCode>({"USD", "CNY"}, {"CNX", "RMB"});
    takes<LanguageTag>({"en", "zh-Hans", "es-MX", "es-419"}, {"EN", "e", "en_US"});
    takes<Url>({"https://a.b/c?d#e", "http://47.251.13.51:8081/1"}, {"ftp://a", "a.b", "https://", "https://a b"});
}
TEST(Identifier, KnowsTheRegisterOfATrial) {
    takes<RegistryId>({"NCT03056339", "ChiCTR2100043081", "ChiCTR-OPC-17013282", "jRCT2033200431", "2016-000225-39",
                       "2023-503698-40-00", "ISRCTN10175490", "DRKS00013333", "ACTRN12623000498695", "KCT0001234",
                       "CTRI/2023/04/052053", "IRCT20230101001234N1", "UMIN000012345"},
                      {"NCT0305633", "nct03056339", "NCT030563391", "ChiCTR21", ""});
    EXPECT_EQ(RegistryId::of("NCT03056339").registry(), Registry::nct);
    EXPECT_EQ(RegistryId::of("2016-000225-39").registry(), Registry::eudract);
    EXPECT_EQ(RegistryId::of("2023-503698-40-00").registry(), Registry::eu_ct);
    EXPECT_EQ(RegistryId().registry(), std::nullopt);
}
TEST(PartialDate, IsAnIntervalOfDays) {
    const auto d = [](const char* s) {
        return PartialDate::of(s);
    };
    EXPECT_EQ(d("2024").last_day() - d("2024").first_day(), 365);
    EXPECT_EQ(d("2024-02").last_day() - d("2024-02").first_day(), 28);
    EXPECT_EQ(d("1970-01-01").first_day(), 0);
    EXPECT_EQ(d("2000-03-01").first_day(), 11017);
    EXPECT_EQ(before(d("2023"), d("2024")), Tri::yes);
    EXPECT_EQ(before(d("2023-05"), d("2023")), Tri::unknown);
    EXPECT_EQ(before(d("2023-05-17"), d("2023-05-17")), Tri::no);
    EXPECT_EQ(before(d("2023-05"), d("2023-05-01")), Tri::no);
    EXPECT_EQ(before(PartialDate(), d("2023")), Tri::unknown);
    takes<PartialDate>({"1900-02-28", "2000-02-29"},
                       {"1900-02-29", "2023-00", "2023-1", "0023", "2023-05-", "20230517"});
}
TEST(Decimal, IsExact) {
    EXPECT_EQ(Decimal::sum(Decimal::of("0.10"), Decimal::of("0.2"))->text(), "0.30");
    EXPECT_EQ(Decimal::sum(Decimal::of("-0.05"), Decimal::of("0.04"))->text(), "-0.01");
    EXPECT_EQ(Decimal::product(Decimal::of("1.10"), Decimal::of("3"))->text(), "3.30");
    EXPECT_FALSE(Decimal::sum(Decimal::of("999999999999999999"), Decimal(1)));
    EXPECT_FALSE(Decimal::product(Decimal::of("9999999999"), Decimal::of("9999999999")));
    EXPECT_EQ(Decimal::of("2.50"), Decimal::of("2.5"));
    EXPECT_LT(Decimal::of("-1"), Decimal::of("0.001"));
    EXPECT_LT(Decimal::of("0.00000000000000001"), Decimal::of("999999999999999999"));
    EXPECT_EQ(Decimal(7).text(), "7");
    takes<Decimal>({"0", "-0.5"}, {"", "-", "1.", "00", "1e5", "1234567890123456789"});
}
TEST(Unit, ReadsUcumAndConverts) {
    for (const char* s : {"10*9/L",  "10*3/uL",   "/uL",         "g/dL",   "umol/L",  "mL/min/{1.73_m2}",
                          "U/L",     "mg/(24.h)", "mg/d",        "ug/L",   "ng/mL",   "pg/mL",
                          "%",       "ms",        "L/min",       "mm[Hg]", "Cel",     "{cells}/kg",
                          "10*6/kg", "10*9",      "mg/m2",       "[IU]",   "[IU]/m2", "m2",
                          "Gy",      "[IU]/mL",   "{copies}/mL", "{MFI}",  "cm",      "{score}",
                          "a",       "mo",        "wk",          "1"})
        EXPECT_TRUE(UcumUnit::from_text(s)) << s;
    for (const char* s : {"", "mg/", "foo", "mg//dL", "{a b}", "mgg", "m0", "((((((((((m))))))))))", "mg dL"})
        EXPECT_FALSE(UcumUnit::from_text(s)) << s;
    const auto in = [](double v, const char* from, const char* to) {
        return convert(v, UcumUnit::of(from), UcumUnit::of(to));
    };
    EXPECT_EQ(in(1.5, "10*3/uL", "10*9/L"), 1.5);
    EXPECT_EQ(in(1500, "/uL", "10*9/L"), 1.5);
    EXPECT_EQ(in(9, "g/dL", "g/L"), 90.0);
    EXPECT_EQ(in(2, "wk", "d"), 14.0);
    EXPECT_EQ(in(37, "Cel", "K"), 310.15);
    EXPECT_EQ(in(1, "mg/dL", "umol/L"), std::nullopt);
    EXPECT_EQ(in(1, "[IU]/mL", "U/mL"), std::nullopt);
    EXPECT_EQ((Quantity{1, UcumUnit::of("g"), {}}.in(UcumUnit::of("mg"))), 1000.0);
}
TEST(Interval, KnowsItsEnds) {
    EXPECT_TRUE((Interval{1, 5, {}, {}, {}}.contains(5)));
    EXPECT_FALSE((Interval{1, 5, {}, true, {}}.contains(5)));
    EXPECT_FALSE((Interval{1, 5, true, {}, {}}.contains(1)));
    EXPECT_TRUE((Interval{{}, 5, {}, {}, {}}.contains(-1e300)));
    EXPECT_TRUE((Interval{5, 1, {}, {}, {}}.empty()));
    EXPECT_TRUE((Interval{5, 5, true, {}, {}}.empty()));
    EXPECT_FALSE((Interval{5, 5, {}, {}, {}}.empty()));
}
TEST(Number, StaysInItsRange) {
    Count c = 5;
    EXPECT_EQ(c + 1, 6);
    EXPECT_THROW(c = -1, PreconditionError);
    EXPECT_FALSE(Fraction::from_number(1.01));
    EXPECT_FALSE(NonNegative::from_number(std::numeric_limits<double>::quiet_NaN()));
    EXPECT_EQ(Year().number(), 1900);
}

}  // namespace
