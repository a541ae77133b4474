// SPDX-License-Identifier: BSL-1.0
#include <carnk/draw/charts.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/pooled.hpp>

#include "draw/svg.hpp"
#include "draw/words.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::draw {

namespace {

constexpr double width = 920, margin = 18, first = 170, gap = 18;
constexpr double cell = (width - 2 * margin - first - 2 * gap) / 2;

// A percentage with what is around it.
struct Figure {
    std::string text{}, full{};
    Optional<double> value{}, low{}, high{};
};

std::string percent(double value) {
    const std::string text = number(value, 1);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string ends(const Interval& i) {
    if (i.low && i.high) return percent(*i.low) + " to " + percent(*i.high);
    if (i.low) return "from " + percent(*i.low);
    return i.high ? "up to " + percent(*i.high) : std::string();
}

Figure figure(const OutcomeResult& r, const std::string& of) {
    Figure f;
    const Proportion& p = r.proportion;
    std::string label = std::string(label_of(r.outcome));
    if (r.subgroup) label += ", " + *r.subgroup;
    if (!of.empty()) label = of + ": " + label;
    std::string value;
    if (p.percent) {
        f.value = p.percent->number();
        value = percent(*f.value) + "%";
        if (p.confidence_interval) {
            f.low = p.confidence_interval->low;
            f.high = p.confidence_interval->high;
            value += " (" + ends(*p.confidence_interval) + ")";
        }
    } else if (r.percent_range) {
        f.low = r.percent_range->low;
        f.high = r.percent_range->high;
        value = ends(*r.percent_range) + "%";
    }
    if (p.n && p.of) {
        value += (value.empty() ? "" : ", ") + std::to_string(p.n->number()) + "/" + std::to_string(p.of->number());
        if (!f.value && p.of->number() > 0)
            f.value = 100.0 * static_cast<double>(p.n->number()) / static_cast<double>(p.of->number());
    } else if (p.n) {
        value += (value.empty() ? "" : ", ") + std::to_string(p.n->number()) + " patients";
    }
    if (value.empty() && p.note) value = *p.note;
    if (value.empty()) value = "no figure";
    f.text = label + " " + value;
    f.full = f.text + (p.note ? "; " + *p.note : std::string()) + (r.definition ? "; " + *r.definition : std::string());
    return f;
}

std::vector<Figure> figures(const ComparisonSide& side) {
    std::vector<Figure> all;
    if (side.outcomes)
        for (const OutcomeResult& r : *side.outcomes)
            all.push_back(figure(r, {}));
    if (side.product_outcomes)
        for (const ProductOutcome& p : *side.product_outcomes)
            all.push_back(figure(p.result, p.product));
    if (side.studies)
        for (const StudyExample& s : *side.studies) {
            if (s.result)
                all.push_back(figure(*s.result, s.study));
            else if (s.description)
                all.push_back({s.study + ": " + *s.description, s.study + ": " + *s.description, {}, {}, {}});
        }
    return all;
}

// What a side holds beside text and percentages, so that nobody takes the drawing for all of it.
std::string rest_of(const ComparisonSide& side) {
    std::vector<std::string> parts;
    const auto add = [&](const auto& list, std::string_view one, std::string_view many) {
        if (list && !list->empty()) parts.push_back(shown::counted(list->size(), one, many));
    };
    add(side.prices, "price", "prices");
    add(side.doses, "dose", "doses");
    add(side.transduction, "yield of gene transfer", "yields of gene transfer");
    add(side.persistence, "time of persistence", "times of persistence");
    add(side.approved_products, "approved product", "approved products");
    return parts.empty() ? std::string() : "also in the record: " + shown::joined(parts, ", ");
}

struct Cell {
    std::vector<std::string> text{}, rest{};
    std::vector<std::pair<Figure, std::vector<std::string>>> figures{};
    std::string full{};
    [[nodiscard]] double height() const {
        double h = 16 * static_cast<double>(text.size()) + 14 * static_cast<double>(rest.size());
        for (const auto& f : figures)
            h += 14 * static_cast<double>(f.second.size()) + 18;
        return h;
    }
};

Cell cell_of(const std::string& text, const std::vector<Figure>& figures, const std::string& rest) {
    Cell c;
    c.full = text;
    c.text = fitted(text, cell - 20, 12.5, false, 9);
    c.rest = fitted(rest, cell - 20, 11, false, 3);
    for (const Figure& f : figures)
        c.figures.emplace_back(f, fitted(f.text, cell - 20, 11, false, 4));
    return c;
}

Cell cell_of(const ComparisonSide& side) {
    const std::vector<Figure> f = figures(side);
    const std::string rest = rest_of(side);
    return cell_of(side.text ? *side.text : f.empty() && rest.empty() ? "nothing was read" : "", f, rest);
}

void draw(Svg& svg, const Cell& c, double x, double y, double height, std::string_view paint) {
    svg.open(c.full);
    svg.rect({x, y, cell, height}, paint, 6);
    double line = svg.lines(x + 10, y + 20, c.text, 16, {12.5});
    for (const auto& [f, text] : c.figures) {
        line = svg.lines(x + 10, line, text, 14, {11});
        if (f.value || f.low || f.high) {
            // From 0 to 100 percent: the range, and the value on it.
            const double left = x + 10, room = cell - 20, at = line - 6;
            const auto place = [&](double v) {
                return left + room * std::clamp(v, 0.0, 100.0) / 100;
            };
            svg.line(left, at, left + room, at, "grid");
            if (f.low || f.high)
                svg.line(place(f.low.value_or(0.0)), at, place(f.high.value_or(100.0)), at, "link", !f.low || !f.high);
            if (f.value) svg.rect({place(*f.value) - 4, at - 4, 8, 8}, "red", 0);
        }
        line += 18;
    }
    svg.lines(x + 10, line, c.rest, 14, {11});
    svg.close();
}

}  // namespace

std::string comparison(const TherapyComparison& all, const Options& options) {
    const std::size_t drawn = options.most == 0 ? all.respects.size() : std::min(options.most, all.respects.size());
    std::string told = "Table of two columns. ";
    for (std::size_t i = 0; i < drawn; ++i) {
        const ComparedRespect& r = all.respects[i];
        told += shown::capitalized(r.respect) + ": CAR-NK " + (r.car_nk.text ? *r.car_nk.text : "figures") +
                "; CAR-T " + (r.car_t.text ? *r.car_t.text : "figures") + ". ";
    }
    told += shown::joined(all.cautions, " ");
    std::string key = "comparison";
    if (all.respects.size() == 1) key += "-" + all.respects[0].id.text();
    Svg svg(key, "CAR-NK beside CAR-T", told, options.theme);
    double y = margin + 16;
    svg.text(margin, y, "CAR-NK beside CAR-T", {17, true});
    y += 20;
    y = svg.lines(
        margin, y,
        fitted("From different trials with different patients: no comparison within a trial. Bars: 0 to 100 percent.",
               width - 2 * margin, 12),
        16, {12, false, "start", true});
    y += 12;
    const double left = margin + first + gap, right = left + cell + gap;
    svg.text(left + 10, y, "CAR-NK", {14, true});
    svg.text(right + 10, y, "CAR-T", {14, true});
    y += 10;
    const auto row = [&](const std::string& name, const std::string& below, const Cell& nk, const Cell& t) {
        const std::vector<std::string> label = fitted(name, first, 13, true, 4),
                                       small = fitted(below, first, 11, false, 4);
        const double height =
            std::max({nk.height() + 16, t.height() + 16,
                      17 * static_cast<double>(label.size()) + 14 * static_cast<double>(small.size()) + 12});
        const double line = svg.lines(margin, y + 20, label, 17, {13, true});
        svg.lines(margin, line, small, 14, {11, false, "start", true});
        draw(svg, nk, left, y, height, "blue");
        draw(svg, t, right, y, height, "grey");
        y += height + 8;
    };
    for (std::size_t i = 0; i < drawn; ++i) {
        const ComparedRespect& r = all.respects[i];
        std::string below;
        if (r.confidence) below += "confidence " + words_of(*r.confidence);
        if (r.as_of) below += (below.empty() ? "as of " : ", as of ") + r.as_of->text();
        below += (below.empty() ? "" : ", ") + shown::counted(r.sources.size(), "source");
        row(shown::capitalized(r.respect), below, cell_of(r.car_nk), cell_of(r.car_t));
    }
    if (drawn < all.respects.size())
        y = svg.lines(
            margin, y + 14,
            {shown::counted(all.respects.size() - drawn, "further respect is", "further respects are") + " not drawn."},
            16, {12, true});
    for (const ComparedPool& p : all.pools) {
        const PooledEstimates& e = p.estimates;
        std::vector<Figure> f;
        for (const OutcomeResult& r : e.outcomes)
            f.push_back(figure(r, {}));
        std::string text = e.therapy_description + ", " + e.population;
        if (e.study_count) text += ", " + shown::counted(static_cast<std::size_t>(*e.study_count), "study", "studies");
        if (e.patient_count) text += ", " + shown::counted(static_cast<std::size_t>(*e.patient_count), "patient");
        const Cell filled = cell_of(text, f, e.times.empty() ? "" : "also in the record: times"), empty;
        const bool nk = e.therapy == TherapyClass::car_nk;
        row("Published pool", p.id.text(), nk ? filled : empty, nk ? empty : filled);
    }
    y += 14;
    for (const std::string& c : all.cautions)
        y = svg.lines(margin, y, fitted(c, width - 2 * margin, 11), 15, {11, false, "start", true});
    return svg.finish(width, y + 2);
}

}  // namespace carnk::inline v0_1::draw
