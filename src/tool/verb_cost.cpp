// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/cost.hpp>
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
#include <utility>

namespace carnk::inline v0_1::tool {

namespace {

struct Options {
    std::string plan{}, therapy{"car_nk"}, trial{}, product{}, care{}, stay{}, day_cost{}, format{};
    std::vector<std::string> countries{}, rates{};
    bool outside = false, no_travel = false, no_complications = false, no_stay = false;
};

std::string normal(std::string_view word) {
    std::string text = lowered(word);
    std::replace(text.begin(), text.end(), '-', '_');
    return text;
}

TherapyClass therapy_of(const std::string& word) {
    std::vector<std::string> words;
    for (const TherapyClass t : detail::enumerator_values<TherapyClass>) {
        if (normal(word) == word_of(t)) return t;
        words.push_back(word_of(t));
    }
    throw UsageError("no therapy is called '" + printable(word) + "'; they are " + joined(words, ", "));
}

template <class T>
T parsed(std::string_view option, std::string_view text) {
    const Optional<T> value = T::from_text(text);
    if (!value)
        throw UsageError(std::string(option) + ": " + std::string(T::expected) + "; found '" + printable(text) + "'");
    return *value;
}

// "CNY:USD=0.14@2025;Where it comes from"
ExchangeRate rate_of(const std::string& text) {
    const std::size_t colon = text.find(':'), equals = text.find('='), at = text.find('@'), semicolon = text.find(';');
    if (colon == std::string::npos || equals == std::string::npos || at == std::string::npos ||
        semicolon == std::string::npos || !(colon < equals && equals < at && at < semicolon))
        throw UsageError(
            "a rate is written FROM:TO=RATE@DATE;SOURCE, such as 'CNY:USD=0.14@2025;name of the source'; found '" +
            printable(text) + "'");
    ExchangeRate rate;
    rate.from = parsed<CurrencyCode>("--rate", text.substr(0, colon));
    rate.to = parsed<CurrencyCode>("--rate", text.substr(colon + 1, equals - colon - 1));
    rate.rate = parsed<Decimal>("--rate", text.substr(equals + 1, at - equals - 1));
    rate.date = parsed<PartialDate>("--rate", text.substr(at + 1, semicolon - at - 1));
    Source source;
    source.kind = SourceKind::secondary_notes;
    source.title = text.substr(semicolon + 1);
    rate.source = std::move(source);
    return rate;
}

// "USD:2500@2025", or "USD:2000-3000" where the price year is not known.
Money money_of(std::string_view option, const std::string& text) {
    const std::size_t colon = text.find(':'), at = std::min(text.find('@'), text.size());
    if (colon == std::string::npos || at < colon)
        throw UsageError(std::string(option) +
                         ": an amount is written CURRENCY:AMOUNT@YEAR or CURRENCY:LOW-HIGH@YEAR, " +
                         "such as USD:2500@2025; found '" + printable(text) + "'");
    const std::string amount = text.substr(colon + 1, at - colon - 1);
    const std::size_t dash = std::min(amount.find('-', 1), amount.size());
    Money money;
    money.currency = parsed<CurrencyCode>(option, text.substr(0, colon));
    money.low = parsed<Decimal>(option, amount.substr(0, dash));
    money.high = dash == amount.size() ? money.low : parsed<Decimal>(option, amount.substr(dash + 1));
    if (at < text.size()) {
        const Optional<PartialDate> year = PartialDate::from_text(text.substr(at + 1));
        if (!year || year->month()) throw UsageError(std::string(option) + ": the price year is a year");
        money.price_year = Year::from_number(year->year());
    }
    return money;
}

CostPlanOptions asked(const Options& o, const std::string& country) {
    CostPlanOptions wanted;
    wanted.therapy = therapy_of(o.therapy);
    wanted.country = parsed<CountryCode>("--country", country);
    wanted.in_trial = !o.outside;
    if (!o.trial.empty()) wanted.trial_id = parsed<RegistryId>("--trial", o.trial);
    if (!o.product.empty()) wanted.product_item_id = parsed<Slug>("--product", o.product);
    wanted.hospital_care = !o.no_stay;
    if (!o.stay.empty()) wanted.stay_days = parsed<Decimal>("--stay-days", o.stay);
    if (!o.day_cost.empty()) wanted.cost_per_day = money_of("--day-cost", o.day_cost);
    wanted.complications = !o.no_complications;
    wanted.travel = !o.no_travel;
    if (!o.care.empty()) wanted.care_assumption = o.care;
    for (const std::string& r : o.rates)
        wanted.exchange_rates.push_back(rate_of(r));
    return wanted;
}

// Findings of a plan: those of error severity end the work.
bool tell(Session& session, const Findings& findings) {
    if (findings.empty()) return true;
    session.terminal.out.flush();
    session.terminal.err << to_string(findings);
    if (!findings.has_errors()) return true;
    session.exit_code = exit_findings;
    return false;
}

class CostPage : public Page {
public:
    explicit CostPage(Output& out) : Page(out) {}

