// SPDX-License-Identifier: BSL-1.0
// Rules on constructs: receptor chains, antigen logic, safety switches, edits.
#include <carnk/core/optional.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr std::string_view guedan = "Guedan S et al. Mol Ther Methods Clin Dev 2019;12:145-156";

constexpr RuleInfo domain_order = card(
    "CNK-CONSTRUCT-001", Severity::error, RuleCategory::consistency,
    "the domains of a chain stand in the order of the membrane",
    "Binder outside, then hinge, then membrane, then signals inside; type II proteins such as NKG2D run the other way. A domain on the "
    "wrong side cannot work.",
    "CarReceptor.domains, CarReceptor.domain_order", guedan);
constexpr RuleInfo transmembrane_twice =
    card("CNK-CONSTRUCT-002", Severity::error, RuleCategory::consistency, "a chain crosses the membrane once",
         "With two membrane domains the signals would end up outside.", "CarReceptor.domains, CarReceptor.multichain",
         guedan);
constexpr RuleInfo binder_missing = card("CNK-CONSTRUCT-003", Severity::warning, RuleCategory::consistency,
                                         "a chain that is given end to end has a binder",
                                         "Without a part that recognises the antigen there is no receptor.",
                                         "CarReceptor.domains, CarReceptor.domain_order", guedan);
constexpr RuleInfo signal_missing = card("CNK-CONSTRUCT-004", Severity::warning, RuleCategory::consistency,
                                         "an activating chain that is given end to end has a signal",
                                         "Without an activation domain or an adaptor the receptor only holds on.",
                                         "CarReceptor.domains, CarReceptor.role", guedan);
constexpr RuleInfo membrane_missing = card("CNK-CONSTRUCT-005", Severity::note, RuleCategory::consistency,
                                           "a chain that is given end to end names its membrane part",
                                           "The source may be silent; then the order is known and a part is not.",
                                           "CarReceptor.domains, CarReceptor.domain_order", guedan);
constexpr RuleInfo generation_differs = card(
    "CNK-CONSTRUCT-006", Severity::warning, RuleCategory::consistency,
    "the generation agrees with the number of costimulatory domains",
    "First generation has none, second one, third two; otherwise counts by generation are wrong.",
    "CarGeneration.number, CarGeneration.receptor, CarReceptor.costimulatory_count", "Cancers 2021;13:5418, Figure 3");
constexpr RuleInfo count_differs = card("CNK-CONSTRUCT-007", Severity::error, RuleCategory::consistency,
                                        "no more costimulatory domains are listed than are counted",
                                        "The list is at most as long as the count, which may know of unnamed ones.",
                                        "CarReceptor.domains, CarReceptor.costimulatory_count");
constexpr RuleInfo switch_without_drug =
    card("CNK-CONSTRUCT-008", Severity::warning, RuleCategory::practice,
         "a safety switch names the drug that throws it", "In an emergency nobody has time to look it up.",
         "SafetySwitch.kind, SafetySwitch.drug", "Di Stasi A et al. N Engl J Med 2011;365:1673-1683");
constexpr RuleInfo switch_wrong_drug = card(
    "CNK-CONSTRUCT-009", Severity::error, RuleCategory::consistency,
    "the drug of a safety switch is one that throws a switch of its kind", "The wrong drug does not remove the cells.",
    "SafetySwitch.kind, SafetySwitch.drug",
    "Di Stasi A et al. N Engl J Med 2011;365:1673-1683; Wang X et al. Blood 2011;118:1255-1263; Philip B et al. Blood 2014;124:1277-1287; "
    "Bonini C et al. Science 1997;276:1719-1724");
constexpr RuleInfo stray_binder =
    card("CNK-CONSTRUCT-010", Severity::error, RuleCategory::consistency, "only a binder has details of a binder",
         "Otherwise the kind of the domain or the details belong to another domain.", "Domain.kind, Domain.binder");
