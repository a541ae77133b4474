// SPDX-License-Identifier: BSL-1.0
// Rules on access, guidance and referral.
#include <carnk/core/optional.hpp>
#include <carnk/model/access.hpp>
#include <carnk/model/guide.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/model/referral_life.hpp>
#include <carnk/model/standards.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo access_without_source = card(
    "CNK-ACCESS-001", Severity::error, RuleCategory::provenance, "a statement on access names a source",
    "Rules change; without a source nobody can see whether they have.", "CountryAccess.summary, CountryAccess.sources");
constexpr RuleInfo country_twice =
    card("CNK-ACCESS-002", Severity::error, RuleCategory::consistency,
         "a question of access is answered once for each country", "Two answers for one country contradict each other.",
         "AccessTopic.entries, CountryAccess.country");
constexpr RuleInfo act_dates =
    card("CNK-ACCESS-003", Severity::error, RuleCategory::consistency, "a law is not in force before it is issued",
         "One of the two dates is wrong.", "LegalAct.issued, LegalAct.effective");
constexpr RuleInfo act_of_future =
    card("CNK-ACCESS-004", Severity::warning, RuleCategory::plausibility, "a law that is in force has come into force",
         "Until then it is a law to come.", "LegalAct.status, LegalAct.effective");
constexpr RuleInfo visit_order = card("CNK-ACCESS-005", Severity::warning, RuleCategory::consistency,
                                      "the visits of a follow-up are in order and end with it",
                                      "A visit after the end of the follow-up belongs to another plan.",
                                      "FollowUpPlan.duration, FollowUpPlan.visits");
constexpr RuleInfo plan_units =
    card("CNK-ACCESS-006", Severity::error, RuleCategory::format, "times of access and guidance are in units of time",
         "A time in another unit cannot be computed with.",
         "FollowUpPlan, VisaRequirement.maximum_stay, TrialLogistics, GuideDue.offset, TravelPlan.stay");

constexpr RuleInfo guide_without_source =
    card("CNK-GUIDE-001", Severity::error, RuleCategory::provenance, "advice names its sources",
         "Advice that cannot be checked must not be given.", "ChecklistItem.sources, Faq.sources");
constexpr RuleInfo item_ids =
    card("CNK-GUIDE-002", Severity::error, RuleCategory::reference, "the items of a list have different ids",
         "What depends on the id would wait for either of the two.",
         "ChecklistItem.id, ConsultationStep.id, ReferralDocument.id");
constexpr RuleInfo unknown_item =
    card("CNK-GUIDE-003", Severity::error, RuleCategory::reference, "an item waits for items of its list",
         "It would wait for ever.", "ChecklistItem.depends_on, ConsultationStep.depends_on");
constexpr RuleInfo item_circle =
    card("CNK-GUIDE-004", Severity::error, RuleCategory::reference, "no item waits for itself",
         "Nothing of the circle could ever begin.", "ChecklistItem.depends_on, ConsultationStep.depends_on");
constexpr RuleInfo no_caution =
    card("CNK-GUIDE-005", Severity::warning, RuleCategory::practice, "a text for patients says what it is not",
         "Readers must know that it is no medical advice and where it stops.", "Checklist.caution, Faq.caution");
constexpr RuleInfo empty_text =
    card("CNK-GUIDE-006", Severity::warning, RuleCategory::structure, "a text of the guide is not empty",
         "An empty answer looks like an answer.", "ChecklistItem.text, Faq.question, Faq.answer, CatalogNote.text");

constexpr RuleInfo sent_without_consent =
    card("CNK-REFERRAL-001", Severity::error, RuleCategory::practice, "nothing is sent without consent",
         "Health data may leave the sender only with the patient's agreement.",
         "ReferralRequest.status, ReferralConsent", "GDPR, Article 9(2)(a); 45 CFR 164.508");
constexpr RuleInfo consent_contradicts = card(
    "CNK-REFERRAL-002", Severity::error, RuleCategory::consistency,
    "a consent has a scope exactly if it was given, and its dates are in order", "Nobody can tell what was agreed to.",
    "ReferralConsent.given, .scope, .date, .valid_until, .withdrawn", "GDPR, Article 7");
