// SPDX-License-Identifier: BSL-1.0
// Rules on target antigens.
#include <carnk/model/catalog.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo protein_without_id = card(
    "CNK-TARGET-001", Severity::warning, RuleCategory::provenance,
    "a curated protein has a gene symbol and an accession",
    "Names of antigens are ambiguous; the gene and the UniProtKB accession are not.",
    "TargetAntigen.kind, .basis, .hgnc, .uniprot", "Bruford EA et al. Nat Genet 2020;52:754-758 (HGNC guidelines)");
constexpr RuleInfo sugar_with_gene =
    card("CNK-TARGET-002", Severity::error, RuleCategory::consistency, "a glycolipid or polysaccharide has no gene",
         "No gene codes for it; a symbol here is that of an enzyme or of another antigen.",
         "TargetAntigen.kind, .hgnc, .uniprot");
constexpr RuleInfo members_and_kind =
    card("CNK-TARGET-003", Severity::warning, RuleCategory::consistency,
         "a group of proteins has members, and nothing else has", "Searches by gene find a group through its members.",
         "TargetAntigen.kind, TargetAntigen.members");
constexpr RuleInfo verified_nothing =
    card("CNK-TARGET-004", Severity::error, RuleCategory::consistency, "what was verified is there",
         "Identifiers that are not there cannot have been checked.",
         "TargetAntigen.identifiers_verified, TargetMember.identifiers_verified");
constexpr RuleInfo not_human =
    card("CNK-TARGET-005", Severity::error, RuleCategory::consistency, "the entry of a human antigen is a human one",
         "An entry of another species has another sequence and expression.",
         "TargetAntigen.uniprot_entry, TargetMember.uniprot_entry", "UniProt help, entry name");
constexpr RuleInfo nk_expression_differs = card(
    "CNK-TARGET-006", Severity::error, RuleCategory::consistency, "normal expression and fratricide agree on NK cells",
    "An antigen is on NK cells or it is not.", "TargetAntigen.normal_expression, FratricideRisk.on_nk_cells");
constexpr RuleInfo fratricide_unsaid = card(
    "CNK-TARGET-007", Severity::warning, RuleCategory::plausibility,
    "an antigen that NK cells are known to carry says so",
    "CD38, CD7 and SLAMF7 are on NK cells, NKG2D ligands on activated ones: the effector cells are targets themselves.",
    "TargetAntigen.hgnc, TargetAntigen.members, TargetAntigen.fratricide",
    "Gurney M et al. Haematologica 2022;107:437-445 (CD38); Gomes-Silva D et al. Blood 2017;130:285-296 (CD7)");
constexpr RuleInfo site_twice =
    card("CNK-TARGET-008", Severity::error, RuleCategory::consistency, "each normal tissue stands once",
         "Two levels for one tissue contradict each other; a dispute has a level of its own.",
         "NormalExpression.site, NormalExpression.level");
constexpr RuleInfo seen_and_not_seen =
    card("CNK-TARGET-009", Severity::error, RuleCategory::consistency,
         "a harm is not both seen and not seen under one therapy",
         "One of the two belongs to another therapy or series.", "OffTumourRisk.effect, .evidence, .therapy");
constexpr RuleInfo stage_without_trial =
    card("CNK-TARGET-010", Severity::warning, RuleCategory::provenance, "a curated target in trials names a trial",
         "The stage rests on trials; without one it cannot be checked.",
         "TargetAntigen.stage, .trial_ids, .basis, Trial.targets, PublishedStudy.target_ids");
constexpr RuleInfo alias_repeated =
    card("CNK-TARGET-011", Severity::warning, RuleCategory::consistency, "each name of a target stands once",
         "A repeated alias is a slip of the pen.", "TargetAntigen.symbol, TargetAntigen.aliases");
constexpr RuleInfo escape_without_kind =
    card("CNK-TARGET-012", Severity::warning, RuleCategory::structure, "a way of escape has a kind",
         "Without a kind it is found by no search.", "EscapeMechanism.kinds");
constexpr RuleInfo effect_needs_tissue = card("CNK-TARGET-013", Severity::note, RuleCategory::consistency,
                                              "loss of B or T cells is expected where these cells carry the antigen",
                                              "If the record says that they do not carry it, the harm has no ground.",
                                              "OffTumourRisk.effect, TargetAntigen.normal_expression");

bool is_sugar(TargetKind kind) {
    return kind == TargetKind::glycolipid || kind == TargetKind::polysaccharide;
}

void check_nk(const TargetAntigen& t, RuleContext& ctx) {
    if (!t.fratricide || !t.normal_expression) return;
    for (std::size_t i = 0; i < t.normal_expression->size(); ++i) {
        const NormalExpression& e = (*t.normal_expression)[i];
        if (e.site != NormalSite::nk_cell || e.level == ExpressionLevel::disputed) continue;
        const bool absent = e.level == ExpressionLevel::absent;
        if ((absent && t.fratricide->on_nk_cells == Tri::yes) || (!absent && t.fratricide->on_nk_cells == Tri::no))
            ctx.report("/fratricide/on_nk_cells", "normal expression says the opposite",
                       text_of(t.fratricide->on_nk_cells), absent ? "no" : "yes",
                       {{ctx.pointer(at("normal_expression", i)), text_of(e.level)}});
    }
}