constexpr RuleInfo fratricide = card(
    "CNK-CONSTRUCT-011", Severity::warning, RuleCategory::plausibility,
    "a receptor against an antigen of NK cells comes with a remedy",
    "NK cells carry CD38, CD7, SLAMF7 and, when activated, NKG2D ligands: without knock-out or another remedy the product kills itself.",
    "AntigenLogic.activating, CarConstruct.gene_edits, TargetAntigen.fratricide",
    "Gurney M et al. Haematologica 2022;107:437-445 (CD38); Gomes-Silva D et al. Blood 2017;130:285-296 (CD7)");
constexpr RuleInfo target_outside_logic =
    card("CNK-CONSTRUCT-012", Severity::warning, RuleCategory::consistency,
         "the antigens of the receptors are those of the logic",
         "Searches use the logic of the construct; an antigen that stands only in a receptor is not found.",
         "CarReceptor.targets, Binder.targets, AntigenLogic.activating, AntigenLogic.inhibiting");
constexpr RuleInfo on_and_off = card("CNK-CONSTRUCT-013", Severity::error, RuleCategory::consistency,
                                     "no antigen switches the cell on and holds it back", "The two would cancel out.",
                                     "AntigenLogic.activating, AntigenLogic.inhibiting, ReceptorGate",
                                     "Fedorov VD et al. Sci Transl Med 2013;5:215ra172 (inhibitory receptors)");
constexpr RuleInfo gate_count =
    card("CNK-CONSTRUCT-014", Severity::warning, RuleCategory::consistency,
         "the gate agrees with the number of activating antigens", "One antigen needs no gate, and a gate needs two.",
         "AntigenLogic.gate, AntigenLogic.activating, AntigenLogic.versions");
constexpr RuleInfo stage_and_trials = card("CNK-CONSTRUCT-015", Severity::warning, RuleCategory::consistency,
                                           "a construct with trials is not preclinical",
                                           "Either the stage is out of date or the trial is of another construct.",
                                           "CarConstruct.stage, CarConstruct.trial_ids, CellProduct.status");
constexpr RuleInfo transience =
    card("CNK-CONSTRUCT-016", Severity::warning, RuleCategory::consistency,
         "expression lasts as long as the way of transfer makes it last",
         "Messenger RNA is gone in days; integrating vectors stay.", "GeneTransfer.method, GeneTransfer.transient",
         "FDA Guidance, Considerations for the Development of CAR T Cell Products, 2024");
constexpr RuleInfo no_receptor =
    card("CNK-CONSTRUCT-017", Severity::error, RuleCategory::structure, "a construct has a receptor",
         "Without a receptor it is not a CAR construct; one of which nothing is known still is one.",
         "CarConstruct.receptors");
constexpr RuleInfo expression_range = card(
    "CNK-CONSTRUCT-018", Severity::warning, RuleCategory::consistency, "the mean of the expression lies in its range",
    "A mean outside belongs to another experiment.", "CarExpression.mean, CarExpression.range");
constexpr RuleInfo too_many_motifs = card(
    "CNK-CONSTRUCT-019", Severity::error, RuleCategory::consistency,
    "a signalling domain has no more activation motifs than its protein",
    "CD3 zeta has three, Fc epsilon RI gamma and DAP12 have one, CD28, 4-1BB and DAP10 none; mutants may have fewer.",
    "Domain.name, Domain.motifs", "Reth M. Nature 1989;338:383-384; Lanier LL. Nat Immunol 2008;9:495-502");
constexpr RuleInfo armour_missing =
    card("CNK-CONSTRUCT-020", Severity::warning, RuleCategory::consistency,
         "a fourth-generation construct names what it makes",
         "The fourth generation is defined by a transgenic protein beside the receptor.",
         "CarGeneration.number, CarConstruct.armoring", "Cancers 2021;13:5418, Figure 3");
constexpr RuleInfo order_unsaid = card(
    "CNK-CONSTRUCT-021", Severity::warning, RuleCategory::structure, "a list of domains says what its order means",
    "Without it a reader cannot tell a chain from a list of parts.", "CarReceptor.domains, CarReceptor.domain_order");
constexpr RuleInfo role_and_signal = card(
    "CNK-CONSTRUCT-022", Severity::error, RuleCategory::consistency, "the signals of a receptor agree with its role",
    "An inhibitory receptor carries an inhibitory signal and no activating one.", "CarReceptor.role, Domain.kind",
    "Fedorov VD et al. Sci Transl Med 2013;5:215ra172");

