// SPDX-License-Identifier: BSL-1.0
// Referral: the life of a request, plans, and the de-identified form, which a hundred thousand random requests try to break.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/referral_life.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace {

using namespace carnk;

ReferralRequest plain() {
    ReferralRequest r;
    r.id = Slug::of("request-one");
    r.kinds = {ReferralKind::center_matching};
    r.patient.diagnosis.name = "Multiple Myeloma";
    r.patient.disease_group = DiseaseGroup::hematologic;
    r.patient.age_years = 54;
    r.contact.role = GuideParty::referring_physician;
    r.contact.name = "Dr Zebulon Quackenbush";
    r.consent.given = true;
    r.consent.scope = {ConsentScope::share_summary, ConsentScope::contact_centers};
    r.consent.date = PartialDate::of("2026-01-05");
    r.language = LanguageTag::of("en");
    r.status = ReferralStatus::submitted;
    StatusChange sent;
    sent.status = ReferralStatus::submitted;
    sent.date = PartialDate::of("2026-01-10");
    r.history = {sent};
    return r;
}

StatusChange step(ReferralStatus status, std::string_view date, std::string_view reason = {}) {
    StatusChange s;
    s.status = status;
    s.date = PartialDate::of(date);
    if (!reason.empty()) s.reason = std::string(reason);
    return s;
}

// --- the life of a request --------------------------------------------------------------------------------------------

TEST(ReferralLife, EveryStatusCanBeReachedAndAllEndClosed) {
    std::set<ReferralStatus> reached{ReferralStatus::draft};
    for (std::size_t before = 0; before != reached.size();) {
        before = reached.size();
        for (const ReferralStatus from : std::set<ReferralStatus>(reached))
            for (const ReferralStatus to : next_statuses(from))
                reached.insert(to);
    }
    EXPECT_EQ(reached.size(), detail::enumerator_count<ReferralStatus>);
    for (const ReferralStatus s : detail::enumerator_values<ReferralStatus>) {
        EXPECT_FALSE(can_follow(s, s));
        EXPECT_FALSE(can_follow(s, ReferralStatus::draft)) << "what was sent is no draft again";
        EXPECT_EQ(next_statuses(s).empty(), s == ReferralStatus::closed);
        if (s != ReferralStatus::closed && s != ReferralStatus::declined && s != ReferralStatus::withdrawn) {
            EXPECT_TRUE(can_follow(s, ReferralStatus::withdrawn)) << "a patient can always take it back";
        }
    }
}

TEST(ReferralLife, StepsAreChecked) {
    const ReferralRequest sent = plain();
    const Result<ReferralRequest> next = advance(sent, step(ReferralStatus::acknowledged, "2026-01-12"));
    ASSERT_TRUE(next) << to_string(next.findings());
    EXPECT_EQ(next->status, ReferralStatus::acknowledged);
    EXPECT_EQ(next->history.size(), 2U);
    EXPECT_NE(advance(sent, step(ReferralStatus::accepted, "2026-01-12")).findings().find("CNK-REFERRAL-013"), nullptr);
    EXPECT_NE(advance(sent, step(ReferralStatus::acknowledged, "2026-01-09")).findings().find("CNK-REFERRAL-006"),
              nullptr);
    EXPECT_NE(advance(sent, step(ReferralStatus::declined, "2026-01-12")).findings().find("CNK-REFERRAL-010"), nullptr);
    EXPECT_TRUE(advance(sent, step(ReferralStatus::declined, "2026-01-12", "no trial fits")));
    ReferralRequest draft = plain();
    draft.status = ReferralStatus::draft;
    draft.history.clear();
    draft.consent = {};
    EXPECT_NE(advance(draft, step(ReferralStatus::submitted, "2026-01-12")).findings().find("CNK-REFERRAL-001"),
              nullptr)
        << "nothing is sent without consent";
}

// --- plans -----------------------------------------------------------------------------------------------------------

