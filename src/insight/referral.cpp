// SPDX-License-Identifier: BSL-1.0
// Plans for referral requests, and steps in their life.
#include <carnk/insight/cost.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral_life.hpp>
#include <carnk/rules/validate.hpp>
#include <carnk/screen/screen.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

std::string lowered(std::string_view text) {
    std::string s(text);
    for (char& c : s)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return s;
}

Finding finding(std::string rule, std::string pointer, std::string message, std::string observed = {},
                std::string expected = {}) {
    Finding f;
    f.rule = std::move(rule);
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

template <class E>
std::string word_of(E value) {
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i)
        if (detail::enumerator_values<E>[i] == value) return std::string(detail::enumerator_names<E>[i]);
    return {};
}

template <class T>
bool contains(const std::vector<T>& list, const T& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

Findings errors_of(const ReferralRequest& request) {
    Findings errors;
    const Findings all = validate(request);
    for (const Finding& f : all)
        if (f.severity == Severity::error) errors.add(f);
    return errors;
}

std::string spaced(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

// Whether a trial takes nobody any more.
bool is_over(TrialStatus status) {
    switch (status) {
        case TrialStatus::active_not_recruiting:
        case TrialStatus::completed:
        case TrialStatus::terminated:
        case TrialStatus::withdrawn:
        case TrialStatus::no_longer_available:
        case TrialStatus::approved_for_marketing:
            return true;
        default:
            return false;
    }
}

// What the summary says, as facts for screening. What it does not say is unknown there.
PatientRecord facts_of(const PatientSummary& p, const PartialDate& as_of) {
    PatientRecord record;
    record.id = Slug::of("summary");
    record.as_of = as_of;
    if (p.age_years) {
        Quantity age;
        age.value = static_cast<double>(p.age_years->number());
        age.unit = UcumUnit::of("a");
        record.demographics.age = age;
        record.demographics.age_date = as_of;
    }
    record.demographics.sex = p.sex;
    if (p.ecog && *p.ecog <= 5) {
        PerformanceFact fact;
        fact.scale = OrdinalScale::ecog;
        fact.assertion = Assertion::present;
        fact.value = p.ecog;
        fact.date = as_of;
        record.performance.push_back(std::move(fact));
    }
    return record;
}

// How a condition of a trial stands to the diagnosis, by their words.
enum class Match { none, related, same };

// Whether one name has the other in it as whole words, and not as what it is not: "non-Hodgkin lymphoma" has no "Hodgkin lymphoma".
bool has_words(const std::string& text, const std::string& words) {
    if (words.size() < 3) return false;
    const auto part_of_word = [&](std::size_t i) {
        return i < text.size() && std::string_view(" ,;/()").find(text[i]) == std::string_view::npos;
    };
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
        if ((at > 0 && part_of_word(at - 1)) || part_of_word(at + words.size())) continue;
        const std::string_view front = std::string_view(text).substr(0, at);
        if (front.ends_with("non ") || front.ends_with("not ")) continue;
        return true;
    }
    return false;
}

Match match_of(const Trial& trial, const Disease& diagnosis) {
    const std::string wanted = lowered(diagnosis.name);
    Match best = Match::none;
    for (const Disease& d : trial.conditions) {
        const std::string name = lowered(d.name);
        if (name == wanted || (diagnosis.ncit && d.ncit && *diagnosis.ncit == *d.ncit)) return Match::same;
        if (has_words(name, wanted) || has_words(wanted, name)) best = Match::related;
    }
    return best;
}

struct Rated {
    PlannedTrial planned;
    const Trial* trial = nullptr;
    int rank = 0;  // the greater the better
};

class Planner {
public:
    Planner(const Catalog& catalog, const ReferralRequest& request, const ReferralPlanOptions& options)
        : catalog_(catalog),
          request_(request),
          facts_(facts_of(request.patient, options.as_of)),
          vocabulary_(catalog.terms),
          screener_(facts_, vocabulary_, screening(options)) {}

    [[nodiscard]] Rated rate(const Trial& trial, bool named) const {
        const PatientSummary& p = request_.patient;
        Rated r;
        r.trial = &trial;
        ConsultationOption& o = r.planned.option;
        o.trial_id = trial.id;
        o.fit = OptionFit::worth_screening;
        const auto at_most = [&](OptionFit fit) {
            o.fit = std::max(o.fit, fit);
        };
        if (named) o.reasons.emplace_back("named by the sender");
        if (is_doubtful(trial)) {
            at_most(OptionFit::unlikely);
            o.reasons.emplace_back("there is doubt whether the record describes a real treatment");
        }
        if (trial.status == TrialStatus::recruiting) {
            o.reasons.emplace_back("recruits, by the record of the trial");
            r.rank += 4;
        } else if (trial.status == TrialStatus::not_yet_recruiting) {
            at_most(OptionFit::needs_more_facts);
            o.reasons.emplace_back("does not recruit yet");
        } else {
            at_most(is_over(trial.status) ? OptionFit::not_possible : OptionFit::unlikely);
            o.reasons.push_back("does not recruit; status: " + spaced(word_of(trial.status)));
        }
        const Match match = match_of(trial, p.diagnosis);
        if (match == Match::same) {
            o.reasons.emplace_back("its conditions name the diagnosis");
            r.rank += 8;
        } else if (match == Match::related) {
            at_most(OptionFit::needs_more_facts);
            o.reasons.emplace_back(
                "its conditions name a broader or narrower disease; whether the diagnosis is meant must be asked");
            r.rank += 4;
        } else if (trial.disease_group && *trial.disease_group == p.disease_group) {
            at_most(OptionFit::needs_more_facts);
            o.reasons.emplace_back(
                "studies the same group of diseases; whether the diagnosis is among them must be asked");
        } else {
            at_most(OptionFit::unlikely);
            o.reasons.emplace_back("does not study the group of the diagnosis, as far as its record says");
        }
        antigens(trial, r);
        countries(trial, r);
        criteria(trial, r);
        r.planned.title = trial.title;
        r.planned.status_as_of = trial.status_as_of;
        r.planned.sources = trial.sources;
        r.rank -= 16 * static_cast<int>(o.fit);
        return r;
    }

private:
    static ScreenOptions screening(const ReferralPlanOptions& options) {
        ScreenOptions s;
        s.as_of = options.as_of;
        s.redact = true;
        return s;
    }

    void antigens(const Trial& trial, Rated& r) const {
        ConsultationOption& o = r.planned.option;
        for (const Slug& target : trial.targets) {
            const auto& list = request_.patient.antigens;
            const auto at =
                std::find_if(list.begin(), list.end(), [&](const AntigenStatus& a) { return a.target_id == target; });
            const std::string name(target.text());
            if (at != list.end() && at->expressed == Tri::yes) {
                o.reasons.push_back("the target " + name + " was found");
                r.rank += 2;
            } else if (at != list.end() && at->expressed == Tri::no) {
                o.fit = std::max(o.fit, OptionFit::unlikely);
                o.reasons.push_back("the target " + name + " was looked for and not found");
            } else {
                DocumentRequirement report;
                report.document = request_.patient.disease_group == DiseaseGroup::solid
                                      ? DocumentKind::ihc_report
                                      : DocumentKind::flow_cytometry_report;
                report.detail = "that shows " + name;
                o.missing.push_back(std::move(report));
            }
        }
    }

    void countries(const Trial& trial, Rated& r) const {
        if (request_.preferred_countries.empty() || trial.countries.empty()) return;
        const bool there = std::any_of(trial.countries.begin(), trial.countries.end(),
                                       [&](const CountryCode& c) { return contains(request_.preferred_countries, c); });
        if (there) r.rank += 3;
        r.planned.option.reasons.emplace_back(there ? "has sites in a preferred country"
                                                    : "its record lists no site in a preferred country");
    }

    void criteria(const Trial& trial, Rated& r) const {
        ConsultationOption& o = r.planned.option;
        bool any = false;
        for (const EligibilityRecord& record : catalog_.eligibility) {
            if (!record.trial_id || *record.trial_id != trial.id) continue;
            any = true;
            const ScreeningReport report = screener_.screen(record);
            for (const CriterionOutcome& c : report.criteria)
                if (c.status == CriterionStatus::not_met) r.planned.failed_criteria.push_back(c.id);
            if (report.verdict == Verdict::ineligible) o.fit = std::max(o.fit, OptionFit::not_possible);
            if (report.verdict == Verdict::ineligible_unless_waived) o.fit = std::max(o.fit, OptionFit::unlikely);
        }
        if (!r.planned.failed_criteria.empty())
            o.reasons.emplace_back("criteria on age, sex or performance status are not met by the summary");
        else if (any)
            o.reasons.emplace_back(
                "no criterion on age, sex or performance status that the catalogue has speaks against it");
        else {
            o.fit = std::max(o.fit, OptionFit::needs_more_facts);
            o.reasons.emplace_back("the catalogue does not have its criteria");
        }
    }

    const Catalog& catalog_;
    const ReferralRequest& request_;
    PatientRecord facts_;
    Vocabulary vocabulary_;
    Screener screener_;
};

void add_trials(ReferralPlan& plan, const Catalog& catalog, const ReferralRequest& request,
                const ReferralPlanOptions& options) {
    const Planner planner(catalog, request, options);
    const CatalogIndex index(catalog);
    std::vector<const Trial*> named;
    for (const RegistryId& id : request.trial_ids) {
        const Trial* trial = index.trial(id.text());
        if (trial && !contains(named, trial)) named.push_back(trial);
        if (!trial)
            plan.questions.push_back("The catalogue does not have the trial " + id.text() +
                                     ": is the number right, and does it study CAR-NK cells?");
    }
    std::vector<Rated> first, others;
    for (const Trial* trial : named)
        first.push_back(planner.rate(*trial, true));
    for (const Trial& trial : catalog.trials) {
        const bool open = trial.status == TrialStatus::recruiting || trial.status == TrialStatus::not_yet_recruiting;
        if (!open || contains(named, &trial)) continue;
        const bool group = trial.disease_group && *trial.disease_group == request.patient.disease_group;
        if (!group && match_of(trial, request.patient.diagnosis) == Match::none) continue;
        if (is_doubtful(trial)) {
            plan.doubtful_left_out_count = plan.doubtful_left_out_count + 1;
            continue;
        }
        others.push_back(planner.rate(trial, false));
    }
    std::stable_sort(others.begin(), others.end(), [](const Rated& a, const Rated& b) { return a.rank > b.rank; });
    if (others.size() > options.trial_limit) {
        plan.further_trial_count = static_cast<std::int64_t>(others.size() - options.trial_limit);
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(options.trial_limit), others.end());
    }
    for (std::vector<Rated>* list : {&first, &others})
        for (Rated& r : *list)
            plan.trials.push_back(std::move(r.planned));
    std::stable_sort(plan.trials.begin(), plan.trials.end(),
                     [](const PlannedTrial& a, const PlannedTrial& b) { return a.option.fit < b.option.fit; });
}