    void estimate(const CostEstimate& e, std::string_view title) {
        out_ << out_.styled(Style::strong, "Cost of " + humanized(word_of(e.therapy)) + ": " + printable(title))
             << '\n';
        for (const CostCertainty c : detail::enumerator_values<CostCertainty>)
            lines(e, c);
        if (!e.totals.empty()) {
            heading(e.unknown_line_count > 0 ? "Totals (lower bounds: amounts are missing)" : "Totals");
            for (const CostTotal& t : e.totals)
                paragraph(
                    (t.payer ? "paid by " + humanized(word_of(*t.payer)) : std::string("all payers")) + ": " +
                    one_line(t.amount) + ", " + counted(static_cast<std::size_t>(t.line_count), "line") +
                    (t.assumed_line_count > 0 ? ", of which assumed: " + std::to_string(t.assumed_line_count) : ""));
        }
        if (e.converted_totals)
            for (const ConvertedTotal& t : *e.converted_totals) {
                std::string text = "converted: " + one_line(t.amount) + ", " +
                                   counted(static_cast<std::size_t>(t.line_count), "line") +
                                   ", of which converted: " + std::to_string(t.converted_line_count);
                for (const ExchangeRate& r : t.rates)
                    text += "; 1 " + r.from.text() + " = " + r.rate.text() + ' ' + r.to.text() + " (" + r.date.text() +
                            ", " + (r.source ? r.source->title : std::string()) + ')';
                paragraph(text);
            }
        if (!e.missing_categories.empty()) {
            std::vector<std::string> words;
            for (const CostCategory c : e.missing_categories)
                words.push_back(humanized(word_of(c)));
            heading("Not planned, usually on top");
            paragraph(joined(words, ", "));
        }
    }

    // What sponsors and insurers cover, as the catalogue has it for the country.
    void coverage(const Catalog& catalog, const CountryCode& country) {
        bool headed = false;
        for (const AccessTopic& topic : catalog.access) {
            if (topic.topic != AccessTopicKind::sponsor_payment && topic.topic != AccessTopicKind::insurance) continue;
            for (const CountryAccess& entry : topic.entries) {
                if (entry.country != country || !entry.summary) continue;
                if (!headed) heading("Who pays what");
                headed = true;
                paragraph(*entry.summary + ' ' + sources_.marks(entry.sources),
                          "  " + humanized(word_of(topic.topic)) + ": ");
                if (topic.caution) paragraph(*topic.caution, "    ! ");
            }
        }
    }

    // Plans side by side: the same parts, so that rows are labels' categories.
    void compare(const std::vector<CostEstimate>& estimates) {
        heading("Side by side");
        std::vector<Table::Column> columns{{"", false, Style::plain}};
        for (const CostEstimate& e : estimates)
            columns.push_back({e.country.text()});
        Table table(columns);
        for (const CostCategory c : detail::enumerator_values<CostCategory>) {
            std::vector<std::string> row{capitalized(humanized(word_of(c)))};
            bool any = false;
            for (const CostEstimate& e : estimates) {
                std::string cell;
                for (const CostLine& l : e.lines) {
                    if (l.category != c) continue;
                    any = true;
                    cell += (cell.empty() ? "" : "; ") +
                            (l.amount ? one_line(*l.amount) + (l.certainty == CostCertainty::assumed ? ", assumed" : "")
                                      : std::string("unknown"));
                }
                row.push_back(cell.empty() ? "not planned" : cell);
            }
            if (any) table.add(std::move(row));
        }
        table.print(out_, 2, false);
        paragraph(
            "Amounts of different currency or price year are not comparable without a rate; unknown is not zero, so that "
            "no country can be called cheaper where an amount is unknown.");
    }

    void end(const std::vector<CostEstimate>& estimates) {
        heading("To know");
        std::vector<std::string> said;
        for (const CostEstimate& e : estimates)
            for (const std::string& c : e.cautions)
                if (std::find(said.begin(), said.end(), c) == said.end()) {
                    said.push_back(c);
                    paragraph(c, "  - ");
                }
        sources_.print(*this);
    }

private:
    void lines(const CostEstimate& e, CostCertainty certainty) {
        bool headed = false;
        for (const CostLine& l : e.lines) {
            if (l.certainty != certainty) continue;
            if (!headed) heading(capitalized(word_of(certainty)));
            headed = true;
            std::string text = l.label + " (" + humanized(word_of(l.category)) + ')';
            if (l.amount) {
                text += ": " + one_line(*l.amount);
                if (l.quantity != Decimal(1)) text += ", that is " + l.quantity.text() + " x " + one_line(*l.unit_cost);
                text += "; paid by " + humanized(word_of(l.payer));
            }
            if (l.reason) text += (l.amount ? ". " : ": ") + *l.reason;
            const std::string marks = sources_.marks(l.sources);
            paragraph(text + (marks.empty() ? "" : ' ' + marks), "  - ");
        }
    }

