// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A FHIR text while it is imported: its values, what becomes of each leaf, and what is to be reported. Quotes no value.
#include <carnk/core/partial_date.hpp>
#include <carnk/interop/ledger.hpp>

#include "interop/ctgov_tree.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::fhir {

using ctgov::Kind;
using ctgov::Tree;

/// A place of the text; 0 is none, for what is looked for is never the whole.
using Place = std::uint32_t;

/// What is to become of a place once it is known where the fact stands: `target` is relative to the fact.
struct Mark {
    Place place = 0;
    LedgerFate fate = LedgerFate::exact;
    std::string target{};
    std::string_view reason{};
};
using Marks = std::vector<Mark>;

/// The text of one bundle. Reasons are literals.
class Origin {
public:
    /// `tree` must outlive it.
    explicit Origin(const Tree& tree) : tree_(tree), fates_(tree.size()) {}

    [[nodiscard]] Kind kind(Place p) const noexcept { return tree_[p].kind; }
    [[nodiscard]] Place member(Place object, std::string_view name) const {
        return kind(object) == Kind::object ? tree_.member(object, name) : 0;
    }
    /// Decoded text; empty if it is none.
    [[nodiscard]] std::string text(Place p) const;
    [[nodiscard]] std::string text(Place object, std::string_view name) const { return text(member(object, name)); }
    /// As it stands.
    [[nodiscard]] std::string_view raw(Place p) const { return tree_.raw(p); }
    [[nodiscard]] std::string compact(Place p) const { return tree_.compact(p); }
    [[nodiscard]] bool is_true(Place p) const { return p != 0 && raw(p) == "true"; }
    /// A number that is finite.
    [[nodiscard]] Optional<double> number(Place p) const;
    /// Elements of an array; none if it is not one.
    [[nodiscard]] std::vector<Place> elements(Place p) const;
    [[nodiscard]] std::vector<Place> elements(Place object, std::string_view name) const {
        return elements(member(object, name));
    }
    /// Whether a member of this name stands anywhere below.
    [[nodiscard]] bool has_below(Place p, std::string_view name) const;
    [[nodiscard]] std::string pointer(Place p) const;

    /// Accounts for the leaves at and below a place that are not accounted for yet; nothing where there is none.
    void set(Place p, LedgerFate fate, const std::string& target, std::string_view reason);
    void drop(Place p, std::string_view reason) { set(p, LedgerFate::dropped, {}, reason); }
    /// Takes back what was set at and below a place.
    void reset(Place p);
    void drop_all(std::string_view reason);
    void settle(const Marks& marks, const std::string& fact);

    /// Notes a finding; those of one rule and message are one, with their number.
    void report(std::string_view rule, Severity severity, std::string_view message, Place p,
                std::string_view expected = {});
    [[nodiscard]] Findings findings() const;
    /// The ledger; what nobody accounted for is dropped.
    [[nodiscard]] Ledger ledger(bool entries, std::string record) const;

private:
    struct Fate {
        LedgerFate fate = LedgerFate::dropped;
        bool there = false;
        std::uint32_t target = 0;
        std::string_view reason{};
    };
    struct Report {
        Severity severity{};
        std::string_view expected{};
        Place place = 0;
        std::size_t count = 0;
    };
    const Tree& tree_;
    std::vector<Fate> fates_;
    std::vector<std::string> targets_{{}};
    std::map<std::pair<std::string_view, std::string_view>, Report> reports_;
};

/// The day of a date, dateTime or instant; nothing if it has not the form of one. A time of day is cut off.
[[nodiscard]] Optional<PartialDate> day_of(std::string_view text);

}  // namespace carnk::inline v0_1::fhir
