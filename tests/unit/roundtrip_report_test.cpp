// SPDX-License-Identifier: BSL-1.0
// What the library answers with is a document too: it can be kept and read again.
#include <carnk/insight/compare.hpp>
#include <carnk/insight/deidentify.hpp>
#include <carnk/insight/guide.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/insight/referral.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/result.hpp>

#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

template <class T>
class ReportRoundTrip : public testing::Test {};

using Reports = testing::Types<ScreeningReport, ParsedCriteria, MatchReport, CohortAnswer, ReferralPlan, PooledOutcome,
                               DeidentifiedReferral, Guide, TherapyComparison, RecordComparison, Landscape, CrossTable,
                               Ledger, ValidationConfig>;

TYPED_TEST_SUITE(ReportRoundTrip, Reports);

TYPED_TEST(ReportRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<TypeParam>();
}

}  // namespace
