// SPDX-License-Identifier: BSL-1.0
#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(PublishedStudyRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<PublishedStudy>();
}
TEST(PublishedStudyRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().studies);
}
TEST(ComparisonRowRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<ComparisonRow>();
}
TEST(ComparisonRowRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().comparisons);
}
TEST(ValueSetRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<ValueSet>();
}
TEST(ValueSetRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().value_sets);
}

}  // namespace
