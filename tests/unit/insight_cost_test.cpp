// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/cost.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

namespace {

using namespace carnk;

Money money(std::string_view low, std::string_view high, std::string_view currency, int year) {
    Money m;
    if (!low.empty()) m.low = Decimal::of(low);
    if (!high.empty()) m.high = Decimal::of(high);
    m.currency = CurrencyCode::of(currency);
    if (year != 0) m.price_year = Year(year);
    return m;
}

CostPlan plan(TherapyClass therapy, std::string_view country) {
    CostPlan p;
    p.id = Slug::of("a-plan");
    p.title = "A plan";
    p.therapy = therapy;
    p.country = CountryCode::of(country);
    return p;
}

PlannedCost part(CostCategory category, std::string_view item) {
    PlannedCost p;
    p.label = "A part";
    p.category = category;
    if (!item.empty()) p.item_id = Slug::of(item);
    return p;
}

MoneyConversion conversion(std::string_view from, int from_year, std::string_view to, int to_year,
                           std::string_view factor) {
    MoneyConversion c;
    c.from = CurrencyCode::of(from);
    c.from_year = Year(from_year);
    c.to = CurrencyCode::of(to);
    c.to_year = Year(to_year);
    c.factor = Decimal::of(factor);
    c.source.title = "Made up for this test";
    return c;
}

TEST(Cost, SumsAreExactToTheLastDigit) {
    // By hand: 0.1 + 0.2 + 1000000000000.07 = 1000000000000.37; upper ends 0.15 + 0.25 + 1000000000000.08.
    const auto total = sum({money("0.1", "0.15", "USD", 2020), money("0.2", "0.25", "USD", 2020),
                            money("1000000000000.07", "1000000000000.08", "USD", 2020)});
    ASSERT_TRUE(total.ok());
    EXPECT_EQ(total->low->text(), "1000000000000.37");
    EXPECT_EQ(total->high->text(), "1000000000000.48");
}

TEST(Cost, AnUnknownEndStaysUnknown) {
    const auto total = sum({money("450000", "", "USD", 2026), money("10", "20", "USD", 2026)});
    ASSERT_TRUE(total.ok());
    EXPECT_EQ(total->low->text(), "450010");
    EXPECT_FALSE(total->high.has_value());
}

TEST(Cost, DifferentCurrencyOrYearIsAFindingThatNamesBoth) {
    const auto across = sum({money("1", "1", "USD", 2020), money("1", "1", "CNY", 2021)});
    ASSERT_FALSE(across.ok());
    EXPECT_EQ(across.findings()[0].rule, "CNK-EST-001");
    EXPECT_EQ(across.findings()[0].observed, "CNY at prices of 2021");
    EXPECT_EQ(across.findings()[0].expected, "USD at prices of 2020");
    EXPECT_FALSE(sum({money("1", "1", "USD", 2020), money("1", "1", "USD", 2021)}).ok());
    EXPECT_FALSE(sum({money("1", "1", "USD", 2020), money("1", "1", "USD", 0)}).ok());
    EXPECT_EQ(sum({}).findings()[0].rule, "CNK-EST-003");
    EXPECT_EQ(sum({money("999999999999999999", "", "USD", 2020), money("1", "", "USD", 2020)}).findings()[0].rule,
              "CNK-EST-002");
}

TEST(Cost, AConversionIsTheCallersAndNamesItsSource) {
    // By hand: 1200000 * 0.155 = 186000.000; 186000 + 475000 = 661000.
    const std::vector<Money> amounts{money("1200000", "1200000", "CNY", 2021), money("475000", "475000", "USD", 2017)};
    const CurrencyCode usd = CurrencyCode::of("USD");
    const auto none = sum(amounts, usd, Year(2017), {});
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.findings()[0].observed, "CNY at prices of 2021");
    EXPECT_EQ(none.findings()[0].expected, "a conversion to USD at prices of 2017");
    MoneyConversion c = conversion("CNY", 2021, "USD", 2017, "0.155");
    const auto total = sum(amounts, usd, Year(2017), {c});
    ASSERT_TRUE(total.ok());
    EXPECT_EQ(total->low->text(), "661000.000");
    EXPECT_EQ(total->price_year, Year(2017));
    c.source.title.clear();
    EXPECT_EQ(sum(amounts, usd, Year(2017), {c}).findings()[0].rule, "CNK-EST-004");
    EXPECT_EQ(convert(amounts[0], conversion("CNY", 2021, "USD", 2017, "0")).findings()[0].rule, "CNK-EST-004");
    EXPECT_EQ(convert(amounts[1], conversion("CNY", 2021, "USD", 2017, "1")).findings()[0].rule, "CNK-EST-001");
}