TEST(ReferralPlan, TrialsCentersQuestionsStepsFromTheCatalogue) {
    ReferralRequest r = plain();
    r.kinds.push_back(ReferralKind::cost_analysis);
    r.preferred_countries = {CountryCode::of("CN")};
    r.trial_ids = {RegistryId::of("NCT03056339"), RegistryId::of("NCT00000000")};
    r.center_ids = {Slug::of("md-anderson"), Slug::of("no-such-center")};
    r.response_deadline = PartialDate::of("2026-02-09");
    ReferralPlanOptions options;
    options.as_of = PartialDate::of("2026-01-10");
    const Catalog& catalog = builtin_catalog();
    const Result<ReferralPlan> plan = plan_referral(catalog, r, options);
    ASSERT_TRUE(plan) << to_string(plan.findings());
    ASSERT_FALSE(plan->trials.empty());
    EXPECT_LE(plan->trials.size(), options.trial_limit + 1);
    bool named = false;
    OptionFit last = OptionFit::worth_screening;
    for (const PlannedTrial& t : plan->trials) {
        EXPECT_FALSE(t.sources.empty());
        EXPECT_FALSE(t.option.reasons.empty());
        EXPECT_GE(t.option.fit, last) << "the best fit first";
        last = t.option.fit;
        const Trial* trial = catalog.find<Trial>(t.option.trial_id->text());
        ASSERT_TRUE(trial);
        if (trial->id.text() == "NCT03056339")
            named = true;
        else
            EXPECT_FALSE(is_doubtful(*trial));
    }
    EXPECT_TRUE(named) << "what the sender names is always answered";
    EXPECT_EQ(plan->days_to_deadline.value(), 30);
    ASSERT_FALSE(plan->centers.empty());
    EXPECT_EQ(plan->centers[0].center_id.text(), "md-anderson");
    EXPECT_EQ(plan->costs.empty(), false);
    const auto asked = [&](std::string_view part) {
        return std::any_of(plan->questions.begin(), plan->questions.end(),
                           [&](const std::string& q) { return q.find(part) != std::string::npos; });
    };
    EXPECT_TRUE(asked("NCT00000000"));
    EXPECT_TRUE(asked("no-such-center"));
    EXPECT_TRUE(asked("ECOG"));
    std::set<std::string> before;
    std::size_t with_day = 0;
    for (const ConsultationStep& s : plan->steps) {
        for (const Slug& d : s.depends_on)
            EXPECT_TRUE(before.contains(std::string(d.text()))) << s.id.text() << " waits for " << d.text();
        before.insert(std::string(s.id.text()));
        with_day += s.deadline ? 1U : 0U;
    }
    EXPECT_GE(plan->steps.size(), 15U);
    EXPECT_GE(with_day, 1U);
    EXPECT_EQ(read<ReferralPlan>(write(*plan)).value(), *plan);
    EXPECT_EQ(write(plan_referral(catalog, r, options).value()), write(*plan));
}