    SourceList sources_{};
};

void cost(Session& session, const Options& o) {
    const Catalog& catalog = builtin_catalog();
    std::vector<CostPlan> plans;
    if (!o.plan.empty()) {
        if (!o.countries.empty() || !o.trial.empty() || !o.product.empty() || !o.rates.empty() || o.outside ||
            !o.stay.empty())
            throw UsageError("a plan from a file says all of that itself: give --plan alone");
        const Result<CostPlan> read = carnk::read<CostPlan>(read_text(o.plan));
        if (!tell(session, read.findings())) return;
        plans.push_back(*read);
    } else {
        for (const std::string& country : o.countries.empty() ? std::vector<std::string>{"US", "CN"} : o.countries) {
            const Result<CostPlan> plan = plan_cost(catalog, asked(o, country));
            if (!tell(session, plan.findings())) return;
            plans.push_back(*plan);
        }
    }
    std::vector<CostEstimate> estimates;
    for (const CostPlan& plan : plans) {
        const Result<CostEstimate> estimate = estimate_cost(catalog, plan);
        if (!tell(session, estimate.findings())) return;
        estimates.push_back(*estimate);
    }
    Output& out = session.terminal.out;
    if (o.format == "json") {
        out << write(estimates, pretty) << '\n';
        return;
    }
    CostPage page(out);
    for (std::size_t i = 0; i < estimates.size(); ++i) {
        if (i > 0) out << '\n';
        page.estimate(estimates[i], plans[i].title);
        page.coverage(catalog, estimates[i].country);
    }
    if (estimates.size() > 1) page.compare(estimates);
    page.end(estimates);
}

}  // namespace

void add_cost(CLI::App& app, Session& session) {
    CLI::App* verb = app.add_subcommand("cost", "Estimate what a treatment costs: what is known, assumed and unknown");
    const auto o = std::make_shared<Options>();
    verb->add_option("--plan", o->plan, "A plan to estimate (carnk/cost-plan/1); - is standard input")
        ->option_text("FILE");
    verb->add_option("--country", o->countries, "Country of treatment; may be given again. Without it: US and CN")
        ->option_text("CODE");
    verb->add_option("--therapy", o->therapy, "Therapy: car_nk if not given, car_t and others")->option_text("CLASS");
    verb->add_option("--trial", o->trial, "Trial in which the treatment would be")->option_text("ID");
    verb->add_flag("--outside-trial", o->outside, "Outside a trial, so that the product has to be paid for");
    verb->add_option("--product", o->product, "Cost item that gives the price of the product (carnk list costs)")
        ->option_text("ID");
    verb->add_option(
            "--assume-care", o->care,
            "Why figures of another therapy may be used for care in hospital and side effects; without it they "
            "stay unknown")
        ->option_text("REASON");
    verb->add_option(
            "--rate", o->rates,
            "Rate of exchange for amounts at prices of the year of its date, with its source; may be given again")
        ->option_text("FROM:TO=RATE@DATE;SOURCE");
    CLI::Option* const stay =
        verb->add_option("--stay-days", o->stay, "Days in hospital that the plan reckons with")->option_text("N");
    verb->add_option("--day-cost", o->day_cost, "What one of them costs, as you know it; the catalogue has whole stays")
        ->option_text("CURRENCY:AMOUNT[-HIGH][@YEAR]")
        ->needs(stay);
    verb->add_flag("--no-stay", o->no_stay, "Without care in hospital")->excludes(stay);
    verb->add_flag("--no-complications", o->no_complications, "Without care of side effects");
    verb->add_flag("--no-travel", o->no_travel, "Without travel and visa");
    add_format(*verb, o->format, {"text", "json"});
    verb->footer(
        "Examples:\n"
        "  carnk cost\n"
        "  carnk cost --country US --trial NCT05092451 --assume-care 'care as after CAR-T, for want of better'\n"
        "  carnk cost --country US --stay-days 14 --day-cost USD:2500-3500@2025\n"
        "  carnk cost --country CN --therapy car_t --outside-trial --product relma-cel-price-cn \\\n"
        "      --rate 'CNY:USD=0.14@2025;bank, yearly mean'\n"
        "  carnk cost --plan plan.json --format json");
    verb->callback([&session, o] { cost(session, *o); });
}

}  // namespace carnk::inline v0_1::tool