bool known_on_nk(const TargetAntigen& t) {
    static constexpr std::string_view genes[] = {"CD38", "CD7", "SLAMF7"};
    static constexpr std::string_view ligands[] = {"MICA", "MICB", "ULBP1", "ULBP2", "ULBP3"};
    if (t.hgnc && t.kind == TargetKind::protein)
        return std::find(std::begin(genes), std::end(genes), t.hgnc->text()) != std::end(genes);
    return t.kind == TargetKind::protein_group && t.members &&
           std::any_of(t.members->begin(), t.members->end(), [](const TargetMember& m) {
               return std::find(std::begin(ligands), std::end(ligands), m.hgnc.text()) != std::end(ligands);
           });
}

void check_sites(const TargetAntigen& t, RuleContext& ctx) {
    if (!t.normal_expression) return;
    std::map<NormalSite, std::size_t> first;
    for (std::size_t i = 0; i < t.normal_expression->size(); ++i) {
        const auto [it, fresh] = first.emplace((*t.normal_expression)[i].site, i);
        if (fresh) continue;
        ctx.report(at("normal_expression", i, "site"), "the tissue stands twice",
                   text_of((*t.normal_expression)[i].site), {},
                   {{ctx.pointer(at("normal_expression", it->second)), "the first"}});
        if ((*t.normal_expression)[i] == (*t.normal_expression)[it->second])
            ctx.repair_remove(at("normal_expression", i));
    }
}

void check_risks(const TargetAntigen& t, RuleContext& ctx) {
    if (!t.off_tumour_risks) return;
    const auto& risks = *t.off_tumour_risks;
    for (std::size_t i = 0; i < risks.size(); ++i)
        for (std::size_t k = 0; k < risks.size(); ++k) {
            const bool seen = risks[k].evidence == RiskEvidence::observed || risks[k].evidence == RiskEvidence::fatal;
            if (risks[i].evidence == RiskEvidence::not_seen && seen && risks[i].effect == risks[k].effect &&
                risks[i].therapy == risks[k].therapy && !risks[i].patient_count && !risks[k].patient_count)
                ctx.report(at("off_tumour_risks", i), "the same harm was seen under the same therapy",
                           text_of(risks[i].effect) + " not_seen", {},
                           {{ctx.pointer(at("off_tumour_risks", k)), text_of(*risks[k].evidence)}});
        }
}

void check_aplasia(const TargetAntigen& t, RuleContext& ctx) {
    if (!t.off_tumour_risks || !t.normal_expression) return;
    for (std::size_t i = 0; i < t.off_tumour_risks->size(); ++i) {
        const OffTumourRisk& r = (*t.off_tumour_risks)[i];
        const bool b = r.effect == OffTumourEffect::b_cell_aplasia, c = r.effect == OffTumourEffect::t_cell_aplasia;
        if ((!b && !c) || r.evidence != RiskEvidence::expected) continue;
        const NormalSite site = b ? NormalSite::b_cell : NormalSite::t_cell;
        for (const NormalExpression& e : *t.normal_expression)
            if (e.site == site && e.level == ExpressionLevel::absent)
                ctx.report(at("off_tumour_risks", i), "the cells that would be lost do not carry the antigen",
                           text_of(r.effect), text_of(site) + " present");
    }
}

/// Whether a trial or study of the catalogue names the target, so that its stage can be checked from there.
/// The targets that trials and studies of a catalogue name.
std::set<std::string_view> named_targets(const Catalog* catalog) {
    std::set<std::string_view> named;
    const auto add = [&](const std::vector<Slug>& ids) {
        for (const Slug& id : ids)
            named.insert(id.text());
    };
    if (!catalog) return named;
    for (const Trial& x : catalog->trials) {
        if (is_doubtful(x)) continue;
        add(x.targets);
        if (const auto& receptor = x.product.receptor; receptor && receptor->gate)
            add(receptor->gate->inhibiting_any_of);
    }
    for (const PublishedStudy& x : catalog->studies) {
        add(x.target_ids);
        add(x.inhibiting_target_ids);
    }
    return named;
}

bool lacks_trial(const TargetAntigen& t) {
    const bool in_trials = t.stage == TargetStage::clinical || t.stage == TargetStage::registered;
    return t.basis == TargetBasis::curated && in_trials && t.trial_ids.empty();
}

void report_stage(const TargetAntigen& t, const std::string& pointer, RuleContext& ctx) {
    ctx.report(pointer, "the target is in trials, and none is named", text_of(*t.stage));
}

