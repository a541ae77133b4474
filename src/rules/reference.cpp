// SPDX-License-Identifier: BSL-1.0
// Rules on references across a catalogue: ids are unique, and what is named is there.
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo id_twice =
    card("CNK-REF-001", Severity::error, RuleCategory::reference, "the records of a list have different ids",
         "What names the id would mean either of the two.", "id of every record");
constexpr RuleInfo unknown_target =
    card("CNK-REF-002", Severity::error, RuleCategory::reference, "a target that is named has a record",
         "A link that leads nowhere is missed by every search.", "target ids of all records, TargetAntigen.id");
constexpr RuleInfo unknown_construct =
    card("CNK-REF-003", Severity::error, RuleCategory::reference, "a construct that is named has a record",
         "A link that leads nowhere is missed by every search.", "construct_ids of all records, CarConstruct.id");
constexpr RuleInfo unknown_trial =
    card("CNK-REF-004", Severity::warning, RuleCategory::reference, "a trial that is named has a record",
         "A registry number can be looked up elsewhere; but counts and links of the catalogue miss the trial.",
         "trial ids of all records, Trial.id, Trial.secondary_ids");
constexpr RuleInfo unknown_study =
    card("CNK-REF-005", Severity::error, RuleCategory::reference, "a study that is named has a record",
         "A link that leads nowhere is missed by every search.", "study ids of all records, PublishedStudy.id");
constexpr RuleInfo unknown_center =
    card("CNK-REF-006", Severity::error, RuleCategory::reference, "a center that is named has a record",
         "A link that leads nowhere is missed by every search.", "center ids of all records, Center.id");
constexpr RuleInfo unknown_other =
    card("CNK-REF-007", Severity::error, RuleCategory::reference,
         "a product, mechanism, comparison, cost fact or value set that is named has a record",
         "A link that leads nowhere is missed by every search.",
         "product_id, mechanism_ids, comparison_ids, cost_item_ids, item_id, from_set, to_set");
constexpr RuleInfo same_trial_twice =
    card("CNK-REF-008", Severity::warning, RuleCategory::reference, "a trial has one record, whatever its numbers",
         "Two records of one trial count it and its patients twice.", "Trial.id, Trial.secondary_ids");
constexpr RuleInfo targets_differ =
    card("CNK-REF-009", Severity::warning, RuleCategory::consistency, "a trial and its construct share a target",
         "The construct is of another trial.", "Trial.targets, TrialProduct.construct_ids, AntigenLogic.activating");
constexpr RuleInfo same_gene_twice =
    card("CNK-REF-010", Severity::warning, RuleCategory::reference, "a gene has one record of a target",
         "Trials and constructs of one target would be spread over two.", "TargetAntigen.hgnc, TargetAntigen.kind");
constexpr RuleInfo name_of_other =
    card("CNK-REF-011", Severity::warning, RuleCategory::reference, "the name of a target is not that of another one",
         "A search by name would find the wrong one.", "TargetAntigen.symbol, TargetAntigen.aliases");
constexpr RuleInfo stage_on_doubt =
    card("CNK-REF-012", Severity::warning, RuleCategory::provenance,
         "a clinical stage does not rest on doubtful trials only",
         "Records that may describe nothing real cannot carry a fact.", "TargetAntigen.stage, .trial_ids, Trial.doubt");
constexpr RuleInfo overlap_one_way =
    card("CNK-REF-013", Severity::warning, RuleCategory::consistency, "studies that overlap name each other",
         "A pool that looks at one side only counts patients twice.", "PublishedStudy.overlapping_study_ids");
constexpr RuleInfo center_country =
    card("CNK-REF-014", Severity::warning, RuleCategory::consistency, "a site of a trial lies in one of its countries",
         "Center or trial is a mix-up of names.", "Center.roles, .trial_ids, CenterAddress.country, Trial.countries");
constexpr RuleInfo hidden_overlap = card("CNK-REF-015", Severity::note, RuleCategory::plausibility,
                                         "studies of one trial say whether they report the same patients",
                                         "Reports of one trial usually grow into each other; a pool must know.",
                                         "PublishedStudy.trial_id, .overlapping_study_ids");
