// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Levels of ordered scales and staging systems, as far as rules need them.
#include <carnk/core/optional.hpp>
#include <carnk/model/fact_test.hpp>

#include <algorithm>
#include <span>
#include <string_view>

namespace carnk::inline v0_1::detail {

struct ScaleRange {
    int low, high, step;
};

/// Least level, greatest level and step of a scale.
constexpr ScaleRange range_of(OrdinalScale scale) {
    switch (scale) {
        case OrdinalScale::ecog:
            return {0, 5, 1};
        case OrdinalScale::karnofsky:
        case OrdinalScale::lansky:
            return {0, 100, 10};
        case OrdinalScale::nyha:
        case OrdinalScale::cardiac_function_class:
            return {1, 4, 1};
        case OrdinalScale::acute_gvhd:
        case OrdinalScale::acute_gvhd_glucksberg:
        case OrdinalScale::acute_gvhd_magic:
            return {0, 4, 1};
        case OrdinalScale::chronic_gvhd_nih:
            return {0, 3, 1};
        case OrdinalScale::ctcae:
        case OrdinalScale::crs_astct:
        case OrdinalScale::icans_astct:
            break;
    }
    return {0, 5, 1};
}

/// The stages of a system from lowest to highest; empty where letters may follow them freely.
inline std::span<const std::string_view> stages_of(StageSystem system) {
    static constexpr std::string_view iscl[] = {"i",    "ia",   "ib", "ii",  "iia",  "iib",  "iii",
                                                "iiia", "iiib", "iv", "iva", "iva1", "iva2", "ivb"};
    static constexpr std::string_view bclc[] = {"0", "a", "b", "c", "d"};
    static constexpr std::string_view ann_arbor[] = {"i", "ii", "iii", "iv"};
    static constexpr std::string_view iss[] = {"i", "ii", "iii"};
    static constexpr std::string_view ipss_r[] = {"very_low", "low", "intermediate", "high", "very_high"};
    switch (system) {
        case StageSystem::iscl_eortc:
            return iscl;
        case StageSystem::bclc:
            return bclc;
        case StageSystem::ann_arbor:
            return ann_arbor;
        case StageSystem::iss:
            return iss;
        case StageSystem::ipss_r:
            return ipss_r;
        case StageSystem::tnm:
            break;
    }
    return {};
}

/// Rank of a stage in its system, or nothing if the system does not have it or is not listed.
inline Optional<std::ptrdiff_t> rank_of(StageSystem system, std::string_view stage) {
    const auto all = stages_of(system);
    const auto it = std::find(all.begin(), all.end(), stage);
    if (it == all.end()) return std::nullopt;
    return it - all.begin();
}

}  // namespace carnk::inline v0_1::detail