TEST(Cost, NoPriceOfACarNkProduct) {
    CostPlan p = plan(TherapyClass::car_nk, "US");
    p.parts.push_back(part(CostCategory::product_price, "car-nk-commercial-price"));
    p.parts.push_back(part(CostCategory::product_price, "kymriah-b-all-list-price"));
    p.parts.back().assumption = "costs as much";
    p.parts.push_back(part(CostCategory::product_price, ""));
    p.parts.back().unit_cost = money("1", "1", "USD", 2026);
    const auto e = estimate_cost(builtin_catalog(), p);
    ASSERT_TRUE(e.ok());
    for (const CostLine& line : e->lines) {
        EXPECT_EQ(line.certainty, CostCertainty::unknown);
        EXPECT_FALSE(line.amount.has_value());
        EXPECT_TRUE(line.reason.has_value());
    }
    EXPECT_EQ(e->unknown_line_count, 3);
    EXPECT_TRUE(e->totals.empty());
    EXPECT_EQ(e->cautions.size(), 3U);
}

TEST(Cost, KnownAssumedUnknownAndTotalsByHand) {
    CostPlan p = plan(TherapyClass::car_t, "US");
    p.parts.push_back(part(CostCategory::hospital_care, "car-t-hospital-stay-cost-adults"));  // 85726, 2019
    p.parts.push_back(part(CostCategory::adverse_event_management, "liso-cel-crs-neurologic-management"));
    p.parts.back().quantity = Decimal::of("0.5");  // half of 1930 to 177343: 965.0 to 88671.5
    p.parts.push_back(part(CostCategory::product_price, "kymriah-list-price-2026"));
    p.parts.back().assumption = "a weak source is better than none";
    p.parts.push_back(part(CostCategory::travel, "travel-lodging-caregiver"));
    p.parts.push_back(part(CostCategory::hospital_care, ""));
    p.parts.back().unit_cost = money("100.25", "200.50", "USD", 2019);
    p.parts.back().payer = Payer::patient;
    const auto e = estimate_cost(builtin_catalog(), p);
    ASSERT_TRUE(e.ok()) << to_string(e.findings());
    ASSERT_EQ(e->lines.size(), 5U);
    EXPECT_EQ(e->lines[0].certainty, CostCertainty::known);
    EXPECT_FALSE(e->lines[0].sources.empty());
    EXPECT_EQ(e->lines[3].certainty, CostCertainty::unknown);
    EXPECT_EQ(e->lines[4].certainty, CostCertainty::assumed);
    ASSERT_GE(e->totals.size(), 2U);
    EXPECT_EQ(e->totals[0].amount.low->text(), "86791.25");    // 85726 + 965.0 + 100.25
    EXPECT_EQ(e->totals[0].amount.high->text(), "174598.00");  // 85726 + 88671.5 + 200.50
    EXPECT_EQ(e->totals[0].line_count, 3);
    EXPECT_EQ(e->totals[0].assumed_line_count, 1);
    EXPECT_EQ(e->totals[1].amount.low->text(), "529000");
    EXPECT_EQ(e->unknown_line_count, 1);
}

TEST(Cost, AFactOfAnotherCountryNeedsAnAssumption) {
    CostPlan p = plan(TherapyClass::car_t, "CN");
    p.parts.push_back(part(CostCategory::hospital_care, "car-t-hospital-stay-cost-adults"));
    EXPECT_EQ(estimate_cost(builtin_catalog(), p)->lines[0].certainty, CostCertainty::unknown);
    p.parts[0].assumption = "no figure of the country is known";
    EXPECT_EQ(estimate_cost(builtin_catalog(), p)->lines[0].certainty, CostCertainty::assumed);
}

TEST(Cost, BadPlansAreFindings) {
    CostPlan p = plan(TherapyClass::car_t, "US");
    p.parts.push_back(part(CostCategory::hospital_care, "no-such-item"));
    p.parts.push_back(part(CostCategory::hospital_care, "car-t-hospital-stay-cost-adults"));
    p.parts.back().quantity = Decimal::of("-1");
    p.parts.push_back(part(CostCategory::hospital_care, "car-t-hospital-stay-cost-adults"));
    p.parts.back().quantity = Decimal::of("99999999999999999");
    const auto e = estimate_cost(builtin_catalog(), p);
    EXPECT_FALSE(e.ok());
    EXPECT_NE(e.findings().find("CNK-EST-005"), nullptr);
    EXPECT_NE(e.findings().find("CNK-EST-006"), nullptr);
    EXPECT_NE(e.findings().find("CNK-EST-002"), nullptr);
    EXPECT_EQ(e.best_effort()->unknown_line_count, 3);
}

}  // namespace
