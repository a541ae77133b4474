// SPDX-License-Identifier: BSL-1.0
#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(TrialRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<Trial>();
}
TEST(TrialRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().trials);
}

}  // namespace