void add_centers(ReferralPlan& plan, const Catalog& catalog, const ReferralRequest& request) {
    const CatalogIndex index(catalog);
    for (const Center& center : catalog.centers) {
        PlannedCenter c;
        for (const PlannedTrial& t : plan.trials) {
            if (t.option.fit == OptionFit::not_possible) continue;
            const bool there = std::any_of(center.trial_ids.begin(), center.trial_ids.end(), [&](const RegistryId& id) {
                const Trial* trial = index.trial(id.text());
                return trial && trial->id == *t.option.trial_id;
            });
            if (there) c.trial_ids.push_back(*t.option.trial_id);
        }
        c.named_by_sender = contains(request.center_ids, center.id);
        if (c.trial_ids.empty() && !c.named_by_sender) continue;
        c.center_id = center.id;
        c.name = center.official_name;
        c.country = center.address.country;
        c.sources = center.sources;
        plan.centers.push_back(std::move(c));
    }
    // Preferred countries first, as the sender has ordered them.
    const auto place = [&](const PlannedCenter& c) {
        const auto& list = request.preferred_countries;
        return std::find(list.begin(), list.end(), c.country) - list.begin();
    };
    std::stable_sort(plan.centers.begin(), plan.centers.end(), [&](const PlannedCenter& a, const PlannedCenter& b) {
        if (a.named_by_sender != b.named_by_sender) return a.named_by_sender;
        return place(a) < place(b);
    });
    for (const Slug& id : request.center_ids)
        if (!catalog.find<Center>(id.text()))
            plan.questions.push_back("The catalogue does not have the center " + std::string(id.text()) +
                                     ": under which other name is it known?");
}

