// SPDX-License-Identifier: BSL-1.0
// The data dictionary: every type, member and word of the documents is explained, and numbers that measure something have units.
#include <carnk/interop/documents.hpp>
#include <carnk/json/schema.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace {

using namespace carnk;

TEST(Dictionary, EveryTypeMemberAndWordIsExplained) {
    std::size_t members = 0, words = 0;
    for (const TypeInfo* t : named_types(document_types())) {
        const std::string type = name_of(*t);
        if (t->kind == TypeKind::object) {
            EXPECT_FALSE(description_of(type).empty()) << type;
            for (const MemberInfo& m : t->members) {
                EXPECT_FALSE(description_of(type + "." + std::string(m.name)).empty()) << type << '.' << m.name;
                ++members;
            }
        } else if (t->kind == TypeKind::words) {
            EXPECT_FALSE(description_of(type).empty()) << type;
            for (const std::string_view w : t->words) {
                EXPECT_FALSE(description_of(type + "." + std::string(w)).empty()) << type << '.' << w;
                ++words;
            }
        }
    }
    EXPECT_GT(members, 1500U);
    EXPECT_GT(words, 1000U);
}

TEST(Dictionary, RealNumbersHaveAUnitOrARange) {
    // Of these the unit stands beside the number, in another member, or there is none: statistics, coefficients, ends of intervals.
    static const std::set<std::string> without{
        "Interval.low",   "Interval.high",     "MeasurementFact.predicted", "PoolFit.scaled_estimate",
        "Quantity.value", "QuantityRange.low", "QuantityRange.high"};
    for (const TypeInfo* t : named_types(document_types())) {
        if (t->kind != TypeKind::object) continue;
        for (const MemberInfo& m : t->members) {
            const std::string key = name_of(*t) + "." + std::string(m.name);
            if (m.type->kind != TypeKind::real || without.count(key) != 0) continue;
            const bool range = description_of(key).find("Range: ") != std::string_view::npos || m.type->bounded;
            EXPECT_TRUE(!unit_of(key).empty() || range) << key << ": " << description_of(key);
        }
    }
}

}  // namespace
