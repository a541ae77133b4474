// SPDX-License-Identifier: BSL-1.0
#include "records.hpp"

#include <carnk/catalog/builtin.hpp>
#include <carnk/json/write.hpp>

namespace bench {

std::vector<carnk::Trial> make_trials(std::size_t count, std::uint64_t seed) {
    const std::vector<carnk::Trial>& models = carnk::builtin_catalog().trials;
    Variation v(seed);
    std::vector<carnk::Trial> trials;
    trials.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        carnk::Trial t = models[i % models.size()];
        std::size_t size = carnk::write(t).size();
        // The entries of a register are longer than those of the catalogue: lists grow by those of other trials.
        while (size < 4600) {
            const carnk::Trial& other = models[v.below(models.size())];
            const std::size_t before = carnk::write(t).size();
            t.outcomes.insert(t.outcomes.end(), other.outcomes.begin(), other.outcomes.end());
            t.sites.insert(t.sites.end(), other.sites.begin(), other.sites.end());
            t.arms.insert(t.arms.end(), other.arms.begin(), other.arms.end());
            t.interventions.insert(t.interventions.end(), other.interventions.begin(), other.interventions.end());
            t.conditions.insert(t.conditions.end(), other.conditions.begin(), other.conditions.end());
            t.dose_levels.insert(t.dose_levels.end(), other.dose_levels.begin(), other.dose_levels.end());
            t.sources.insert(t.sources.end(), other.sources.begin(), other.sources.end());
            if (other.summary) t.description = t.description.value_or(std::string()) + *other.summary + ' ';
            size = carnk::write(t).size();
            if (size == before) t.description = t.description.value_or(std::string()) + other.title + ". ";
        }
        v.vary(t);
        std::string number = std::to_string(10'000'000 + v.below(89'999'999));
        t.id = carnk::RegistryId::of("NCT" + number);
        trials.push_back(std::move(t));
    }
    return trials;
}

}  // namespace bench
