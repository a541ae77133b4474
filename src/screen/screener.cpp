// SPDX-License-Identifier: BSL-1.0
#include "screen/program.hpp"

#include <algorithm>
#include <utility>

namespace carnk::inline v0_1 {

using detail::Answers;
using detail::LeafSet;
using detail::Node;
using detail::Program;
using detail::Values;

namespace {

// A criterion that is evaluated.
struct Prepared {
    const Criterion* criterion = nullptr;
    Optional<Node> formula{};
    LeafSet leaves{};
};

}  // namespace

struct PreparedCriteria::Data {
    Data(const EligibilityRecord& r, const Vocabulary* words) : record(&r), program(&r, words) {
        criteria.reserve(r.criteria.size());
        for (const Criterion& c : r.criteria) {
            if (c.superseded.value_or(false)) continue;
            Prepared p;
            p.criterion = &c;
            if (c.expression) {
                p.formula = program.compile(*c.expression);
                detail::leaves_of(*p.formula, p.leaves);
            }
            criteria.push_back(std::move(p));
        }
    }
    const EligibilityRecord* record;
    Program program;
    std::vector<Prepared> criteria{};
};

PreparedCriteria::PreparedCriteria(const EligibilityRecord& record, const Vocabulary& vocabulary)
    : data_(new Data(record, &vocabulary)) {}
PreparedCriteria::~PreparedCriteria() {
    delete data_;
}
PreparedCriteria::PreparedCriteria(PreparedCriteria&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
PreparedCriteria& PreparedCriteria::operator=(PreparedCriteria&& other) noexcept {
    std::swap(data_, other.data_);
    return *this;
}

struct Screener::Data {
    Data(const PatientRecord& p, const Vocabulary& w, ScreenOptions o)
        : options(std::move(o)), words(w), as_of(day(p, options)), view(p, as_of, words), asker{&view, &words} {}
    static PartialDate day(const PatientRecord& p, const ScreenOptions& o) {
        const Optional<PartialDate>& d = o.as_of ? o.as_of : p.as_of;
        return d && d->day() ? *d : PartialDate();
    }
    ScreenOptions options;
    Vocabulary words;
    PartialDate as_of;
    detail::PatientView view;
    detail::Asker asker;
    [[nodiscard]] ScreeningReport screen(const PreparedCriteria::Data& criteria) const;
};

namespace {

struct Judged {
    const Prepared* prepared = nullptr;
    detail::Truth scope{};
    Tri value = Tri::unknown, exact = Tri::unknown;
    CriterionStatus status = CriterionStatus::not_enough_information;
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
bool lacks_facts(const Node& n, const Answers& answers) {
    if (answers.of_nodes[n.number] != Tri::unknown) return false;
    if (n.kind == Node::Kind::leaf) {
        const Reason reason = answers.leaves[n.leaf].truth.reason;
        return reason != Reason::not_computable && reason != Reason::no_expression;
    }
    return std::any_of(n.parts.begin(), n.parts.end(), [&](const Node& p) { return lacks_facts(p, answers); });
}

Tri passing(const Criterion& c, Tri value) {
    return c.kind == CriterionKind::exclusion ? !value : value;
}

// Whether a person has the last word, whatever the typed form says.
bool left_to_a_person(const Criterion& c) {
    return c.computability != Computability::full || c.judged_by ||
           (c.doubts && std::any_of(c.doubts->begin(), c.doubts->end(), grave));
}

Judged judge(const Prepared& p, const ScreenOptions& options, Answers& answers) {
    const Criterion& c = *p.criterion;
    Judged j;
    j.prepared = &p;
    if (p.formula) {
        j.value = detail::evaluate(*p.formula, answers.values, answers.of_nodes);
        j.exact = detail::exact(*p.formula, answers.values, options.exact_limit);
    }
    j.scope = detail::scope_truth(options, c.scope.level, c.scope.names);
    const Tri pass = passing(c, j.exact);
    if (j.scope.value == Tri::no)
        j.status = CriterionStatus::not_applicable;
    else if (!p.formula)
        j.status = CriterionStatus::needs_review;
    else if (j.scope.value == Tri::unknown && pass != Tri::yes)
        j.status = CriterionStatus::not_enough_information;
    else if (pass == Tri::unknown)
        j.status =
            lacks_facts(*p.formula, answers) ? CriterionStatus::not_enough_information : CriterionStatus::needs_review;
    else if (left_to_a_person(c))
        j.status = CriterionStatus::needs_review;
    else
        j.status = pass == Tri::yes ? CriterionStatus::met : CriterionStatus::not_met;
    return j;
}

// What a reader must know beside the status.
Optional<std::string> caution(const Judged& j) {
    const Criterion& c = *j.prepared->criterion;
    Optional<std::string> caution;
    if (j.scope.value == Tri::no) {
        add(caution, "for other cohorts, arms or dose levels");
        return caution;
    }
    if (!j.prepared->formula) {
        add(caution, "has no typed form");
        return caution;
    }
    if (c.computability != Computability::full)
        add(caution, "the typed form does not say " + c.residue.value_or("all of it"));
    if (c.judged_by) {
        static constexpr std::string_view judges[] = {"the investigator", "the treating physician", "the sponsor"};
        add(caution, "decided by " + std::string(judges[static_cast<std::size_t>(*c.judged_by)]));
    }
    if (c.doubts && !c.doubts->empty()) add(caution, joined_doubts(*c.doubts));
    if (j.scope.value == Tri::unknown && passing(c, j.exact) != Tri::yes)
        add(caution,
            "for some cohorts, arms or dose levels only, and it is not said for which the patient is screened");
    return caution;
}

CriterionOutcome outcome(const Judged& j, const ScreenOptions& options, const Program& program,
                         const Answers& answers) {
    const Criterion& c = *j.prepared->criterion;
    CriterionOutcome o;
    o.id = c.id;
    o.kind = c.kind;
    o.strength = c.strength;
    o.text = c.text;
    o.waivable = c.waivable.value_or(false);
    o.status = j.status;
    o.caution = caution(j);
    if (j.scope.value == Tri::no || !j.prepared->formula) return o;
    o.value = j.value;
    if (j.exact != j.value) o.exact_value = j.exact;
    if (!options.explain) return o;
    const std::vector<LeafSet> sets = detail::decisive_sets(*j.prepared->formula, answers.values);
    o.explanation = detail::explained(*j.prepared->formula, answers, sets, options.redact);
    for (const LeafSet& s : sets) {
        if (o.decisive_sets.size() == 4) break;
        DecisiveSet d;
        for (const std::size_t i : s)
            if (program.leaves()[i].expression) d.atoms.push_back(program.leaves()[i].text);
        o.decisive_sets.push_back(std::move(d));
    }
    return o;
}

bool all_seen(const EligibilityRecord& record) {
    const EligibilityCoverage& seen = record.coverage;
    return seen.inclusion == ListCompleteness::complete && seen.exclusion == ListCompleteness::complete;
}

Verdict verdict_of(const std::vector<Judged>& all, const EligibilityRecord& record) {
    bool met = false, waived = false, open = false, review = false;
    for (const Judged& j : all) {
        if (j.prepared->criterion->strength != Strength::required) continue;
        met = met || j.status == CriterionStatus::met;
        open = open || j.status == CriterionStatus::not_enough_information;
        review = review || j.status == CriterionStatus::needs_review;
        if (j.status != CriterionStatus::not_met) continue;
        if (!j.prepared->criterion->waivable.value_or(false)) return Verdict::ineligible;
        waived = true;
    }
    if (waived) return Verdict::ineligible_unless_waived;
    if (open || (!review && !met)) return Verdict::undetermined;
    return review || !all_seen(record) ? Verdict::eligible_subject_to_review : Verdict::eligible;
}

std::vector<NextQuestion> questions(const std::vector<Judged>& all, const Program& program, Answers& answers) {
    struct Entry {
        NextQuestion question;
        std::size_t order;
    };
    std::vector<Entry> found;
    for (std::size_t i = 0; i < program.leaves().size(); ++i) {
        const detail::Leaf& l = program.leaves()[i];
        if (!l.expression || answers.values[i] != Tri::unknown) continue;
        const Reason reason = answers.leaves[i].truth.reason;
        if (reason == Reason::not_computable) continue;
        NextQuestion q;
        std::int64_t yes = 0, no = 0;
        for (const Judged& j : all) {
            const Criterion& c = *j.prepared->criterion;
            if (c.strength != Strength::required || j.status != CriterionStatus::not_enough_information) continue;
            if (!std::binary_search(j.prepared->leaves.begin(), j.prepared->leaves.end(), i)) continue;
            answers.values[i] = Tri::yes;
            const Tri if_yes = detail::linear(*j.prepared->formula, answers.values);
            answers.values[i] = Tri::no;
            const Tri if_no = detail::linear(*j.prepared->formula, answers.values);
            answers.values[i] = Tri::unknown;
            yes += if_yes != Tri::unknown ? 1 : 0;
            no += if_no != Tri::unknown ? 1 : 0;
            q.may_exclude = q.may_exclude || passing(c, if_yes) == Tri::no || passing(c, if_no) == Tri::no;
            q.criteria.push_back(c.id);
        }
        if (q.criteria.empty()) continue;
        q.settled_if_yes = yes;
        q.settled_if_no = no;
        q.reason = reason;
        q.text = l.text;
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
    Program program(record, nullptr);
    const Node n = program.compile(expression);
    return detail::linear(n, detail::leaf_values(program, data_->asker, data_->options));
}

Tri Screener::evaluate_exact(const Expression& expression, const EligibilityRecord* record) const {
    Program program(record, nullptr);
    const Node n = program.compile(expression);
    return detail::exact(n, detail::leaf_values(program, data_->asker, data_->options), data_->options.exact_limit);
}

Explanation Screener::explain(const Expression& expression, const EligibilityRecord* record) const {
    Program program(record, &data_->words);
    const Node n = program.compile(expression);
    Answers answers(program, data_->asker, data_->options, true);
    (void)detail::evaluate(n, answers.values, answers.of_nodes);
    return detail::explained(n, answers, detail::decisive_sets(n, answers.values), data_->options.redact);
}

ScreeningReport Screener::screen(const EligibilityRecord& record) const {
    return data_->screen(PreparedCriteria::Data(record, data_->options.explain ? &data_->words : nullptr));
}

ScreeningReport Screener::screen(const PreparedCriteria& criteria) const {
    return data_->screen(*criteria.data_);
}

std::vector<Tri> Screener::values(const PreparedCriteria& criteria) const {
    const PreparedCriteria::Data& d = *criteria.data_;
    const detail::Values leaves = detail::leaf_values(d.program, data_->asker, data_->options);
    std::vector<Tri> values(d.record->criteria.size(), Tri::unknown);
    for (const Prepared& p : d.criteria)
        if (p.formula)
            values[static_cast<std::size_t>(p.criterion - d.record->criteria.data())] =
                detail::linear(*p.formula, leaves);
    return values;
}

ScreeningStatus Screener::status(const PreparedCriteria& criteria) const {
    const PreparedCriteria::Data& d = *criteria.data_;
    Answers answers(d.program, data_->asker, data_->options, false);
    ScreeningStatus s;
    s.criteria.resize(d.record->criteria.size(), CriterionStatus::not_applicable);
    std::vector<Judged> all;
    all.reserve(d.criteria.size());
    for (const Prepared& p : d.criteria) {
        all.push_back(judge(p, data_->options, answers));
        s.criteria[static_cast<std::size_t>(p.criterion - d.record->criteria.data())] = all.back().status;
    }
    s.verdict = verdict_of(all, *d.record);
    return s;
}

ScreeningReport Screener::Data::screen(const PreparedCriteria::Data& d) const {
    const EligibilityRecord& record = *d.record;
    ScreeningReport report;
    report.redacted = options.redact;
    if (!options.redact) report.patient = view.record->id;
    report.record = record.id;
    report.trial_id = record.trial_id;
    report.product = record.product;
    // The day of the patient's document is a value of it; the caller's own is not.
    if (!as_of.empty() && (options.as_of || !options.redact)) report.as_of = as_of;
    Answers answers(d.program, asker, options, options.explain);
    std::vector<Judged> all;
    all.reserve(d.criteria.size());
    for (const Prepared& p : d.criteria) {
        all.push_back(judge(p, options, answers));
        (p.criterion->strength == Strength::required ? report.criteria : report.preferences)
            .push_back(outcome(all.back(), options, d.program, answers));
    }
    if (options.explain) report.questions = questions(all, d.program, answers);
    if (!all_seen(record)) report.notes.emplace_back("The record does not hold all criteria of the trial.");
    if (record.trial_match.basis != TrialMatchBasis::printed)
        report.notes.emplace_back("The registry number is not printed in the source of the criteria.");
    if (const std::size_t superseded = record.criteria.size() - d.criteria.size(); superseded > 0)
        report.notes.push_back(std::to_string(superseded) + " superseded criteria were not evaluated.");
    if (as_of.empty()) report.notes.emplace_back("The day of screening is not known to the day.");
    report.verdict = verdict_of(all, record);
    return report;
}

}  // namespace carnk::inline v0_1
