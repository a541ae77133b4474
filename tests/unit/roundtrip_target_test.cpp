// SPDX-License-Identifier: BSL-1.0
#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(TargetAntigenRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<TargetAntigen>();
}
TEST(TargetAntigenRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().targets);
}
TEST(MechanismItemRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<MechanismItem>();
}
TEST(MechanismItemRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().mechanisms);
}

}  // namespace
