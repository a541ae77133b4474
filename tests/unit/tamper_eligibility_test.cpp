// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/clinical_term.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/model/standards.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, ClinicalTerm) {
    test::tamper_with_every_member<ClinicalTerm>();
}
TEST(Tamper, EligibilityRecord) {
    test::tamper_with_every_member<EligibilityRecord>();
}
TEST(Tamper, ValueSet) {
    test::tamper_with_every_member<ValueSet>();
}

}  // namespace