/// Distance from the outside of the cell, or -1 for what may stand anywhere.
int depth(DomainKind kind) {
    switch (kind) {
        case DomainKind::binder:
            return 1;
        case DomainKind::hinge:
            return 2;
        case DomainKind::transmembrane:
            return 3;
        case DomainKind::costimulatory:
        case DomainKind::activation:
        case DomainKind::adaptor:
        case DomainKind::inhibitory:
            return 4;
        case DomainKind::signal_peptide:
            return 0;
        case DomainKind::linker:
        case DomainKind::other:
            break;
    }
    return -1;
}

bool end_to_end(const CarReceptor& r) {
    return r.domains && r.domain_order == DomainOrder::n_to_c && !r.multichain.value_or(false);
}

std::size_t count_of(const CarReceptor& r, DomainKind kind) {
    if (!r.domains) return 0;
    return static_cast<std::size_t>(
        std::count_if(r.domains->begin(), r.domains->end(), [&](const Domain& d) { return d.kind == kind; }));
}

void check_order(const CarReceptor& r, RuleContext& ctx) {
    if (!end_to_end(r)) return;
    std::vector<std::size_t> placed;
    for (std::size_t i = 0; i < r.domains->size(); ++i)
        if (depth((*r.domains)[i].kind) >= 0) placed.push_back(i);
    const auto deep = [&](std::size_t i) {
        return depth((*r.domains)[i].kind);
    };
    const bool leader = count_of(r, DomainKind::signal_peptide) > 0;
    const bool inside_out =
        std::is_sorted(placed.begin(), placed.end(), [&](std::size_t a, std::size_t b) { return deep(a) > deep(b); });
    if (!leader && inside_out) return;  // type II
    for (std::size_t k = 1; k < placed.size(); ++k)
        if (deep(placed[k]) < deep(placed[k - 1])) {
            const Domain &a = (*r.domains)[placed[k - 1]], &b = (*r.domains)[placed[k]];
            ctx.report(at("domains", placed[k]), "the domain stands on the wrong side of the one before it",
                       text_of(b.kind) + " after " + text_of(a.kind), text_of(b.kind) + " before " + text_of(a.kind),
                       {{ctx.pointer(at("domains", placed[k - 1])), "the domain before"}});
            return;
        }
}

void check_membrane(const CarReceptor& r, RuleContext& ctx) {
    if (!end_to_end(r)) return;
    Optional<std::size_t> first;
    for (std::size_t i = 0; i < r.domains->size(); ++i) {
        if ((*r.domains)[i].kind != DomainKind::transmembrane) continue;
        if (first)
            ctx.report(at("domains", i), "the chain crosses the membrane again", (*r.domains)[i].name, {},
                       {{ctx.pointer(at("domains", *first)), "the first time"}});
        else
            first = i;
    }
}

std::int64_t costimulatory_count(const CarReceptor& r) {
    if (r.costimulatory_count) return *r.costimulatory_count;
    return static_cast<std::int64_t>(count_of(r, DomainKind::costimulatory));
}

void check_generation(const CarConstruct& c, RuleContext& ctx) {
    if (!c.generation) return;
    const GenerationNumber g = c.generation->receptor.value_or(c.generation->number);
    if (g > GenerationNumber::third) return;
    const auto expected = static_cast<std::int64_t>(g);
    for (std::size_t i = 0; i < c.receptors.size(); ++i) {
        const CarReceptor& r = c.receptors[i];
        const bool known = r.costimulatory_count || (end_to_end(r) && count_of(r, DomainKind::activation) > 0);
        if (r.role != ReceptorRole::activating || !known || costimulatory_count(r) == expected) continue;
        ctx.report("/generation", "the generation does not agree with the costimulatory domains",
                   text_of(g) + " generation with " + std::to_string(costimulatory_count(r)), std::to_string(expected),
                   {{ctx.pointer(at("receptors", i)), "the receptor"}});
        return;
    }
}

std::string lower(std::string_view s) {
    std::string r(s);
    for (char& c : r)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return r;
}

