// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/ledger.hpp>
#include <carnk/json/locate.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

constexpr std::array<std::string_view, 8> fate_names{"exact",     "renamed", "narrowed",        "widened",
                                                     "defaulted", "merged",  "kept as unknown", "dropped"};

Finding finding(std::string_view rule, std::string pointer, std::string message, std::string observed = {},
                std::string expected = {}) {
    Finding f;
    f.rule = rule;
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

// Fates after which a reader must be told why.
bool needs_reason(LedgerFate fate) noexcept {
    return fate == LedgerFate::narrowed || fate == LedgerFate::defaulted || fate == LedgerFate::kept_as_unknown ||
           fate == LedgerFate::dropped;
}

void check_counts(const Ledger& ledger, std::size_t leaves, Findings& out) {
    const auto differs = [&](const std::string& what, std::int64_t stated, std::int64_t counted) {
        if (stated != counted)
            out.add(finding("CNK-LEDGER-004", {}, "the ledger counts other leaves than it has",
                            what + std::to_string(stated), what + std::to_string(counted)));
    };
    differs("leaves: ", ledger.leaves, static_cast<std::int64_t>(leaves));
    std::array<std::int64_t, fate_names.size()> by_fate{}, stated{};
    for (const LedgerEntry& e : ledger.entries)
        ++by_fate[static_cast<std::size_t>(e.fate)];
    std::int64_t sum = 0;
    for (const LedgerCount& c : ledger.counts) {
        stated[static_cast<std::size_t>(c.fate)] += c.leaves;
        sum += c.leaves;
    }
    if (ledger.entries.empty()) return differs("leaves of all fates: ", sum, static_cast<std::int64_t>(leaves));
    for (std::size_t i = 0; i < by_fate.size(); ++i)
        differs(std::string(fate_names[i]) + ": ", stated[i], by_fate[i]);
}

}  // namespace

Result<std::vector<std::string>> leaves_of(std::string_view text) {
    const ReadOptions options;
    detail::Decoder d(text, options);
    const char* p = d.skip(d.space(d.begin));
    if (p && (p = d.space(p)) != d.end) d.mark(Issue::trailing_text, p, "the end of the text");
    if (!d.marks.empty()) return {std::nullopt, detail::findings_of(d, text, false)};
    std::vector<std::string> leaves;
    detail::TextWalker walker(text);
    bool opened = false;  // the token before began an object or an array
    walker.walk([&](std::size_t begin, std::size_t, bool value) {
        const char c = text[begin];
        if (opened && (c == '}' || c == ']')) leaves.push_back(walker.pointer());
        opened = value && (c == '{' || c == '[');
        if (value && !opened) leaves.push_back(walker.pointer());
        return true;
    });
    return leaves;
}

Findings check_ledger(const Ledger& ledger, std::string_view text) {
    const Result<std::vector<std::string>> leaves = leaves_of(text);
    if (!leaves) return leaves.findings();
    Findings out;
    check_counts(ledger, leaves->size(), out);
    if (ledger.entries.empty()) return out;
    std::vector<std::pair<std::string_view, std::size_t>> sorted;  // leaves, and how often each is accounted for
    sorted.reserve(leaves->size());
    for (const std::string& leaf : *leaves)
        sorted.emplace_back(leaf, 0U);
    std::sort(sorted.begin(), sorted.end());
    for (const LedgerEntry& e : ledger.entries) {
        const auto at =
            std::lower_bound(sorted.begin(), sorted.end(), std::pair(std::string_view(e.source), std::size_t{0}),
                             [](const auto& a, const auto& b) { return a.first < b.first; });
        if (at == sorted.end() || at->first != e.source) {
            out.add(finding("CNK-LEDGER-003", {}, "the ledger accounts for a leaf that the source does not have",
                            e.source));
            continue;
        }
        if (++at->second == 2)
            out.add(finding("CNK-LEDGER-002", e.source, "the ledger accounts for the leaf more than once"));
        if (needs_reason(e.fate) && (!e.reason || e.reason->empty()))
            out.add(finding("CNK-LEDGER-005", e.source, "the ledger does not say why the leaf did not arrive in full",
                            std::string(fate_names[static_cast<std::size_t>(e.fate)]), "a reason"));
    }
    for (const auto& [leaf, times] : sorted)
        if (times == 0)
            out.add(finding("CNK-LEDGER-001", std::string(leaf), "the ledger does not account for the leaf"));
    return out;
}