void add_questions(ReferralPlan& plan, const ReferralRequest& request) {
    const PatientSummary& p = request.patient;
    const auto ask = [&](bool missing, std::string_view question) {
        if (missing) plan.questions.emplace_back(question);
    };
    ask(!p.age_years && !p.age_90_or_over.value_or(false), "How old is the patient?");
    ask(p.antigens.empty(), "Which antigens were tested on the diseased cells, by which assay and when?");
    ask(!p.prior_line_count, "How many lines of treatment were given, and what came of each?");
    ask(!p.prior_cell_therapies, "Was a CAR-T, CAR-NK or other cell therapy given before?");
    ask(!p.ecog, "What is the performance status on the ECOG scale?");
    ask(!p.stage, "What is the stage or the risk group, and is the disease active now?");
    ask(!p.fit_to_travel, "Can the patient travel, by the judgement of the doctor at home?");
    ask(!request.consent.given, "Does the patient consent to the request, and to what? Nothing is sent without.");
    ask(request.consent.given && !contains(request.consent.scope, ConsentScope::contact_centers),
        "May centers be asked with the summary? The consent does not say so.");
    const bool abroad = p.country && std::any_of(plan.centers.begin(), plan.centers.end(),
                                                 [&](const PlannedCenter& c) { return c.country != *p.country; });
    ask(abroad && !contains(request.consent.scope, ConsentScope::cross_border_transfer),
        "May data leave the country of the patient? Centers of the plan are abroad, and the consent does not say so.");
    ask(contains(request.kinds, ReferralKind::cost_analysis) && !request.budget,
        "How much can be paid, and by whom? A cost analysis is asked for.");
}

