// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include "tool/app.hpp"
#include "tool/common.hpp"
#include "tool/describe.hpp"
#include "tool/input.hpp"
#include "tool/page.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string request{}, as_of{}, code{}, question{}, status{}, reason{}, by{}, format{};
    bool deidentify = false, nothing_known = false;
    std::size_t limit = 10;
};

template <class E>
E word_to(std::string_view what, const std::string& word) {
    std::string wanted = lowered(word);
    std::replace(wanted.begin(), wanted.end(), '-', '_');
    std::vector<std::string> words;
    for (const E e : detail::enumerator_values<E>) {
        if (wanted == word_of(e)) return e;
        words.push_back(word_of(e));
    }
    throw UsageError("there is no " + std::string(what) + " '" + printable(word) + "'; they are " +
                     joined(words, ", "));
}

PartialDate day_of(const std::string& text) {
    const Optional<PartialDate> date = PartialDate::from_text(text);
    if (!date || !date->day()) throw UsageError("--as-of: a day as YYYY-MM-DD; found '" + printable(text) + "'");
    return *date;
}

// Whether the work can go on; findings never quote what is about a person.
bool tell(Session& session, const Findings& findings) {
    if (findings.empty()) return true;
    session.terminal.out.flush();
    session.terminal.err << to_string(findings);
    if (!findings.has_errors()) return true;
    session.exit_code = exit_findings;
    return false;
}

class ReferralPage : public Page {
public:
    explicit ReferralPage(Output& out) : Page(out) {}

    void plan(const ReferralPlan& p) {
        out_ << out_.styled(Style::strong, "Plan for request " + std::string(p.request_id.text())) << ", as of "
             << p.as_of.text() << '\n';
        if (p.days_to_deadline) out_ << "  days to the deadline: " << std::to_string(*p.days_to_deadline) << '\n';
        heading("Trials");
        if (p.trials.empty()) paragraph("none");
        for (const PlannedTrial& t : p.trials) {
            paragraph(t.option.trial_id->text() + "  " + humanized(word_of(t.option.fit)) + ": " + t.title, "  ",
                      t.option.fit == OptionFit::worth_screening ? Style::strong : Style::plain);
            std::string text = joined(t.option.reasons, "; ");
            if (t.status_as_of) text += "; status as of " + t.status_as_of->text();
            paragraph(text + ' ' + sources_.marks(t.sources), "    - ");
            std::vector<std::string> missing;
            for (const DocumentRequirement& d : t.option.missing)
                missing.push_back(humanized(word_of(d.document)) + (d.detail ? ' ' + *d.detail : std::string()));
            if (!missing.empty()) paragraph("to get: " + joined(missing, ", "), "    - ");
            if (!t.failed_criteria.empty()) {
                std::vector<std::string> ids;
                for (const Slug& id : t.failed_criteria)
                    ids.emplace_back(id.text());
                paragraph("criteria not met: " + joined(ids, ", "), "    - ");
            }
        }
        if (!p.centers.empty()) heading("Centers");
        for (const PlannedCenter& c : p.centers) {
            std::vector<std::string> trials;
            for (const RegistryId& id : c.trial_ids)
                trials.push_back(id.text());
            paragraph(c.name + ", " + c.country.text() + (trials.empty() ? "" : ": " + joined(trials, ", ")) +
                          (c.named_by_sender ? " (named by the sender)" : "") + ' ' + sources_.marks(c.sources),
                      "  - ");
        }
        if (!p.questions.empty()) heading("Open questions");
        for (const std::string& q : p.questions)
            paragraph(q, "  ? ");
        if (!p.costs.empty()) heading("Cost");
        for (const CostEstimate& e : p.costs) {
            std::size_t known = 0;
            for (const CostLine& l : e.lines)
                known += l.amount ? 1U : 0U;
            paragraph(e.country.text() + ": " + counted(known, "line") + " with an amount, " +
                          std::to_string(e.unknown_line_count.number()) + " unknown; carnk cost --country " +
                          e.country.text() + " shows them",
                      "  - ");
        }
        heading("Steps");
        std::size_t number = 0;
        for (const ConsultationStep& s : p.steps) {
            std::string text = s.text + " (" + humanized(word_of(s.responsible));
            if (s.due) text += ", " + humanized(word_of(s.due->timing)) + ' ' + humanized(word_of(s.due->anchor));
            if (s.deadline) text += ", by " + s.deadline->text();
            paragraph(text + ')', "  [ ] " + std::to_string(++number) + ". ");
        }
        heading("To know");
        for (const std::string& c : p.cautions)
            paragraph(c, "  - ");
        if (p.doubtful_left_out_count > 0)
            paragraph(counted(static_cast<std::size_t>(p.doubtful_left_out_count), "trial") +
                          " with a doubtful record left out.",
                      "  - ");
        std::vector<std::string> next;
        for (const ReferralStatus s : p.next_statuses)
            next.push_back(humanized(word_of(s)));
        paragraph("The request can become: " + (next.empty() ? std::string("nothing more") : joined(next, ", ")) + '.',
                  "  - ");
        sources_.print(*this);
    }

