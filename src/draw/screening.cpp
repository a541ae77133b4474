// SPDX-License-Identifier: BSL-1.0
#include <carnk/draw/screening.hpp>
#include <carnk/screen/result.hpp>

#include "draw/svg.hpp"
#include "draw/words.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::draw {

namespace {

constexpr double width = 880, margin = 18, step = 15;

std::string_view paint_of(CriterionStatus status) {
    switch (status) {
        case CriterionStatus::met:
            return "green";
        case CriterionStatus::not_met:
            return "red";
        case CriterionStatus::not_enough_information:
            return "amber";
        case CriterionStatus::needs_review:
            return "violet";
        case CriterionStatus::not_applicable:
            break;
    }
    return "grey";
}

std::string_view paint_of(Tri value) {
    return value == Tri::yes ? "green" : value == Tri::no ? "red" : "amber";
}

std::string_view short_of(CriterionStatus status) {
    switch (status) {
        case CriterionStatus::met:
            return "met";
        case CriterionStatus::not_met:
            return "not met";
        case CriterionStatus::not_enough_information:
            return "unknown";
        case CriterionStatus::needs_review:
            return "review";
        case CriterionStatus::not_applicable:
            break;
    }
    return "no matter";
}

std::string_view paint_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::eligible:
            return "green";
        case Verdict::eligible_subject_to_review:
            return "lime";
        case Verdict::undetermined:
            return "amber";
        case Verdict::ineligible_unless_waived:
            return "orange";
        case Verdict::ineligible:
            break;
    }
    return "red";
}

std::string evidence_of(const Explanation& e) {
    std::string text = words_of(e.reason);
    for (const Evidence& v : e.evidence) {
        if (!v.value && !v.date) continue;
        text += "; ";
        if (v.value) text += *v.value;
        if (v.date) text += (v.value ? " on " : "") + v.date->text();
    }
    return text;
}

class Tree {
public:
    Tree(Svg& svg, std::size_t most) : svg_(svg), most_(most) {}
    double y = 0;
    std::size_t left_out = 0;

    void pill(double x, double at, double w, std::string_view paint, std::string_view word, bool bold) {
        svg_.open({});
        svg_.rect({x, at - 13, w, 18}, paint, 9);
        svg_.text(x + w / 2, at, word, {11, bold, "middle"});
        svg_.close();
    }

    bool counts() {
        if (most_ != 0 && drawn_ >= most_) {
            ++left_out;
            return false;
        }
        ++drawn_;
        return true;
    }

    void criterion(const CriterionOutcome& c) {
        if (!counts()) return;
        const double x = margin + 92;
        svg_.open(c.caution ? *c.caution : words_of(c.status), false);
        const double pill_bottom = y + 5;
        pill(margin, y, 80, paint_of(c.status), short_of(c.status), true);
        y = svg_.lines(x, y, fitted(c.text, width - margin - x, 13, true), 17, {13, true});
        std::string below = words_of(c.kind) + ", " + words_of(c.strength);
        if (c.waivable) below += ", may be waived";
        if (c.caution) below += "; " + *c.caution;
        y = svg_.lines(x, y - 1, fitted(below, width - margin - x, 11), 14, {11, false, "start", true});
        svg_.close();
        y += 4;
        if (c.explanation) {
            svg_.line(margin + 40, pill_bottom, margin + 40, y - 2, c.explanation->decisive ? "link" : "axis",
                      !c.explanation->decisive);
            part(*c.explanation, 0, margin + 40);
        }
        y += 8;
    }

private:
    // Deep trees are indented no further than there is room for texts.
    void part(const Explanation& e, std::size_t depth, double parent_x) {
        if (!counts()) {
            for (const Explanation& p : e.parts)
                count_left_out(p);
            return;
        }
        const double x = margin + 60 + 22 * static_cast<double>(std::min<std::size_t>(depth, 14));
        const double line = y + 2;
        if (parent_x < x) {
            svg_.line(parent_x, line - 4, x, line - 4, e.decisive ? "link" : "axis", !e.decisive);
        }
        svg_.open(e.kind, false);
        pill(x, line, 34, paint_of(e.value), e.value == Tri::yes ? "yes" : e.value == Tri::no ? "no" : "?", e.decisive);
        const double text = x + 44;
        y = svg_.lines(text, line, fitted(e.text.empty() ? e.kind : e.text, width - margin - text, 12, e.decisive),
                       step, {12, e.decisive});
        y = svg_.lines(text, y - 1, fitted(evidence_of(e), width - margin - text, 11), 14, {11, false, "start", true});
        svg_.close();
        y += 4;
        double from = line + 5;
        for (const Explanation& p : e.parts) {
            // Down from the part, or from the one before, to where the next one branches off.
            if (depth < 14 && (most_ == 0 || drawn_ < most_)) {
                svg_.line(x + 17, from, x + 17, y - 2, p.decisive ? "link" : "axis", !p.decisive);
                from = y - 2;
            }
            part(p, depth + 1, x + 17);
        }
    }