constexpr RuleInfo proxy_price = card(
    "CNK-REF-016", Severity::error, RuleCategory::consistency, "a plan does not take a stand-in for the thing itself",
    "A cost fact that is marked as a proxy, or about another therapy, needs an assumption that says so.",
    "PlannedCost.item_id, .assumption, CostItem.proxy_only, .therapy");
constexpr RuleInfo broader_circle =
    card("CNK-REF-017", Severity::error, RuleCategory::reference, "broader terms are terms, and form no circle",
         "A term cannot be narrower than itself.", "ClinicalTerm.broader, ClinicalTerm.id");
constexpr RuleInfo construct_one_way =
    card("CNK-REF-018", Severity::note, RuleCategory::consistency, "a construct names the trials that name it",
         "One of the two links was forgotten.", "TrialProduct.construct_ids, CarConstruct.trial_ids");

template <class T>
void check_unique(const std::vector<T>& list, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (const auto [it, fresh] = first.emplace(list[i].id.text(), i); !fresh && !list[i].id.empty()) {
            ctx.report(at(i, "id"), "another record of the list has this id", list[i].id.text(), {},
                       {{ctx.pointer(at(it->second, "id")), "the other record"}});
            if (list[i] == list[it->second]) ctx.repair_remove(at(i));
        }
}

/// Reports ids of records of type R that are not in the catalogue. The ids may be one, a list, or absent.
template <class R, class Ids>
void known(RuleContext& ctx, const Ids& ids, const std::string& pointer, const char* what) {
    if constexpr (is_optional<Ids>) {
        if (ids) known<R>(ctx, *ids, pointer, what);
    } else if constexpr (is_vector<Ids>) {
        for (std::size_t i = 0; i < ids.size(); ++i)
            known<R>(ctx, ids[i], pointer + at(i), what);
    } else {
        bool found = ids.empty();
        if constexpr (std::is_same_v<R, Trial>)
            found = found || ctx.index()->trial(ids.text()) != nullptr;
        else
            found = found || ctx.index()->template find<R>(ids.text()) != nullptr;
        if (!found) ctx.report(pointer, std::string("the catalogue has no such ") + what, ids.text());
    }
}

/// Adds a check that a member of T names records of type R.
template <class R, class T, class M>
void follow(BuiltinRules& rules, const RuleInfo& info, M T::*member, const char* name, const char* what) {
    rules.add<T>(
        info, [member, name, what](const T& value, RuleContext& ctx) { known<R>(ctx, value.*member, at(name), what); },
        RuleNeed::catalog);
}

void add_target_links(BuiltinRules& rules) {
    const auto link = [&]<class T, class M>(M T::*member, const char* name) {
        follow<TargetAntigen>(rules, unknown_target, member, name, "target");
    };
    link(&Trial::targets, "targets");
    link(&TrialArm::targets, "targets");
    link(&NamedAntigen::target, "target");
    link(&ReceptorGate::activating_any_of, "activating_any_of");
    link(&ReceptorGate::inhibiting_any_of, "inhibiting_any_of");
    link(&AntigenLogic::activating, "activating");
    link(&AntigenLogic::inhibiting, "inhibiting");
    link(&AntigenSet::targets, "targets");
    link(&CarReceptor::targets, "targets");
    link(&Binder::targets, "targets");
    link(&CellProduct::target_ids, "target_ids");
    link(&MechanismItem::target_ids, "target_ids");
    link(&ReceptorLigand::target_id, "target_id");
    link(&CenterProgramme::target_ids, "target_ids");
    link(&PublishedStudy::target_ids, "target_ids");
    link(&PublishedStudy::inhibiting_target_ids, "inhibiting_target_ids");
    link(&PooledEstimates::target_ids, "target_ids");
    link(&ApprovedProduct::target_id, "target_id");
    link(&AntigenFact::antigen, "antigen");
    link(&TherapyFact::targets, "targets");
    link(&AntigenStatus::target_id, "target_id");
}

