// SPDX-License-Identifier: BSL-1.0
// Fixtures of the rules that functions check which are called for one value: texts, numbers, patches, estimates.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/checked_number.hpp>
#include <carnk/core/decimal.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/cost.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/interop/fhir_patient.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/upgrade.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/config.hpp>

#include "rules/fixtures.hpp"

namespace carnk::testing {

/// Amounts to add, and into what.
struct SumCase {
    std::vector<Money> amounts{};                                 ///< Amounts.
    carnk::Optional<std::vector<MoneyConversion>> conversions{};  ///< Given if they are brought into one currency.
    carnk::Optional<CurrencyCode> currency{};                     ///< That currency.
    carnk::Optional<Year> price_year{};                           ///< Its price year.
    Extra extra{};                                                ///< None.
};
BOOST_DESCRIBE_STRUCT(SumCase, (), (amounts, conversions, currency, price_year))

/// Studies to pool, and the level of the intervals.
struct PoolCase {
    std::vector<EventCount> counts{};  ///< Events and patients of each.
    double level = 0.95;               ///< Level.
    Extra extra{};                     ///< None.
};
BOOST_DESCRIBE_STRUCT(PoolCase, (), (counts, level))

namespace {

/// The findings of a part of the case, with pointers into the case.
void add_below(Findings& to, const Findings& from, const std::string& pointer) {
    for (Finding f : from) {
        f.pointer.insert(0, pointer);
        to.add(std::move(f));
    }
}

template <class T>
bool parse_all(std::string_view rule, const std::vector<std::string>& texts, Findings& out) {
    if (T::rule != rule) return false;
    for (std::size_t i = 0; i < texts.size(); ++i)
        add_below(out, T::parse(texts[i]).findings(), '/' + std::to_string(i));
    return true;
}

template <class... T>
bool parse_by_rule(std::string_view rule, const std::vector<std::string>& texts, Findings& out) {
    return (parse_all<T>(rule, texts, out) || ...);
}

template <class T>
bool check_all(std::string_view rule, const std::vector<double>& numbers, Findings& out) {
    if (T::rule != rule) return false;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        add_below(out, checked_number<T>(static_cast<typename T::rep>(numbers[i])).findings(), '/' + std::to_string(i));
    return true;
}

template <class... T>
bool check_by_rule(std::string_view rule, const std::vector<double>& numbers, Findings& out) {
    return (check_all<T>(rule, numbers, out) || ...);
}

Findings look_at_patch(std::string_view text) {
    Findings out;
    const std::string_view document = find_at(text, "/document").value();
    if (const auto pointer = find_at(text, "/pointer"); pointer.ok()) {
        const std::string where = read<std::string>(*pointer).value();
        const auto found = find_at(document, where);
        for (Finding f : found.findings()) {
            f.pointer = "/pointer";
            out.add(std::move(f));
        }
    }
    if (const auto patch = find_at(text, "/patch"); patch.ok())
        add_below(out, apply_patch(document, *patch).findings(), "/patch");
    return out;
}

Findings look_at_ledger(std::string_view text) {
    const auto ledger = read<Ledger>(find_at(text, "/ledger").value(), {.policy = strict});
    Findings out;
    add_below(out, ledger.findings(), "/ledger");
    if (ledger) add_below(out, check_ledger(*ledger, find_at(text, "/document").value()), "/document");
    return out;
}

Findings look_at_sum(const SumCase& c) {
    Findings out;
    const Result<Money> total =
        c.conversions ? sum(c.amounts, *c.currency, c.price_year, *c.conversions) : sum(c.amounts);
    for (Finding f : total.findings()) {
        f.pointer.insert(0, f.rule == "CNK-EST-004" ? "/conversions/0" : "/amounts");
        out.add(std::move(f));
    }
    return out;
}

/// A request for which the fixture says the code, the question or the day.
ReferralRequest plain_request() {
    ReferralRequest r;
    r.id = Slug::of("request-1");
    r.kinds = {ReferralKind::expert_opinion};
    r.patient.patient_id = Slug::of("patient-1");
    r.patient.diagnosis.name = "DLBCL";
    r.contact.name = "Quackenbush";
    r.language = LanguageTag::of("en");
    return r;
}

Findings look_at_form(const std::vector<std::string>& words) {
    DeidentifyOptions options;
    options.no_actual_knowledge = true;
    options.code = Slug::of(words.at(0));
    if (words.size() > 1) options.question = words[1];
    return Deidentifier(builtin_catalog()).deidentify(plain_request(), options).findings();
}

Findings look_at_plan(const std::vector<std::string>& words) {
    ReferralPlanOptions options;
    options.as_of = PartialDate::of(words.at(0));
    return plan_referral(builtin_catalog(), plain_request(), options).findings();
}

// A register of made-up documents: its third step is not known.
Findings look_at_upgrade(std::string_view text) {
    static constexpr UpgradeRule renamed[] = {{UpgradeAction::rename, "/state", "status", {}, LedgerFate::renamed, {}}};
    static constexpr UpgradeStep steps[] = {{"acme/register", 1, renamed}, {"acme/register", 3, renamed}};
    return upgrade(text, "acme/register/4", steps).findings();
}

Findings look_at_pool(const PoolCase& c) {
    Findings out;
    PoolSettings settings;
    settings.level = c.level;
    const Result<PoolFit> fit = pool(c.counts, PoolModel::binomial_normal, settings);
    for (Finding f : fit.findings()) {
        f.pointer.insert(0, f.rule == "CNK-STA-002" ? "/level" : "/counts");
        out.add(std::move(f));
    }
    return out;
}

}  // namespace

carnk::Optional<Outcome> look_at_call(std::string_view call, std::string_view text) {
    Outcome out;
    const std::string_view rule = call.substr(call.rfind(' ') + 1);
    if (call.starts_with("text ")) {
        const auto texts = read<std::vector<std::string>>(text);
        out.reading = texts.findings();
        if (!parse_by_rule<Slug, RegistryId, Doi, Pmid, Pmcid, HgncSymbol, UniprotAccession, UniprotEntryName, NcitCode,
                           RorId, Orcid, CountryCode, CurrencyCode, LanguageTag, Url, PartialDate, Decimal, UcumUnit>(
                rule, *texts, out.checking))
            return std::nullopt;
    } else if (call.starts_with("number ")) {
        const auto numbers = read<std::vector<double>>(text);
        out.reading = numbers.findings();
        if (!check_by_rule<Count, Year, Fraction, Percent, NonNegative, Latitude, Longitude>(rule, *numbers,
                                                                                             out.checking))
            return std::nullopt;
    } else if (call == "patch") {
        out.checking = look_at_patch(text);
    } else if (call == "ctgov") {
        out.checking = read_clinicaltrials_gov(text).findings;
    } else if (call == "fhir patient") {
        out.checking = read_fhir_patient(text).findings;
    } else if (call == "upgrade") {
        out.checking = look_at_upgrade(text);
    } else if (call == "ledger") {
        out.checking = look_at_ledger(text);
    } else if (call == "sum") {
        const auto c = read<SumCase>(text, {.policy = strict});
        out.reading = c.findings();
        out.checking = look_at_sum(*c);
    } else if (call == "compare") {
        const auto ids = read<std::vector<std::string>>(text);
        out.reading = ids.findings();
        out.checking = compare_records(builtin_catalog(), ids->at(0), ids->at(1)).findings();
    } else if (call == "deidentify" || call == "plan referral") {
        const auto words = read<std::vector<std::string>>(text);
        out.reading = words.findings();
        out.checking = call == "deidentify" ? look_at_form(*words) : look_at_plan(*words);
    } else if (call == "pool") {
        const auto c = read<PoolCase>(text, {.policy = strict});
        out.reading = c.findings();
        out.checking = look_at_pool(*c);
    } else if (call == "estimate") {
        const auto plan = read<CostPlan>(text, {.policy = strict});
        out.reading = plan.findings();
        out.checking = estimate_cost(builtin_catalog(), *plan).findings();
    } else if (call == "config") {
        out.checking = read_validation_config(text).findings();
    } else if (call == "unsettled") {
        // All suppressions of the case match; what is left to say is what the configuration lacks.
        ConfiguredValidation configured(read_validation_config(text).value(), std::string(text));
        Findings none;
        configured.settle("a.json", none);
        out.checking = configured.unsettled({});
    } else {
        return std::nullopt;
    }
    return out;
}

}  // namespace carnk::testing
