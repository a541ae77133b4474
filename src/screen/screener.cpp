// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>

#include "screen/compile.hpp"

namespace carnk::inline v0_1 {

using detail::Compiler;
using detail::LeafSet;
using detail::Node;
using detail::Values;

struct Screener::Data {
    Data(const PatientRecord& p, const Vocabulary& w, ScreenOptions o)
        : options(std::move(o)), words(w), as_of(day(p, options)), view(p, as_of), asker{&view, &words} {
        view.look_up(words);
    }
    static PartialDate day(const PatientRecord& p, const ScreenOptions& o) {
        const Optional<PartialDate>& d = o.as_of ? o.as_of : p.as_of;
        return d && d->day() ? *d : PartialDate();
    }
    ScreenOptions options;
    Vocabulary words;
    PartialDate as_of;
    detail::PatientView view;
    detail::Asker asker;
};

namespace {

struct Judged {
    const Criterion* criterion = nullptr;
    Optional<Node> formula{};
    CriterionOutcome outcome{};
};

std::string joined_doubts(const std::vector<CriterionDoubt>& doubts) {
    static constexpr std::string_view names[] = {"the comparator is uncertain",   "the unit is suspect",
                                                 "the unit is assumed",           "a value is missing in the source",
                                                 "versions of the record differ", "taken from a summary"};
    std::string s;
    for (const CriterionDoubt d : doubts)
        s.append(s.empty() ? "" : ", ").append(names[static_cast<std::size_t>(d)]);
    return s;
}

// Doubts under which the typed form must not decide.
bool grave(CriterionDoubt d) {
    return d != CriterionDoubt::versions_differ && d != CriterionDoubt::secondary_wording;
}

void add(Optional<std::string>& caution, const std::string& text) {
    if (caution)
        caution = *caution + "; " + text;
    else
        caution = text;
}

// Whether something that a fact could settle is on the way to an unknown value.
bool lacks_facts(const Node& n, const Compiler& compiler) {
    if (n.value != Tri::unknown) return false;
    if (n.kind == Node::Kind::leaf) {
        const Reason reason = compiler.leaves()[n.leaf].answer.truth.reason;
        return reason != Reason::not_computable && reason != Reason::no_expression;
    }
    return std::any_of(n.parts.begin(), n.parts.end(), [&](const Node& p) { return lacks_facts(p, compiler); });
}

Tri passing(const Criterion& c, Tri value) {
    return c.kind == CriterionKind::exclusion ? !value : value;
}

void judge(Judged& j, const ScreenOptions& options, const Compiler& compiler, const Vocabulary& words) {
    const Criterion& c = *j.criterion;
    CriterionOutcome& o = j.outcome;
    o.id = c.id;
    o.kind = c.kind;
    o.strength = c.strength;
    o.text = c.text;
    o.waivable = c.waivable.value_or(false);
    const detail::Truth scope = detail::scope_truth(options, c.scope.level, c.scope.names);
    if (scope.value == Tri::no) {
        o.status = CriterionStatus::not_applicable;
        add(o.caution, "for other cohorts, arms or dose levels");
        return;
    }
    if (!j.formula) {
        o.status = CriterionStatus::needs_review;
        add(o.caution, "has no typed form");
        return;
    }
    o.value = j.formula->value;
    const Tri exact = detail::exact(*j.formula, compiler.values(), options.exact_limit);
    if (exact != o.value) o.exact_value = exact;
    if (options.explain) {
        o.explanation = detail::explained(*j.formula, compiler, words, options.redact);
        for (const LeafSet& s : detail::decisive_sets(*j.formula, compiler.values())) {
            if (o.decisive_sets.size() == 4) break;
            DecisiveSet d;
            for (const std::size_t i : s)
                if (compiler.leaves()[i].expression)
                    d.atoms.push_back(detail::in_words(*compiler.leaves()[i].expression, words));
            o.decisive_sets.push_back(std::move(d));
        }
    }
    bool person = false;
    if (c.computability != Computability::full) {
        person = true;
        add(o.caution, "the typed form does not say " + c.residue.value_or("all of it"));
    }
    if (c.judged_by) {
        person = true;
        static constexpr std::string_view judges[] = {"the investigator", "the treating physician", "the sponsor"};
        add(o.caution, "decided by " + std::string(judges[static_cast<std::size_t>(*c.judged_by)]));
    }
    if (c.doubts && !c.doubts->empty()) {
        person = person || std::any_of(c.doubts->begin(), c.doubts->end(), grave);
        add(o.caution, joined_doubts(*c.doubts));
    }
    Tri pass = passing(c, exact);
    if (scope.value == Tri::unknown && pass != Tri::yes) {
        add(o.caution,
            "for some cohorts, arms or dose levels only, and it is not said for which the patient is screened");
        pass = Tri::unknown;
        o.status = CriterionStatus::not_enough_information;
        return;
    }
    if (pass == Tri::unknown)
        o.status =
            lacks_facts(*j.formula, compiler) ? CriterionStatus::not_enough_information : CriterionStatus::needs_review;
    else if (person)
        o.status = CriterionStatus::needs_review;
    else
        o.status = pass == Tri::yes ? CriterionStatus::met : CriterionStatus::not_met;
}

Verdict verdict_of(const std::vector<CriterionOutcome>& criteria, bool all_seen) {
    const auto has = [&](CriterionStatus s) {
        return std::any_of(criteria.begin(), criteria.end(), [&](const CriterionOutcome& o) { return o.status == s; });
    };
    for (const CriterionOutcome& o : criteria)
        if (o.status == CriterionStatus::not_met && !o.waivable) return Verdict::ineligible;
    if (has(CriterionStatus::not_met)) return Verdict::ineligible_unless_waived;
    if (has(CriterionStatus::not_enough_information)) return Verdict::undetermined;
    const bool review = has(CriterionStatus::needs_review);
    if (!review && !has(CriterionStatus::met)) return Verdict::undetermined;
    return review || !all_seen ? Verdict::eligible_subject_to_review : Verdict::eligible;
}

std::vector<NextQuestion> questions(const std::vector<Judged>& all, const Compiler& compiler, const Vocabulary& words) {
    struct Entry {
        NextQuestion question;
        std::size_t order;
    };
    std::vector<Entry> found;
    std::vector<LeafSet> leaves_of_all(all.size());
    for (std::size_t k = 0; k < all.size(); ++k)
        if (all[k].formula) detail::leaves_of(*all[k].formula, leaves_of_all[k]);
    for (std::size_t i = 0; i < compiler.leaves().size(); ++i) {
        const detail::Leaf& l = compiler.leaves()[i];
        if (!l.expression || compiler.values()[i] != Tri::unknown) continue;
        const Reason reason = l.answer.truth.reason;
        if (reason == Reason::not_computable) continue;
        NextQuestion q;
        std::int64_t yes = 0, no = 0;
        for (std::size_t k = 0; k < all.size(); ++k) {
            const Judged& j = all[k];
            if (!j.formula || j.outcome.strength != Strength::required ||
                j.outcome.status != CriterionStatus::not_enough_information)
                continue;
            if (!std::binary_search(leaves_of_all[k].begin(), leaves_of_all[k].end(), i)) continue;
            Values v = compiler.values();
            v[i] = Tri::yes;
            const Tri if_yes = detail::linear(*j.formula, v);
            v[i] = Tri::no;
            const Tri if_no = detail::linear(*j.formula, v);
            yes += if_yes != Tri::unknown ? 1 : 0;
            no += if_no != Tri::unknown ? 1 : 0;
            q.may_exclude =
                q.may_exclude || passing(*j.criterion, if_yes) == Tri::no || passing(*j.criterion, if_no) == Tri::no;
            q.criteria.push_back(j.criterion->id);
        }
        if (q.criteria.empty()) continue;
        q.settled_if_yes = yes;
        q.settled_if_no = no;
        q.reason = reason;
        q.text = detail::in_words(*l.expression, words);
        found.push_back({std::move(q), i});
    }
    std::stable_sort(found.begin(), found.end(), [](const Entry& a, const Entry& b) {
        const std::int64_t x = a.question.settled_if_yes + a.question.settled_if_no;
        const std::int64_t y = b.question.settled_if_yes + b.question.settled_if_no;
        if (x != y) return x > y;
        return a.question.may_exclude && !b.question.may_exclude;
    });
    std::vector<NextQuestion> out;
    for (Entry& e : found)
        out.push_back(std::move(e.question));
    return out;
}

}  // namespace

Screener::Screener(const PatientRecord& patient, const Vocabulary& vocabulary, ScreenOptions options)
    : data_(new Data(patient, vocabulary, std::move(options))) {}
Screener::~Screener() {
    delete data_;
}
Screener::Screener(Screener&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
Screener& Screener::operator=(Screener&& other) noexcept {
    std::swap(data_, other.data_);
    return *this;
}

Tri Screener::evaluate(const Expression& expression, const EligibilityRecord* record) const {
    Compiler compiler(data_->asker, data_->options, record, false);
    const Node n = compiler.compile(expression);
    return detail::linear(n, compiler.values());
}

Tri Screener::evaluate_exact(const Expression& expression, const EligibilityRecord* record) const {
    Compiler compiler(data_->asker, data_->options, record, false);
    const Node n = compiler.compile(expression);
    return detail::exact(n, compiler.values(), data_->options.exact_limit);
}

Explanation Screener::explain(const Expression& expression, const EligibilityRecord* record) const {
    Compiler compiler(data_->asker, data_->options, record, true);
    Node n = compiler.compile(expression);
    compiler.evaluate(n);
    return detail::explained(n, compiler, data_->words, data_->options.redact);
}

ScreeningReport Screener::screen(const EligibilityRecord& record) const {
    const ScreenOptions& options = data_->options;
    ScreeningReport report;
    report.redacted = options.redact;
    if (!options.redact) report.patient = data_->view.record->id;
    report.record = record.id;
    report.trial_id = record.trial_id;
    report.product = record.product;
    // The day of the patient's document is a value of it; the caller's own is not.
    if (!data_->as_of.empty() && (options.as_of || !options.redact)) report.as_of = data_->as_of;
    Compiler compiler(data_->asker, options, &record, options.explain);
    std::vector<Judged> all;
    std::size_t superseded = 0;
    for (const Criterion& c : record.criteria) {
        if (c.superseded.value_or(false)) {
            ++superseded;
            continue;
        }
        Judged j;
        j.criterion = &c;
        if (c.expression) {
            j.formula = compiler.compile(*c.expression);
            compiler.evaluate(*j.formula);
        }
        all.push_back(std::move(j));
    }
    for (Judged& j : all)
        judge(j, options, compiler, data_->words);
    if (options.explain) report.questions = questions(all, compiler, data_->words);
    for (Judged& j : all)
        (j.outcome.strength == Strength::required ? report.criteria : report.preferences)
            .push_back(std::move(j.outcome));
    const EligibilityCoverage& seen = record.coverage;
    const bool all_seen = seen.inclusion == ListCompleteness::complete && seen.exclusion == ListCompleteness::complete;
    if (!all_seen) report.notes.emplace_back("The record does not hold all criteria of the trial.");
    if (record.trial_match.basis != TrialMatchBasis::printed)
        report.notes.emplace_back("The registry number is not printed in the source of the criteria.");
    if (superseded > 0) report.notes.push_back(std::to_string(superseded) + " superseded criteria were not evaluated.");
    if (data_->as_of.empty()) report.notes.emplace_back("The day of screening is not known to the day.");
    report.verdict = verdict_of(report.criteria, all_seen);
    return report;
}

}  // namespace carnk::inline v0_1
