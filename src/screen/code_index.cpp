// SPDX-License-Identifier: BSL-1.0
#include "screen/code_index.hpp"

namespace carnk::inline v0_1::detail {

CodeIndex::Slot& CodeIndex::slot(std::string_view code, std::uint64_t hash) {
    if (2 * (used_ + 1) > slots_.size()) grow();
    std::size_t i = hash & mask_;
    while (!slots_[i].code.empty() && !(slots_[i].hash == hash && same_code(slots_[i].code, code)))
        i = (i + 1) & mask_;
    Slot& s = slots_[i];
    if (s.code.empty()) {
        s.hash = hash;
        s.code = code;
        ++used_;
    }
    return s;
}

void CodeIndex::add(std::string_view code, std::uint32_t fact, bool elsewhere) {
    if (code.empty()) return;
    if (facts_.empty()) facts_.emplace_back();
    const auto at = static_cast<std::uint32_t>(facts_.size());
    facts_.push_back({fact, 0, elsewhere});
    Slot& s = slot(code, code_hash(code));
    if (s.first_fact == 0) {
        s.first_fact = at;
        codes_.push_back(code);
    } else {
        facts_[s.last_fact].next = at;
    }
    s.last_fact = at;
}

void CodeIndex::put(std::string_view code, std::uint64_t hash, const CodeHit& hit) {
    const auto at = static_cast<std::uint32_t>(hits_.size());
    Slot& s = slot(code, hash);
    if (s.last_hit != 0 && hits_[s.last_hit].first == hit.first) {
        // A code both above and below: a circle.
        hits_[s.last_hit].narrower = hits_[s.last_hit].narrower || hit.narrower;
        hits_[s.last_hit].broader = hits_[s.last_hit].broader || hit.broader;
        return;
    }
    hits_.push_back(hit);
    (s.last_hit == 0 ? s.first_hit : hits_[s.last_hit].next) = at;
    s.last_hit = at;
}

void CodeIndex::close(const Vocabulary& words) {
    if (codes_.empty()) return;
    hits_.emplace_back();
    for (const std::string_view code : codes_) {
        const std::uint64_t hash = code_hash(code);
        const std::uint32_t first = slot(code, hash).first_fact;
        const Related r = related(words, code);
        put(code, hash, {first, 0, true, true});
        for (const HashedCode& c : r.above)
            put(c.text, c.hash, {first, 0, true, false});
        for (const HashedCode& c : r.below)
            put(c.text, c.hash, {first, 0, false, true});
    }
}

void CodeIndex::grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    mask_ = slots_.size() - 1;
    for (const Slot& s : old) {
        if (s.code.empty()) continue;
        std::size_t i = s.hash & mask_;
        while (!slots_[i].code.empty())
            i = (i + 1) & mask_;
        slots_[i] = s;
    }
}

}  // namespace carnk::inline v0_1::detail
