// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/screen.hpp>

#include <charconv>

namespace carnk::inline v0_1 {

namespace {

std::string_view verdict_words(Verdict v) {
    static constexpr std::string_view words[] = {"ELIGIBLE", "ELIGIBLE, SUBJECT TO REVIEW", "UNDETERMINED",
                                                 "INELIGIBLE UNLESS WAIVED", "INELIGIBLE"};
    return words[static_cast<std::size_t>(v)];
}

std::string number(double x) {
    char buffer[40];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, x, std::chars_format::general, 6);
    return std::string(buffer, r.ptr);
}

// Only what is on one line can be read as a list.
std::string line(std::string_view text) {
    std::string s;
    for (const char c : text)
        s += static_cast<unsigned char>(c) < ' ' || c == '\x7f' ? ' ' : c;
    return s;
}

void explain(std::string& out, const Explanation& e, std::size_t depth) {
    static constexpr std::string_view values[] = {"no", "unknown", "yes"};
    out.append(depth * 2, ' ').append(e.decisive ? "* " : "- ");
    out.append(values[static_cast<std::size_t>(e.value)]).append(": ").append(line(e.text));
    if (e.reason != Reason::by_parts) out.append(" (").append(words_of(e.reason)).append(")");
    if (e.margin) {
        const bool inside = e.margin->value >= 0;
        out.append("; ").append(number(inside ? e.margin->value : -e.margin->value));
        if (e.margin->unit.text() != "1") out.append(" ").append(e.margin->unit.text());
        out.append(inside ? " inside the limit" : " outside the limit");
    }
    out += '\n';
    for (const Evidence& v : e.evidence) {
        out.append(depth * 2 + 2, ' ').append("at ").append(line(v.pointer));
        if (v.value) out.append(": ").append(line(*v.value));
        if (v.date) out.append(", ").append(v.date->text());
        out += '\n';
    }
    for (const Explanation& p : e.parts)
        explain(out, p, depth + 1);
}

void outcome(std::string& out, const CriterionOutcome& o, bool full) {
    out.append("  ").append(o.id.text()).append(o.kind == CriterionKind::exclusion ? " (exclusion): " : ": ");
    out.append(line(o.text)) += '\n';
    if (o.caution) out.append("    note: ").append(line(*o.caution)) += '\n';
    if (o.exact_value) out.append("    every answer to the open questions gives the same value\n");
    if (o.explanation && (full || o.status != CriterionStatus::met)) explain(out, *o.explanation, 2);
}

void group(std::string& out, const std::vector<CriterionOutcome>& all, CriterionStatus status, std::string_view title,
           bool full) {
    std::size_t n = 0;
    for (const CriterionOutcome& o : all)
        n += o.status == status ? 1U : 0U;
    if (n == 0) return;
    out.append("\n").append(title).append(" (").append(std::to_string(n)).append(")\n");
    const bool brief = !full && (status == CriterionStatus::met || status == CriterionStatus::not_applicable);
    if (brief) {
        std::string ids;
        for (const CriterionOutcome& o : all)
            if (o.status == status) ids.append(ids.empty() ? "  " : ", ").append(o.id.text());
        out.append(ids) += '\n';
        return;
    }
    for (const CriterionOutcome& o : all)
        if (o.status == status) outcome(out, o, full);
}

}  // namespace

std::string_view words_of(Reason r) {
    static constexpr std::string_view words[] = {
        "follows from its parts",
        "is there",
        "stated not to be there",
        "not listed, and the list is complete",
        "passes",
        "does not pass",
        "number as demanded",
        "number not as demanded",
        "nothing is stated",
        "not looked for",
        "the list is not complete for the time asked",
        "the value is missing",
        "a detail that is asked for is missing",
        "what is stated says less than is asked",
        "the unit does not convert",
        "another scale, or none named",
        "the reference limit is missing",
        "only a bound of the value is known",
        "reached under support, or support not stated",
        "what is stated lies outside of the time asked",
        "the date is not known exactly enough",
        "no date is stated",
        "a date cannot be right",
        "the day to count from is not known",
        "the half-life is missing",
        "facts contradict each other",
        "the donors differ",
        "only a person can decide",
        "not said for which cohort, arm or dose level",
        "screened for this",
        "screened for something else",
        "refers to itself",
        "refers to a criterion that is not there",
        "has no typed form",
    };
    return words[static_cast<std::size_t>(r)];
}

std::string to_text(const ScreeningReport& r, bool full) {
    std::string out;
    out.append(verdict_words(r.verdict)).append("  ").append(r.record.text());
    if (r.trial_id) out.append(" (").append(r.trial_id->text()).append(")");
    out.append(", ").append(line(r.product)) += '\n';
    if (r.patient) out.append("patient ").append(r.patient->text()).append(", ");
    out.append(r.as_of      ? "as of " + r.as_of->text()
               : r.redacted ? "day of screening not shown"
                            : "day of screening not known") += '\n';
    for (const std::string& n : r.notes)
        out.append("note: ").append(line(n)) += '\n';
    group(out, r.criteria, CriterionStatus::not_met, "Not met", full);
    group(out, r.criteria, CriterionStatus::not_enough_information, "Not enough information", full);
    group(out, r.criteria, CriterionStatus::needs_review, "For a person to decide", full);
    group(out, r.criteria, CriterionStatus::met, "Met", full);
    group(out, r.criteria, CriterionStatus::not_applicable, "Not applicable", full);
    if (!r.preferences.empty()) {
        out.append("\nPreferences and examples, which do not decide\n");
        for (const CriterionOutcome& o : r.preferences)
            outcome(out, o, full);
    }
    if (!r.questions.empty() && r.verdict != Verdict::ineligible) {
        out.append("\nTo find out next\n");
        std::size_t shown = 0;
        for (const NextQuestion& q : r.questions) {
            if (!full && shown == 10) {
                out.append("  and ").append(std::to_string(r.questions.size() - shown)).append(" more\n");
                break;
            }
            ++shown;
            out.append("  ").append(std::to_string(shown)).append(". ").append(line(q.text));
            out.append(" (").append(words_of(q.reason)).append("): settles ");
            out.append(std::to_string(q.settled_if_yes.number())).append(" if yes, ");
            out.append(std::to_string(q.settled_if_no.number())).append(" if no");
            if (q.may_exclude) out.append("; may exclude");
            out += '\n';
        }
    }
    out.append("\nNo medical advice: the physicians of the trial decide.\n");
    return out;
}

}  // namespace carnk::inline v0_1
