// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/referral.hpp>

#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(AccessTopicRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<AccessTopic>();
}
TEST(AccessTopicRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().access);
}
TEST(ChecklistRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<Checklist>();
}
TEST(ChecklistRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().checklists);
}
TEST(FaqRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<Faq>();
}
TEST(FaqRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().faqs);
}
TEST(CatalogNoteRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<CatalogNote>();
}
TEST(CatalogNoteRoundTrip, KeepsTheCatalogue) {
    test::expect_catalog_round_trips(builtin_catalog().notes);
}
TEST(ReferralRequestRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<ReferralRequest>();
}

}  // namespace