void add_trial_links(BuiltinRules& rules) {
    const auto link = [&]<class T, class M>(M T::*member, const char* name) {
        follow<Trial>(rules, unknown_trial, member, name, "trial");
    };
    link(&TargetAntigen::trial_ids, "trial_ids");
    link(&CarConstruct::trial_ids, "trial_ids");
    link(&CellProduct::trial_ids, "trial_ids");
    link(&EligibilityRecord::trial_id, "trial_id");
    link(&PublishedStudy::trial_id, "trial_id");
    link(&Center::trial_ids, "trial_ids");
    link(&CountryAccess::example_trial_ids, "example_trial_ids");
    link(&TrialLogistics::trial_id, "trial_id");
    link(&ChecklistItem::example_trial_ids, "example_trial_ids");
    link(&Faq::trial_ids, "trial_ids");
    link(&CostPlan::trial_id, "trial_id");
    link(&ReferralRequest::trial_ids, "trial_ids");
    link(&ConsultationOption::trial_id, "trial_id");
}

void add_other_links(BuiltinRules& rules) {
    follow<CarConstruct>(rules, unknown_construct, &TrialProduct::construct_ids, "construct_ids", "construct");
    follow<CarConstruct>(rules, unknown_construct, &CellProduct::construct_ids, "construct_ids", "construct");
    follow<CarConstruct>(rules, unknown_construct, &MechanismItem::construct_ids, "construct_ids", "construct");
    follow<CarConstruct>(rules, unknown_construct, &PublishedStudy::construct_ids, "construct_ids", "construct");
    follow<PublishedStudy>(rules, unknown_study, &TrialResults::study_ids, "study_ids", "study");
    follow<PublishedStudy>(rules, unknown_study, &StudyExample::study_id, "study_id", "study");
    follow<PublishedStudy>(rules, unknown_study, &PublishedStudy::overlapping_study_ids, "overlapping_study_ids",
                           "study");
    follow<Center>(rules, unknown_center, &TrialSite::center_id, "center_id", "center");
    follow<Center>(rules, unknown_center, &CostPlan::center_id, "center_id", "center");
    follow<Center>(rules, unknown_center, &ReferralRequest::center_ids, "center_ids", "center");
    follow<Center>(rules, unknown_center, &ConsultationOption::center_id, "center_id", "center");
    follow<CellProduct>(rules, unknown_other, &PublishedStudy::product_id, "product_id", "product");
    follow<MechanismItem>(rules, unknown_other, &Faq::mechanism_ids, "mechanism_ids", "mechanism");
    follow<ComparisonRow>(rules, unknown_other, &Faq::comparison_ids, "comparison_ids", "comparison");
    follow<CostItem>(rules, unknown_other, &Faq::cost_item_ids, "cost_item_ids", "cost fact");
    follow<CostItem>(rules, unknown_other, &ChecklistItem::cost_item_ids, "cost_item_ids", "cost fact");
    follow<CostItem>(rules, unknown_other, &PlannedCost::item_id, "item_id", "cost fact");
    follow<CostItem>(rules, unknown_other, &CostLine::item_id, "item_id", "cost fact");
    follow<ValueSet>(rules, unknown_other, &CodeMapping::from_set, "from_set", "value set");
    follow<ValueSet>(rules, unknown_other, &CodeMapping::to_set, "to_set", "value set");
}

void check_numbers(const std::vector<Trial>& trials, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < trials.size(); ++i)
        first.emplace(trials[i].id.text(), i);
    for (std::size_t i = 0; i < trials.size(); ++i)
        for (std::size_t k = 0; k < trials[i].secondary_ids.size(); ++k) {
            const auto* number = std::get_if<RegistryNumber>(&trials[i].secondary_ids[k]);
            if (!number) continue;
            const auto it = first.emplace(number->id.text(), i).first;
            if (it->second != i)
                ctx.report(at(i, "secondary_ids", k, "id"), "another record has this number", number->id.text(), {},
                           {{ctx.pointer(at(it->second)), "the other record"}});
        }
}