constexpr RuleInfo harbor_incomplete =
    card("CNK-REFERRAL-003", Severity::error, RuleCategory::practice, "Safe Harbor checks all eighteen identifiers",
         "One that is not checked may be there.", "Deidentification.method, .rules_checked, .no_actual_knowledge",
         "45 CFR 164.514(b)(2)");
constexpr RuleInfo document_open =
    card("CNK-REFERRAL-004", Severity::error, RuleCategory::practice,
         "a document that names the patient goes along only with consent to that",
         "A document that was not de-identified tells who the patient is.",
         "ReferralDocument.status, .deidentification, ReferralConsent.scope", "45 CFR 164.514; GDPR, Article 9");
constexpr RuleInfo status_differs =
    card("CNK-REFERRAL-005", Severity::error, RuleCategory::consistency, "the status is that of the last step",
         "A request has one status.", "ReferralRequest.status, ReferralRequest.history");
constexpr RuleInfo history_order =
    card("CNK-REFERRAL-006", Severity::error, RuleCategory::consistency, "the steps of a request are in order",
         "The oldest step stands first.", "StatusChange.date");
constexpr RuleInfo age_identifies =
    card("CNK-REFERRAL-007", Severity::error, RuleCategory::practice, "an age of 90 or more is given as a class",
         "Few people are so old: the number identifies.", "PatientSummary.age_years, .age_90_or_over",
         "45 CFR 164.514(b)(2)(i)(C)");
constexpr RuleInfo abroad_without_consent = card(
    "CNK-REFERRAL-008", Severity::warning, RuleCategory::practice, "data that go abroad have consent to that",
    "Export of health data is a purpose of its own.",
    "ReferralConsent.scope, PatientSummary.country, ReferralRequest.preferred_countries", "GDPR, Article 49(1)(a)");
constexpr RuleInfo asks_nothing =
    card("CNK-REFERRAL-009", Severity::error, RuleCategory::structure, "a request asks for something",
         "Nobody can answer a request without a question.", "ReferralRequest.kinds");
constexpr RuleInfo stop_without_reason =
    card("CNK-REFERRAL-010", Severity::warning, RuleCategory::structure,
         "a request that was declined, withdrawn or halted says why", "The sender has to tell the patient.",
         "StatusChange.status, StatusChange.reason");
constexpr RuleInfo ecog_out =
    card("CNK-REFERRAL-011", Severity::error, RuleCategory::format, "performance on the ECOG scale is 0 to 5",
         "A level that does not exist cannot be compared.", "PatientSummary.ecog",
         "Oken MM et al. Am J Clin Oncol 1982;5:649-655");
constexpr RuleInfo bad_digest =
    card("CNK-REFERRAL-012", Severity::error, RuleCategory::format, "a digest is 64 hexadecimal digits",
         "Another text identifies no file.", "ReferralDocument.sha256", "FIPS 180-4");

constexpr RuleInfo wrong_step =
    card("CNK-REFERRAL-013", Severity::error, RuleCategory::consistency,
         "a request goes from one status to another as its life allows",
         "A request that was never sent cannot have been answered.", "ReferralRequest.history");

constexpr RuleInfo code_twice =
    card("CNK-STANDARD-001", Severity::error, RuleCategory::reference, "the codes of a list are different",
         "A code means one thing.", "CodeList.concepts, ScaleDefinition.levels");
constexpr RuleInfo scale_levels = card("CNK-STANDARD-002", Severity::error, RuleCategory::consistency,
                                       "the levels of a scale lie between its ends, step by step",
                                       "Others do not exist on it.", "ScaleDefinition.low, .high, .step, .levels");
constexpr RuleInfo unknown_domain = card(
    "CNK-STANDARD-003", Severity::error, RuleCategory::reference, "a grade asks for domains and levels of its scheme",
    "It could never be reached.", "GradeFinding.domain, .level, GradingDomain.code, GradingLevel.code");

