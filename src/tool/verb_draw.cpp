// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/draw/charts.hpp>
#include <carnk/draw/construct.hpp>
#include <carnk/draw/screening.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/result.hpp>

#include "tool/app.hpp"
#include "tool/asked.hpp"
#include "tool/common.hpp"
#include "tool/input.hpp"
#include "tool/text.hpp"

#include <memory>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string what{}, by{"year,phase"}, about{}, file{}, trial{}, output{}, theme{"auto"};
    std::size_t top = 0;
    bool all = false, derived = false;
};

draw::Options style_of(const Options& o) {
    draw::Options style;
    style.theme = o.theme == "light"  ? draw::Theme::light
                  : o.theme == "dark" ? draw::Theme::dark
                                      : draw::Theme::automatic;
    style.names = &builtin_catalog();
    style.most = o.top;
    return style;
}

void deliver(Session& session, const Options& o, const std::string& svg) {
    if (o.output.empty() || o.output == "-")
        session.terminal.out << svg;
    else
        write_file(o.output, svg);
}

void draw_construct(Session& session, const Options& o) {
    if (o.what.empty() == o.file.empty()) throw UsageError("give the id of a construct, or --file FILE");
    if (!o.file.empty()) {
        const Result<CarConstruct> read = carnk::read<CarConstruct>(read_text(o.file));
        if (read.ok()) return deliver(session, o, draw::construct(*read, style_of(o)));
        session.terminal.out.flush();
        session.terminal.err << to_string(read.findings());
        session.exit_code = exit_findings;
        return;
    }
    // A product may have the same id as its construct.
    if (const CarConstruct* c = builtin_catalog().find<CarConstruct>(o.what))
        return deliver(session, o, draw::construct(*c, style_of(o)));
    const Record record = find_record(builtin_catalog(), o.what);
    if (record.type->singular != "construct")
        throw UsageError("'" + printable(o.what) + "' is a " + record.type->singular +
                         "; carnk list constructs shows what can be drawn");
    deliver(session, o, draw::construct(*static_cast<const CarConstruct*>(record.value), style_of(o)));
}

void draw_landscape(Session& session, const Options& o) {
    LandscapeOptions options;
    options.include_doubtful = o.all;
    options.sponsor_limit = 0;
    const std::size_t comma = o.by.find(',');
    const Dimension first = dimension_of(std::string_view(o.by).substr(0, comma));
    if (comma == std::string::npos)
        return deliver(session, o, draw::bars(landscape(builtin_catalog(), options), first, style_of(o)));
    const Dimension second = dimension_of(std::string_view(o.by).substr(comma + 1));
    if (first == second) throw UsageError("--by takes two different dimensions");
    deliver(session, o, draw::columns(cross(builtin_catalog(), first, second, options), style_of(o)));
}

void draw_forest(Session& session, const Options& o) {
    PooledOptions options;
    options.include_derived = o.derived;
    deliver(session, o, draw::forest(pooled(builtin_catalog(), outcome_of(o.what), options).value(), style_of(o)));
}

void draw_comparison(Session& session, const Options& o) {
    const TherapyComparison all = compare_therapies(builtin_catalog(), o.about);
    if (all.respects.empty() && all.pools.empty())
        throw UsageError("the comparison has nothing about '" + printable(o.about) + "'; see carnk compare");
    deliver(session, o, draw::comparison(all, style_of(o)));
}

void draw_screening(Session& session, const Options& o) {
    const std::string text = read_text(o.file);
    Result<std::vector<ScreeningReport>> read{std::vector<ScreeningReport>()};
    if (parts_of(text).list) {
        read = carnk::read<std::vector<ScreeningReport>>(text);
    } else {
        Result<ScreeningReport> one = carnk::read<ScreeningReport>(text);
        if (one.ok())
            read->push_back(*one);
        else
            read = {std::nullopt, one.findings()};
    }
    if (!read.ok()) {
        session.terminal.out.flush();
        session.terminal.err << to_string(read.findings());
        session.exit_code = exit_findings;
        return;
    }
    std::vector<const ScreeningReport*> chosen;
    std::vector<std::string> known;
    for (const ScreeningReport& r : *read) {
        const std::string id = r.trial_id ? r.trial_id->text() : r.record.text();
        known.push_back(id);
        if (o.trial.empty() || lowered(o.trial) == lowered(id) || lowered(o.trial) == lowered(r.record.text()))
            chosen.push_back(&r);
    }
    if (chosen.empty())
        throw UsageError(known.empty() ? std::string("there is no report in the file")
                                       : "the file has no report for '" + printable(o.trial) + "'; it has " +
                                             printable(joined(known, ", ")));
    if (chosen.size() > 1)
        throw UsageError("the file has " + std::to_string(chosen.size()) +
                         " reports; choose one with --trial: " + printable(joined(known, ", ")));
    deliver(session, o, draw::screening(*chosen[0], style_of(o)));
}

}  // namespace

