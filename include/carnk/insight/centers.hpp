// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Search for treatment centers by country, target and open trials, and their distance from a place.
#include <carnk/core/optional.hpp>
#include <carnk/export.hpp>
#include <carnk/model/center.hpp>

#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief Great-circle distance of two points, by the haversine formula on a sphere of the mean radius of WGS 84, 6371.0088 km.
///
/// The earth is flattened, so that the distance on the ellipsoid can differ by about 0.5 %. It is not a travel distance.
/// @return  distance @unit{km}
/// @source  Moritz H. Geodetic Reference System 1980. J Geod 2000;74:128-133 (mean radius R1); Sinnott RW. Sky and Telescope 1984;68:159
/// @ingroup insight
[[nodiscard]] CARNK_API double distance_km(const GeoPoint& a, const GeoPoint& b) noexcept;

/// @brief What is looked for. An absent member asks for nothing.
/// @ingroup insight
struct CenterQuery {
    Optional<CountryCode> country;     ///< Country of the center.
    Optional<Slug> target_id;          ///< Target of one of its programmes.
    Optional<ProgrammeKind> activity;  ///< Kind of one of its programmes.
    Optional<bool> recruiting;         ///< True: it has a trial that recruits, doubtful records not counted.
    Optional<bool> confirmed;          ///< Whether a programme with CAR-NK cells is confirmed.
    Optional<GeoPoint> near;           ///< Place from which distances are counted.
};

/// @brief A center that was found.
/// @ingroup insight
struct CenterMatch {
    const Center* center = nullptr;  ///< The center; lives as long as the catalogue.
    std::vector<RegistryId>
        recruiting_trials;      ///< Its trials that recruit, each once under its own id; no doubtful ones.
    Optional<double> distance;  ///< Distance from the place; absent if no place is given. @unit{km}
};

/// @brief Centers that were found; those that cannot be placed stand apart and are never dropped.
/// @ingroup insight
struct CenterSearch {
    std::vector<CenterMatch> matches;              ///< In catalogue order; by distance if a place is given.
    std::vector<CenterMatch> without_coordinates;  ///< Those that fit but have no coordinates, if a place is given.
};

/// @brief Finds centers. Target and activity must be met by one and the same programme.
/// @ingroup insight
[[nodiscard]] CARNK_API CenterSearch find_centers(const Catalog& catalog, const CenterQuery& query);

}  // namespace carnk::inline v0_1