void check_drug(const SafetySwitch& s, RuleContext& ctx) {
    struct Drugs {
        SafetySwitchKind kind;
        std::array<std::string_view, 6> names;
    };
    static constexpr Drugs known[] = {
        {SafetySwitchKind::inducible_caspase9,
         {"rimiducid", "ap1903", "ap20187", "rapamycin", "sirolimus", "temsirolimus"}},
        {SafetySwitchKind::truncated_egfr, {"cetuximab", "panitumumab", "necitumumab", "nimotuzumab", "egfr", "-"}},
        {SafetySwitchKind::cd20_epitope, {"rituximab", "ofatumumab", "obinutuzumab", "ocrelizumab", "cd20", "-"}},
        {SafetySwitchKind::hsv_tk, {"ganciclovir", "valganciclovir", "aciclovir", "acyclovir", "-", "-"}},
    };
    if (!s.drug) return;
    const std::string drug = lower(*s.drug);
    for (const Drugs& d : known)
        if (d.kind == s.kind && std::none_of(d.names.begin(), d.names.end(), [&](std::string_view n) {
                return n != "-" && drug.find(n) != std::string::npos;
            }))
            ctx.report("/drug", "the drug does not throw a switch of this kind", *s.drug, std::string(d.names[0]));
}

/// Genes whose products NK cells carry themselves, for targets that have no record with the same fact.
bool is_nk_antigen(std::string_view id) {
    static constexpr std::string_view ids[] = {"cd38", "cd7", "slamf7", "cs1", "nkg2d-ligands", "nkg2dl"};
    return std::find(std::begin(ids), std::end(ids), id) != std::end(ids);
}

bool on_nk_cells(const Slug& id, const TargetAntigen* target) {
    if (target && target->fratricide) return target->fratricide->on_nk_cells == Tri::yes;
    return is_nk_antigen(id.text());
}

bool has_remedy(const CarConstruct& c, const Slug& id, const TargetAntigen* target) {
    if (!c.antigens.inhibiting.empty()) return true;
    if (target && target->fratricide && target->fratricide->remedy == FratricideRemedy::naturally_absent) return true;
    if (!c.gene_edits) return false;
    const auto edits_it = [&](const GeneEdit& e) {
        if (e.purpose == GeneEditPurpose::fratricide_prevention) return true;
        if (e.kind == GeneEditKind::knock_in || !e.hgnc) return false;
        return (target && target->hgnc == e.hgnc) || lower(e.hgnc->text()) == id.text();
    };
    return std::any_of(c.gene_edits->begin(), c.gene_edits->end(), edits_it);
}

void check_fratricide(const CarConstruct& c, RuleContext& ctx) {
    for (std::size_t i = 0; i < c.antigens.activating.size(); ++i) {
        const Slug& id = c.antigens.activating[i];
        const TargetAntigen* target = ctx.index() ? ctx.index()->find<TargetAntigen>(id.text()) : nullptr;
        if (on_nk_cells(id, target) && !has_remedy(c, id, target))
            ctx.report(at("antigens", "activating", i),
                       "NK cells carry the antigen themselves, and no remedy against fratricide is named", id.text(),
                       "a knock-out, an inhibitory receptor or cells without the antigen");
    }
}

void check_logic(const CarConstruct& c, RuleContext& ctx) {
    std::set<Slug> known(c.antigens.activating.begin(), c.antigens.activating.end());
    known.insert(c.antigens.inhibiting.begin(), c.antigens.inhibiting.end());
    if (c.antigens.versions)
        for (const AntigenSet& v : *c.antigens.versions)
            known.insert(v.targets.begin(), v.targets.end());
    const auto list = [&](const std::vector<Slug>& targets, const std::string& pointer) {
        for (std::size_t i = 0; i < targets.size(); ++i)
            if (!known.contains(targets[i]))
                ctx.report(pointer + at(i), "the antigen is not part of the construct's logic", targets[i].text());
    };
    for (std::size_t i = 0; i < c.receptors.size(); ++i) {
        const CarReceptor& r = c.receptors[i];
        list(r.targets, at("receptors", i, "targets"));
        if (!r.domains) continue;
        for (std::size_t k = 0; k < r.domains->size(); ++k)
            if ((*r.domains)[k].binder)
                list((*r.domains)[k].binder->targets, at("receptors", i, "domains", k, "binder", "targets"));
    }
}