template <class Q>
void time(const Q& q, const std::string& pointer, RuleContext& ctx) {
    if (!is_time(q.unit)) ctx.report(pointer, "the unit is not one of time", q.unit.text(), "d, wk, mo, a");
}
template <class Q>
void time(const Optional<Q>& q, const std::string& pointer, RuleContext& ctx) {
    if (q) time(*q, pointer, ctx);
}

void check_visits(const FollowUpPlan& p, RuleContext& ctx) {
    const auto day = UcumUnit::of("d");
    const auto end = p.duration ? p.duration->in(day) : std::nullopt;
    Optional<double> last;
    for (std::size_t i = 0; i < p.visits.size(); ++i) {
        const QuantityRange& when = p.visits[i].when;
        const auto low = when.low ? convert(*when.low, when.unit, day) : std::nullopt;
        if (low && end && *low > *end * 1.01)
            ctx.report(at("visits", i), "the visit is after the end of the follow-up",
                       text_of_ends(when.low, when.high) + ' ' + when.unit.text(), text_of(*p.duration));
        if (low && last && *low < *last)
            ctx.report(at("visits", i), "the visit is before the one that stands above it",
                       text_of_ends(when.low, when.high) + ' ' + when.unit.text());
        if (low) last = low;
    }
}

template <class Item>
void check_item_ids(const std::vector<Item>& items, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (const auto [it, fresh] = first.emplace(items[i].id.text(), i); !fresh)
            ctx.report(at(i, "id"), "another item of the list has this id", items[i].id.text(), {},
                       {{ctx.pointer(at(it->second, "id")), "the other item"}});
}

template <class Item>
void check_waits(const std::vector<Item>& items, RuleContext& ctx) {
    std::set<std::string_view> ids;
    for (const Item& item : items)
        ids.insert(item.id.text());
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t k = 0; k < items[i].depends_on.size(); ++k)
            if (!ids.contains(items[i].depends_on[k].text()))
                ctx.report(at(i, "depends_on", k), "the list has no such item", items[i].depends_on[k].text());
}

template <class Item>
void check_waits_for_itself(const std::vector<Item>& items, RuleContext& ctx) {
    std::map<std::string_view, const Item*> by_id;
    for (const Item& item : items)
        by_id.emplace(item.id.text(), &item);
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::set<const Item*> seen;
        std::vector<const Item*> todo{&items[i]};
        while (!todo.empty()) {
            const Item* item = todo.back();
            todo.pop_back();
            for (const Slug& id : item->depends_on) {
                const auto it = by_id.find(id.text());
                if (it == by_id.end()) continue;
                if (it->second == &items[i]) {
                    ctx.report(at(i, "depends_on"), "the item waits for itself", items[i].id.text());
                    return;  // the others of the circle are the same fault
                }
                if (seen.insert(it->second).second) todo.push_back(it->second);
            }
        }
    }
}

bool has(const std::vector<ConsentScope>& scope, ConsentScope s) {
    return std::find(scope.begin(), scope.end(), s) != scope.end();
}

bool is_sent(ReferralStatus s) {
    return s != ReferralStatus::draft && s != ReferralStatus::withdrawn;
}

void check_consent(const ReferralConsent& c, RuleContext& ctx) {
    if (c.given && c.scope.empty()) ctx.report("/scope", "consent was given, and nothing says to what");
    if (!c.given && !c.scope.empty()) ctx.report("/scope", "consent was not given and has a scope");
    const auto later = [&](const Optional<PartialDate>& d, const char* name) {
        if (c.date && d && before(*d, *c.date) == Tri::yes)
            ctx.report(at(name), "the date is before that of the consent", d->text());
    };
    later(c.valid_until, "valid_until");
    later(c.withdrawn, "withdrawn");
}

void check_harbor(const Deidentification& d, RuleContext& ctx) {
    if (d.method != DeidentificationMethod::safe_harbor) return;
    const std::set<DeidentificationRule> checked(d.rules_checked.begin(), d.rules_checked.end());
    if (checked.size() < enumerator_count<DeidentificationRule>)
        ctx.report("/rules_checked", "not all identifiers were checked", std::to_string(checked.size()),
                   std::to_string(enumerator_count<DeidentificationRule>));
    if (!d.no_actual_knowledge)
        ctx.report("/no_actual_knowledge", "something that could identify the person is known to be left");
}

