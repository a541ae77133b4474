// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Which facts of a list say something about a code.
#include "screen/vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::detail {

/// A fact that has a code.
struct CodedFact {
    std::uint32_t fact = 0;  // number in its list
    std::uint32_t next = 0;  // the next with the same code, in the order of facts; 0: none
    bool elsewhere = false;  // another of its codes says more: this one leaves nothing open
};

/// A code of facts that says something about a code that is asked for.
struct CodeHit {
    std::uint32_t first = 0;  // first fact that has it
    std::uint32_t next = 0;   // the next hit; 0: none
    bool narrower = false;    // it is the code that is asked for, or below it
    bool broader = false;     // it is that code, or above it: who denies this one denies that one
};

/// From each code that can be asked for with success, at whatever depth of the hierarchy, to the facts. Asking for others costs one probe.
class CodeIndex {
public:
    /// A code of a fact; facts come in their order.
    void add(std::string_view code, std::uint32_t fact, bool elsewhere);
    /// To be called once, after the last one.
    void close(const Vocabulary& words);

    /// Calls `visit(hit)` for the codes of facts that say something about a code, in the order in which they came.
    template <class Visit>
    void find(std::string_view code, std::uint64_t hash, Visit visit) const {
        if (slots_.empty()) return;
        for (std::size_t i = hash & mask_;; i = (i + 1) & mask_) {
            const Slot& s = slots_[i];
            if (s.code.empty()) return;
            if (s.hash != hash || !same_code(s.code, code)) continue;
            for (std::uint32_t h = s.first_hit; h != 0; h = hits_[h].next)
                visit(hits_[h]);
            return;
        }
    }
    /// Calls `visit(coded_fact)` for the facts of a hit.
    template <class Visit>
    void facts_of(const CodeHit& hit, Visit visit) const {
        for (std::uint32_t f = hit.first; f != 0; f = facts_[f].next)
            visit(facts_[f]);
    }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::string_view code{};  // empty: free
        std::uint32_t first_hit = 0, last_hit = 0;
        std::uint32_t first_fact = 0, last_fact = 0;  // of facts that have this very code
    };
    Slot& slot(std::string_view code, std::uint64_t hash);
    void put(std::string_view code, std::uint64_t hash, const CodeHit& hit);
    void grow();

    std::vector<CodedFact> facts_{};         // the first is none
    std::vector<CodeHit> hits_{};            // the first is none
    std::vector<Slot> slots_{};              // as many as a power of two
    std::vector<std::string_view> codes_{};  // of facts, each once
    std::size_t mask_ = 0, used_ = 0;
};

}  // namespace carnk::inline v0_1::detail
