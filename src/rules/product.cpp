// SPDX-License-Identifier: BSL-1.0
// Rules on products, their making, and mechanisms.
#include <carnk/model/mechanism.hpp>
#include <carnk/model/product.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo own_cells_hla = card("CNK-PRODUCT-001", Severity::warning, RuleCategory::consistency,
                                        "matching does not apply exactly where the cells are the patient's own",
                                        "Own cells always match; cells of others never do so by themselves.",
                                        "CellProduct.hla_matching, CellSource.donor");
constexpr RuleInfo product_stage =
    card("CNK-PRODUCT-002", Severity::warning, RuleCategory::consistency,
         "a preclinical product has no trials and one in trials has some",
         "The status follows from the trials of the record.", "CellProduct.status, CellProduct.trial_ids");
constexpr RuleInfo name_repeated =
    card("CNK-PRODUCT-003", Severity::warning, RuleCategory::consistency, "each name of a product stands once",
         "A repeated name is a slip of the pen.", "CellProduct.name, CellProduct.other_names");
constexpr RuleInfo fold_positive =
    card("CNK-PRODUCT-004", Severity::error, RuleCategory::format, "expansion is a factor above zero",
         "It is cells at the end for each cell at the start.", "ExpansionYield.fold");
constexpr RuleInfo release_fails =
    card("CNK-PRODUCT-005", Severity::warning, RuleCategory::consistency, "a released batch keeps to its limits",
         "A value outside its limits is of a batch that must not be given, or in another unit.",
         "ReleaseTest.limits, ReleaseTest.observed", "21 CFR 610.1");
constexpr RuleInfo stages_of_time =
    card("CNK-PRODUCT-006", Severity::error, RuleCategory::format, "times of making are in units of time",
         "A duration in another unit cannot be computed with.", "ExpansionYield.duration, Manufacturing.duration");
constexpr RuleInfo feeder_contradicts =
    card("CNK-PRODUCT-007", Severity::warning, RuleCategory::consistency,
         "cells made without feeder cells are not tested for them, nor stimulated with them",
         "Either the method or the test belongs to another product.",
         "Manufacturing.feeder, .stimulation_round_count, ReleaseTest.attribute");

constexpr RuleInfo receptor_details =
    card("CNK-MECHANISM-001", Severity::error, RuleCategory::consistency,
         "exactly the records on receptors have details of one", "Lists of receptors are made from these details.",
         "MechanismItem.kind, MechanismItem.receptor");
constexpr RuleInfo motif_contradicts =
    card("CNK-MECHANISM-002", Severity::warning, RuleCategory::consistency,
         "the motifs of a natural receptor agree with what it does",
         "Activation goes through ITAM or YxxM, inhibition through ITIM; a lone motif of the other kind was misread.",
         "MechanismItem.kind, ReceptorDetails.motifs", "Vivier E et al. Nat Immunol 2008;9:503-510");
constexpr RuleInfo no_statement =
    card("CNK-MECHANISM-003", Severity::warning, RuleCategory::structure, "a record on mechanism says something",
         "The statement is what is cited.", "MechanismItem.statement");
constexpr RuleInfo no_ligand =
    card("CNK-MECHANISM-004", Severity::warning, RuleCategory::structure, "a natural receptor has a ligand",
         "What it binds decides which cells it acts on; an orphan says so in words.",
         "ReceptorDetails.ligands, ReceptorDetails.ligands_text");

bool is_receptor(MechanismKind kind) {
    return kind == MechanismKind::receptor_activating || kind == MechanismKind::receptor_inhibitory;
}

void check_release(const ReleaseTest& r, RuleContext& ctx) {
    if (!r.limits || !r.observed) return;
    const auto value = r.observed->in(r.limits->unit);
    if (value && ((r.limits->low && *value < *r.limits->low) || (r.limits->high && *value > *r.limits->high)))
        ctx.report("/observed", "the value lies outside the limits", text_of(*r.observed),
                   text_of_ends(r.limits->low, r.limits->high) + ' ' + r.limits->unit.text());
}

void check_motifs(const MechanismItem& m, RuleContext& ctx) {
    if (!is_receptor(m.kind) || !m.receptor || !m.receptor->motifs || m.receptor->motifs->empty()) return;
    const auto& motifs = *m.receptor->motifs;
    const auto all = [&](SignallingMotif wrong) {
        return std::all_of(motifs.begin(), motifs.end(), [&](SignallingMotif x) { return x == wrong; });
    };
    const bool activating = m.kind == MechanismKind::receptor_activating;
    if (all(activating ? SignallingMotif::itim : SignallingMotif::itam))
        ctx.report("/receptor/motifs", "the motif does the opposite of the receptor", text_of(motifs.front()),
                   activating ? "itam, itsm or yxxm" : "itim or itsm");
}

}  // namespace