void add_draw(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("draw", "Draw constructs, the trial landscape and results as SVG");
    verb->require_subcommand(1);
    const auto o = std::make_shared<Options>();
    const auto kind = [&](const char* name, const char* description, void (*run)(Session&, const Options&)) {
        CLI::App* sub = verb->add_subcommand(name, description);
        sub->add_option("-o,--output", o->output, "File to write; standard output if not given")->option_text("FILE");
        sub->add_option("--theme", o->theme, "Colours: auto (as the reader prefers), light, dark")
            ->check(CLI::IsMember({"auto", "light", "dark"}))
            ->option_text("auto|light|dark");
        sub->callback([&session, o, run] { run(session, *o); });
        return sub;
    };
    CLI::App* construct = kind("construct", "A CAR construct across the membrane", draw_construct);
    construct->add_option("id", o->what, "Id of a construct of the catalogue")->option_text("ID");
    construct->add_option("--file", o->file, "A document of your own (carnk/car-construct/1); - is standard input")
        ->option_text("FILE");
    construct->footer(
        "Examples:\n"
        "  carnk draw construct car19-il15-ic9 --output car.svg\n"
        "  carnk draw construct --file mine.json --theme light --output mine.svg");

    CLI::App* landscape = kind("landscape", "Trials by one dimension as bars, or by two as columns", draw_landscape);
    landscape
        ->add_option(
            "--by", o->by,
            "One or two of phase, status, disease, target, source, country, sponsor, year; year,phase if not given")
        ->option_text("DIMENSION[,DIMENSION]");
    landscape->add_option("--top", o->top, "Most bars to draw; all if not given")->option_text("N");
    landscape->add_flag("--all", o->all, "Count doubtful records, too");
    landscape->footer(
        "Examples:\n  carnk draw landscape --output years.svg\n  carnk draw landscape --by target --top 20");

    CLI::App* forest = kind("forest", "An outcome pooled over the published studies", draw_forest);
    forest->add_option("outcome", o->what, "As carnk evidence takes it: response, crs, gvhd and others")
        ->required()
        ->option_text("OUTCOME");
    forest->add_flag("--derived", o->derived, "Counts that were computed from printed percentages too");
    forest->footer("Example:\n  carnk draw forest response --output response.svg");

    CLI::App* screening =
        kind("screening", "Why a patient is or is not eligible, from a report of carnk screen", draw_screening);
    screening->add_option("report", o->file, "Document of carnk screen --format json; - is standard input")
        ->required()
        ->option_text("FILE");
    screening->add_option("--trial", o->trial, "Which, if there are several")->option_text("ID");
    screening->add_option("--top", o->top, "Most criteria and parts to draw; all if not given")->option_text("N");
    screening->footer(
        "Example:\n"
        "  carnk screen --patient patient.json --trial NCT05092451 --redact --format json |\n"
        "    carnk draw screening - --output why.svg\n\n"
        "The drawing holds what the report holds; make the report with --redact to leave out values of the patient.");

    CLI::App* comparison = kind("comparison", "CAR-NK beside CAR-T", draw_comparison);
    comparison->add_option("--about", o->about, "Only what the comparison has about this")->option_text("WORD");
    comparison->add_option("--top", o->top, "Most respects to draw; all if not given")->option_text("N");
    comparison->footer("Example:\n  carnk draw comparison --about crs --output crs.svg");

    verb->footer(
        "Examples:\n"
        "  carnk draw construct car19-il15-ic9 --output car.svg\n"
        "  carnk draw landscape --by target --top 20 --output targets.svg\n"
        "  carnk draw forest crs --theme light > crs.svg");
}

}  // namespace carnk::inline v0_1::tool
