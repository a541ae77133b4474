// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/centers.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

namespace {

using namespace carnk;

GeoPoint point(double latitude, double longitude) {
    GeoPoint p;
    p.latitude = latitude;
    p.longitude = longitude;
    return p;
}

TEST(Centers, DistancesOnTheSphere) {
    EXPECT_NEAR(distance_km(point(0, 0), point(0, 90)), 10007.557, 0.001);     // a quarter of 2 pi 6371.0088
    EXPECT_NEAR(distance_km(point(90, 0), point(-90, 77)), 20015.115, 0.001);  // pole to pole
    EXPECT_NEAR(distance_km(point(10, 179.5), point(10, -179.5)), distance_km(point(10, 0), point(10, 1)), 1e-6);
    EXPECT_EQ(distance_km(point(12, 34), point(12, 34)), 0);
}

TEST(Centers, NoneIsDroppedForWantOfCoordinates) {
    Catalog catalog;
    catalog.centers = builtin_catalog().centers;
    for (Center& c : catalog.centers)
        c.address.coordinates.reset();
    catalog.centers[3].address.coordinates = point(1, 1);
    catalog.centers[1].address.coordinates = point(5, 5);
    CenterQuery query;
    query.near = point(0, 0);
    const CenterSearch found = find_centers(catalog, query);
    ASSERT_EQ(found.matches.size(), 2U);
    EXPECT_EQ(found.matches[0].center, &catalog.centers[3]);
    EXPECT_EQ(found.matches.size() + found.without_coordinates.size(), catalog.centers.size());
    EXPECT_EQ(find_centers(catalog, {}).matches.size(), catalog.centers.size());
}

TEST(Centers, CoordinatesOfTheCatalogueHaveASourceAndLieInTheirCountry) {
    std::size_t placed = 0;
    for (const Center& c : builtin_catalog().centers) {
        EXPECT_EQ(c.address.coordinates.has_value(), c.address.coordinates_source.has_value()) << c.id.text();
        if (!c.address.coordinates) continue;
        ++placed;
        EXPECT_TRUE(c.address.city) << c.id.text();
        const GeoPoint& p = *c.address.coordinates;
        // Boxes around the mainland of both countries.
        if (c.address.country.text() == "US") {
            EXPECT_TRUE(p.latitude > 24 && p.latitude < 50 && p.longitude > -125 && p.longitude < -66) << c.id.text();
        } else if (c.address.country.text() == "CN") {
            EXPECT_TRUE(p.latitude > 18 && p.latitude < 54 && p.longitude > 73 && p.longitude < 135) << c.id.text();
        }
    }
    EXPECT_EQ(placed, 43U);
    CenterQuery query;
    query.near = point(30.3, 120.2);  // in Hangzhou
    const CenterSearch found = find_centers(builtin_catalog(), query);
    EXPECT_EQ(found.matches.size(), placed);
    EXPECT_EQ(found.matches.front().center->address.city, "Hangzhou");
    EXPECT_LT(*found.matches.front().distance, 10);
}

TEST(Centers, FiltersKeepWhatFits) {
    const Catalog& catalog = builtin_catalog();
    CenterQuery query;
    query.country = CountryCode::of("US");
    query.target_id = Slug::of("cd70");
    query.recruiting = true;
    const CenterSearch found = find_centers(catalog, query);
    ASSERT_FALSE(found.matches.empty());
    for (const CenterMatch& m : found.matches) {
        EXPECT_EQ(m.center->address.country, *query.country);
        ASSERT_FALSE(m.recruiting_trials.empty());
        for (const RegistryId& id : m.recruiting_trials)
            EXPECT_FALSE(is_doubtful(*catalog.find<Trial>(id.text())));
    }
    query.recruiting = false;
    for (const CenterMatch& m : find_centers(catalog, query).matches)
        EXPECT_TRUE(m.recruiting_trials.empty());
}

TEST(Centers, ATrialIsFoundUnderEachOfItsNumbersAndCountedOnce) {
    Catalog catalog;
    Trial trial;
    trial.id = RegistryId::of("NCT00000001");
    trial.status = TrialStatus::recruiting;
    RegistryNumber number;
    number.id = RegistryId::of("DRKS00013333");
    trial.secondary_ids.emplace_back(number);
    catalog.trials.push_back(trial);
    catalog.centers.emplace_back();
    catalog.centers[0].trial_ids = {number.id};
    CenterQuery query;
    query.recruiting = true;
    ASSERT_EQ(find_centers(catalog, query).matches.size(), 1U);
    EXPECT_EQ(find_centers(catalog, query).matches[0].recruiting_trials, std::vector<RegistryId>{trial.id});
    catalog.centers[0].trial_ids = {trial.id, number.id};
    EXPECT_EQ(find_centers(catalog, query).matches[0].recruiting_trials.size(), 1U);
    catalog.trials[0].doubt.emplace();
    EXPECT_TRUE(find_centers(catalog, query).matches.empty());
}

}  // namespace
