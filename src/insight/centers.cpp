// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/centers.hpp>
#include <carnk/model/catalog.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

bool has_programme(const Center& center, const CenterQuery& query) {
    if (!query.target_id && !query.activity) return true;
    return std::any_of(center.programmes.begin(), center.programmes.end(), [&](const CenterProgramme& p) {
        return (!query.activity || p.activity == *query.activity) &&
               (!query.target_id ||
                std::find(p.target_ids.begin(), p.target_ids.end(), *query.target_id) != p.target_ids.end());
    });
}

// The trial with this number, in whichever register.
const Trial* trial_of(const Catalog& catalog, const RegistryId& id) {
    for (const Trial& trial : catalog.trials) {
        if (trial.id == id) return &trial;
        for (const SecondaryId& other : trial.secondary_ids)
            if (const auto* number = std::get_if<RegistryNumber>(&other); number && number->id == id) return &trial;
    }
    return nullptr;
}

}  // namespace

double distance_km(const GeoPoint& a, const GeoPoint& b) noexcept {
    constexpr double radius = 6371.0088, degree = std::numbers::pi / 180;
    const double lat_a = a.latitude.number() * degree, lat_b = b.latitude.number() * degree;
    const double up = std::sin((lat_b - lat_a) / 2);
    const double along = std::sin((b.longitude.number() - a.longitude.number()) * degree / 2);
    const double h = up * up + std::cos(lat_a) * std::cos(lat_b) * along * along;
    return 2 * radius * std::asin(std::sqrt(std::min(1.0, h)));
}

CenterSearch find_centers(const Catalog& catalog, const CenterQuery& query) {
    CenterSearch found;
    for (const Center& center : catalog.centers) {
        if (query.country && center.address.country != *query.country) continue;
        if (query.confirmed && center.car_nk_programme_confirmed != *query.confirmed) continue;
        if (!has_programme(center, query)) continue;
        CenterMatch match;
        match.center = &center;
        for (const RegistryId& id : center.trial_ids) {
            const Trial* trial = trial_of(catalog, id);
            if (!trial || trial->status != TrialStatus::recruiting || is_doubtful(*trial)) continue;
            std::vector<RegistryId>& trials = match.recruiting_trials;
            if (std::find(trials.begin(), trials.end(), trial->id) == trials.end()) trials.push_back(trial->id);
        }
        if (query.recruiting && match.recruiting_trials.empty() == *query.recruiting) continue;
        if (query.near && !center.address.coordinates) {
            found.without_coordinates.push_back(std::move(match));
            continue;
        }
        if (query.near) match.distance = distance_km(*query.near, *center.address.coordinates);
        found.matches.push_back(std::move(match));
    }
    if (query.near)
        std::stable_sort(found.matches.begin(), found.matches.end(),
                         [](const CenterMatch& a, const CenterMatch& b) { return *a.distance < *b.distance; });
    return found;
}

}  // namespace carnk::inline v0_1