    void form(const DeidentifiedReferral& f) {
        out_ << out_.styled(Style::strong, "De-identified form " + std::string(f.code.text())) << '\n';
        for (const Node& n : describe(f).children) {
            if (n.is_empty() || n.name == "removals" || n.name == "deidentification" || n.name == "code") continue;
            paragraph(humanized(n.name) + ": " + flat(n));
        }
        heading("Taken out or made coarse");
        for (const Removal& r : f.removals)
            paragraph(r.pointer + ": " + humanized(word_of(r.action)) + ", (" +
                          std::string(1, deidentification_letter(r.rule)) + ") " + humanized(word_of(r.rule)),
                      "  - ");
    }

private:
    static std::string flat(const Node& n) {
        if (n.is_text()) return n.text;
        std::vector<std::string> texts;
        for (const Node& child : n.children)
            if (!child.is_empty())
                texts.push_back((child.name.empty() ? "" : humanized(child.name) + ' ') + flat(child));
        return joined(texts, n.kind == Node::Kind::list ? "; " : ", ");
    }

    SourceList sources_{};
};

void refer(Session& session, const Options& o) {
    if (o.deidentify && !o.status.empty()) throw UsageError("give --deidentify or --to, not both");
    const Result<ReferralRequest> read = carnk::read<ReferralRequest>(read_text(o.request));
    if (!tell(session, read.findings())) return;
    Output& out = session.terminal.out;
    if (o.deidentify) {
        DeidentifyOptions options;
        const Optional<Slug> code = Slug::from_text(o.code);
        if (!code) throw UsageError("--code: a code made for the form is needed, " + std::string(Slug::expected));
        options.code = *code;
        if (!o.question.empty()) options.question = o.question;
        options.no_actual_knowledge = o.nothing_known;
        if (!o.as_of.empty() && Year::valid(day_of(o.as_of).year())) options.year = Year(day_of(o.as_of).year());
        const Result<DeidentifiedReferral> form = Deidentifier(builtin_catalog()).deidentify(*read, options);
        if (!tell(session, form.findings())) return;
        if (o.format == "json")
            out << write(*form, pretty) << '\n';
        else
            ReferralPage(out).form(*form);
        return;
    }
    if (o.as_of.empty()) throw UsageError("give the day: --as-of YYYY-MM-DD");
    const PartialDate day = day_of(o.as_of);
    if (!o.status.empty()) {
        StatusChange step;
        step.status = word_to<ReferralStatus>("status", o.status);
        step.date = day;
        if (!o.by.empty()) step.by = word_to<GuideParty>("party", o.by);
        if (!o.reason.empty()) step.reason = o.reason;
        const Result<ReferralRequest> next = advance(*read, step);
        if (tell(session, next.findings())) out << write(*next, pretty) << '\n';
        return;
    }
    ReferralPlanOptions options;
    options.as_of = day;
    options.trial_limit = o.limit;
    const Result<ReferralPlan> plan = plan_referral(builtin_catalog(), *read, options);
    if (!tell(session, plan.findings())) return;
    if (o.format == "json")
        out << write(*plan, pretty) << '\n';
    else
        ReferralPage(out).plan(*plan);
}

}  // namespace

void add_refer(CLI::App& app, Session& session) {
    CLI::App* verb =
        app.add_subcommand("refer", "Make a plan for a referral request, its de-identified form, or its next step");
    const auto o = std::make_shared<Options>();
    verb->add_option("--request", o->request, "The request (carnk/referral-request/1); - is standard input")
        ->option_text("FILE")
        ->required();
    verb->add_option("--as-of", o->as_of, "Day of the plan or the step; the command never asks the clock")
        ->option_text("DATE");
    verb->add_option("--limit", o->limit, "Most trials that are listed, 10 if not given")->option_text("N");
    verb->add_flag("--deidentify", o->deidentify, "The form without the 18 identifiers of HIPAA Safe Harbor");
    verb->add_option("--code", o->code, "Code of the form, made for it and from nothing of the patient")
        ->option_text("CODE");
    verb->add_option("--question", o->question, "The question, written anew without anything that identifies")
        ->option_text("TEXT");
    verb->add_flag("--nothing-known", o->nothing_known,
                   "Says that you know of nothing left by which the person could be identified");
    verb->add_option("--to", o->status, "Status of the next step; the request is written with it")
        ->option_text("STATUS");
    verb->add_option("--by", o->by, "Who takes the step")->option_text("PARTY");
    verb->add_option("--reason", o->reason, "Why; for declined, withdrawn and awaiting_information")
        ->option_text("TEXT");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk refer --request request.json --as-of 2026-11-23\n"
        "  carnk refer --request request.json --deidentify --code case-7 --nothing-known --format json\n"
        "  carnk refer --request request.json --as-of 2026-11-23 --to acknowledged --by coordinator > next.json");
    verb->callback([&session, o] { refer(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