void check_documents(const ReferralRequest& r, RuleContext& ctx) {
    if (r.consent.given && has(r.consent.scope, ConsentScope::share_identity)) return;
    for (std::size_t i = 0; i < r.documents.size(); ++i)
        if (r.documents[i].status == DocumentStatus::attached && !r.documents[i].deidentification)
            ctx.report(at("documents", i),
                       "the document was not de-identified, and there is no consent to share the identity");
}

void check_abroad(const ReferralRequest& r, RuleContext& ctx) {
    if (!is_sent(r.status) || !r.patient.country || !r.consent.given ||
        has(r.consent.scope, ConsentScope::cross_border_transfer))
        return;
    const bool abroad = std::any_of(r.preferred_countries.begin(), r.preferred_countries.end(),
                                    [&](const CountryCode& c) { return c != *r.patient.country; });
    if (abroad) ctx.report("/consent/scope", "the request goes abroad, and the consent does not cover that");
}

void check_scale(const ScaleDefinition& s, RuleContext& ctx) {
    for (std::size_t i = 0; i < s.levels.size(); ++i) {
        const Count v = s.levels[i].value;
        if (v < s.low || v > s.high || (s.step > 0 && (v - s.low) % s.step != 0))
            ctx.report(at("levels", i, "value"), "the scale has no such level", std::to_string(v),
                       std::to_string(s.low) + " to " + std::to_string(s.high) + " by " + std::to_string(s.step));
    }
}

void check_scheme(const GradingScheme& g, RuleContext& ctx) {
    std::map<std::string_view, const GradingDomain*> domains;
    for (const GradingDomain& d : g.domains)
        domains.emplace(d.code, &d);
    for (std::size_t i = 0; i < g.grades.size(); ++i)
        for (std::size_t k = 0; k < g.grades[i].findings.size(); ++k) {
            const GradeFinding& f = g.grades[i].findings[k];
            const auto it = domains.find(f.domain);
            if (it == domains.end())
                ctx.report(at("grades", i, "findings", k, "domain"), "the scheme has no such domain", f.domain);
            else if (f.level && !it->second->levels.empty() &&
                     std::none_of(it->second->levels.begin(), it->second->levels.end(),
                                  [&](const GradingLevel& l) { return l.code == *f.level; }))
                ctx.report(at("grades", i, "findings", k, "level"), "the domain has no such level", *f.level);
        }
}

