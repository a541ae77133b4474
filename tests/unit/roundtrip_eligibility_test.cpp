// SPDX-License-Identifier: BSL-1.0
#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(EligibilityRecordRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<EligibilityRecord>();
}
TEST(EligibilityRecordRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().eligibility);
}
TEST(ClinicalTermRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<ClinicalTerm>();
}
TEST(ClinicalTermRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().terms);
}

}  // namespace