    void count_left_out(const Explanation& e) {
        ++left_out;
        for (const Explanation& p : e.parts)
            count_left_out(p);
    }

    Svg& svg_;
    std::size_t most_, drawn_ = 0;
};

}  // namespace

std::string screening(const ScreeningReport& report, const Options& options) {
    const std::string trial = report.trial_id ? report.trial_id->text() : report.record.text();
    const std::string head = "Screening for " + trial;
    std::string told = "Verdict: " + words_of(report.verdict) + ". ";
    for (const CriterionOutcome& c : report.criteria)
        told += words_of(c.kind) + " \"" + c.text + "\": " + words_of(c.status) + ". ";
    told += "No medical advice: the physicians of the trial decide.";

    Svg svg("screening-" + report.record.text() + (report.patient ? "-" + report.patient->text() : std::string()), head,
            told, options.theme);
    Tree tree(svg, options.most);
    double y = margin + 16;
    y = svg.lines(margin, y, fitted(head, width - 2 * margin, 17, true), 21, {17, true});
    std::string below = report.product;
    if (report.as_of) below += "; as of " + report.as_of->text();
    if (report.patient) below += "; patient " + report.patient->text();
    if (report.redacted) below += "; redacted";
    y = svg.lines(margin, y, fitted(below, width - 2 * margin, 12), 16, {12, false, "start", true});
    const std::string verdict = shown::capitalized(words_of(report.verdict));
    const double w = width_of(verdict, 14, true) + 32;
    svg.open({});
    svg.rect({margin, y - 2, w, 28}, paint_of(report.verdict), 14);
    svg.text(margin + w / 2, y + 17, verdict, {14, true, "middle"});
    svg.close();
    tree.y = y + 52;
    for (const CriterionOutcome& c : report.criteria)
        tree.criterion(c);
    y = tree.y + 6;
    if (tree.left_out > 0)
        y = svg.lines(margin, y,
                      fitted(shown::counted(tree.left_out, "further part is", "further parts are") + " not drawn.",
                             width - 2 * margin, 12),
                      16, {12, true});
    if (!report.questions.empty()) {
        svg.text(margin, y + 6, "To find out next", {13, true});
        y += 24;
        std::size_t n = 0;
        for (const NextQuestion& q : report.questions) {
            if (++n > 5) break;
            y = svg.lines(margin, y,
                          fitted(std::to_string(n) + ". " + q.text + (q.may_exclude ? " (an answer may exclude)" : ""),
                                 width - 2 * margin, 12),
                          step, {12});
        }
        if (report.questions.size() > 5)
            y = svg.lines(margin, y, {"and " + std::to_string(report.questions.size() - 5) + " more"}, step,
                          {11, false, "start", true});
    }
    y += 8;
    for (const std::string& note : report.notes)
        y = svg.lines(margin, y, fitted(note, width - 2 * margin, 11), 14, {11, false, "start", true});
    y = svg.lines(margin, y,
                  fitted("Bold: what decides. The typed criteria are a reading of published wording, not the protocol. "
                         "No medical advice: the physicians of the trial decide.",
                         width - 2 * margin, 11),
                  14, {11, false, "start", true});
    return svg.finish(width, y + 4);
}

}  // namespace carnk::inline v0_1::draw