bool blank(const std::string& s) {
    return s.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

void add_guide_rules(BuiltinRules& rules) {
    rules.add<CountryAccess>(access_without_source, [](const CountryAccess& c, RuleContext& ctx) {
        if (c.summary && c.sources.empty()) ctx.report("/sources", "the statement names no source", c.country.text());
    });
    rules.add<AccessTopic>(country_twice, [](const AccessTopic& t, RuleContext& ctx) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < t.entries.size(); ++i)
            if (!seen.insert(t.entries[i].country.text()).second) {
                ctx.report(at("entries", i, "country"), "the country is answered twice", t.entries[i].country.text());
                const auto end = t.entries.begin() + static_cast<std::ptrdiff_t>(i);
                if (std::find(t.entries.begin(), end, t.entries[i]) != end) ctx.repair_remove(at("entries", i));
            }
    });
    rules.add<LegalAct>(act_dates, [](const LegalAct& a, RuleContext& ctx) {
        if (a.issued && a.effective && before(*a.effective, *a.issued) == Tri::yes)
            ctx.report("/effective", "the law is in force before it is issued", a.effective->text(),
                       "not before " + a.issued->text());
    });
    rules.add<LegalAct>(
        act_of_future,
        [](const LegalAct& a, RuleContext& ctx) {
            if (a.status == LegalStatus::in_force && a.effective && before(ctx.as_of(), *a.effective) == Tri::yes)
                ctx.report("/status", "the law is called in force before it is", a.effective->text(),
                           "not after " + ctx.as_of().text());
        },
        RuleNeed::as_of);
    rules.add<FollowUpPlan>(visit_order, check_visits);
    rules.add<FollowUpPlan>(plan_units, [](const FollowUpPlan& p, RuleContext& ctx) {
        time(p.duration, "/duration/unit", ctx);
        for (std::size_t i = 0; i < p.visits.size(); ++i)
            time(p.visits[i].when, at("visits", i, "when", "unit"), ctx);
    });
    rules.add<VisaRequirement>(plan_units, [](const VisaRequirement& v, RuleContext& ctx) {
        time(v.maximum_stay, "/maximum_stay/unit", ctx);
    });
    rules.add<TrialLogistics>(plan_units, [](const TrialLogistics& t, RuleContext& ctx) {
        time(t.thaw_to_infusion_maximum, "/thaw_to_infusion_maximum/unit", ctx);
    });
    rules.add<GuideDue>(plan_units, [](const GuideDue& d, RuleContext& ctx) { time(d.offset, "/offset/unit", ctx); });
    rules.add<TravelPlan>(plan_units, [](const TravelPlan& p, RuleContext& ctx) { time(p.stay, "/stay/unit", ctx); });

    rules.add<ChecklistItem>(guide_without_source, [](const ChecklistItem& i, RuleContext& ctx) {
        if (i.sources.empty()) ctx.report("/sources", "the item names no source", i.id.text());
    });
    rules.add<std::vector<ChecklistItem>>(item_ids, check_item_ids<ChecklistItem>);
    rules.add<std::vector<ConsultationStep>>(item_ids, check_item_ids<ConsultationStep>);
    rules.add<std::vector<ReferralDocument>>(item_ids, check_item_ids<ReferralDocument>);
    rules.add<std::vector<ChecklistItem>>(unknown_item, check_waits<ChecklistItem>);
    rules.add<std::vector<ConsultationStep>>(unknown_item, check_waits<ConsultationStep>);
    rules.add<std::vector<ChecklistItem>>(item_circle, check_waits_for_itself<ChecklistItem>);
    rules.add<std::vector<ConsultationStep>>(item_circle, check_waits_for_itself<ConsultationStep>);
    rules.add<Checklist>(no_caution, [](const Checklist& c, RuleContext& ctx) {
        if (blank(c.caution)) ctx.report("/caution", "the list does not say what it is not", c.id.text());
    });
    rules.add<Faq>(no_caution, [](const Faq& f, RuleContext& ctx) {
        if (blank(f.caution)) ctx.report("/caution", "the answer does not say what it is not", f.id.text());
    });
    rules.add<ChecklistItem>(empty_text, [](const ChecklistItem& i, RuleContext& ctx) {
        if (blank(i.text)) ctx.report("/text", "the text is empty", i.id.text());
    });
    rules.add<Faq>(empty_text, [](const Faq& f, RuleContext& ctx) {
        if (blank(f.question)) ctx.report("/question", "the text is empty", f.id.text());
        if (blank(f.answer)) ctx.report("/answer", "the text is empty", f.id.text());
    });
    rules.add<CatalogNote>(empty_text, [](const CatalogNote& n, RuleContext& ctx) {
        if (blank(n.text) && (!n.gaps || n.gaps->empty()) && (!n.counts || n.counts->empty()))
            ctx.report("/text", "the text is empty", n.id.text());
    });

    rules.add<ReferralRequest>(sent_without_consent, [](const ReferralRequest& r, RuleContext& ctx) {
        if (is_sent(r.status) && (!r.consent.given || r.consent.withdrawn) && r.status != ReferralStatus::closed)
            ctx.report("/status", "the request was sent, and there is no consent that holds", text_of(r.status),
                       "draft");
    });
    rules.add<ReferralConsent>(consent_contradicts, check_consent);
    rules.add<Deidentification>(harbor_incomplete, check_harbor);
    rules.add<ReferralRequest>(document_open, check_documents);
    rules.add<ReferralRequest>(status_differs, [](const ReferralRequest& r, RuleContext& ctx) {
        if (r.history.empty() ? r.status != ReferralStatus::draft : r.history.back().status != r.status)
            ctx.report("/status", "the status is not that of the last step", text_of(r.status),
                       r.history.empty() ? "draft" : text_of(r.history.back().status));
    });
    rules.add<std::vector<StatusChange>>(history_order, [](const std::vector<StatusChange>& list, RuleContext& ctx) {
        for (std::size_t i = 1; i < list.size(); ++i)
            if (before(list[i].date, list[i - 1].date) == Tri::yes)
                ctx.report(at(i, "date"), "the step is before the one above it", list[i].date.text(),
                           "not before " + list[i - 1].date.text());
    });
    rules.add<std::vector<StatusChange>>(wrong_step, [](const std::vector<StatusChange>& list, RuleContext& ctx) {
        ReferralStatus now = ReferralStatus::draft;
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!can_follow(now, list[i].status))
                ctx.report(at(i, "status"), "the status cannot follow the one before it", text_of(list[i].status),
                           "one that can follow " + text_of(now));
            now = list[i].status;
        }
    });
    rules.add<PatientSummary>(age_identifies, [](const PatientSummary& p, RuleContext& ctx) {
        if (p.age_years && *p.age_years >= 90)
            ctx.report("/age_years", "an age of 90 or more stands as a number", std::to_string(*p.age_years),
                       "age_90_or_over");
        else if (p.age_years && p.age_90_or_over.value_or(false))
            ctx.report("/age_years", "an age stands beside the class of 90 or more", std::to_string(*p.age_years));
    });
    rules.add<ReferralRequest>(abroad_without_consent, check_abroad);
    rules.add<ReferralRequest>(asks_nothing, [](const ReferralRequest& r, RuleContext& ctx) {
        if (r.kinds.empty()) ctx.report("/kinds", "the request asks for nothing");
    });
    rules.add<StatusChange>(stop_without_reason, [](const StatusChange& s, RuleContext& ctx) {
        const bool stop = s.status == ReferralStatus::declined || s.status == ReferralStatus::withdrawn ||
                          s.status == ReferralStatus::awaiting_information;
        if (stop && (!s.reason || blank(*s.reason))) ctx.report("", "nothing says why", text_of(s.status));
    });
    rules.add<PatientSummary>(ecog_out, [](const PatientSummary& p, RuleContext& ctx) {
        if (p.ecog && *p.ecog > 5)
            ctx.report("/ecog", "the scale has no such level", std::to_string(*p.ecog), "0 to 5");
    });
    rules.add<ReferralDocument>(bad_digest, [](const ReferralDocument& d, RuleContext& ctx) {
        if (d.sha256 &&
            (d.sha256->size() != 64 || d.sha256->find_first_not_of("0123456789abcdefABCDEF") != std::string::npos))
            ctx.report("/sha256", "the digest is not 64 hexadecimal digits", *d.sha256);
    });

    rules.add<CodeList>(code_twice, [](const CodeList& l, RuleContext& ctx) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < l.concepts.size(); ++i)
            if (!seen.insert(l.concepts[i].code).second) {
                ctx.report(at("concepts", i, "code"), "the code stands twice", l.concepts[i].code);
                const auto end = l.concepts.begin() + static_cast<std::ptrdiff_t>(i);
                if (std::find(l.concepts.begin(), end, l.concepts[i]) != end) ctx.repair_remove(at("concepts", i));
            }
    });
    rules.add<ScaleDefinition>(code_twice, [](const ScaleDefinition& s, RuleContext& ctx) {
        std::set<std::int64_t> seen;
        for (std::size_t i = 0; i < s.levels.size(); ++i)
            if (!seen.insert(s.levels[i].value).second) {
                ctx.report(at("levels", i, "value"), "the level stands twice", std::to_string(s.levels[i].value));
                const auto end = s.levels.begin() + static_cast<std::ptrdiff_t>(i);
                if (std::find(s.levels.begin(), end, s.levels[i]) != end) ctx.repair_remove(at("levels", i));
            }
    });
    rules.add<ScaleDefinition>(scale_levels, check_scale);
    rules.add<GradingScheme>(unknown_domain, check_scheme);
}

}  // namespace carnk::inline v0_1::detail
