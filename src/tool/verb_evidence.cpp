// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/asked.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/page.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <utility>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string outcome{}, by{}, format{};
    bool derived = false, peer_reviewed = false;
};

constexpr std::array<std::pair<std::string_view, ClinicalOutcome>, 13> short_names{{
    {"response", ClinicalOutcome::objective_response},
    {"orr", ClinicalOutcome::objective_response},
    {"cr", ClinicalOutcome::complete_response},
    {"crs", ClinicalOutcome::crs_any},
    {"severe_crs", ClinicalOutcome::crs_grade3_plus},
    {"icans", ClinicalOutcome::icans_any},
    {"severe_icans", ClinicalOutcome::icans_grade3_plus},
    {"gvhd", ClinicalOutcome::acute_gvhd},
    {"severe_gvhd", ClinicalOutcome::acute_gvhd_grade3_plus},
    {"survival", ClinicalOutcome::overall_survival_1y},
    {"pfs", ClinicalOutcome::progression_free_survival_1y},
    {"dlt", ClinicalOutcome::dose_limiting_toxicity},
    {"sae", ClinicalOutcome::serious_adverse_event},
}};

std::string normal(std::string_view word) {
    std::string text = lowered(word);
    std::replace(text.begin(), text.end(), '-', '_');
    std::replace(text.begin(), text.end(), ' ', '_');
    return text;
}

}  // namespace

ClinicalOutcome outcome_of(std::string_view word) {
    const std::string wanted = normal(word);
    for (const auto& [name, outcome] : short_names)
        if (wanted == name) return outcome;
    std::vector<std::string> words;
    for (const ClinicalOutcome o : detail::enumerator_values<ClinicalOutcome>) {
        if (wanted == word_of(o)) return o;
        words.push_back(word_of(o));
    }
    for (const auto& [name, outcome] : short_names)
        words.emplace_back(name);
    const std::vector<std::string> meant = near(wanted, words);
    throw UsageError(
        "no outcome is called '" + printable(word) + "'; " +
        (meant.empty() ? "they are " + joined(words, ", ") : "did you mean " + joined(meant, " or ") + '?'));
}

