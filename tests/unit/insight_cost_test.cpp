// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/cost.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/trial.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

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

ExchangeRate rate(std::string_view from, std::string_view to, std::string_view value, std::string_view date) {
    ExchangeRate r;
    r.from = CurrencyCode::of(from);
    r.to = CurrencyCode::of(to);
    r.rate = Decimal::of(value);
    r.date = PartialDate::of(date);
    r.source = Source();
    r.source->title = "Made up for this test";
    return r;
}

PlannedCost stated(CostCategory category, const Money& amount, std::string_view assumption = {}) {
    PlannedCost p = part(category, "");
    p.unit_cost = amount;
    if (!assumption.empty()) p.assumption = std::string(assumption);
    return p;
}

// However a price is planned, none stands for CAR-NK unless the planner states and answers for it.
TEST(Cost, NoPriceEntersUnderAnotherCategory) {
    constexpr CostCategory all[] = {CostCategory::product_price,
                                    CostCategory::manufacturing_cost,
                                    CostCategory::manufacturing_yield,
                                    CostCategory::payer_payment,
                                    CostCategory::payer_rule,
                                    CostCategory::insurance_payout,
                                    CostCategory::total_episode,
                                    CostCategory::hospital_care,
                                    CostCategory::length_of_stay,
                                    CostCategory::adverse_event_management,
                                    CostCategory::trial_cost,
                                    CostCategory::travel,
                                    CostCategory::visa};
    constexpr CostCategory with_price[] = {CostCategory::product_price, CostCategory::payer_payment,
                                           CostCategory::payer_rule, CostCategory::insurance_payout,
                                           CostCategory::total_episode};
    const auto holds_price = [&](CostCategory c) {
        return std::find(std::begin(with_price), std::end(with_price), c) != std::end(with_price);
    };
    const Catalog& catalog = builtin_catalog();
    int tried = 0;
    for (const TherapyClass therapy : {TherapyClass::car_nk, TherapyClass::nk, TherapyClass::car_nk_and_car_t,
                                       TherapyClass::any_trial, TherapyClass::any_cell_therapy})
        for (const CostItem& item : catalog.costs)
            for (const CostCategory category : all) {
                if (item.therapy == TherapyClass::any_trial || item.therapy == TherapyClass::any_cell_therapy) continue;
                CostPlan p = plan(therapy, item.country ? item.country->text() : "US");
                p.trial_id = catalog.trials.front().id;
                p.parts.push_back(part(category, item.id.text()));
                p.parts.back().assumption = "as good as any";
                const auto e = estimate_cost(catalog, p);
                const bool priced = item.therapy != TherapyClass::car_nk && item.therapy != TherapyClass::nk &&
                                    holds_price(item.category);
                if (priced || holds_price(category)) {
                    ++tried;
                    EXPECT_FALSE(e->lines[0].amount) << item.id.text() << " as " << static_cast<int>(category);
                    EXPECT_TRUE(e->totals.empty());
                }
            }
    EXPECT_GT(tried, 500);
    for (const CostCategory c : {CostCategory::product_price, CostCategory::total_episode}) {
        CostPlan p = plan(TherapyClass::car_nk, "US");
        p.parts.push_back(stated(c, money("1", "1", "USD", 2026)));
        EXPECT_FALSE(estimate_cost(catalog, p)->lines[0].amount);
        p.parts[0].assumption = "for the sake of the argument";
        EXPECT_EQ(estimate_cost(catalog, p)->lines[0].certainty, CostCertainty::assumed);
    }
}

TEST(Cost, RatesOfThePlanAreUsedOrFound) {
    CostPlan p = plan(TherapyClass::car_t, "CN");
    p.parts.push_back(stated(CostCategory::travel, money("1000.50", "2000", "CNY", 2025)));
    p.parts.push_back(stated(CostCategory::visa, money("100", "", "USD", 2025)));
    p.parts.push_back(stated(CostCategory::hospital_care, money("7", "7", "CNY", 2024)));
    EXPECT_FALSE(estimate_cost(builtin_catalog(), p)->converted_totals) << "no rate, no conversion";

    p.exchange_rates = {rate("CNY", "USD", "0.14", "2025-06-30")};
    const auto e = estimate_cost(builtin_catalog(), p);
    ASSERT_TRUE(e.ok()) << to_string(e.findings());
    EXPECT_TRUE(e.findings().empty());
    ASSERT_EQ(e->converted_totals->size(), 1U);
    const ConvertedTotal& t = e->converted_totals->front();
    EXPECT_EQ(t.amount.low->text(), "240.0700");  // 1000.50 * 0.14 = 140.0700; + 100
    EXPECT_FALSE(t.amount.high) << "one line has no upper end";
    EXPECT_EQ(t.amount.price_year, Year(2025));
    EXPECT_EQ(t.line_count, 2);
    EXPECT_EQ(t.converted_line_count, 1);
    ASSERT_EQ(t.rates.size(), 1U);
    EXPECT_FALSE(t.rates[0].source->title.empty());
    EXPECT_EQ(e->totals.size(), 3U + 3U) << "three bases over all payers, and again for the one payer";

    p.exchange_rates.push_back(rate("CNY", "EUR", "0.12", "2020"));
    const auto unused = estimate_cost(builtin_catalog(), p);
    EXPECT_TRUE(unused.ok()) << "a warning";
    ASSERT_NE(unused.findings().find("CNK-EST-008"), nullptr);
    EXPECT_EQ(unused.findings().find("CNK-EST-008")->pointer, "/exchange_rates/1");

    p.exchange_rates = {rate("CNY", "USD", "0.14", "2025"), rate("CNY", "USD", "0.15", "2025-01")};
    EXPECT_NE(estimate_cost(builtin_catalog(), p).findings().find("CNK-EST-007"), nullptr);
    p.exchange_rates = {rate("CNY", "USD", "0", "2025"), rate("CNY", "USD", "-1", "2025")};
    EXPECT_EQ(estimate_cost(builtin_catalog(), p).findings().size(), 2U);
    p.exchange_rates = {rate("CNY", "USD", "0.14", "2025")};
    p.exchange_rates[0].source.reset();
    EXPECT_NE(estimate_cost(builtin_catalog(), p).findings().find("CNK-EST-004"), nullptr);
    p.exchange_rates = {rate("CNY", "USD", "0.14", "1850")};
    EXPECT_NE(estimate_cost(builtin_catalog(), p).findings().find("CNK-EST-004"), nullptr);
}

