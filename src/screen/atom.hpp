// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The value of one atom for one patient.
#include <carnk/model/expression.hpp>
#include <carnk/screen/result.hpp>

#include "screen/facts.hpp"

#include <cstdint>
#include <vector>

namespace carnk::inline v0_1::detail {

/// A truth value and why.
struct Truth {
    Tri value = Tri::unknown;
    Reason reason = Reason::not_found;
};

/// "and", with the reason of the side that decides; of two unknowns, the first.
inline Truth both(const Truth& a, const Truth& b) {
    return b.value < a.value ? b : a;
}

struct AtomAnswer {
    Truth truth{};
    Optional<Quantity> margin{};
    std::vector<Evidence> evidence{};
};

/// What atoms are asked of.
struct Asker {
    const PatientView* view;
    const Vocabulary* words;
};

/// The days of an anchor, or nothing.
Optional<Span> anchor_days(const Asker& asker, Anchor anchor, const Optional<Slug>& event);
/// Whether a fact lies in a window.
Truth in_window(const Asker& asker, const Fact& fact, const Optional<TimeWindow>& window);
/// Whether a day, known between bounds, lies in a window.
Truth day_in_window(const Asker& asker, const Span& start, const Span& end, const TimeWindow& window,
                    const Fact* half_life_of);
/// Whether a value passes a test; `margin`, if wanted, is set where there is one.
Truth passes(const Asker& asker, const AttributeValue& value, const Test& test, const Fact& fact,
             Optional<Quantity>* margin);
/// Whether a code says what is wanted: yes if it is one of them or narrower, unknown if it is broader, no otherwise.
Tri code_match(const Vocabulary& words, std::string_view code, const std::vector<Slug>& wanted);

/// What can be known of a query before there is a patient.
struct PreparedQuery {
    std::vector<std::uint64_t> hashes{};  // of its codes
    bool relative = false;                // a code says what a thing is to a study or to practice, not what it is
};
PreparedQuery prepared(const FactQuery& query);

AtomAnswer answer(const Asker& asker, const Atom& atom, const PreparedQuery& query, bool evidence);

}  // namespace carnk::inline v0_1::detail
