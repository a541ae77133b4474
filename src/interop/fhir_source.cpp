// SPDX-License-Identifier: BSL-1.0
#include "interop/fhir_source.hpp"

#include <carnk/json/locate.hpp>

#include <algorithm>
#include <array>

namespace carnk::inline v0_1::fhir {

std::string Origin::text(Place p) const {
    if (p == 0 || kind(p) != Kind::text) return {};
    std::string buffer;
    return std::string(tree_.decoded(p, buffer));
}

Optional<double> Origin::number(Place p) const {
    if (p == 0 || kind(p) != Kind::number) return std::nullopt;
    const std::string_view s = raw(p);
    const double x = detail::real_number(s.data(), s.data() + s.size());
    if (x - x != 0) return std::nullopt;
    return x;
}

std::vector<Place> Origin::elements(Place p) const {
    std::vector<Place> list;
    if (p != 0 && kind(p) == Kind::array)
        for (Place i = p + 1; i < tree_[p].next; i = tree_[i].next)
            list.push_back(i);
    return list;
}

bool Origin::has_below(Place p, std::string_view name) const {
    std::string buffer;
    for (Place i = p; i < tree_[p].next; ++i)
        if (kind(i) == Kind::object)
            for (Place m = i + 1; m < tree_[i].next; m = tree_[m + 1].next)
                if (tree_.decoded(m, buffer) == name) return true;
    return false;
}

std::string Origin::pointer(Place p) const {
    std::string path, buffer;
    for (Place at = 0; at != p;) {
        const bool object = kind(at) == Kind::object;
        Place below = 0;
        std::size_t index = 0;
        for (Place i = at + 1; i < tree_[at].next; ++index) {
            const Place value = object ? i + 1 : i;
            if (p >= value && p < tree_[value].next) {
                path += '/';
                path += object ? pointer_token(tree_.decoded(i, buffer)) : std::to_string(index);
                below = value;
                break;
            }
            i = tree_[value].next;
        }
        if (below == 0) break;
        at = below;
    }
    return path;
}

void Origin::set(Place p, LedgerFate fate, const std::string& target, std::string_view reason) {
    if (p == 0) return;
    std::uint32_t index = 0;
    if (!target.empty()) {
        index = static_cast<std::uint32_t>(targets_.size());
        targets_.push_back(target);
    }
    // Names of members are places, too; what is set for them is not looked at.
    for (Place i = p; i < tree_[p].next; ++i)
        if (tree_.is_leaf(i) && !fates_[i].there) fates_[i] = {fate, true, index, reason};
}

void Origin::reset(Place p) {
    for (Place i = p; p != 0 && i < tree_[p].next; ++i)
        fates_[i] = {};
}

void Origin::drop_all(std::string_view reason) {
    for (Place i = 0; i < tree_.size(); ++i)
        if (tree_.is_leaf(i) && !fates_[i].there) fates_[i] = {LedgerFate::dropped, true, 0, reason};
}

void Origin::settle(const Marks& marks, const std::string& fact) {
    for (const Mark& m : marks)
        set(m.place, m.fate, m.fate == LedgerFate::dropped ? std::string() : fact + m.target, m.reason);
}

void Origin::report(std::string_view rule, Severity severity, std::string_view message, Place p,
                    std::string_view expected) {
    Report& r = reports_[{rule, message}];
    if (r.count++ > 0) return;
    r.severity = severity;
    r.expected = expected;
    r.place = p;
}

Findings Origin::findings() const {
    std::vector<std::pair<Place, Finding>> list;
    for (const auto& [key, r] : reports_) {
        Finding f;
        f.rule = key.first;
        f.severity = r.severity;
        f.message = key.second;
        if (r.count > 1) f.message += " (and at " + std::to_string(r.count - 1) + " more such places)";
        f.expected = r.expected;
        f.pointer = pointer(r.place);
        const std::string_view before = tree_.text().substr(0, tree_[r.place].begin);
        f.line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
        const std::size_t end = before.rfind('\n');
        f.column = static_cast<std::uint32_t>(end == std::string_view::npos ? before.size() + 1 : before.size() - end);
        list.emplace_back(r.place, std::move(f));
    }
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Findings findings;
    for (auto& [place, f] : list)
        findings.add(std::move(f));
    return findings;
}

Ledger Origin::ledger(bool entries, std::string record) const {
    Ledger ledger;
    ledger.from = "FHIR R4 Bundle";
    ledger.to = "carnk/patient/1";
    if (!record.empty()) ledger.record = std::move(record);
    std::array<std::int64_t, 8> counts{};
    std::int64_t leaves = 0;
    std::string path, buffer;
    // One level of the way down: the place, the next one in it, its index, and how long the pointer is without it.
    struct Level {
        Place place = 0, next = 0;
        std::size_t index = 0, length = 0;
    };
    std::vector<Level> levels;
    const auto leaf = [&](Place p) {
        ++leaves;
        const Fate& f = fates_[p];
        const LedgerFate fate = f.there ? f.fate : LedgerFate::dropped;
        ++counts[static_cast<std::size_t>(fate)];
        if (!entries) return;
        LedgerEntry& e = ledger.entries.emplace_back();
        e.source = path;
        e.fate = fate;
        if (f.target != 0) e.target = targets_[f.target];
        if (!f.there)
            e.reason = "the patient record has no member for it";
        else if (!f.reason.empty())
            e.reason = std::string(f.reason);
    };
    if (tree_.is_leaf(0))
        leaf(0);
    else
        levels.push_back({0, 1, 0, 0});
    while (!levels.empty()) {
        Level& l = levels.back();
        path.resize(l.length);
        if (l.next >= tree_[l.place].next) {
            levels.pop_back();
            continue;
        }
        Place value = l.next;
        path += '/';
        if (kind(l.place) == Kind::object)
            path += pointer_token(tree_.decoded(value++, buffer));
        else
            path += std::to_string(l.index);
        ++l.index;
        l.next = tree_[value].next;
        if (tree_.is_leaf(value))
            leaf(value);
        else
            levels.push_back({value, value + 1, 0, path.size()});
    }
    ledger.leaves = Count(leaves);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0) ledger.counts.push_back({static_cast<LedgerFate>(i), Count(counts[i]), {}});
    return ledger;
}

Optional<PartialDate> day_of(std::string_view s) {
    if (s.size() <= 10) return PartialDate::from_text(s);
    // YYYY-MM-DDThh:mm:ss, perhaps with a fraction, and with a zone.
    const auto digits = [&](std::size_t at, int most) {
        if (at + 2 > s.size() || s[at] < '0' || s[at] > '9' || s[at + 1] < '0' || s[at + 1] > '9') return false;
        return (s[at] - '0') * 10 + (s[at + 1] - '0') <= most;
    };
    if (s[10] != 'T' || !digits(11, 23) || s.size() < 16 || s[13] != ':' || !digits(14, 59)) return std::nullopt;
    std::size_t i = 16;
    if (i < s.size() && s[i] == ':') {
        if (!digits(17, 60)) return std::nullopt;
        i = 19;
        if (i < s.size() && s[i] == '.') {
            const std::size_t first = ++i;
            while (i < s.size() && s[i] >= '0' && s[i] <= '9')
                ++i;
            if (i == first) return std::nullopt;
        }
    }
    const std::string_view zone = s.substr(i);
    if (!zone.empty() && zone != "Z" &&
        !(zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && digits(i + 1, 14) && zone[3] == ':' &&
          digits(i + 4, 59)))
        return std::nullopt;
    return PartialDate::from_text(s.substr(0, 10));
}

}  // namespace carnk::inline v0_1::fhir
