// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The line that names a record. Most types carry one under a usual name; the others have a function here.
#include <carnk/model/catalog.hpp>

#include "tool/describe.hpp"

#include <string>

namespace carnk::inline v0_1::tool {

/// @brief Criteria have no title of their own: product and trial name them.
[[nodiscard]] inline std::string title_of(const EligibilityRecord& record) {
    std::string title = "Criteria: " + record.product;
    if (record.trial_id) title += " (" + std::string(record.trial_id->text()) + ')';
    return title;
}

/// @brief A target is called by its symbol; the protein's name says what it is.
[[nodiscard]] inline std::string title_of(const TargetAntigen& target) {
    return target.protein_name ? target.symbol + ": " + *target.protein_name : target.symbol;
}

/// @brief A study is known by its publication.
[[nodiscard]] inline std::string title_of(const PublishedStudy& study) {
    return study.citation.title;
}

/// @brief Any record that carries a name under one of the usual names.
template <class T>
[[nodiscard]] std::string title_of(const T& record) {
    if constexpr (requires { std::string(record.title); })
        return record.title;
    else if constexpr (requires { std::string(record.question); })
        return record.question;
    else if constexpr (requires { std::string(record.official_name); })
        return record.official_name;
    else if constexpr (requires { std::string(record.name); })
        return record.name;
    else if constexpr (requires { word_of(record.topic); })
        return capitalized(humanized(word_of(record.topic)));
    else
        return {};
}

}  // namespace carnk::inline v0_1::tool