TEST(ReferralPlan, WhatTheSummarySaysCounts) {
    Catalog catalog;
    catalog.targets = builtin_catalog().targets;
    const auto add = [&](std::string_view id, std::string_view condition) {
        Trial t;
        t.id = RegistryId::of(id);
        t.title = "A trial";
        t.status = TrialStatus::recruiting;
        t.disease_group = DiseaseGroup::hematologic;
        Disease d;
        d.name = std::string(condition);
        t.conditions.push_back(d);
        t.targets.push_back(Slug::of("cd19"));
        catalog.trials.push_back(t);
    };
    add("NCT00000001", "Non-Hodgkin Lymphoma");
    add("NCT00000002", "Lymphoma");
    add("NCT00000003", "Hodgkin lymphoma");
    ReferralRequest r = plain();
    r.patient.diagnosis.name = "hodgkin Lymphoma";
    ReferralPlanOptions options;
    options.as_of = PartialDate::of("2026-01-10");
    const ReferralPlan plan = plan_referral(catalog, r, options).value();
    ASSERT_EQ(plan.trials.size(), 3U);
    const auto reason = [&](std::string_view id) -> std::string {
        for (const PlannedTrial& t : plan.trials)
            if (t.option.trial_id->text() == id) return t.option.reasons.at(1);
        return {};
    };
    EXPECT_NE(reason("NCT00000003").find("name the diagnosis"), std::string::npos);
    EXPECT_NE(reason("NCT00000002").find("broader or narrower"), std::string::npos);
    EXPECT_NE(reason("NCT00000001").find("same group"), std::string::npos) << "non-Hodgkin is not Hodgkin";
    ASSERT_EQ(plan.trials[0].option.missing.size(), 1U) << "the target was not tested";

    AntigenStatus negative;
    negative.target_id = Slug::of("cd19");
    negative.expressed = Tri::no;
    r.patient.antigens.push_back(negative);
    const ReferralPlan negative_plan = plan_referral(catalog, r, options).value();
    for (const PlannedTrial& t : negative_plan.trials)
        EXPECT_EQ(t.option.fit, OptionFit::unlikely);
    catalog.trials[1].doubt.emplace();
    EXPECT_EQ(plan_referral(catalog, r, options)->doubtful_left_out_count, 1);

    options.as_of = PartialDate::of("2026-01");
    EXPECT_EQ(plan_referral(catalog, r, options).findings()[0].rule, "CNK-REFERRAL-016");
    options.as_of = PartialDate::of("2026-01-10");
    r.kinds.clear();
    EXPECT_FALSE(plan_referral(catalog, r, options)) << "a request with errors has no plan";
}

// --- de-identification -----------------------------------------------------------------------------------------------

class RandomRequests {
public:
    explicit RandomRequests(unsigned seed) : random_(seed) {}

    /// Texts that identify and must not be in the form of the last request.
    std::vector<std::string> identifiers{};

    ReferralRequest next() {
        identifiers.clear();
        ReferralRequest r = plain();
        r.id = Slug::of(slug());
        PatientSummary& p = r.patient;
        if (some()) p.patient_id = Slug::of(slug());
        p.age_years.reset();
        if (some()) p.age_years = static_cast<std::int64_t>(number(121));
        if (!p.age_years && some()) p.age_90_or_over = true;
        p.diagnosis.name = some() ? "Multiple Myeloma" : "lymphoma of " + person();
        if (some()) p.diagnosis.ncit = NcitCode::of(keep("C" + digits(7)));
        if (some()) p.stage = "stage II, seen on " + date() + " by " + person();
        if (some()) p.question = question();
        for (std::size_t i = number(3); i > 0; --i) {
            AntigenStatus a;
            a.target_id = some() ? Slug::of("cd19") : Slug::of(slug());
            p.antigens.push_back(a);
        }
        r.contact.name = person();
        if (some()) r.contact.organisation = "Clinic of " + person();
        if (some()) r.contact.email = keep(word() + "@" + word() + ".example");
        if (some()) r.contact.phone = keep("+1 " + digits(3) + ' ' + digits(3) + ' ' + digits(4));
        r.consent.date = PartialDate::of(date());
        if (some()) r.consent.valid_until = PartialDate::of(date());
        if (some()) r.budget = budget();
        for (std::size_t i = number(3); i > 0; --i)
            r.center_ids.push_back(some() ? Slug::of("md-anderson") : Slug::of(slug()));
        for (std::size_t i = number(4); i > 0; --i) {
            StatusChange s = step(ReferralStatus::in_review, date());
            if (some()) s.reason = "asked by " + person() + ", " + keep(digits(3) + '-' + digits(2) + '-' + digits(4));
            r.history.push_back(s);
        }
        if (some()) r.response_deadline = PartialDate::of(date());
        for (std::size_t i = number(3); i > 0; --i) {
            ReferralDocument d;
            d.id = Slug::of(slug());
            if (some()) d.title = "scan of " + person() + ' ' + keep("http://" + word() + ".example/" + word());
            if (some()) d.media_type = "image/" + keep(word());
            if (some()) d.sha256 = keep(digits(32) + digits(32));
            if (some()) d.language = LanguageTag::of("en");
            if (some()) {
                d.deidentification.emplace();
                d.deidentification->performed_by = person();
                d.deidentification->date = PartialDate::of(date());
            }
            r.documents.push_back(d);
        }
        if (some()) r.extra.add({"mrn", '"' + keep(digits(9)) + '"'});
        if (some()) p.extra.add({"address", '"' + keep(word() + " Street " + digits(3)) + '"'});
        if (some()) r.contact.extra.add({"fax", '"' + keep(digits(10)) + '"'});
        return r;
    }