void add_costs(ReferralPlan& plan, const Catalog& catalog, const ReferralRequest& request) {
    if (!contains(request.kinds, ReferralKind::cost_analysis)) return;
    std::vector<CountryCode> countries = request.preferred_countries;
    for (const PlannedCenter& c : plan.centers)
        if (!contains(countries, c.country)) countries.push_back(c.country);
    for (const CountryCode& country : countries) {
        CostPlanOptions options;
        options.country = country;
        const Result<CostPlan> cost = plan_cost(catalog, options);
        if (!cost) continue;
        Result<CostEstimate> estimate = estimate_cost(catalog, *cost);
        if (estimate) plan.costs.push_back(std::move(*estimate));
    }
}

void add_steps(ReferralPlan& plan, const Catalog& catalog, const ReferralRequest& request, DayNumber today) {
    const bool dated = request.response_deadline && request.response_deadline->day();
    for (const Checklist& list : catalog.checklists) {
        if (list.purpose != ChecklistPurpose::referral) continue;
        // In an order in which they can be done: what an item waits for stands before it.
        std::vector<const ChecklistItem*> left, done;
        for (const ChecklistItem& i : list.items)
            left.push_back(&i);
        while (!left.empty()) {
            const auto ready = std::find_if(left.begin(), left.end(), [&](const ChecklistItem* i) {
                return std::none_of(left.begin(), left.end(), [&](const ChecklistItem* other) {
                    return other != i && contains(i->depends_on, other->id);
                });
            });
            const auto next = ready == left.end() ? left.begin() : ready;  // a circle, which CNK-GUIDE-004 finds
            done.push_back(*next);
            left.erase(next);
        }
        for (const ChecklistItem* i : done) {
            ConsultationStep step;
            step.id = i->id;
            step.text = i->text;
            step.responsible = i->responsible;
            step.due = i->due;
            step.depends_on = i->depends_on;
            step.checklist_item_id = i->id;
            if (dated && i->due.anchor == GuideAnchor::referral && i->due.timing == GuideTiming::before &&
                request.response_deadline->first_day() >= today)
                step.deadline = request.response_deadline;
            plan.steps.push_back(std::move(step));
        }
    }
}

}  // namespace

