// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/centers.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/model/catalog.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

struct Candidate {
    const EligibilityRecord* record = nullptr;
    std::unique_ptr<const PreparedCriteria> criteria{};  // of the record
    const Trial* trial = nullptr;
    std::vector<const Center*> centers{};
    Optional<double> distance{};
    std::string nearest{};
};

// 0: takes patients or is about to; 1: does not; 2: not known.
int openness(TrialStatus s) {
    switch (s) {
        case TrialStatus::recruiting:
        case TrialStatus::enrolling_by_invitation:
        case TrialStatus::available:
        case TrialStatus::not_yet_recruiting:
            return 0;
        case TrialStatus::unknown:
        case TrialStatus::withheld:
            return 2;
        default:
            return 1;
    }
}

int status_rank(const Trial* trial) {
    if (!trial) return 7;
    switch (trial->status) {
        case TrialStatus::recruiting:
            return 0;
        case TrialStatus::enrolling_by_invitation:
            return 1;
        case TrialStatus::available:
            return 2;
        case TrialStatus::not_yet_recruiting:
            return 3;
        case TrialStatus::unknown:
        case TrialStatus::withheld:
            return 5;
        default:
            return 6;
    }
}

// A place that takes nobody is no place to go to.
bool site_is_closed(const TrialSite& site) {
    if (!site.status) return false;
    switch (*site.status) {
        case SiteStatus::recruiting:
        case SiteStatus::not_yet_recruiting:
        case SiteStatus::enrolling_by_invitation:
        case SiteStatus::available:
            return false;
        default:
            return true;
    }
}

bool takes_part(const Center& center) {
    return center.roles.empty() || std::any_of(center.roles.begin(), center.roles.end(),
                                               [](CenterRole r) { return r != CenterRole::research; });
}

bool is_number_of(const Trial& trial, const RegistryId& id) {
    return trial.id == id ||
           std::any_of(trial.secondary_ids.begin(), trial.secondary_ids.end(), [&](const SecondaryId& other) {
               const auto* number = std::get_if<RegistryNumber>(&other);
               return number && number->id == id;
           });
}

Tri runs_in(const Candidate& c, const CountryCode& country) {
    bool known = false;
    const auto is = [&](const CountryCode& code) {
        known = true;
        return code == country;
    };
    if (c.trial) {
        for (const CountryCode& code : c.trial->countries)
            if (is(code)) return Tri::yes;
        for (const TrialSite& site : c.trial->sites)
            if (site.country && is(*site.country)) return Tri::yes;
    }
    for (const Center* center : c.centers)
        if (is(center->address.country)) return Tri::yes;
    return known ? Tri::no : Tri::unknown;
}

// ------------------------------------------------------------------------------------------------ what decides

struct Deciding {
    std::vector<std::string> texts{};
    std::vector<Reason> reasons{};
};

void collect(const Explanation& e, Tri value, Deciding& found) {
    if (!e.decisive) return;
    if (!e.parts.empty()) {
        for (const Explanation& p : e.parts)
            collect(p, value, found);
        return;
    }
    // Of an unknown value only what is unknown is to be told: what is known is not what is missing.
    if (value == Tri::unknown && e.value != Tri::unknown) return;
    if (std::find(found.texts.begin(), found.texts.end(), e.text) != found.texts.end()) return;
    found.texts.push_back(e.text);
    found.reasons.push_back(e.reason);
}

MatchCriterion told(const CriterionOutcome& o) {
    MatchCriterion m;
    m.criterion = o.id;
    m.kind = o.kind;
    m.text = o.text;
    m.waivable = o.waivable;
    m.caution = o.caution;
    if (o.explanation) {
        Deciding found;
        collect(*o.explanation, o.explanation->value, found);
        m.decided_by = std::move(found.texts);
        m.reasons = std::move(found.reasons);
    }
    return m;
}

std::string number_of(std::size_t n, std::string_view one, std::string_view more) {
    return std::to_string(n) + ' ' + std::string(n == 1 ? one : more);
}

std::string why(const MatchedTrial& m) {
    const auto first = [](const std::vector<MatchCriterion>& list) {
        std::string s;
        for (std::size_t i = 0; i < list.size() && i < 3; ++i)
            s += (i > 0 ? ", " : "") + std::string(list[i].criterion.text());
        return list.size() > 3 ? s + " and " + std::to_string(list.size() - 3) + " more" : s;
    };
    std::string s;
    const auto add = [&](const std::string& part) {
        s += (s.empty() ? "" : "; ") + part;
    };
    if (!m.not_met.empty()) {
        const bool all_waivable =
            std::all_of(m.not_met.begin(), m.not_met.end(), [](const MatchCriterion& c) { return c.waivable; });
        add("not met: " + first(m.not_met) + (all_waivable ? " (may be waived)" : ""));
    }
    if (!m.open.empty()) add(number_of(m.open.size(), "criterion lacks", "criteria lack") + " facts: " + first(m.open));
    if (!m.to_review.empty()) add(number_of(m.to_review.size(), "criterion needs", "criteria need") + " a person");
    add(number_of(static_cast<std::size_t>(m.met_count.number()), "criterion is", "criteria are") + " met");
    if (!m.all_criteria_seen) add("the trial has further criteria that were not seen");
    return s;
}

