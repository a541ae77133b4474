// SPDX-License-Identifier: BSL-1.0
#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(CarConstructRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CarConstruct>();
}
TEST(CarConstructRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().constructs);
}
TEST(CellProductRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CellProduct>();
}
TEST(CellProductRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().products);
}

}  // namespace
