// SPDX-License-Identifier: BSL-1.0
#include <carnk/draw/construct.hpp>
#include <carnk/model/catalog.hpp>

#include "draw/svg.hpp"
#include "draw/words.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1::draw {

namespace {

constexpr double column_width = 176, column_gap = 18, gutter = 78, margin = 16, padding = 8, name_step = 16,
                 what_step = 14, name_size = 13, what_size = 11;

// One labelled shape.
struct Part {
    std::string name{}, what{}, full{};
    std::string_view paint = "grey";
    bool dashed = false, joined = false, binds = false;
    std::vector<std::string> name_lines{}, what_lines{};
    double height = 0;
};

Part part(std::string name, std::string what, std::string full, std::string_view paint, bool dashed = false) {
    Part p;
    p.name = std::move(name);
    p.what = std::move(what);
    p.full = std::move(full);
    p.paint = paint;
    p.dashed = dashed;
    p.name_lines = fitted(p.name, column_width - 2 * padding, name_size, true, 3);
    p.what_lines = fitted(p.what, column_width - 2 * padding, what_size, false, 3);
    p.height = 2 * padding + name_step * static_cast<double>(p.name_lines.size()) +
               what_step * static_cast<double>(p.what_lines.size()) - 2;
    return p;
}

// What stands above each other: outside, in and inside the membrane.
struct Column {
    std::vector<std::string> head{}, targets{};
    std::vector<Part> outside{}, membrane{}, inside{};
    bool chain = false;     // one chain, or what is anchored in the membrane: linked through it
    bool dashed = false;    // the link is not stated
    bool released = false;  // what is outside comes out of the cell
    // Below the tail of the arrow, so that no part seems to be what releases it.
    [[nodiscard]] double drop() const { return released ? 18 : 0; }
};

std::string_view paint_of(DomainKind kind) {
    switch (kind) {
        case DomainKind::binder:
            return "blue";
        case DomainKind::hinge:
            return "violet";
        case DomainKind::transmembrane:
            return "amber";
        case DomainKind::costimulatory:
            return "green";
        case DomainKind::activation:
            return "red";
        case DomainKind::adaptor:
            return "teal";
        case DomainKind::inhibitory:
            return "pink";
        case DomainKind::signal_peptide:
        case DomainKind::linker:
        case DomainKind::other:
            break;
    }
    return "grey";
}

enum class Side { outside, membrane, inside, either };

Side side_of(DomainKind kind) {
    switch (kind) {
        case DomainKind::signal_peptide:
        case DomainKind::binder:
        case DomainKind::hinge:
            return Side::outside;
        case DomainKind::transmembrane:
            return Side::membrane;
        case DomainKind::costimulatory:
        case DomainKind::activation:
        case DomainKind::adaptor:
        case DomainKind::inhibitory:
            return Side::inside;
        case DomainKind::linker:
        case DomainKind::other:
            break;
    }
    return Side::either;
}

class Names {
public:
    explicit Names(const Catalog* catalog) : catalog_(catalog) {}
    std::string operator()(const Slug& id) const {
        if (catalog_)
            if (const TargetAntigen* t = catalog_->find<TargetAntigen>(id.text())) return t->symbol;
        return id.text();
    }
    std::string operator()(const std::vector<Slug>& ids, std::string_view between) const {
        std::vector<std::string> names;
        for (const Slug& id : ids)
            names.push_back((*this)(id));
        return shown::joined(names, between);
    }

private:
    const Catalog* catalog_;
};

std::string what_of(const Domain& d) {
    std::string what = d.kind == DomainKind::signal_peptide ? "signal peptide, cut off" : words_of(d.kind);
    if (d.binder && d.binder->kind)
        what += ", " + (*d.binder->kind == BinderKind::vhh   ? std::string("VHH")
                        : *d.binder->kind == BinderKind::fab ? std::string("Fab")
                                                             : words_of(*d.binder->kind));
    if (d.motifs)
        for (const MotifCount& m : *d.motifs) {
            what += ", ";
            if (m.copy_count) what += std::to_string(m.copy_count->number()) + " ";
            const std::string motif = words_of(m.motif);
            std::string upper;
            for (const char c : motif)
                upper +=
                    c >= 'a' && c <= 'z' && m.motif != SignallingMotif::yxxm ? static_cast<char>(c - 'a' + 'A') : c;
            what += m.motif == SignallingMotif::yxxm ? "YxxM" : upper;
        }
    return what;
}

std::string full_of(const Domain& d) {
    std::string full = d.name + ": " + what_of(d);
    if (d.protein && d.protein->hgnc) full += "; gene " + d.protein->hgnc->text();
    if (d.protein && d.protein->part) full += ", part " + *d.protein->part;
    if (d.binder && d.binder->clone) full += "; clone " + *d.binder->clone;
    if (d.source_text) full += "; in the source: " + *d.source_text;
    return full;
}

Column column_of(const CarReceptor& r, const Names& names) {
    Column c;
    std::string head = words_of(r.role) + " receptor";
    if (r.name) head = *r.name + ", " + head;
    if (r.multichain && *r.multichain) head += ", several chains";
    const bool parts = r.domains && !r.domains->empty();
    if (parts && r.domain_order && *r.domain_order == DomainOrder::as_named) head += " (order as named)";
    if (parts && r.domain_order && *r.domain_order == DomainOrder::not_known) head += " (order not known)";
    c.head = fitted(head, column_width, 12, false, 4);
    for (const Slug& t : r.targets)
        c.targets.push_back(names(t));
    c.chain = true;
    if (!parts) {
        c.dashed = true;
        c.outside.push_back(part("binder", "not stated", "No domain of this receptor is stated", "plain", true));
        c.outside.back().binds = true;
        c.membrane.push_back(part("", "not stated", "No domain of this receptor is stated", "plain", true));
        c.inside.push_back(part("signalling parts", "not stated",
                                r.description ? *r.description : "No domain of this receptor is stated", "plain",
                                true));
        return c;
    }
    const std::vector<Domain>& domains = *r.domains;
    const bool crosses = std::any_of(domains.begin(), domains.end(),
                                     [](const Domain& d) { return d.kind == DomainKind::transmembrane; });
    Side side = Side::outside;
    for (std::size_t i = 0; i < domains.size(); ++i) {
        const Domain& d = domains[i];
        Side s = side_of(d.kind);
        if (s == Side::either) {
            // It stands with the domain before it, or, after the membrane or before the first, with the next one that has a side.
            s = side;
            if (side == Side::membrane) s = Side::inside;
            if (i == 0)
                for (std::size_t j = 1; j < domains.size() && s == Side::outside; ++j)
                    if (const Side next = side_of(domains[j].kind); next != Side::either) {
                        s = next == Side::membrane ? Side::outside : next;
                        break;
                    }
        }
        side = s;
        Part p = part(d.name, what_of(d), full_of(d), paint_of(d.kind), d.kind == DomainKind::signal_peptide);
        p.joined = d.joined_to_next && *d.joined_to_next;
        p.binds = d.kind == DomainKind::binder;
        (s == Side::outside ? c.outside : s == Side::membrane ? c.membrane : c.inside).push_back(std::move(p));
    }
    if (!crosses) c.membrane.push_back(part("", "not stated", "The transmembrane part is not stated", "plain", true));
    return c;
}

std::string certainty_of(const Optional<PartCertainty>& certainty) {
    if (!certainty) return {};
    return *certainty == PartCertainty::option ? " (in some versions)" : " (as an example)";
}

std::string name_of(ArmoringKind kind) {
    switch (kind) {
        case ArmoringKind::il15_form_not_stated:
        case ArmoringKind::il15_secreted:
        case ArmoringKind::il15_membrane_bound:
        case ArmoringKind::il15_calibrated_release:
            return "IL-15";
        case ArmoringKind::il15_receptor_fusion:
            return "IL-15 and its receptor";
        case ArmoringKind::il2_er_retained:
            return "IL-2";
        case ArmoringKind::il2_receptor_fusion:
            return "IL-2 and its receptor";
        case ArmoringKind::il7:
            return "IL-7";
        case ArmoringKind::il10:
            return "IL-10";
        case ArmoringKind::il12:
            return "IL-12";
        case ArmoringKind::il18:
            return "IL-18";
        case ArmoringKind::il21:
            return "IL-21";
        case ArmoringKind::ccl19:
            return "CCL19";
        case ArmoringKind::checkpoint_antibody:
            return "checkpoint antibody";
        case ArmoringKind::cytokine_antibody:
            return "cytokine antibody";
        case ArmoringKind::other:
            break;
    }
    return {};
}

std::string form_of(ArmoringKind kind) {
    switch (kind) {
        case ArmoringKind::il15_form_not_stated:
            return "form not stated";
        case ArmoringKind::il15_secreted:
        case ArmoringKind::checkpoint_antibody:
        case ArmoringKind::cytokine_antibody:
            return "secreted";
        case ArmoringKind::il15_membrane_bound:
            return "held on the membrane";
        case ArmoringKind::il15_receptor_fusion:
            return "fused, on the membrane";
        case ArmoringKind::il15_calibrated_release:
            return "released from the membrane at a set rate";
        case ArmoringKind::il2_er_retained:
            return "kept in the endoplasmic reticulum";
        case ArmoringKind::il2_receptor_fusion:
            return "fused";
        default:
            return "made by the cell";
    }
}

Side side_of(ArmoringKind kind) {
    switch (kind) {
        case ArmoringKind::il15_secreted:
        case ArmoringKind::checkpoint_antibody:
        case ArmoringKind::cytokine_antibody:
            return Side::outside;
        case ArmoringKind::il15_membrane_bound:
        case ArmoringKind::il15_receptor_fusion:
        case ArmoringKind::il15_calibrated_release:
            return Side::membrane;
        default:
            return Side::inside;
    }
}

Column anchored(Part p) {
    Column c;
    c.chain = true;
    c.outside.push_back(std::move(p));
    return c;
}

// The columns beside the receptors: what is anchored in the membrane, and one for what is released and what stays inside.
void add_rest(std::vector<Column>& columns, const CarConstruct& construct) {
    if (construct.other_receptors)
        for (const OtherReceptor& r : *construct.other_receptors) {
            std::string what = r.kind == OtherReceptorKind::fc_receptor ? "Fc receptor" : words_of(r.kind);
            if (r.variant) what += ", " + *r.variant;
            if (r.high_affinity && *r.high_affinity) what += ", high affinity";
            if (r.non_cleavable && *r.non_cleavable) what += ", cannot be cut off";
            columns.push_back(
                anchored(part(r.name, what, r.description ? *r.description : r.name + ", " + what, "teal")));
            columns.back().head = fitted("beside the CAR", column_width, 12, false, 4);
        }
    Column rest;
    if (construct.armoring)
        for (const Armoring& a : *construct.armoring) {
            std::string name = name_of(a.kind);
            if (name.empty()) name = a.description;
            const std::string what = "payload, " + form_of(a.kind) + certainty_of(a.certainty);
            Part p = part(name, what, name + ", " + what + ": " + a.description, "lime", a.certainty.has_value());
            switch (side_of(a.kind)) {
                case Side::outside:
                    rest.outside.push_back(std::move(p));
                    break;
                case Side::membrane:
                    columns.push_back(anchored(std::move(p)));
                    columns.back().head = fitted("payload", column_width, 12, false, 4);
                    break;
                default:
                    rest.inside.push_back(std::move(p));
            }
        }
    if (construct.safety_switch) {
        const SafetySwitch& s = *construct.safety_switch;
        std::string name = s.kind == SafetySwitchKind::inducible_caspase9 ? "inducible caspase 9"
                           : s.kind == SafetySwitchKind::truncated_egfr   ? "truncated EGFR"
                           : s.kind == SafetySwitchKind::cd20_epitope     ? "CD20 epitope"
                           : s.kind == SafetySwitchKind::hsv_tk           ? "HSV-TK"
                           : s.protein                                    ? *s.protein
                                                                          : s.description;
        const std::string what = "safety switch" +
                                 (s.drug ? ", thrown by " + *s.drug : std::string(", drug not stated")) +
                                 certainty_of(s.certainty);
        Part p = part(name, what, s.description, "orange", s.certainty.has_value());
        if (s.kind == SafetySwitchKind::truncated_egfr || s.kind == SafetySwitchKind::cd20_epitope) {
            columns.push_back(anchored(std::move(p)));
            columns.back().head = fitted("safety switch", column_width, 12, false, 4);
        } else {
            rest.inside.push_back(std::move(p));
        }
    }
    if (rest.outside.empty() && rest.inside.empty()) return;
    rest.released = !rest.outside.empty();
    rest.head = fitted(rest.outside.empty() ? "in the cell" : "made by the cell", column_width, 12, false, 4);
    columns.push_back(std::move(rest));
}

std::string edit_of(const GeneEdit& e) {
    if (!e.hgnc) return e.description;
    std::string text = e.hgnc->text();
    if (e.kind) text += *e.kind == GeneEditKind::knock_out ? " knocked out" : " knocked in";
    if (e.purpose) text += ", for " + words_of(*e.purpose);
    return text;
}

std::string logic_of(const AntigenLogic& logic, const Names& names) {
    std::string text;
    if (!logic.activating.empty()) {
        const std::string_view between = logic.gate && *logic.gate == AntigenGate::all   ? " and "
                                         : logic.gate && *logic.gate == AntigenGate::any ? " or "
                                                                                         : ", ";
        text = "Switched on by " + names(logic.activating, between);
        if (!logic.gate && logic.activating.size() > 1) text += " (how they combine is not stated)";
    } else {
        text = "The antigen is not named";
        if (logic.description) text += ": " + *logic.description;
    }
    if (!logic.inhibiting.empty()) text += "; held back by " + names(logic.inhibiting, " or ");
    return text + '.';
}

std::string transfer_of(const GeneTransfer& t) {
    std::string text = words_of(t.method);
    if (t.vector_name)
        text += ", " + *t.vector_name;
    else if (t.backbone)
        text += ", " + *t.backbone;
    if (t.transient && *t.transient) text += ", transient";
    return text;
}

std::string cells_of(const CellSource& source) {
    if (source.description) return *source.description;
    return source.origin ? words_of(*source.origin) : std::string();
}

// Binders have a notch, so that they are told by their form, too.
double shape(Svg& svg, const Part& p, double x, double y) {
    svg.open(p.full);
    if (p.binds) {
        const double middle = x + column_width / 2;
        svg.path("M" + number(x + 6, 1) + " " + number(y, 1) + "H" + number(middle - 12, 1) + "L" + number(middle, 1) +
                     " " + number(y + 7, 1) + "L" + number(middle + 12, 1) + " " + number(y, 1) + "H" +
                     number(x + column_width - 6, 1) + "q6 0 6 6V" + number(y + p.height - 6, 1) + "q0 6 -6 6H" +
                     number(x + 6, 1) + "q-6 0 -6 -6V" + number(y + 6, 1) + "q0 -6 6 -6Z",
                 p.paint, p.dashed);
    } else {
        svg.rect({x, y, column_width, p.height}, p.paint, 6, p.dashed);
    }
    double line = y + padding + 12 + (p.binds ? 2 : 0);
    line = svg.lines(x + column_width / 2, line, p.name_lines, name_step, {name_size, true, "middle"});
    svg.lines(x + column_width / 2, line - 1, p.what_lines, what_step, {what_size, false, "middle"});
    svg.close();
    return y + p.height;
}

constexpr double part_gap = 10, target_height = 24;

double gap_after(const Part& p) {
    return p.joined ? 1 : part_gap;
}

void stack(Svg& svg, const std::vector<Part>& parts, double x, double y, bool linked) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const double end = shape(svg, parts[i], x, y);
        if (i + 1 == parts.size()) break;
        const double gap = gap_after(parts[i]);
        if (linked && gap > 2)
            svg.line(x + column_width / 2, end, x + column_width / 2, end + gap, "link", parts[i].dashed);
        y = end + gap;
    }
}

