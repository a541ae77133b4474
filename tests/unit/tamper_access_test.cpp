// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/access.hpp>
#include <carnk/model/center.hpp>
#include <carnk/model/comparison.hpp>
#include <carnk/model/cost.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/guide.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, AccessTopic) {
    test::tamper_with_every_member<AccessTopic>();
}
TEST(Tamper, CatalogNote) {
    test::tamper_with_every_member<CatalogNote>();
}
TEST(Tamper, Center) {
    test::tamper_with_every_member<Center>();
}
TEST(Tamper, Checklist) {
    test::tamper_with_every_member<Checklist>();
}
TEST(Tamper, ComparisonRow) {
    test::tamper_with_every_member<ComparisonRow>();
}
TEST(Tamper, CostEstimate) {
    test::tamper_with_every_member<CostEstimate>();
}
TEST(Tamper, CostItem) {
    test::tamper_with_every_member<CostItem>();
}
TEST(Tamper, CostPlan) {
    test::tamper_with_every_member<CostPlan>();
}
TEST(Tamper, Faq) {
    test::tamper_with_every_member<Faq>();
}

}  // namespace
