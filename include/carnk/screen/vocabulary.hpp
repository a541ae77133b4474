// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The hierarchy of terms, so that a question for a class of drugs finds the drug.
#include <carnk/export.hpp>
#include <carnk/model/clinical_term.hpp>

#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

class Vocabulary;
namespace detail {
struct Related;
Related related(const Vocabulary& words, std::string_view code);
}  // namespace detail

/// @brief Terms with their broader terms, for matching the codes of queries and facts. Copies the terms; cheap to copy itself.
/// @par Thread safety  Any number of readers at once.
/// @ingroup screen
class CARNK_API Vocabulary {
public:
    /// @brief A vocabulary without terms: only equal codes match.
    Vocabulary();
    /// @brief One with the terms of a catalogue. Circles in the hierarchy do no harm.
    explicit Vocabulary(const std::vector<ClinicalTerm>& terms);
    Vocabulary(const Vocabulary& other);
    Vocabulary& operator=(const Vocabulary& other);
    ~Vocabulary();

    /// @brief Whether a code is the wanted one or narrower. Underscore and hyphen are the same, as in names of enumerators.
    [[nodiscard]] bool is_a(std::string_view code, std::string_view wanted) const;
    /// @brief Whether a code is one of its terms. Underscore and hyphen are not the same here.
    [[nodiscard]] bool knows(std::string_view code) const;
    /// @brief Whether it has no terms.
    [[nodiscard]] bool empty() const noexcept;
    /// @brief The name of a term, or the code itself if it is not one.
    [[nodiscard]] std::string_view name_of(std::string_view code) const;

private:
    friend detail::Related detail::related(const Vocabulary& words, std::string_view code);
    struct Data;
    const Data* data_;  // owned; <memory> would cost each file that includes this more than all the rest
};

}  // namespace carnk::inline v0_1
