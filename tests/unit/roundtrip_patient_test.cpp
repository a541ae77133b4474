// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/patient.hpp>

#include "../support/roundtrip.hpp"

namespace {

using namespace carnk;

TEST(PatientRecordRoundTrip, KeepsRandomValues) {
    test::expect_random_round_trips<PatientRecord>();
}

}  // namespace
