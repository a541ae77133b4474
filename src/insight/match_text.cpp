// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/match.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/screen/screen.hpp>

#include <array>
#include <cmath>

#include "rules/shown_text.hpp"

namespace carnk::inline v0_1 {

namespace {

using shown::counted;

template <class E>
std::string word_of(E value) {
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i)
        if (detail::enumerator_values<E>[i] == value) return std::string(detail::enumerator_names<E>[i]);
    return {};
}

std::string_view words(Verdict v) {
    static constexpr std::string_view texts[] = {"eligible", "eligible, subject to review", "undetermined",
                                                 "ineligible unless waived", "ineligible"};
    return texts[static_cast<std::size_t>(v)];
}

std::string words(LeftOutReason r, std::size_t n) {
    switch (r) {
        case LeftOutReason::closed:
            return counted(n, "trial takes", "trials take") + " nobody now";
        case LeftOutReason::status_unknown:
            return counted(n, "trial is", "trials are") + " of unknown status in the register";
        case LeftOutReason::not_in_catalog:
            return counted(n, "list", "lists") + " of criteria of trials that the catalogue does not have";
        case LeftOutReason::doubtful:
            return counted(n, "record", "records") + " that may not describe anything real";
        case LeftOutReason::elsewhere:
            return counted(n, "trial is", "trials are") + " run in other countries";
        case LeftOutReason::country_not_known:
            return counted(n, "trial", "trials") + " of which it is not known where they are run";
        case LeftOutReason::no_criteria:
            return counted(n, "open trial", "open trials") +
                   " whose criteria the catalogue does not have: these may fit as well";
    }
    return {};
}

std::string line(std::string_view text) {
    std::string s = shown::printable(text);
    for (char& c : s)
        if (c == '\n' || c == '\t') c = ' ';
    return s;
}

std::string kilometres(double km) {
    return shown::grouped(std::llround(km)) + " km";
}

void criteria(std::string& out, const std::vector<MatchCriterion>& list, std::string_view title, bool full) {
    std::size_t shown_count = 0;
    for (const MatchCriterion& c : list) {
        if (!full && shown_count == 3) {
            out.append("     ").append(title).append(": ").append(std::to_string(list.size() - 3)).append(" more\n");
            return;
        }
        ++shown_count;
        out.append("     ").append(title).append(": ").append(c.criterion.text());
        if (c.waivable) out += " (may be waived)";
        const std::string text = line(c.text);
        out.append(": ").append(full ? text : shown::shortened(text, 90, false)) += '\n';
        if (c.caution) out.append("       note: ").append(line(*c.caution)) += '\n';
        for (std::size_t i = 0; i < c.decided_by.size() && (full || i < 2); ++i) {
            out.append("       - ").append(line(c.decided_by[i])).append(" (");
            out.append(words_of(c.reasons[i])).append(")\n");
        }
    }
}

void trial(std::string& out, const MatchedTrial& m, bool full) {
    out.append("\n").append(std::to_string(m.rank.number())).append(". ").append(words(m.verdict)).append(": ");
    out.append(m.trial_id ? m.trial_id->text() : m.record.text()).append(", ").append(line(m.product)) += '\n';
    out += "     ";
    if (m.status) {
        out.append(shown::humanized(word_of(*m.status)));
        if (m.status_as_of) out.append(", as of ").append(m.status_as_of->text());
    } else
        out += "the catalogue does not have this trial";
    if (m.distance_km)
        out.append("; ").append(kilometres(*m.distance_km)).append(" to ").append(line(m.nearest.value_or("")));
    out += '\n';
    out.append("     ").append(line(m.why)) += '\n';
    criteria(out, m.not_met, "not met", full);
    if (m.verdict != Verdict::ineligible || full) criteria(out, m.open, "not known", full);
    for (const std::string& n : m.notes)
        if (full || m.doubtful) out.append("     note: ").append(line(n)) += '\n';
}

}  // namespace