// In a list, what the catalogue names is gathered once for all targets.
void check_stages(const std::vector<TargetAntigen>& targets, RuleContext& ctx) {
    if (std::none_of(targets.begin(), targets.end(), lacks_trial)) return;
    const std::set<std::string_view> named = named_targets(ctx.catalog());
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (lacks_trial(targets[i]) && !named.contains(targets[i].id.text()))
            report_stage(targets[i], at(i, "stage"), ctx);
}

void check_stage(const TargetAntigen& t, RuleContext& ctx) {
    if (ctx.parent<std::vector<TargetAntigen>>() || !lacks_trial(t)) return;
    if (!named_targets(ctx.catalog()).contains(t.id.text())) report_stage(t, "/stage", ctx);
}

}  // namespace

void add_target_rules(BuiltinRules& rules) {
    rules.add<TargetAntigen>(protein_without_id, [](const TargetAntigen& t, RuleContext& ctx) {
        if (t.basis == TargetBasis::curated && t.kind == TargetKind::protein && (!t.hgnc || !t.uniprot))
            ctx.report("", t.hgnc ? "the protein has no accession" : "the protein has no gene symbol", t.symbol);
    });
    rules.add<TargetAntigen>(sugar_with_gene, [](const TargetAntigen& t, RuleContext& ctx) {
        if (is_sugar(t.kind) && t.hgnc)
            ctx.report("/hgnc", "no gene codes for such a molecule", t.hgnc->text());
        else if (is_sugar(t.kind) && t.uniprot)
            ctx.report("/uniprot", "such a molecule is no protein", t.uniprot->text());
    });
    rules.add<TargetAntigen>(members_and_kind, [](const TargetAntigen& t, RuleContext& ctx) {
        const bool members = t.members && !t.members->empty();
        if (t.kind == TargetKind::protein_group && !members && t.basis == TargetBasis::curated)
            ctx.report("", "the group has no members", t.symbol);
        else if (t.kind != TargetKind::protein_group && members)
            ctx.report("/members", "a target that is no group has members", text_of(t.kind), "protein_group");
    });
    rules.add<TargetAntigen>(verified_nothing, [](const TargetAntigen& t, RuleContext& ctx) {
        const bool members = t.members && !t.members->empty();
        if (t.identifiers_verified && !t.hgnc && !t.uniprot && !members)
            ctx.report("/identifiers_verified", "there are no identifiers to verify", "true", "false");
    });
    rules.add<TargetMember>(verified_nothing, [](const TargetMember& m, RuleContext& ctx) {
        if (m.identifiers_verified && !m.uniprot)
            ctx.report("/identifiers_verified", "there is no accession to verify", "true", "false");
    });
    rules.add<TargetAntigen>(not_human, [](const TargetAntigen& t, RuleContext& ctx) {
        if (t.uniprot_entry && t.kind != TargetKind::viral_protein && !t.uniprot_entry->text().ends_with("_HUMAN"))
            ctx.report("/uniprot_entry", "the entry is not a human one", t.uniprot_entry->text());
    });
    rules.add<TargetMember>(not_human, [](const TargetMember& m, RuleContext& ctx) {
        if (m.uniprot_entry && !m.uniprot_entry->text().ends_with("_HUMAN"))
            ctx.report("/uniprot_entry", "the entry is not a human one", m.uniprot_entry->text());
    });
    rules.add<TargetAntigen>(nk_expression_differs, check_nk);
    rules.add<TargetAntigen>(fratricide_unsaid, [](const TargetAntigen& t, RuleContext& ctx) {
        if (t.basis == TargetBasis::curated && known_on_nk(t) &&
            (!t.fratricide || t.fratricide->on_nk_cells == Tri::no))
            ctx.report(t.fratricide ? "/fratricide/on_nk_cells" : "",
                       "NK cells carry the antigen, and the record does not say so", t.symbol);
    });
    rules.add<TargetAntigen>(site_twice, check_sites);
    rules.add<TargetAntigen>(seen_and_not_seen, check_risks);
    rules.add<TargetAntigen>(stage_without_trial, check_stage);
    rules.add<std::vector<TargetAntigen>>(stage_without_trial, check_stages);
    rules.add<TargetAntigen>(alias_repeated, [](const TargetAntigen& t, RuleContext& ctx) {
        std::set<std::string_view> seen{t.symbol};
        for (std::size_t i = 0; i < t.aliases.size(); ++i)
            if (!seen.insert(t.aliases[i]).second) {
                ctx.report(at("aliases", i), "the name stands twice", t.aliases[i]);
                ctx.repair_remove(at("aliases", i));
            }
    });
    rules.add<EscapeMechanism>(escape_without_kind, [](const EscapeMechanism& e, RuleContext& ctx) {
        if (e.kinds.empty()) ctx.report("/kinds", "the way of escape has no kind", e.description);
    });
    rules.add<TargetAntigen>(effect_needs_tissue, check_aplasia);
}

}  // namespace carnk::inline v0_1::detail
