// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, PatientRecord) {
    test::tamper_with_every_member<PatientRecord>();
}
TEST(Tamper, ReferralRequest) {
    test::tamper_with_every_member<ReferralRequest>();
}

}  // namespace