    bool some() { return number(2) == 0; }
    std::size_t number(std::size_t below) { return static_cast<std::size_t>(random_()) % below; }

private:
    std::string keep(std::string text) {
        identifiers.push_back(text);
        return text;
    }
    std::string letters(std::size_t n) {
        std::string s;
        while (s.size() < n)
            s += static_cast<char>('a' + static_cast<char>(number(26)));
        return s;
    }
    std::string digits(std::size_t n) {
        std::string s;
        while (s.size() < n)
            s += static_cast<char>('0' + static_cast<char>(number(10)));
        return s;
    }
    std::string word() { return "q" + letters(7); }
    std::string slug() { return keep("id-" + letters(6) + digits(3)); }
    std::string person() {
        std::string name = "Q" + letters(6), family = "X" + letters(7);
        keep(name);
        keep(family);
        return name + ' ' + family;
    }
    std::string two(std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); }
    std::string date() {
        return keep(std::to_string(1930 + number(97)) + '-' + two(1 + number(12)) + '-' + two(1 + number(28)));
    }
    Money budget() {
        Money m;
        m.low = Decimal::of(keep("7" + digits(8)));
        m.currency = CurrencyCode::of("USD");
        return m;
    }
    std::string question() {
        return "My patient " + person() + ", born " + date() + ", record " + keep(digits(8)) + ", plate " +
               keep("Z" + digits(6)) + ", " + keep(digits(3) + ".0." + digits(3) + ".7") + ", lives in " + keep(word());
    }

    std::mt19937 random_;
};