constexpr std::string_view no_advice = "No medical advice: the physicians of a trial decide.";

}  // namespace

struct Matcher::Data {
    Data(const Catalog& c, MatchOptions o) : catalog(c), options(std::move(o)), words(c.terms) {
        // Ids of eligibility records are found by their number in whichever register.
        std::map<std::string_view, const Trial*> trials;
        for (const Trial& t : catalog.trials)
            trials.emplace(t.id.text(), &t);
        for (const Trial& t : catalog.trials)
            for (const SecondaryId& other : t.secondary_ids)
                if (const auto* number = std::get_if<RegistryNumber>(&other)) trials.emplace(number->id.text(), &t);
        std::set<const Trial*> with_criteria;
        for (const EligibilityRecord& r : catalog.eligibility) {
            Candidate candidate;
            candidate.record = &r;
            if (r.trial_id) {
                const auto found = trials.find(r.trial_id->text());
                if (found != trials.end()) candidate.trial = found->second;
            }
            if (candidate.trial) with_criteria.insert(candidate.trial);
            place(candidate);
            if (const Optional<LeftOutReason> reason = kept_out(candidate))
                leave_out(r.trial_id, r.id, *reason);
            else {
                candidate.criteria = std::make_unique<const PreparedCriteria>(r, words);
                candidates.push_back(std::move(candidate));
            }
        }
        for (const Trial& t : catalog.trials) {
            if (with_criteria.count(&t) != 0) continue;
            Candidate candidate;
            candidate.trial = &t;
            place(candidate);
            leave_out(t.id, std::nullopt, kept_out(candidate).value_or(LeftOutReason::no_criteria));
        }
    }

    void leave_out(const Optional<RegistryId>& trial, const Optional<Slug>& record, LeftOutReason reason) {
        LeftOutTrial l;
        l.trial_id = trial;
        l.record = record;
        l.reason = reason;
        left_out.push_back(std::move(l));
    }

    [[nodiscard]] Optional<LeftOutReason> kept_out(const Candidate& c) const {
        if (c.trial && is_doubtful(*c.trial) && !options.doubtful) return LeftOutReason::doubtful;
        if (!options.closed) {
            if (!c.trial) return LeftOutReason::not_in_catalog;
            const int open = openness(c.trial->status);
            if (open != 0) return open == 1 ? LeftOutReason::closed : LeftOutReason::status_unknown;
        }
        if (options.country) {
            const Tri there = runs_in(c, *options.country);
            if (there != Tri::yes)
                return there == Tri::no ? LeftOutReason::elsewhere : LeftOutReason::country_not_known;
        }
        return std::nullopt;
    }

    void nearer(Candidate& c, const Optional<GeoPoint>& at, const std::string& name) const {
        if (!options.near || !at) return;
        const double km = distance_km(*options.near, *at);
        if (c.distance && *c.distance <= km) return;
        c.distance = km;
        c.nearest = name;
    }

    void place(Candidate& c) const {
        if (!c.trial) return;
        for (const Center& center : catalog.centers) {
            const bool named = std::any_of(center.trial_ids.begin(), center.trial_ids.end(),
                                           [&](const RegistryId& id) { return is_number_of(*c.trial, id); }) ||
                               std::any_of(c.trial->sites.begin(), c.trial->sites.end(), [&](const TrialSite& site) {
                                   return site.center_id && *site.center_id == center.id;
                               });
            if (!named || !takes_part(center)) continue;
            c.centers.push_back(&center);
            nearer(c, center.address.coordinates, center.official_name);
        }
        for (const TrialSite& site : c.trial->sites)
            if (options.closed || !site_is_closed(site))
                nearer(c, site.coordinates, site.facility ? *site.facility : site.city.value_or("a site of the trial"));
    }