void check_shared_target(const Trial& t, RuleContext& ctx) {
    if (!t.product.construct_ids || t.targets.empty()) return;
    for (std::size_t i = 0; i < t.product.construct_ids->size(); ++i) {
        const auto* c = ctx.index()->find<CarConstruct>((*t.product.construct_ids)[i].text());
        if (!c || c->antigens.activating.empty()) continue;
        std::set<Slug> all(c->antigens.activating.begin(), c->antigens.activating.end());
        all.insert(c->antigens.inhibiting.begin(), c->antigens.inhibiting.end());
        if (c->antigens.versions)
            for (const AntigenSet& v : *c->antigens.versions)
                all.insert(v.targets.begin(), v.targets.end());
        if (std::none_of(t.targets.begin(), t.targets.end(), [&](const Slug& s) { return all.contains(s); }))
            ctx.report(at("product", "construct_ids", i), "the construct has none of the targets of the trial",
                       c->id.text());
    }
}

void check_genes(const std::vector<TargetAntigen>& targets, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i].kind == TargetKind::protein && targets[i].hgnc)
            if (const auto [it, fresh] = first.emplace(targets[i].hgnc->text(), i); !fresh)
                ctx.report(at(i, "hgnc"), "another target is of this gene", targets[i].hgnc->text(), {},
                           {{ctx.pointer(at(it->second)), targets[it->second].id.text()}});
}

void check_names(const std::vector<TargetAntigen>& targets, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> symbols;
    for (std::size_t i = 0; i < targets.size(); ++i)
        symbols.emplace(targets[i].symbol, i);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (const auto it = symbols.find(targets[i].symbol); it->second != i)
            ctx.report(at(i, "symbol"), "another target has this symbol", targets[i].symbol, {},
                       {{ctx.pointer(at(it->second)), targets[it->second].id.text()}});
        for (std::size_t k = 0; k < targets[i].aliases.size(); ++k)
            if (const auto it = symbols.find(targets[i].aliases[k]); it != symbols.end() && it->second != i)
                ctx.report(at(i, "aliases", k), "another target has this symbol", targets[i].aliases[k], {},
                           {{ctx.pointer(at(it->second)), targets[it->second].id.text()}});
    }
}

void check_doubt(const TargetAntigen& t, RuleContext& ctx) {
    if (t.stage != TargetStage::clinical || t.trial_ids.empty()) return;
    for (const RegistryId& id : t.trial_ids) {
        const Trial* trial = ctx.index()->trial(id.text());
        if (!trial || !is_doubtful(*trial)) return;
    }
    ctx.report("/stage", "all trials of this target are doubtful records", "clinical");
}

bool overlaps(const PublishedStudy& a, const PublishedStudy& b) {
    return std::find(a.overlapping_study_ids.begin(), a.overlapping_study_ids.end(), b.id) !=
           a.overlapping_study_ids.end();
}

void check_overlap(const PublishedStudy& s, RuleContext& ctx) {
    for (std::size_t i = 0; i < s.overlapping_study_ids.size(); ++i) {
        const auto* other = ctx.index()->find<PublishedStudy>(s.overlapping_study_ids[i].text());
        if (other && !overlaps(*other, s))
            ctx.report(at("overlapping_study_ids", i), "that study does not name this one", other->id.text());
    }
}

void check_hidden(const std::vector<PublishedStudy>& studies, RuleContext& ctx) {
    std::map<std::string_view, std::vector<std::size_t>> by_trial;  // studies before this one
    for (std::size_t b = 0; b < studies.size(); ++b) {
        if (!studies[b].trial_id) continue;
        std::vector<std::size_t>& others = by_trial[studies[b].trial_id->text()];
        for (const std::size_t a : others)
            if (!overlaps(studies[a], studies[b]) && !overlaps(studies[b], studies[a])) {
                ctx.report(at(b, "overlapping_study_ids"),
                           "another study reports the same trial, and nothing says whether of the same patients",
                           studies[b].id.text(), {}, {{ctx.pointer(at(a)), studies[a].id.text()}});
                break;
            }
        others.push_back(b);
    }
}