void add_product_rules(BuiltinRules& rules) {
    rules.add<CellProduct>(own_cells_hla, [](const CellProduct& p, RuleContext& ctx) {
        if (!p.hla_matching || !p.cell_source || !p.cell_source->donor) return;
        const bool own = *p.cell_source->donor == DonorRelation::autologous;
        if (own != (*p.hla_matching == HlaMatching::not_applicable))
            ctx.report("/hla_matching",
                       own ? "the cells are the patient's own, and a matching is given"
                           : "the cells are of others, and matching does not apply",
                       text_of(*p.hla_matching), own ? "not_applicable" : "any other");
    });
    rules.add<CellProduct>(product_stage, [](const CellProduct& p, RuleContext& ctx) {
        if (p.status == ProductStatus::preclinical && !p.trial_ids.empty())
            ctx.report("/status", "the product is called preclinical and has trials", "preclinical");
        if (p.status == ProductStatus::in_trials && p.trial_ids.empty())
            ctx.report("/status", "the product is in trials, and none is named", "in_trials");
    });
    rules.add<CellProduct>(name_repeated, [](const CellProduct& p, RuleContext& ctx) {
        std::set<std::string_view> seen{p.name};
        for (std::size_t i = 0; i < p.other_names.size(); ++i)
            if (!seen.insert(p.other_names[i].name).second) {
                ctx.report(at("other_names", i, "name"), "the name stands twice", p.other_names[i].name);
                const auto end = p.other_names.begin() + static_cast<std::ptrdiff_t>(i);
                if (std::find(p.other_names.begin(), end, p.other_names[i]) != end)
                    ctx.repair_remove(at("other_names", i));
            }
    });
    rules.add<ExpansionYield>(fold_positive, [](const ExpansionYield& y, RuleContext& ctx) {
        if (y.fold && !(*y.fold > 0)) ctx.report("/fold", "the factor is not above zero", text_of(*y.fold));
    });
    rules.add<ReleaseTest>(release_fails, check_release);
    rules.add<ExpansionYield>(stages_of_time, [](const ExpansionYield& y, RuleContext& ctx) {
        if (y.duration && !is_time(y.duration->unit))
            ctx.report("/duration/unit", "the unit is not one of time", y.duration->unit.text(), "d, wk");
    });
    rules.add<Manufacturing>(stages_of_time, [](const Manufacturing& m, RuleContext& ctx) {
        if (m.duration && !is_time(m.duration->unit))
            ctx.report("/duration/unit", "the unit is not one of time", m.duration->unit.text(), "d, wk");
    });
    rules.add<Manufacturing>(feeder_contradicts, [](const Manufacturing& m, RuleContext& ctx) {
        if (m.feeder != FeederKind::feeder_free) return;
        if (m.stimulation_round_count && *m.stimulation_round_count > 0)
            ctx.report("/stimulation_round_count", "there are rounds with feeder cells, and none were used",
                       std::to_string(*m.stimulation_round_count), "0");
        if (m.release_tests)
            for (std::size_t i = 0; i < m.release_tests->size(); ++i)
                if ((*m.release_tests)[i].attribute == ReleaseAttribute::residual_feeder)
                    ctx.report(at("release_tests", i), "the test looks for feeder cells, and none were used");
    });
    rules.add<MechanismItem>(receptor_details, [](const MechanismItem& m, RuleContext& ctx) {
        if (is_receptor(m.kind) && !m.receptor)
            ctx.report("", "the record is about a receptor and has no details of it", text_of(m.kind));
        else if (!is_receptor(m.kind) && m.receptor)
            ctx.report("/receptor", "the record is not about a receptor and has details of one", text_of(m.kind));
    });
    rules.add<MechanismItem>(motif_contradicts, check_motifs);
    rules.add<MechanismItem>(no_statement, [](const MechanismItem& m, RuleContext& ctx) {
        if (m.statement.find_first_not_of(" \t\n") == std::string::npos)
            ctx.report("/statement", "the statement is empty");
    });
    rules.add<ReceptorDetails>(no_ligand, [](const ReceptorDetails& r, RuleContext& ctx) {
        if (r.ligands.empty() && r.ligands_text.empty()) ctx.report("/ligands", "neither a ligand nor a word about it");
    });
}

}  // namespace carnk::inline v0_1::detail
