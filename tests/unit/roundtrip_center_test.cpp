// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/cost_estimate.hpp>

#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(CenterRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<Center>();
}
TEST(CenterRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().centers);
}
TEST(CostItemRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CostItem>();
}
TEST(CostItemRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().costs);
}
TEST(CostPlanRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CostPlan>();
}
TEST(CostEstimateRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CostEstimate>();
}

}  // namespace