void check_cancel(const std::vector<Slug>& on, const std::vector<Slug>& off, const char* name, RuleContext& ctx) {
    for (std::size_t i = 0; i < off.size(); ++i)
        if (std::find(on.begin(), on.end(), off[i]) != on.end())
            ctx.report(at(name, i), "the antigen switches the cell on and holds it back", off[i].text());
}

void check_gate(const AntigenLogic& a, RuleContext& ctx) {
    if (!a.gate || a.activating.empty() || a.versions) return;
    const bool one = a.activating.size() == 1;
    if ((*a.gate == AntigenGate::single) != one)
        ctx.report("/gate", "the gate does not agree with the number of activating antigens",
                   text_of(*a.gate) + " with " + std::to_string(a.activating.size()), one ? "single" : "any or all");
}

void check_motifs(const Domain& d, RuleContext& ctx) {
    struct Known {
        std::string_view name;
        std::int64_t itams;
    };
    static constexpr Known known[] = {{"cd3", 3},   {"zeta", 3},   {"cd247", 3}, {"fcer1g", 1}, {"fcer", 1},
                                      {"dap12", 1}, {"tyrobp", 1}, {"cd28", 0},  {"4-1bb", 0},  {"cd137", 0},
                                      {"ox40", 0},  {"dap10", 0},  {"hcst", 0},  {"2b4", 0},    {"cd244", 0}};
    if (!d.motifs) return;
    const std::string name = lower(d.name);
    for (const Known& k : known) {
        if (name.find(k.name) == std::string::npos) continue;
        for (std::size_t i = 0; i < d.motifs->size(); ++i) {
            const MotifCount& m = (*d.motifs)[i];
            if (m.motif != SignallingMotif::itam || m.copy_count.value_or(Count(1)) <= k.itams) continue;
            ctx.report(at("motifs", i), "the domain has more activation motifs than its protein",
                       std::to_string(m.copy_count.value_or(Count(1))) + " in " + d.name,
                       "at most " + std::to_string(k.itams));
        }
        return;
    }
}

void check_role(const CarReceptor& r, RuleContext& ctx) {
    if (!r.domains) return;
    for (std::size_t i = 0; i < r.domains->size(); ++i) {
        const DomainKind kind = (*r.domains)[i].kind;
        const bool wrong = (r.role == ReceptorRole::inhibitory && kind == DomainKind::activation) ||
                           (r.role == ReceptorRole::activating && kind == DomainKind::inhibitory);
        if (wrong)
            ctx.report(at("domains", i, "kind"), "the signal contradicts the role of the receptor", text_of(kind),
                       "a signal of an " + text_of(r.role) + " receptor");
    }
}

}  // namespace