std::vector<ReferralStatus> next_statuses(ReferralStatus status) {
    std::vector<ReferralStatus> next;
    for (const ReferralStatus to : detail::enumerator_values<ReferralStatus>)
        if (can_follow(status, to)) next.push_back(to);
    return next;
}

Result<ReferralRequest> advance(const ReferralRequest& request, const StatusChange& step) {
    Findings found;
    if (!can_follow(request.status, step.status))
        found.add(finding("CNK-REFERRAL-013", "/status", "the status cannot follow the one before it",
                          word_of(request.status) + " to " + word_of(step.status)));
    if (!request.history.empty() && before(step.date, request.history.back().date) == Tri::yes)
        found.add(finding("CNK-REFERRAL-006", "/date", "the step is before the last one"));
    const bool stop = step.status == ReferralStatus::declined || step.status == ReferralStatus::withdrawn ||
                      step.status == ReferralStatus::awaiting_information;
    if (stop && (!step.reason || step.reason->find_first_not_of(" \t\r\n") == std::string::npos))
        found.add(finding("CNK-REFERRAL-010", "/reason", "nothing says why", word_of(step.status)));
    if (!found.empty()) return {std::nullopt, std::move(found)};
    ReferralRequest next = request;
    next.status = step.status;
    next.history.push_back(step);
    found = errors_of(next);
    if (!found.empty()) return {std::nullopt, std::move(found)};
    return next;
}

Result<ReferralPlan> plan_referral(const Catalog& catalog, const ReferralRequest& request,
                                   const ReferralPlanOptions& options) {
    if (options.as_of.empty() || !options.as_of.day())
        return finding("CNK-REFERRAL-016", "", "the day of the plan is not known to the day", options.as_of.text(),
                       "YYYY-MM-DD");
    if (Findings errors = errors_of(request); !errors.empty()) return {std::nullopt, std::move(errors)};

    ReferralPlan plan;
    plan.request_id = request.id;
    plan.as_of = options.as_of;
    const DayNumber today = options.as_of.first_day();
    add_trials(plan, catalog, request, options);
    add_centers(plan, catalog, request);
    add_questions(plan, request);
    add_costs(plan, catalog, request);
    add_steps(plan, catalog, request, today);
    plan.next_statuses = next_statuses(request.status);
    auto& cautions = plan.cautions;
    cautions.emplace_back(
        "Not medical advice: it prepares a decision of doctor and patient and does not replace it. The protocol and the "
        "physicians of a trial decide.");
    cautions.emplace_back(
        "Statuses of trials are as of their records in the catalogue; each has to be verified in its register and with the "
        "center.");
    if (request.response_deadline && request.response_deadline->day()) {
        plan.days_to_deadline = request.response_deadline->first_day() - today;
        if (*plan.days_to_deadline < 0) cautions.emplace_back("The day by which an answer was needed is over.");
    } else if (request.urgency != ReferralUrgency::routine) {
        plan.questions.emplace_back("By which day is an answer needed?");
    }
    if (request.urgency == ReferralUrgency::urgent)
        cautions.emplace_back(
            "The request is urgent: screening for a trial takes weeks and is not made for emergencies.");
    if (request.consent.valid_until && before(*request.consent.valid_until, options.as_of) == Tri::yes)
        cautions.emplace_back("The consent is no longer valid on the day of the plan: nothing may be sent.");
    if (plan.further_trial_count > 0)
        cautions.push_back("There are " + std::to_string(plan.further_trial_count.number()) +
                           " further trials of the group that are not listed.");
    if (plan.trials.empty())
        cautions.emplace_back("No trial of the catalogue recruits for the group of the diagnosis.");
    return plan;
}

}  // namespace carnk::inline v0_1