void count_fates(Ledger& ledger) {
    std::array<std::int64_t, fate_names.size()> n{};
    for (const LedgerEntry& e : ledger.entries)
        ++n[static_cast<std::size_t>(e.fate)];
    ledger.counts.clear();
    for (std::size_t i = 0; i < n.size(); ++i)
        if (n[i] > 0) ledger.counts.push_back({static_cast<LedgerFate>(i), Count(n[i]), {}});
}

// ---------------------------------------------------------------------------------------------------- builder

LedgerBuilder::LedgerBuilder(std::string from, std::string to, std::string record) {
    head_.from = std::move(from);
    head_.to = std::move(to);
    if (!record.empty()) head_.record = std::move(record);
}

void LedgerBuilder::add(std::string source, LedgerFate fate, std::string target, std::string reason) {
    Part part;
    part.entry.source = std::move(source);
    part.entry.fate = fate;
    if (!target.empty()) part.entry.target = std::move(target);
    if (!reason.empty()) part.entry.reason = std::move(reason);
    parts_.push_back(std::move(part));
}

void LedgerBuilder::cover(std::string source, LedgerFate fate, std::string target, std::string reason) {
    add(std::move(source), fate, std::move(target), std::move(reason));
    parts_.back().subtree = true;
}

Result<Ledger> LedgerBuilder::finish(std::string_view text) const {
    const Result<std::vector<std::string>> leaves = leaves_of(text);
    if (!leaves) return {std::nullopt, leaves.findings()};
    // Leaves in the order of their pointers, so that those below a pointer stand together; and their place in the text.
    std::vector<std::pair<std::string_view, std::size_t>> sorted;
    sorted.reserve(leaves->size());
    for (const std::string& leaf : *leaves)
        sorted.emplace_back(leaf, sorted.size());
    std::sort(sorted.begin(), sorted.end());
    const auto from = [&](const std::string& pointer) {
        return std::lower_bound(sorted.begin(), sorted.end(), std::string_view(pointer),
                                [](const auto& leaf, std::string_view p) { return leaf.first < p; });
    };
    std::vector<std::pair<std::size_t, LedgerEntry>> placed;
    placed.reserve(sorted.size());
    const std::size_t nowhere = sorted.size();
    for (const Part& part : parts_) {
        const std::string& pointer = part.entry.source;
        const std::size_t before = placed.size();
        const auto at = from(pointer);
        if (at != sorted.end() && at->first == pointer) placed.emplace_back(at->second, part.entry);
        if (part.subtree) {
            const std::string below = pointer + '/';
            for (auto leaf = from(below); leaf != sorted.end() && leaf->first.starts_with(below); ++leaf) {
                LedgerEntry e = part.entry;
                e.source = leaf->first;
                if (e.target) e.target->append(leaf->first.substr(pointer.size()));
                placed.emplace_back(leaf->second, std::move(e));
            }
        }
        if (placed.size() == before)
            placed.emplace_back(nowhere, part.entry);  // the check says that there is no such leaf
    }
    std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Ledger ledger = head_;
    ledger.leaves = Count(static_cast<std::int64_t>(leaves->size()));
    ledger.entries.reserve(placed.size());
    for (auto& [place, entry] : placed)
        ledger.entries.push_back(std::move(entry));
    count_fates(ledger);
    Findings findings = check_ledger(ledger, text);
    return {std::move(ledger), std::move(findings)};
}

// ---------------------------------------------------------------------------------------------------- text

std::string to_text(const Ledger& ledger, std::size_t most) {
    std::string s = ledger.from + " -> " + ledger.to;
    if (ledger.record) s += ": " + *ledger.record;
    s += ": " + std::to_string(ledger.leaves.number()) + " leaves\n";
    for (const LedgerCount& c : ledger.counts) {
        const std::string n = std::to_string(c.leaves.number());
        s += std::string(n.size() < 9 ? 9 - n.size() : 0, ' ') + n + "  ";
        s.append(fate_names[static_cast<std::size_t>(c.fate)]) += '\n';
        if (!needs_reason(c.fate)) continue;
        std::map<std::string_view, std::size_t> reasons;
        for (const LedgerEntry& e : ledger.entries)
            if (e.fate == c.fate && e.reason) ++reasons[*e.reason];
        std::vector<std::pair<std::string_view, std::size_t>> list(reasons.begin(), reasons.end());
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
        std::size_t shown = 0;
        for (const auto& [reason, leaves] : list) {
            if (shown++ == most) {
                s += "             and " + std::to_string(list.size() - most) + " more reasons\n";
                break;
            }
            s += "             " + std::to_string(leaves) + ": ";
            s.append(reason) += '\n';
        }
    }
    return s;
}

}  // namespace carnk::inline v0_1