    [[nodiscard]] MatchedTrial matched(const Candidate& c, const ScreeningReport& r) const {
        MatchedTrial m;
        m.record = r.record;
        m.trial_id = r.trial_id;
        m.product = r.product;
        m.verdict = r.verdict;
        const EligibilityCoverage& seen = c.record->coverage;
        m.all_criteria_seen =
            seen.inclusion == ListCompleteness::complete && seen.exclusion == ListCompleteness::complete;
        if (c.trial) {
            m.title = c.trial->title;
            m.status = c.trial->status;
            m.status_as_of = c.trial->status_as_of;
            m.doubtful = is_doubtful(*c.trial);
            if (m.doubtful) m.notes.emplace_back("The record of the trial may not describe anything real.");
        }
        std::int64_t met = 0;
        for (const CriterionOutcome& o : r.criteria)
            switch (o.status) {
                case CriterionStatus::not_met:
                    m.not_met.push_back(told(o));
                    break;
                case CriterionStatus::not_enough_information:
                    m.open.push_back(told(o));
                    break;
                case CriterionStatus::needs_review:
                    m.to_review.push_back(o.id);
                    break;
                case CriterionStatus::met:
                    ++met;
                    break;
                case CriterionStatus::not_applicable:
                    break;
            }
        m.met_count = met;
        for (const Center* center : c.centers)
            m.centers.push_back(center->id);
        if (c.distance && !options.screen.redact) {
            m.nearest = c.nearest;
            m.distance_km = *c.distance;
        }
        m.notes.insert(m.notes.end(), r.notes.begin(), r.notes.end());
        m.why = why(m);
        return m;
    }

    const Catalog& catalog;
    MatchOptions options;
    Vocabulary words;
    std::vector<Candidate> candidates{};
    std::vector<LeftOutTrial> left_out{};
};

namespace {

struct Ranked {
    const Candidate* candidate = nullptr;
    ScreeningReport report{};
    MatchedTrial trial{};
};

bool stands_before(const Ranked& a, const Ranked& b) {
    if (a.trial.verdict != b.trial.verdict) return a.trial.verdict < b.trial.verdict;
    const auto gaps = [](const MatchedTrial& m) {
        return std::array<std::size_t, 3>{m.not_met.size(), m.open.size(), m.to_review.size()};
    };
    if (gaps(a.trial) != gaps(b.trial)) return gaps(a.trial) < gaps(b.trial);
    const int x = status_rank(a.candidate->trial), y = status_rank(b.candidate->trial);
    if (x != y) return x < y;
    constexpr double far = std::numeric_limits<double>::infinity();
    const double p = a.candidate->distance.value_or(far), q = b.candidate->distance.value_or(far);
    if (p != q) return p < q;
    return a.trial.record.text() < b.trial.record.text();
}

bool may_be_for(Verdict v) {
    return v != Verdict::ineligible;
}

std::vector<MatchedCenter> centers_of(const std::vector<Ranked>& ranked, const MatchOptions& options) {
    std::vector<MatchedCenter> found;
    std::vector<double> distances;
    constexpr double far = std::numeric_limits<double>::infinity();
    for (const Ranked& r : ranked) {
        if (!may_be_for(r.trial.verdict)) continue;
        for (const Center* c : r.candidate->centers) {
            if (options.country && c->address.country != *options.country) continue;
            const auto it =
                std::find_if(found.begin(), found.end(), [&](const MatchedCenter& m) { return m.center == c->id; });
            if (it != found.end()) {
                it->records.push_back(r.trial.record);
                continue;
            }
            MatchedCenter m;
            m.center = c->id;
            m.name = c->official_name;
            m.city = c->address.city;
            m.country = c->address.country;
            m.roles = c->roles;
            m.best = r.trial.verdict;  // the first is the best
            m.records.push_back(r.trial.record);
            double km = far;
            if (options.near && c->address.coordinates) km = distance_km(*options.near, *c->address.coordinates);
            if (km != far && !options.screen.redact) m.distance_km = km;
            found.push_back(std::move(m));
            distances.push_back(km);
        }
    }
    std::vector<std::size_t> order(found.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (distances[a] != distances[b]) return distances[a] < distances[b];
        if (found[a].best != found[b].best) return found[a].best < found[b].best;
        return found[a].records.size() > found[b].records.size();
    });
    std::vector<MatchedCenter> sorted;
    for (const std::size_t i : order)
        sorted.push_back(std::move(found[i]));
    return sorted;
}

