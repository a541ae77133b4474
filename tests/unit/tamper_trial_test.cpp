// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/study.hpp>
#include <carnk/model/trial.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, PublishedStudy) {
    test::tamper_with_every_member<PublishedStudy>();
}
TEST(Tamper, Trial) {
    test::tamper_with_every_member<Trial>();
}

}  // namespace
