// SPDX-License-Identifier: BSL-1.0
// The parts of a treatment and the cost facts that come nearest to each.
#include <carnk/insight/cost.hpp>
#include <carnk/model/catalog.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

bool is_general(TherapyClass therapy) {
    return therapy == TherapyClass::any_cell_therapy || therapy == TherapyClass::any_trial;
}

// The fact of a category that comes nearest, or null. Facts of other countries are never taken; facts of other therapies only if
// the asker says why they may be.
const CostItem* nearest(const Catalog& catalog, CostCategory category, const CostPlanOptions& options,
                        bool other_therapies) {
    const CostItem* best = nullptr;
    int best_score = -1;
    for (const CostItem& item : catalog.costs) {
        if (item.category != category || item.proxy_only.value_or(false)) continue;
        if (item.country && *item.country != options.country) continue;
        const bool same = item.therapy == options.therapy;
        if (!same && !is_general(item.therapy) && !other_therapies) continue;
        const int score = (same                       ? 8
                           : is_general(item.therapy) ? 4
                                                      : 0) +
                          (item.country ? 2 : 0) + (std::holds_alternative<CostMoney>(item.value) ? 1 : 0);
        if (score > best_score) {
            best = &item;
            best_score = score;
        }
    }
    return best;
}

PlannedCost part(std::string label, CostCategory category, const CostItem* item) {
    PlannedCost p;
    p.label = std::move(label);
    p.category = category;
    if (item) p.item_id = item->id;
    return p;
}

}  // namespace

Result<CostPlan> plan_cost(const Catalog& catalog, const CostPlanOptions& options) {
    CostPlan plan;
    plan.id = Slug::of("cost-plan");
    plan.therapy = options.therapy;
    plan.country = options.country;
    plan.trial_id = options.in_trial ? options.trial_id : std::nullopt;
    plan.title = std::string("Treatment in ") + std::string(options.country.text()) +
                 (options.in_trial ? ", inside a trial" : ", outside a trial");
    plan.exchange_rates = options.exchange_rates;

    if ((options.stay_days && !(*options.stay_days > Decimal(0))) || (options.cost_per_day && !options.stay_days)) {
        Finding f;
        f.rule = "CNK-EST-006";
        f.message = options.stay_days ? "the stay is not above zero" : "a cost of a day needs the length of the stay";
        if (options.stay_days) f.observed = options.stay_days->text();
        return f;
    }
    if (options.product_item_id) {
        const CostItem* item = catalog.find<CostItem>(options.product_item_id->text());
        if (!item || item->category != CostCategory::product_price) {
            Finding f;
            f.rule = "CNK-EST-005";
            f.message =
                item ? "the cost item is not about the price of a product" : "the catalogue has no such cost item";
            f.observed = options.product_item_id->text();
            return f;
        }
        plan.parts.push_back(part("Cell product", CostCategory::product_price, item));
    } else if (options.in_trial) {
        const CostItem* item = nearest(catalog, CostCategory::trial_cost, options, false);
        PlannedCost p = part("Cell product inside a trial, cost to the participant", CostCategory::trial_cost, item);
        if (item) {
            if (item->perspective == CostPerspective::patient) p.payer = Payer::patient;
            if (!options.trial_id) p.assumption = "the treatment is inside a trial, which is not named yet";
        }
        plan.parts.push_back(std::move(p));
    } else {
        const bool nk = options.therapy == TherapyClass::car_nk || options.therapy == TherapyClass::nk;
        // Of several products no one is the right one unless it is named.
        plan.parts.push_back(part("Cell product", CostCategory::product_price,
                                  nk ? nearest(catalog, CostCategory::product_price, options, false) : nullptr));
    }
    const bool others = options.care_assumption.has_value();
    const auto care = [&](std::string label, CostCategory category) {
        const CostItem* item = nearest(catalog, category, options, others);
        PlannedCost p = part(std::move(label), category, item);
        if (item && item->therapy != options.therapy && !is_general(item->therapy))
            p.assumption = options.care_assumption;
        if (item) p.label += ": " + item->title;
        plan.parts.push_back(std::move(p));
    };
    if (options.hospital_care && options.stay_days && options.cost_per_day) {
        PlannedCost p = part("Care in hospital, by the day", CostCategory::hospital_care, nullptr);
        p.unit_cost = options.cost_per_day;
        p.quantity = options.stay_days;
        p.assumption = "length of the stay and cost of a day are the planner's";
        plan.parts.push_back(std::move(p));
    } else if (options.hospital_care) {
        care(options.stay_days ? "Care in hospital (" + options.stay_days->text() +
                                     " days planned; figures of the catalogue are for whole stays)"
                               : "Care in hospital",
             CostCategory::hospital_care);
    }
    if (options.complications) care("Care of side effects", CostCategory::adverse_event_management);
    if (options.travel) {
        care("Travel", CostCategory::travel);
        care("Visa", CostCategory::visa);
    }
    return plan;
}

}  // namespace carnk::inline v0_1