TEST(Cost, AmountsBelowZeroAreFound) {
    CostPlan p = plan(TherapyClass::car_t, "US");
    p.parts.push_back(stated(CostCategory::travel, money("-5", "5", "USD", 2025)));
    const auto e = estimate_cost(builtin_catalog(), p);
    EXPECT_FALSE(e.ok());
    EXPECT_NE(e.findings().find("CNK-EST-006"), nullptr);
    EXPECT_TRUE(e.best_effort()->totals.empty());
}

TEST(CostPlanning, AStayIsCountedInDaysOnlyByACostOfADay) {
    const Catalog& catalog = builtin_catalog();
    CostPlanOptions options;
    options.country = CountryCode::of("US");
    options.travel = options.complications = false;
    options.stay_days = Decimal(14);
    const auto care = [](const Result<CostPlan>& plan) {
        for (const PlannedCost& p : plan->parts)
            if (p.category == CostCategory::hospital_care) return p;
        return PlannedCost{};
    };
    Result<CostPlan> plan = plan_cost(catalog, options);
    ASSERT_TRUE(plan) << plan.findings();
    EXPECT_FALSE(care(plan).quantity);
    EXPECT_NE(care(plan).label.find("14 days planned"), std::string::npos);

    Money day;
    day.low = Decimal::of("2500.50");
    day.high = Decimal(3500);
    day.currency = CurrencyCode::of("USD");
    day.price_year = Year::from_number(2025);
    options.cost_per_day = day;
    plan = plan_cost(catalog, options);
    ASSERT_TRUE(plan) << plan.findings();
    EXPECT_EQ(care(plan).quantity, Decimal(14));
    const Result<CostEstimate> estimate = estimate_cost(catalog, *plan);
    ASSERT_TRUE(estimate) << estimate.findings();
    const CostLine& line = estimate->lines.back();
    EXPECT_EQ(line.certainty, CostCertainty::assumed);
    ASSERT_TRUE(line.amount);
    EXPECT_EQ(line.amount->low, Decimal::of("35007"));  // 14 x 2500.50, by hand
    EXPECT_EQ(line.amount->high, Decimal(49000));
    EXPECT_EQ(line.amount->price_year, day.price_year);

    options.stay_days.reset();
    EXPECT_EQ(plan_cost(catalog, options).findings().list().front().rule, "CNK-EST-006");
    options.stay_days = Decimal(0);
    EXPECT_EQ(plan_cost(catalog, options).findings().list().front().rule, "CNK-EST-006");
}

TEST(CostPlanning, PartsTakeTheNearestFacts) {
    CostPlanOptions options;
    options.country = CountryCode::of("US");
    const CostPlan in = plan_cost(builtin_catalog(), options).value();
    ASSERT_EQ(in.parts.size(), 5U);
    EXPECT_EQ(in.parts[0].item_id->text(), "us-trial-investigational-product");
    EXPECT_EQ(in.parts[0].payer, Payer::patient);
    EXPECT_FALSE(in.parts[1].item_id) << "no figure of hospital care with CAR-NK";
    const auto e = estimate_cost(builtin_catalog(), in);
    EXPECT_EQ(e->lines[0].certainty, CostCertainty::assumed) << "no trial is named";
    EXPECT_EQ(e->unknown_line_count, 4);

    options.trial_id = builtin_catalog().trials.front().id;
    options.care_assumption = "for want of better";
    const auto better = estimate_cost(builtin_catalog(), plan_cost(builtin_catalog(), options).value());
    EXPECT_EQ(better->lines[0].certainty, CostCertainty::known);
    EXPECT_EQ(better->lines[1].certainty, CostCertainty::assumed);
    EXPECT_NE(better->lines[1].reason->find("another therapy"), std::string::npos);

    options.in_trial = false;
    EXPECT_EQ(plan_cost(builtin_catalog(), options)->parts[0].item_id->text(), "car-nk-commercial-price");
    options.therapy = TherapyClass::car_t;
    EXPECT_FALSE(plan_cost(builtin_catalog(), options)->parts[0].item_id) << "no product is named, none is taken";
    options.product_item_id = Slug::of("yescarta-list-price");
    EXPECT_EQ(
        estimate_cost(builtin_catalog(), plan_cost(builtin_catalog(), options).value())->lines[0].amount->low->text(),
        "373000");
    options.product_item_id = Slug::of("travel-lodging-caregiver");
    EXPECT_EQ(plan_cost(builtin_catalog(), options).findings()[0].rule, "CNK-EST-005");
}

}  // namespace
