// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/construct.hpp>
#include <carnk/model/mechanism.hpp>
#include <carnk/model/product.hpp>
#include <carnk/model/target.hpp>

#include <gtest/gtest.h>

#include "../support/tamper.hpp"

namespace {

using namespace carnk;

TEST(Tamper, CarConstruct) {
    test::tamper_with_every_member<CarConstruct>();
}
TEST(Tamper, CellProduct) {
    test::tamper_with_every_member<CellProduct>();
}
TEST(Tamper, MechanismItem) {
    test::tamper_with_every_member<MechanismItem>();
}
TEST(Tamper, TargetAntigen) {
    test::tamper_with_every_member<TargetAntigen>();
}

}  // namespace