std::string to_text(const MatchReport& r, bool full) {
    std::string out;
    std::array<std::size_t, 5> verdicts{};
    for (const MatchedTrial& m : r.trials)
        ++verdicts[static_cast<std::size_t>(m.verdict)];
    out.append(counted(r.trials.size(), "trial", "trials")).append(" screened");
    if (r.patient) out.append(" for ").append(r.patient->text());
    if (r.as_of) out.append(", as of ").append(r.as_of->text());
    out += '\n';
    for (std::size_t i = 0; i < verdicts.size(); ++i)
        if (verdicts[i] > 0)
            out.append("  ").append(std::to_string(verdicts[i])).append(" ").append(words(static_cast<Verdict>(i))) +=
                '\n';
    std::string ruled_out;
    std::size_t ruled_out_count = 0;
    for (const MatchedTrial& m : r.trials) {
        if (full || m.verdict != Verdict::ineligible) {
            trial(out, m, full);
            continue;
        }
        ++ruled_out_count;
        ruled_out.append("  ").append(m.trial_id ? m.trial_id->text() : m.record.text()).append(": ");
        for (std::size_t i = 0; i < m.not_met.size() && i < 3; ++i) {
            const MatchCriterion& c = m.not_met[i];
            ruled_out.append(i > 0 ? "; " : "").append(c.criterion.text());
            if (!c.decided_by.empty()) ruled_out.append(" (").append(line(c.decided_by.front())).append(")");
        }
        if (m.not_met.size() > 3)
            ruled_out.append("; and ").append(std::to_string(m.not_met.size() - 3)).append(" more");
        ruled_out += '\n';
    }
    if (ruled_out_count > 0)
        out.append("\nRuled out (").append(std::to_string(ruled_out_count)).append("), by\n").append(ruled_out);
    if (!r.questions.empty()) {
        out.append("\nTo find out next\n");
        std::size_t n = 0;
        for (const MatchQuestion& q : r.questions) {
            if (!full && n == 10) {
                out.append("  and ").append(std::to_string(r.questions.size() - n)).append(" more\n");
                break;
            }
            out.append("  ").append(std::to_string(++n)).append(". ").append(line(q.text)).append(": in ");
            out.append(counted(q.records.size(), "trial", "trials")).append("; settles ");
            out.append(std::to_string(q.settled_if_yes.number())).append(" if yes, ");
            out.append(std::to_string(q.settled_if_no.number())).append(" if no");
            if (q.may_exclude_count.number() > 0)
                out.append("; may exclude from ").append(std::to_string(q.may_exclude_count.number()));
            out += '\n';
        }
    }
    if (!r.centers.empty()) {
        out.append("\nCenters with a part in trials that are not ruled out\n");
        for (const MatchedCenter& c : r.centers) {
            out.append("  ").append(line(c.name)).append(", ").append(line(c.city.value_or("city not stated")));
            out.append(", ").append(c.country.text()).append(": ");
            out.append(c.distance_km ? kilometres(*c.distance_km) + "; " : std::string());
            out.append(counted(c.records.size(), "trial", "trials")).append(", best ").append(words(c.best));
            std::string roles;
            for (const CenterRole role : c.roles)
                roles.append(roles.empty() ? "; " : ", ").append(shown::humanized(word_of(role)));
            out.append(roles).append("\n");
        }
    }
    if (!r.left_out.empty()) {
        out.append("\nNot screened\n");
        for (std::size_t i = 0; i <= static_cast<std::size_t>(LeftOutReason::no_criteria); ++i) {
            const auto reason = static_cast<LeftOutReason>(i);
            std::size_t n = 0;
            std::string ids;
            for (const LeftOutTrial& l : r.left_out)
                if (l.reason == reason) {
                    ids.append(n > 0 ? ", " : "").append(l.trial_id ? l.trial_id->text() : l.record->text());
                    ++n;
                }
            if (n == 0) continue;
            out.append("  ").append(words(reason, n)) += '\n';
            if (full) out.append("    ").append(ids) += '\n';
        }
    }
    out += '\n';
    for (const std::string& n : r.notes)
        out.append(line(n)) += '\n';
    return out;
}

}  // namespace carnk::inline v0_1
