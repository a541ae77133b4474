// SPDX-License-Identifier: BSL-1.0
#include <carnk/screen/clinical.hpp>

#include "screen/days.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace carnk::inline v0_1 {

namespace {

// Written so that NaN is outside.
bool within(double x, double low, double high) {
    return x >= low && x <= high;
}

Optional<Bounds> karnofsky_of_ecog(int level) {
    if (level < 0 || level > 5) return std::nullopt;
    if (level == 5) return Bounds{0, 0};
    return Bounds{90.0 - 20 * level, 100.0 - 20 * level};
}

// The unit without what stands in braces, and what stands there.
struct Stripped {
    std::string unit{}, notes{};
};

Stripped strip(std::string_view text) {
    Stripped s;
    bool inside = false;
    for (const char c : text) {
        if (c == '{')
            inside = true;
        else if (c == '}')
            inside = false;
        else
            (inside ? s.notes : s.unit) += c;
    }
    return s;
}

bool plain_number(std::string_view unit) {
    return unit.empty() || unit == "1";
}

bool bare(std::string_view unit) {
    return plain_number(unit) || unit == "%";
}

constexpr double avogadro = 6.02214076e23;

}  // namespace

Optional<double> cockcroft_gault(double age_years, double weight_kg, double creatinine_mg_dl, Sex sex) {
    if (!within(age_years, 18, 130) || !within(weight_kg, 20, 500) || !within(creatinine_mg_dl, 0.1, 30) ||
        sex == Sex::intersex)
        return std::nullopt;
    return (140 - age_years) * weight_kg / (72 * creatinine_mg_dl) * (sex == Sex::female ? 0.85 : 1);
}

Optional<double> ckd_epi_2021(double age_years, double creatinine_mg_dl, Sex sex) {
    if (!within(age_years, 18, 130) || !within(creatinine_mg_dl, 0.1, 30) || sex == Sex::intersex) return std::nullopt;
    const bool female = sex == Sex::female;
    const double ratio = creatinine_mg_dl / (female ? 0.7 : 0.9);
    return 142 * std::pow(std::min(ratio, 1.0), female ? -0.241 : -0.302) * std::pow(std::max(ratio, 1.0), -1.200) *
           std::pow(0.9938, age_years) * (female ? 1.012 : 1);
}

Optional<double> body_surface_area(double height_cm, double weight_kg) {
    if (!within(height_cm, 30, 272) || !within(weight_kg, 1, 500)) return std::nullopt;
    return std::sqrt(height_cm * weight_kg / 3600);
}

Optional<Bounds> age_in_years(const PartialDate& birth, const PartialDate& at) {
    if (birth.empty() || at.empty() || birth.first_day() > at.last_day()) return std::nullopt;
    Bounds b;
    b.low = detail::elapsed_years(birth.last_day(), at.first_day());
    b.high = detail::elapsed_years(birth.first_day(), at.last_day());
    if (b.low < 0) b.low = 0;
    return b;
}

Optional<Bounds> equivalent_performance(OrdinalScale from, int level, OrdinalScale to) {
    const auto hundred = [](OrdinalScale s) {
        return s == OrdinalScale::karnofsky || s == OrdinalScale::lansky;
    };
    if (from == OrdinalScale::ecog && hundred(to)) return karnofsky_of_ecog(level);
    if (!hundred(from) || level < 0 || level > 100) return std::nullopt;
    if (hundred(to)) return Bounds{static_cast<double>(level), static_cast<double>(level)};
    if (to != OrdinalScale::ecog || level % 10 != 0) return std::nullopt;
    for (int ecog = 0; ecog <= 5; ++ecog) {
        const Optional<Bounds> b = karnofsky_of_ecog(ecog);
        if (within(level, b->low, b->high)) return Bounds{static_cast<double>(ecog), static_cast<double>(ecog)};
    }
    return std::nullopt;
}

Optional<double> molar_mass(std::string_view code) {
    if (code == "creatinine") return 113.12;
    if (code == "bilirubin-total") return 584.67;
    return std::nullopt;
}

Optional<double> convert_measured(std::string_view code, double value, const UcumUnit& from, const UcumUnit& to) {
    if (from.empty() || to.empty() || !std::isfinite(value)) return std::nullopt;
    if (from == to) return value;
    const Stripped a = strip(from.text()), b = strip(to.text());
    // Per body surface or not: two different quantities.
    if ((a.notes.find("1.73") != std::string::npos) != (b.notes.find("1.73") != std::string::npos)) return std::nullopt;
    // Numbers that only their note tells apart: a score, a fluorescence, a percentage.
    if (bare(a.unit) && bare(b.unit) && a.notes != b.notes) {
        const bool both_count = plain_number(a.unit) && plain_number(b.unit) && (a.notes.empty() || b.notes.empty());
        return both_count ? Optional<double>(value) : std::nullopt;
    }
    const auto molar = [](const std::string& unit) {
        return unit.find("mol") != std::string::npos;
    };
    if (molar(a.unit) == molar(b.unit)) return convert(value, from, to);
    const Optional<double> mass = molar_mass(code);
    const Optional<UnitMeaning> from_meaning = unit_meaning(from.text()), to_meaning = unit_meaning(to.text());
    if (!mass || !from_meaning || !to_meaning) return std::nullopt;
    // One side has the gram where the other has a number of molecules; the rest must be the same.
    const UnitMeaning& grams = molar(a.unit) ? *to_meaning : *from_meaning;
    const UnitMeaning& moles = molar(a.unit) ? *from_meaning : *to_meaning;
    std::array<int, 5> expected = moles.dimension;
    expected[1] += 1;
    if (grams.dimension != expected || grams.dimension[1] != 1) return std::nullopt;
    const double per_gram = avogadro / *mass;  // molecules in a gram
    return molar(a.unit) ? value * from_meaning->factor / per_gram / to_meaning->factor
                         : value * from_meaning->factor * per_gram / to_meaning->factor;
}

}  // namespace carnk::inline v0_1