double stack_height(const std::vector<Part>& parts) {
    double height = 0;
    for (std::size_t i = 0; i < parts.size(); ++i)
        height += parts[i].height + (i + 1 < parts.size() ? gap_after(parts[i]) : 0);
    return height;
}

std::string in_words(const CarConstruct& construct, const Names& names) {
    std::string text = "CAR construct " + construct.name;
    if (const std::string cells = cells_of(construct.cell_source); !cells.empty()) text += " in cells from " + cells;
    text += ". " + logic_of(construct.antigens, names);
    for (const CarReceptor& r : construct.receptors) {
        text += " " + shown::capitalized(words_of(r.role)) + " receptor";
        if (r.name) text += " " + *r.name;
        if (!r.targets.empty()) text += " against " + names(r.targets, ", ");
        if (!r.domains || r.domains->empty()) {
            text += ": no domain is stated.";
            continue;
        }
        std::vector<std::string> parts;
        for (const Domain& d : *r.domains)
            parts.push_back(d.name + " (" + what_of(d) + ")");
        text += r.domain_order && *r.domain_order == DomainOrder::n_to_c ? ", from the N- to the C-terminus: "
                                                                         : ", parts: ";
        text += shown::joined(parts, ", ") + '.';
    }
    if (construct.other_receptors)
        for (const OtherReceptor& r : *construct.other_receptors)
            text += " Beside it: " + r.name + " (" + words_of(r.kind) + ").";
    if (construct.armoring)
        for (const Armoring& a : *construct.armoring)
            text += " Payload: " + a.description + certainty_of(a.certainty) + '.';
    if (construct.gene_edits)
        for (const GeneEdit& e : *construct.gene_edits)
            text += " Edit: " + e.description + '.';
    if (construct.safety_switch)
        text += " Safety switch: " + construct.safety_switch->description +
                certainty_of(construct.safety_switch->certainty) + '.';
    if (construct.gene_transfer)
        for (const GeneTransfer& t : *construct.gene_transfer)
            text += " Genes brought in: " + transfer_of(t) + '.';
    return text;
}

}  // namespace