void add_construct_rules(BuiltinRules& rules) {
    rules.add<CarReceptor>(domain_order, check_order);
    rules.add<CarReceptor>(transmembrane_twice, check_membrane);
    rules.add<CarReceptor>(binder_missing, [](const CarReceptor& r, RuleContext& ctx) {
        if (end_to_end(r) && count_of(r, DomainKind::binder) == 0) ctx.report("/domains", "the chain has no binder");
    });
    rules.add<CarReceptor>(signal_missing, [](const CarReceptor& r, RuleContext& ctx) {
        if (!end_to_end(r) || r.role != ReceptorRole::activating) return;
        if (count_of(r, DomainKind::activation) + count_of(r, DomainKind::adaptor) + count_of(r, DomainKind::other) ==
            0)
            ctx.report("/domains", "the chain has no activation domain");
    });
    rules.add<CarReceptor>(membrane_missing, [](const CarReceptor& r, RuleContext& ctx) {
        if (end_to_end(r) && !r.domains->empty() && count_of(r, DomainKind::transmembrane) == 0)
            ctx.report("/domains", "the source does not name the part that crosses the membrane");
    });
    rules.add<CarConstruct>(generation_differs, check_generation);
    rules.add<CarReceptor>(count_differs, [](const CarReceptor& r, RuleContext& ctx) {
        const auto listed = static_cast<std::int64_t>(count_of(r, DomainKind::costimulatory));
        if (r.costimulatory_count && listed > *r.costimulatory_count)
            ctx.report("/costimulatory_count", "more costimulatory domains are listed than are counted",
                       std::to_string(*r.costimulatory_count), std::to_string(listed));
    });
    rules.add<SafetySwitch>(switch_without_drug, [](const SafetySwitch& s, RuleContext& ctx) {
        if (s.kind != SafetySwitchKind::other && !s.certainty && (!s.drug || s.drug->empty()))
            ctx.report("", "the safety switch does not name its drug", text_of(s.kind));
    });
    rules.add<SafetySwitch>(switch_wrong_drug, check_drug);
    rules.add<Domain>(stray_binder, [](const Domain& d, RuleContext& ctx) {
        if (d.binder && d.kind != DomainKind::binder)
            ctx.report("/binder", "the domain is no binder and has details of one", text_of(d.kind), "binder");
    });
    rules.add<CarConstruct>(fratricide, check_fratricide);
    rules.add<CarConstruct>(target_outside_logic, check_logic);
    rules.add<AntigenLogic>(on_and_off, [](const AntigenLogic& a, RuleContext& ctx) {
        check_cancel(a.activating, a.inhibiting, "inhibiting", ctx);
    });
    rules.add<ReceptorGate>(on_and_off, [](const ReceptorGate& g, RuleContext& ctx) {
        check_cancel(g.activating_any_of, g.inhibiting_any_of, "inhibiting_any_of", ctx);
    });
    rules.add<AntigenLogic>(gate_count, check_gate);
    rules.add<CarConstruct>(stage_and_trials, [](const CarConstruct& c, RuleContext& ctx) {
        if (c.stage == DevelopmentStage::preclinical && !c.trial_ids.empty())
            ctx.report("/stage", "the construct is called preclinical and has trials", "preclinical",
                       "registered or clinical", {{ctx.pointer("/trial_ids"), "the trials"}});
    });
    rules.add<GeneTransfer>(transience, [](const GeneTransfer& g, RuleContext& ctx) {
        if (!g.transient) return;
        const bool mrna = g.method == GeneTransferMethod::mrna_electroporation;
        const bool stays = g.method == GeneTransferMethod::retroviral || g.method == GeneTransferMethod::lentiviral ||
                           g.method == GeneTransferMethod::targeted_knock_in;
        if ((mrna && !*g.transient) || (stays && *g.transient))
            ctx.report("/transient", "expression does not last as long as the method makes it last",
                       *g.transient ? "transient" : "lasting",
                       text_of(g.method) + (mrna ? " is transient" : " is lasting"));
    });
    rules.add<CarConstruct>(no_receptor, [](const CarConstruct& c, RuleContext& ctx) {
        if (c.receptors.empty()) ctx.report("/receptors", "the construct has no receptor");
    });
    rules.add<CarExpression>(expression_range, [](const CarExpression& e, RuleContext& ctx) {
        if (e.mean && e.range && !e.range->contains(*e.mean))
            ctx.report("/mean", "the mean lies outside the range", text_of(e.mean->number()), text_of(*e.range));
    });
    rules.add<Domain>(too_many_motifs, check_motifs);
    rules.add<CarConstruct>(armour_missing, [](const CarConstruct& c, RuleContext& ctx) {
        if (c.generation && c.generation->number == GenerationNumber::fourth && (!c.armoring || c.armoring->empty()))
            ctx.report("/generation/number", "a fourth-generation construct names no armouring", "fourth");
    });
    rules.add<CarReceptor>(order_unsaid, [](const CarReceptor& r, RuleContext& ctx) {
        if (r.domains && !r.domains->empty() && !r.domain_order)
            ctx.report("/domains", "nothing says what the order of the domains means");
    });
    rules.add<CarReceptor>(role_and_signal, check_role);
}

}  // namespace carnk::inline v0_1::detail
