// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What became of each value of a document on its way into another format: the loss ledger.
///
/// A leaf is a value that has no values below it: text, number, true, false, null, an empty object, an empty array. A ledger has one
/// entry for each leaf of its source, and a proof that this is so; whoever reads it knows what the target does not say.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief What became of one leaf.
/// @ingroup interop
enum class LedgerFate : std::uint8_t {
    exact,      ///< The target has the same value under the same name.
    renamed,    ///< The target says the same by another name, another word or another notation; it can be turned back.
    narrowed,   ///< The target says less: precision, detail or a distinction is lost.
    widened,    ///< The target says it in a form that could say more; nothing is lost.
    defaulted,  ///< The target needs a value and the leaf is none that it can take: a default stands there.
    merged,     ///< The value went into one value of the target together with others.
    kept_as_unknown,  ///< The target has no place for its meaning; it is kept as it stood.
    dropped,          ///< The target does not have it at all.
};
CARNK_DESCRIBE_ENUM(LedgerFate, exact, renamed, narrowed, widened, defaulted, merged, kept_as_unknown, dropped)

/// @brief What became of one leaf of the source.
/// @ingroup interop
struct LedgerEntry {
    /// JSON Pointer (RFC 6901) of the leaf in the source.
    std::string source;
    /// JSON Pointer of the value in the target that holds it; absent where there is none.
    Optional<std::string> target;
    /// What became of it.
    LedgerFate fate{};
    /// Why it is not exact, or by which rule; there is always one where less arrived than was sent.
    Optional<std::string> reason;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LedgerEntry&) const = default;
};
CARNK_DESCRIBE_STRUCT(LedgerEntry, source, target, fate, reason)

/// @brief How many leaves had one fate.
/// @ingroup interop
struct LedgerCount {
    /// The fate.
    LedgerFate fate{};
    /// Leaves.
    Count leaves;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LedgerCount&) const = default;
};
CARNK_DESCRIBE_STRUCT(LedgerCount, fate, leaves)

/// @brief What became of every leaf of one document.
/// @ingroup interop
struct Ledger {
    static constexpr std::string_view schema = "carnk/ledger/1";  ///< Name and version of the document type.
    /// Format that was read: "ClinicalTrials.gov API v2", "carnk/trial/1".
    std::string from;
    /// Format that was written: "carnk/trial/1", "FHIR R4 ResearchStudy".
    std::string to;
    /// Id of the record; absent where it has none.
    Optional<std::string> record;
    /// Leaves of the source.
    Count leaves;
    /// How many had which fate, in the order of LedgerFate; fates that none had are not listed.
    std::vector<LedgerCount> counts;
    /// One for each leaf, in the order of the source. Empty where only counts were asked for.
    std::vector<LedgerEntry> entries;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Ledger&) const = default;

    /// @brief How many leaves had this fate.
    [[nodiscard]] std::int64_t count(LedgerFate fate) const noexcept {
        for (const LedgerCount& c : counts)
            if (c.fate == fate) return c.leaves;
        return 0;
    }
};
CARNK_DESCRIBE_STRUCT(Ledger, from, to, record, leaves, counts, entries)

/// @brief The pointers of all leaves of a JSON text, in its order.
/// @errors CNK-JSON-001 to 010
/// @ingroup interop
[[nodiscard]] CARNK_API Result<std::vector<std::string>> leaves_of(std::string_view text);

/// @brief Whether a ledger accounts for every leaf of its source, once, and for nothing else.
///
/// The leaves are found anew in the text, so that a mistake of whoever made the ledger does not hide itself. Pointers of the findings are
/// those of the source.
/// @param text  The source. A ledger without entries is checked by its counts only.
/// @errors CNK-LEDGER-001 to 005; CNK-JSON-001 to 010 for a text that is not JSON
/// @par Complexity  Linear in the text, up to a logarithm.
/// @ingroup interop
[[nodiscard]] CARNK_API Findings check_ledger(const Ledger& ledger, std::string_view text);

/// @brief Gathers what became of the leaves of one document, in any order, and makes the ledger.
/// @ingroup interop
class LedgerBuilder {
public:
    /// @brief Begins a ledger. @param from  format of the source @param to  format of the target @param record  id, empty if there is none
    CARNK_API LedgerBuilder(std::string from, std::string to, std::string record = {});

    /// @brief Accounts for one leaf. @param target  pointer in the target; empty if there is none @param reason  empty if it is exact
    CARNK_API void add(std::string source, LedgerFate fate, std::string target = {}, std::string reason = {});

    /// @brief Accounts for all leaves at and below a pointer, with the same fate; `target` is the pointer of the whole.
    ///
    /// Where the value is kept or moved as a whole, the target of each leaf is that of the whole and what follows in its own pointer.
    CARNK_API void cover(std::string source, LedgerFate fate, std::string target = {}, std::string reason = {});

    /// @brief The ledger, proven against the text of the source.
    /// @return Best effort, with what is missing left out, if the proof fails: the findings say which leaves.
    /// @errors of check_ledger()
    [[nodiscard]] CARNK_API Result<Ledger> finish(std::string_view text) const;

private:
    struct Part {
        LedgerEntry entry;
        bool subtree = false;
    };
    Ledger head_;
    std::vector<Part> parts_;
};

/// @brief Puts the counts of the entries into a ledger.
/// @ingroup interop
CARNK_API void count_fates(Ledger& ledger);

/// @brief A ledger in a few lines for people: how many leaves, what became of them, and why where something is not in the target.
/// @param most  How many reasons are listed for each fate; the others are counted.
/// @ingroup interop
[[nodiscard]] CARNK_API std::string to_text(const Ledger& ledger, std::size_t most = 5);

}  // namespace carnk::inline v0_1