std::string construct(const CarConstruct& construct, const Options& options) {
    const Names names(options.names);
    std::vector<Column> columns;
    for (const CarReceptor& r : construct.receptors)
        columns.push_back(column_of(r, names));
    add_rest(columns, construct);

    const double inner = static_cast<double>(columns.size()) * (column_width + column_gap) + column_gap;
    const double width = std::max(560.0, 2 * margin + gutter + inner);
    const double text_width = width - 2 * margin;
    const std::string name = construct.name.empty() ? "CAR construct without name" : construct.name;
    Svg svg("construct-" + construct.id.text(), name, in_words(construct, names), options.theme);

    // Head: name, cells, how far it has come, what switches it on.
    double y = margin + 18;
    y = svg.lines(margin, y, fitted(name, text_width, 18, true, 3), 22, {18, true});
    std::string below = cells_of(construct.cell_source);
    below = (below.empty() ? "cells not stated" : "cells: " + below) + "; " +
            (construct.stage_description ? *construct.stage_description : words_of(construct.stage));
    y = svg.lines(margin, y, fitted(below, text_width, 12, false, 3), 16, {12, false, "start", true});
    y = svg.lines(margin, y + 2, fitted(logic_of(construct.antigens, names), text_width, 13, false, 4), 17, {13});

    // Heights of the rows.
    double head = 0, targets = 0, outside = 0, membrane = 44, inside = 0;
    for (const Column& c : columns) {
        head = std::max(head, 15.0 * static_cast<double>(c.head.size()));
        const double pills = (target_height + 4) * static_cast<double>(c.targets.size());
        targets = std::max(targets, pills + stack_height(c.outside));
        membrane = std::max(membrane, stack_height(c.membrane) + 12);
        inside = std::max(inside, c.drop() + stack_height(c.inside));
    }
    outside = targets + 2 * part_gap;
    const double band = y + head + outside + 4, below_band = band + membrane;
    double bottom = below_band + (inside > 0 ? inside + 2 * part_gap : 28);

    // What is changed in the genome, as lines in the nucleus.
    std::vector<std::vector<std::string>> edits;
    if (construct.gene_edits)
        for (const GeneEdit& e : *construct.gene_edits)
            edits.push_back(fitted(edit_of(e), width - 2 * margin - gutter - 60, 12, false, 3));
    double nucleus = 0;
    for (const auto& lines : edits)
        nucleus += 16 * static_cast<double>(lines.size());
    if (nucleus > 0) nucleus += 36;
    const double cell_bottom = bottom + (nucleus > 0 ? nucleus + part_gap : 0);

    svg.rect({margin, below_band - 2, width - 2 * margin, cell_bottom - below_band + 2}, "cell", 8);
    svg.open({}, false);
    svg.rect({margin, band, width - 2 * margin, membrane}, "band", 0);
    svg.close();
    const Letters side{what_size, false, "start", true};
    svg.lines(margin + 6, band - 10 - 12, {"outside", "the cell"}, 12, side);
    svg.text(margin + 6, band + membrane / 2 + 4, "membrane", {what_size, false, "start"});
    svg.lines(margin + 6, below_band + 18, {"inside", "the cell"}, 12, side);

    double x = margin + gutter + column_gap / 2;
    for (const Column& c : columns) {
        const double middle = x + column_width / 2;
        svg.lines(middle, y + 12, c.head, 15, {12, false, "middle", true});
        const double out_height = stack_height(c.outside), in_height = stack_height(c.membrane);
        const double out_top = band - part_gap - out_height, through = band + (membrane - in_height) / 2;
        if (c.chain) {
            svg.line(middle, band - part_gap, middle, below_band + part_gap, "link", c.dashed || c.membrane.empty());
        }
        if (c.released) {
            svg.line(middle, below_band + part_gap, middle, band - part_gap + 6, "link");
            svg.path("M" + number(middle - 6, 1) + " " + number(band - 1, 1) + "L" + number(middle, 1) + " " +
                         number(band - part_gap + 1, 1) + "L" + number(middle + 6, 1) + " " + number(band - 1, 1) + "Z",
                     "strong");
        }
        double pill =
            out_top - (c.outside.empty() ? 0.0 : 4.0) - (target_height + 4) * static_cast<double>(c.targets.size());
        for (const std::string& t : c.targets) {
            const std::vector<std::string> label = fitted(t, column_width - 44, 12, true, 1);
            const double w = label.empty() ? 20 : width_of(label[0], 12, true) + 24;
            svg.open("target antigen " + t);
            svg.rect({middle - w / 2, pill, w, target_height}, "grey", target_height / 2);
            if (!label.empty()) svg.text(middle, pill + 16.5, label[0], {12, true, "middle"});
            svg.close();
            pill += target_height + 4;
        }
        stack(svg, c.outside, x, out_top, c.chain);
        stack(svg, c.membrane, x, through, c.chain);
        stack(svg, c.inside, x, below_band + part_gap + c.drop(), c.chain);
        x += column_width + column_gap;
    }

    if (!edits.empty()) {
        double line = bottom + 18;
        svg.open("edits of the genome");
        svg.rect({margin + gutter, bottom, width - 2 * margin - gutter - column_gap, nucleus - 8}, "violet", 16);
        svg.text(margin + gutter + 16, line, "edits of the genome", {what_size, false});
        line += 17;
        for (const auto& lines : edits)
            line = svg.lines(margin + gutter + 16, line, lines, 16, {12, true});
        svg.close();
    }

    // Foot: how the genes get in, and what the drawing means.
    y = cell_bottom + 22;
    if (construct.gene_transfer)
        for (const GeneTransfer& t : *construct.gene_transfer)
            y = svg.lines(margin, y, fitted("Genes brought in: " + transfer_of(t), text_width, 12, false, 3), 16, {12});
    std::string note =
        "A scheme, not to scale, of what the sources state. Dashed: not stated, or named as an option or example only.";
    note += " Record " + construct.id.text() + ", " + shown::counted(construct.sources.size(), "source") + '.';
    y = svg.lines(margin, y, fitted(note, text_width, what_size, false, 4), 14, {what_size, false, "start", true});
    return svg.finish(width, y + margin - 8);
}

}  // namespace carnk::inline v0_1::draw