void check_country(const Center& c, RuleContext& ctx) {
    const bool site = std::find(c.roles.begin(), c.roles.end(), CenterRole::site) != c.roles.end();
    if (!site || c.roles.size() > 1) return;
    for (std::size_t i = 0; i < c.trial_ids.size(); ++i) {
        const Trial* t = ctx.index()->trial(c.trial_ids[i].text());
        if (t && !t->countries.empty() &&
            std::find(t->countries.begin(), t->countries.end(), c.address.country) == t->countries.end())
            ctx.report(at("trial_ids", i), "the trial has no site in the country of the center", t->id.text(),
                       c.address.country.text());
    }
}

void check_proxy(const PlannedCost& p, RuleContext& ctx) {
    const CostPlan* plan = ctx.parent<CostPlan>();
    const CostItem* item = p.item_id ? ctx.index()->find<CostItem>(p.item_id->text()) : nullptr;
    if (!plan || !item || p.assumption) return;
    const bool other = item->category == CostCategory::product_price && item->therapy != plan->therapy;
    if (item->proxy_only.value_or(false) || other)
        ctx.report("/item_id", "the cost fact stands in for something else, and no assumption says so",
                   item->id.text());
}

void check_terms(const std::vector<ClinicalTerm>& terms, RuleContext& ctx) {
    std::map<std::string_view, std::size_t> index;
    for (std::size_t i = 0; i < terms.size(); ++i)
        index.emplace(terms[i].id.text(), i);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        std::set<std::size_t> seen;
        std::vector<std::size_t> todo{i};
        bool circle = false;
        while (!todo.empty()) {
            const ClinicalTerm& t = terms[todo.back()];
            todo.pop_back();
            for (std::size_t k = 0; k < t.broader.size(); ++k) {
                const auto it = index.find(t.broader[k].text());
                if (it == index.end()) {
                    if (&t == &terms[i])
                        ctx.report(at(i, "broader", k), "the vocabulary has no such term", t.broader[k].text());
                } else if (it->second == i)
                    circle = true;
                else if (seen.insert(it->second).second)
                    todo.push_back(it->second);
            }
        }
        if (circle) ctx.report(at(i, "broader"), "the term is narrower than itself", terms[i].id.text());
    }
}

void check_back_link(const Trial& t, RuleContext& ctx) {
    if (!t.product.construct_ids) return;
    for (std::size_t i = 0; i < t.product.construct_ids->size(); ++i) {
        const auto* c = ctx.index()->find<CarConstruct>((*t.product.construct_ids)[i].text());
        if (!c) continue;
        const bool named = std::any_of(c->trial_ids.begin(), c->trial_ids.end(), [&](const RegistryId& id) {
            return ctx.index()->trial(id.text()) == &t || id == t.id;
        });
        if (!named)
            ctx.report(at("product", "construct_ids", i), "the construct does not name the trial", c->id.text());
    }
}

}  // namespace

void add_reference_rules(BuiltinRules& rules) {
    mp::mp_for_each<mp::mp_transform<std::type_identity, CatalogRecords>>([&](auto type) {
        using T = typename decltype(type)::type;
        rules.add<std::vector<T>>(id_twice, check_unique<T>);
    });
    add_target_links(rules);
    add_trial_links(rules);
    add_other_links(rules);
    rules.add<std::vector<Trial>>(same_trial_twice, check_numbers);
    rules.add<Trial>(targets_differ, check_shared_target, RuleNeed::catalog);
    rules.add<std::vector<TargetAntigen>>(same_gene_twice, check_genes);
    rules.add<std::vector<TargetAntigen>>(name_of_other, check_names);
    rules.add<TargetAntigen>(stage_on_doubt, check_doubt, RuleNeed::catalog);
    rules.add<PublishedStudy>(overlap_one_way, check_overlap, RuleNeed::catalog);
    rules.add<std::vector<PublishedStudy>>(hidden_overlap, check_hidden);
    rules.add<Center>(center_country, check_country, RuleNeed::catalog);
    rules.add<PlannedCost>(proxy_price, check_proxy, RuleNeed::catalog);
    rules.add<std::vector<ClinicalTerm>>(broader_circle, check_terms);
    rules.add<Trial>(construct_one_way, check_back_link, RuleNeed::catalog);
}

}  // namespace carnk::inline v0_1::detail
