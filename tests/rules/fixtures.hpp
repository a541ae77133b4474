// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What a folder of rule fixtures says: tests/rules/<rule id>/{pass,fail}-<what>.json and expect.json beside them.
///
/// A pass file raises nothing. A fail file raises exactly the findings that expect.json lists for it.
#include <carnk/core/finding.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/result.hpp>
#include <carnk/json/options.hpp>
#include <carnk/rules/validate.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::testing {

/// A finding of another rule that a fail file cannot help raising.
struct AlsoFinding {
    std::string rule{};  ///< Its rule.
    std::string at{};    ///< Its pointer.
    Extra extra{};       ///< None.
};
BOOST_DESCRIBE_STRUCT(AlsoFinding, (), (rule, at))

/// What one fail file raises.
struct FailFile {
    std::string file{};             ///< Name of the file.
    std::vector<std::string> at{};  ///< Pointers at which the rule of the folder is broken, in order.
    carnk::Optional<std::vector<AlsoFinding>> also{};          ///< Findings of other rules.
    carnk::Optional<std::vector<Suppression>> suppressions{};  ///< ValidateOptions::suppressions for this file.
    carnk::Optional<Count> fix_count{};  ///< How many of the findings offer a fix, where that is tested.
    Extra extra{};                       ///< None.
};
BOOST_DESCRIBE_STRUCT(FailFile, (), (file, at, also, suppressions, fix_count))

/// expect.json: how the files of a folder are looked at, and what the fail files raise.
struct Expectation {
    carnk::Optional<std::string> type{};  ///< Type of the documents, where no member "schema" says it; or a call.
    carnk::Optional<std::string>
        read{};  ///< "syntax_only" if the documents are faulty on purpose; else they are read strictly.
    carnk::Optional<PartialDate> as_of{};    ///< ValidateOptions::as_of.
    carnk::Optional<std::string> catalog{};  ///< File of the folder that is ValidateOptions::catalog.
    carnk::Optional<std::string> write{};    ///< Present if the best effort is to be written, and that fails.
    carnk::Optional<Count> max_bytes{};      ///< ReadOptions::max_bytes.
    carnk::Optional<Count> max_findings{};   ///< Limit of findings of reading, or of checking.
    carnk::Optional<std::vector<Suppression>> suppressions{};  ///< ValidateOptions::suppressions.
    std::vector<FailFile> fail{};                              ///< The fail files.
    Extra extra{};                                             ///< None.
};
BOOST_DESCRIBE_STRUCT(Expectation, (), (type, read, as_of, catalog, write, max_bytes, max_findings, suppressions, fail))

/// Reads expect.json.
Result<Expectation> read_expectation(std::string_view text);

/// All findings of one document of a folder.
struct Outcome {
    Findings reading{};   ///< What reading found.
    Findings checking{};  ///< What the rules found; for a document that is written, what writing found.
};

/// Documents that are parts of others and have no codec in the library: adverse_event, safety_summary, best_response,
/// consultation_response. Nothing for any other type.
carnk::Optional<Outcome> look_at_part(std::string_view type, std::string_view text, const ReadOptions& read,
                                      const ValidateOptions& check);

/// What a function finds that is called for one value: "text CNK-ID-003" and "number CNK-NUM-001" for each element of an array,
/// "patch", "sum", "estimate", "config", "unsettled". Nothing for any other call.
carnk::Optional<Outcome> look_at_call(std::string_view call, std::string_view text);

}  // namespace carnk::testing