namespace {

PoolGrouping grouping_of(std::string_view word) {
    std::string wanted = normal(word);
    if (wanted == "source" || wanted == "origin") wanted = "cell_source";
    for (const PoolGrouping g : detail::enumerator_values<PoolGrouping>)
        if (wanted == word_of(g)) return g;
    throw UsageError("studies are not grouped by '" + printable(word) +
                     "'; --by takes target, source, disease_group, disease");
}

std::string number(double value, const char* format = "%.1f") {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string range(const Optional<FractionInterval>& i) {
    return i ? number(i->low * 100) + " to " + number(i->high * 100) : std::string("-");
}

std::string counts(const EventCount& c) {
    return std::to_string(c.events.number()) + '/' + std::to_string(c.patients.number());
}

std::string counts(const PoolFit& f) {
    return std::to_string(f.event_count.number()) + '/' + std::to_string(f.patient_count.number());
}

// The part of all patients together, without regard to studies.
Optional<Fraction> crude(const PoolFit& f) {
    if (f.patient_count.number() == 0) return std::nullopt;
    return Fraction(static_cast<double>(f.event_count.number()) / static_cast<double>(f.patient_count.number()));
}

std::string percent(const Optional<Fraction>& f) {
    return f ? number(*f * 100) : std::string("-");
}

std::string state_text(PoolState state) {
    switch (state) {
        case PoolState::pooled:
            return "pooled";
        case PoolState::single_study:
            return "one study, exact interval";
        case PoolState::no_event:
            return "no event, exact interval of all together";
        case PoolState::all_events:
            return "event in all, exact interval of all together";
        case PoolState::not_estimable:
            return "not estimable";
        case PoolState::no_study:
            return "no study";
    }
    return {};
}

class EvidencePage : public Page {
public:
    explicit EvidencePage(Output& out) : Page(out) {}

    void summary(const PooledOutcome& o) {
        out_ << out_.styled(Style::strong, capitalized(std::string(label_of(o.outcome)))) << " with CAR-NK: "
             << counted(static_cast<std::size_t>(o.fit.study_count.number()), "published study", "published studies")
             << ", " << counts(o.fit) << " patients\n";
        if (o.fit.state == PoolState::no_study) return;
        const std::string level = number(o.level * 100, "%.4g") + "% ";
        out_ << "\n  " << out_.styled(Style::strong, percent(o.fit.estimate) + (o.fit.estimate ? "%" : "")) << "  "
             << level << "interval " << range(o.fit.interval) << "  ("
             << (o.fit.state == PoolState::pooled ? "median study, pooled" : state_text(o.fit.state)) << ")\n";
        if (o.fit.average) out_ << "  average over studies  " << percent(o.fit.average) << '\n';
        if (o.fit.state == PoolState::pooled)
            out_ << "  all patients together " << percent(crude(o.fit)) << "  (" << counts(o.fit)
                 << ", as if they were one study)\n";
        if (o.fit.likelihood_interval) out_ << "  by likelihood         " << range(o.fit.likelihood_interval) << '\n';
        if (o.fit.prediction_interval) out_ << "  a further study       " << range(o.fit.prediction_interval) << '\n';
        if (o.fit.state == PoolState::pooled)
            out_ << "  check, Freeman-Tukey  " << percent(o.check.estimate) << "%, " << range(o.check.interval) << '\n';
        if (o.heterogeneity && o.fit.tau_squared) {
            const Heterogeneity& h = *o.heterogeneity;
            out_ << "  heterogeneity         Q = " << number(h.q, "%.2f")
                 << ", df = " << std::to_string(h.degrees_of_freedom.number())
                 << ", p = " << number(h.q_p_value, "%.3f") << "; I2 = " << number(h.i_squared * 100, "%.0f")
                 << "%; tau2 = " << number(*o.fit.tau_squared, "%.3f") << " (log odds)\n"
                 << "                        likelihood ratio = " << number(h.likelihood_ratio, "%.2f")
                 << ", p = " << number(h.likelihood_ratio_p_value, "%.3f") << '\n';
        }
        // What could move the figure stands beside it, not only in the list of what was left out.
        for (const ExcludedStudy& e : o.excluded)
            if (e.reason != PoolExclusion::not_reported && e.reason != PoolExclusion::overlap)
                paragraph("not in the figure: " + e.label + ". " + e.explanation);
    }

    void studies(const PooledOutcome& o) {
        if (o.studies.empty()) return;
        heading("Studies");
        Table table({{"study", false, Style::plain},
                     {"n/of", true},
                     {"%", true},
                     {"exact (Clopper-Pearson)", true},
                     {"Wilson", true},
                     {"without it, %", true},
                     {"id", false, Style::dim}});
        for (std::size_t i = 0; i < o.studies.size(); ++i) {
            const PooledStudy& s = o.studies[i];
            const double share =
                static_cast<double>(s.count.events.number()) / static_cast<double>(s.count.patients.number());
            std::string without;
            for (const LeaveOneOut& l : o.leave_one_out)
                if (l.study_id == s.study_id) without = percent(l.fit.estimate) + " (" + range(l.fit.interval) + ")";
            table.add({printable(s.label) + (s.derived ? " *" : ""), counts(s.count), number(share * 100),
                       range(s.exact), range(s.wilson), without, std::string(s.study_id.text())});
        }
        table.print(out_, 2, false);
        for (const PooledStudy& s : o.studies) {
            std::string more;
            const auto add = [&](const std::string& text) {
                more += (more.empty() ? "" : "; ") + text;
            };
            if (s.definition) add("counted: " + *s.definition);
            if (s.at) add("at " + shown_number(s.at->value) + ' ' + shown_unit(s.at->unit.text()));
            if (s.note) add(*s.note);
            if (s.derived) add("* computed from a printed percentage");
            if (s.confidence && *s.confidence != Confidence::high) add("confidence " + word_of(*s.confidence));
            if (!more.empty()) paragraph(std::string(s.study_id.text()) + ": " + more);
        }
    }

    void subgroups(const PooledOutcome& o) {
        if (o.subgroups.empty()) return;
        for (const PoolGrouping by : detail::enumerator_values<PoolGrouping>) {
            Table table({{"", false, Style::plain},
                         {"studies", true},
                         {"n/of", true},
                         {"%", true},
                         {"interval", true},
                         {"", false, Style::dim}});
            bool any = false;
            for (const PoolSubgroup& g : o.subgroups) {
                if (g.by != by) continue;
                any = true;
                table.add({printable(g.label), std::to_string(g.fit.study_count.number()), counts(g.fit),
                           percent(g.fit.estimate), range(g.fit.interval), state_text(g.fit.state)});
            }
            if (!any) continue;
            heading("By " + humanized(word_of(by)));
            table.print(out_, 2, false);
        }
    }

    void rest(const PooledOutcome& o) {
        if (!o.excluded.empty()) heading("Left out");
        for (const ExcludedStudy& e : o.excluded)
            paragraph(e.label + " (" + std::string(e.study_id.text()) + "): " + e.explanation);
        for (const PublishedPool& p : o.published) {
            heading("Published pool");
            std::string text = p.therapy + ", " + p.population;
            if (p.study_count) text += ", " + std::to_string(p.study_count->number()) + " studies";
            if (p.patient_count) text += ", " + std::to_string(p.patient_count->number()) + " patients";
            if (p.result.proportion.percent) text += ": " + shown_number(*p.result.proportion.percent) + "%";
            if (const auto& i = p.result.proportion.confidence_interval; i && i->low && i->high)
                text += " (" + shown_number(*i->low) + " to " + shown_number(*i->high) + ")";
            paragraph(text + ". " + p.discussion);
            sources(p.sources, "  - ");
        }
        heading("To know");
        for (const std::string& note : o.notes)
            paragraph(note, "  - ");
        if (!o.studies.empty()) heading("Sources");
        for (const PooledStudy& s : o.studies) {
            paragraph(std::string(s.study_id.text()));
            sources(s.sources, "    - ");
        }
    }
};

void evidence(Session& session, const Options& options) {
    PooledOptions wanted;
    wanted.include_derived = options.derived;
    wanted.peer_reviewed_only = options.peer_reviewed;
    if (!options.by.empty()) wanted.by = {grouping_of(options.by)};
    const PooledOutcome result = pooled(builtin_catalog(), outcome_of(options.outcome), wanted).value();
    Output& out = session.terminal.out;
    if (options.format == "json") {
        out << write(result, pretty) << '\n';
        return;
    }
    EvidencePage page(out);
    page.summary(result);
    page.studies(result);
    page.subgroups(result);
    page.rest(result);
}

}  // namespace

void add_evidence(CLI::App& app, Session& session) {
    CLI::App* verb =
        app.add_subcommand("evidence", "Pool an outcome over the published studies of the built-in catalogue");
    const auto options = std::make_shared<Options>();
    verb->add_option("outcome", options->outcome,
                     "response, cr, crs, severe_crs, icans, severe_icans, gvhd, severe_gvhd, survival, or any outcome "
                     "by its word in the documents, such as infection_any")
        ->required()
        ->option_text("OUTCOME");
    verb->add_option("--by", options->by,
                     "Group by target, source, disease_group or disease; by the first three if not given")
        ->option_text("GROUPING");
    verb->add_flag("--derived", options->derived, "Counts that were computed from printed percentages too");
    verb->add_flag("--peer-reviewed", options->peer_reviewed, "Peer-reviewed articles only");
    add_format(*verb, options->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk evidence response\n"
        "  carnk evidence crs --by source\n"
        "  carnk evidence cr --derived --format json");
    verb->callback([&session, options] { evidence(session, *options); });
}

}  // namespace carnk::inline v0_1::tool
