// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/result.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, ScreeningReport) {
    test::tamper_with_every_member<ScreeningReport>();
}
TEST(Tamper, ValidationConfig) {
    test::tamper_with_every_member<ValidationConfig>();
}

}  // namespace