std::vector<MatchQuestion> questions_of(const std::vector<Ranked>& ranked) {
    std::vector<MatchQuestion> found;
    std::map<std::string, std::size_t> places;
    for (const Ranked& r : ranked) {
        if (!may_be_for(r.trial.verdict)) continue;
        for (const NextQuestion& q : r.report.questions) {
            const auto [it, is_new] = places.emplace(q.text, found.size());
            if (is_new) {
                MatchQuestion m;
                m.text = q.text;
                found.push_back(std::move(m));
            }
            MatchQuestion& m = found[it->second];
            m.settled_if_yes = m.settled_if_yes.number() + q.settled_if_yes.number();
            m.settled_if_no = m.settled_if_no.number() + q.settled_if_no.number();
            m.may_exclude_count = m.may_exclude_count.number() + (q.may_exclude ? 1 : 0);
            if (m.records.empty() || m.records.back() != r.trial.record) m.records.push_back(r.trial.record);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const MatchQuestion& a, const MatchQuestion& b) {
        if (a.records.size() != b.records.size()) return a.records.size() > b.records.size();
        const std::int64_t x = a.settled_if_yes.number() + a.settled_if_no.number();
        const std::int64_t y = b.settled_if_yes.number() + b.settled_if_no.number();
        if (x != y) return x > y;
        return a.may_exclude_count.number() > b.may_exclude_count.number();
    });
    return found;
}

}  // namespace

Matcher::Matcher(const Catalog& catalog, const MatchOptions& options) : data_(new Data(catalog, options)) {}
Matcher::~Matcher() {
    delete data_;
}
Matcher::Matcher(Matcher&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
Matcher& Matcher::operator=(Matcher&& other) noexcept {
    std::swap(data_, other.data_);
    return *this;
}

bool Matcher::redacts() const noexcept {
    return data_->options.screen.redact;
}
std::size_t Matcher::trial_count() const noexcept {
    return data_->candidates.size();
}

MatchReport Matcher::match(const PatientRecord& patient) const {
    const MatchOptions& options = data_->options;
    ScreenOptions screening = options.screen;
    screening.explain = true;
    const Screener screener(patient, data_->words, screening);
    std::vector<Ranked> ranked;
    ranked.reserve(data_->candidates.size());
    for (const Candidate& c : data_->candidates) {
        Ranked r;
        r.candidate = &c;
        r.report = screener.screen(*c.criteria);
        r.trial = data_->matched(c, r.report);
        ranked.push_back(std::move(r));
    }
    std::sort(ranked.begin(), ranked.end(), stands_before);
    MatchReport report;
    report.redacted = screening.redact;
    if (!screening.redact) report.patient = patient.id;
    const Optional<PartialDate>& day = screening.as_of ? screening.as_of : patient.as_of;
    if (day && day->day()) {
        if (screening.as_of || !screening.redact) report.as_of = *day;
    } else
        report.notes.emplace_back("The day of screening is not known to the day: every question of time is open.");
    report.centers = centers_of(ranked, options);
    report.questions = questions_of(ranked);
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        ranked[i].trial.rank = static_cast<std::int64_t>(i + 1);
        report.trials.push_back(std::move(ranked[i].trial));
    }
    report.left_out = data_->left_out;
    if (options.near)
        report.notes.emplace_back(
            "Distances are great circles, mostly to the city of a center, and no travel distances.");
    report.notes.emplace_back("That a trial is open is as of the date at its status and has to be verified there.");
    report.notes.emplace_back(no_advice);
    return report;
}

CohortAnswer Matcher::verdicts(const PatientRecord& patient) const {
    ScreenOptions screening = data_->options.screen;
    screening.explain = false;
    const Screener screener(patient, data_->words, screening);
    CohortAnswer answer;
    if (!screening.redact) answer.patient = patient.id;
    const Optional<PartialDate>& day = screening.as_of ? screening.as_of : patient.as_of;
    if (day && day->day() && (screening.as_of || !screening.redact)) answer.as_of = *day;
    answer.verdicts.reserve(data_->candidates.size());
    for (const Candidate& c : data_->candidates) {
        const ScreeningStatus status = screener.status(*c.criteria);
        CohortVerdict v;
        v.record = c.record->id;
        v.trial_id = c.record->trial_id;
        v.verdict = status.verdict;
        for (std::size_t i = 0; i < status.criteria.size(); ++i) {
            const Criterion& criterion = c.record->criteria[i];
            if (criterion.strength != Strength::required) continue;
            if (status.criteria[i] == CriterionStatus::not_met) v.not_met.push_back(criterion.id);
            if (status.criteria[i] == CriterionStatus::not_enough_information) v.open.push_back(criterion.id);
            if (status.criteria[i] == CriterionStatus::needs_review) v.to_review.push_back(criterion.id);
        }
        answer.verdicts.push_back(std::move(v));
    }
    return answer;
}

MatchReport match(const PatientRecord& patient, const Catalog& catalog, const MatchOptions& options) {
    return Matcher(catalog, options).match(patient);
}

}  // namespace carnk::inline v0_1
