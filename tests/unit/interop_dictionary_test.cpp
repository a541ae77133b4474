// SPDX-License-Identifier: BSL-1.0
// The data dictionary: every type, member and word of the documents is explained, and numbers that measure something have units.
#include <carnk/interop/documents.hpp>
#include <carnk/json/schema.hpp>
#include <carnk/json/type_info.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/patient.hpp>

#include <gtest/gtest.h>

#include <algorithm>
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

TEST(Dictionary, EveryNumberNamesItsUnit) {
    // Of these the unit stands beside the number, in another member.
    static const std::set<std::string> elsewhere{"Interval.low",   "Interval.high",     "MeasurementFact.predicted",
                                                 "Quantity.value", "QuantityRange.low", "QuantityRange.high"};
    std::size_t numbers = 0;
    for (const TypeInfo* t : named_types(document_types())) {
        if (t->kind != TypeKind::object) continue;
        for (const MemberInfo& m : t->members) {
            const std::string key = name_of(*t) + "." + std::string(m.name);
            const TypeInfo* number = m.type;
            while (number->kind == TypeKind::list)
                number = number->element;
            if (number->kind != TypeKind::whole && number->kind != TypeKind::real) continue;
            ++numbers;
            const std::string unit(unit_of(*t, m));
            if (number->name == "Year" || elsewhere.count(key) != 0) {
                EXPECT_EQ(unit, "") << key;
                continue;
            }
            EXPECT_NE(unit, "") << key << ": " << description_of(key);
            for (std::size_t at = 0, end = 0; at < unit.size(); at = end + 2) {
                end = std::min(unit.find(", ", at), unit.size());
                const std::string one = unit.substr(at, end - at);
                const bool ours = one == "By" || one == "deg";  // of UCUM; nothing in a patient is measured in them
                EXPECT_TRUE(ours || UcumUnit::from_text(one)) << key << ": " << unit;
            }
        }
    }
    EXPECT_GT(numbers, 150U);
}

TEST(Dictionary, UnitsOfTheNumbersTypesAreThoseOfTheirMembers) {
    const auto unit = [](const TypeInfo& type, std::string_view name) {
        for (const MemberInfo& m : type.members)
            if (m.name == name) return std::string(unit_of(type, m));
        return std::string("no such member");
    };
    EXPECT_EQ(unit(*find_type("GeoPoint"), "latitude"), "deg");
    EXPECT_EQ(unit(*find_type("Proportion"), "percent"), "%");
    EXPECT_EQ(unit(*find_type("AntigenFact"), "molecules_per_cell"), "{molecules}");
    EXPECT_EQ(unit(*find_type("Quantity"), "unit"), "");
}

}  // namespace