TEST(Deidentify, AHundredThousandRandomRequestsLeaveNothingBehind) {
    const Deidentifier deidentifier(builtin_catalog());
    DeidentifyOptions options;
    options.code = Slug::of("case-7");
    options.no_actual_knowledge = true;
    RandomRequests random(20261123);
    std::size_t checked = 0, old = 0;
    for (int i = 0; i < 100'000; ++i) {
        const ReferralRequest request = random.next();
        const Result<DeidentifiedReferral> form = deidentifier.deidentify(request, options);
        ASSERT_TRUE(form) << to_string(form.findings());
        const std::string text = write(*form);
        for (const std::string& identifier : random.identifiers) {
            ASSERT_EQ(text.find(identifier), std::string::npos) << identifier << " in " << text;
            ++checked;
        }
        ASSERT_FALSE(form->age_years && *form->age_years >= 90);
        if (request.patient.age_years && *request.patient.age_years >= 90) {
            ++old;
            ASSERT_TRUE(form->age_90_or_over.value_or(false));
        }
        for (std::size_t at = text.find("\"date\":\""); at != std::string::npos; at = text.find("\"date\":\"", at + 1))
            ASSERT_EQ(text.find('"', at + 8), at + 12) << "a date is a year";
    }
    EXPECT_GT(checked, 1'000'000U);
    EXPECT_GT(old, 5'000U);
}

TEST(Deidentify, KeepsWhatTheAnswerNeeds) {
    ReferralRequest r = plain();
    r.patient.ecog = 1;
    r.patient.question = "A question";
    r.response_deadline = PartialDate::of("2026-01-31");
    r.center_ids = {Slug::of("md-anderson")};
    r.trial_ids = {RegistryId::of("NCT03056339")};
    DeidentifyOptions options;
    options.code = Slug::of("case-7");
    options.no_actual_knowledge = true;
    options.question = "Which trials take a patient in second relapse?";
    options.year = Year(2026);
    const Result<DeidentifiedReferral> form = Deidentifier(builtin_catalog()).deidentify(r, options);
    ASSERT_TRUE(form) << to_string(form.findings());
    EXPECT_EQ(form->age_years, Count(54));
    EXPECT_EQ(form->ecog, Count(1));
    ASSERT_TRUE(form->diagnosis);
    EXPECT_EQ(form->days_to_answer, Count(21));
    EXPECT_EQ(form->center_ids.size(), 1U);
    EXPECT_EQ(form->trial_ids.size(), 1U);
    EXPECT_EQ(form->question, options.question);
    EXPECT_TRUE(form->consent_holds);
    EXPECT_EQ(form->deidentification.rules_checked.size(), 18U);
    EXPECT_EQ(form->history[0].year, Year(2026));
    const auto removed = [&](std::string_view pointer) {
        return std::any_of(form->removals.begin(), form->removals.end(),
                           [&](const Removal& x) { return x.pointer == pointer; });
    };
    for (const std::string_view pointer :
         {"/id", "/contact/name", "/patient/question", "/history/0/date", "/consent/date"})
        EXPECT_TRUE(removed(pointer)) << pointer;
    EXPECT_EQ(read<DeidentifiedReferral>(write(*form)).value(), *form);
}

TEST(Deidentify, TheSenderAnswersForTheRest) {
    const Deidentifier deidentifier(builtin_catalog());
    ReferralRequest r = plain();
    r.patient.patient_id = Slug::of("mrn-4711");
    DeidentifyOptions options;
    options.code = Slug::of("case-7");
    EXPECT_NE(deidentifier.deidentify(r, options).findings().find("CNK-REFERRAL-003"), nullptr);
    EXPECT_FALSE(deidentifier.deidentify(r, options).ok());
    options.no_actual_knowledge = true;
    EXPECT_TRUE(deidentifier.deidentify(r, options).ok());
    for (const std::string_view code : {"request-one", "x-mrn-4711-y"}) {
        options.code = Slug::of(code);
        const auto form = deidentifier.deidentify(r, options);
        ASSERT_NE(form.findings().find("CNK-REFERRAL-014"), nullptr) << code;
        DeidentifiedReferral kept = *form.best_effort();
        EXPECT_TRUE(kept.code.empty());
        kept.code = Slug::of("case-8");
        EXPECT_EQ(write(kept).find(code), std::string::npos);
    }
    options.code = Slug::of("case-7");
    for (const std::string_view question :
         {"write to a.b@c.example", "see https://x.example", "record 123456", "call 555 123 4567", "born 12.3.1961",
          "born 1961-03", "since March", "a man of 93 years", "a 101-year-old", "from Dr Quackenbush",
          "SSN 123-45-6789", "host 10.0.0.1", "request one, about mrn-4711"}) {
        options.question = std::string(question);
        const auto form = deidentifier.deidentify(r, options);
        EXPECT_NE(form.findings().find("CNK-REFERRAL-015"), nullptr) << question;
        EXPECT_FALSE(form.best_effort()->question) << question;
        for (const Finding& f : form.findings())
            EXPECT_EQ(to_string(f).find("Quackenbush"), std::string::npos) << "a finding quotes nothing";
    }
    for (const std::string_view question :
         {"Does CD19 CAR-NK make sense after two lines?", "ECOG 1, 3 lines, LVEF 55%, CD19 on 90% of cells in 2025."}) {
        options.question = std::string(question);
        EXPECT_TRUE(deidentifier.deidentify(r, options).ok()) << question;
    }
}

}  // namespace
