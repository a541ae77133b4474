// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How documents are checked, as a file: weights, rules that do not run, findings that are accepted.
#include <carnk/core/extra.hpp>
#include <carnk/core/result.hpp>
#include <carnk/rules/validate.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief A finding that is accepted, as a configuration says it.
/// @ingroup rules
struct ConfiguredSuppression {
    /// Id of the rule.
    std::string rule;
    /// File that it holds for, as it is named or the end of its path; absent: for every document.
    Optional<std::string> file;
    /// JSON Pointer of the place; findings at places below it are accepted too. Empty: the whole document.
    std::string pointer;
    /// Why it is accepted; not empty.
    std::string reason;
    /// Last day on which it holds; absent: for good.
    Optional<PartialDate> until;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConfiguredSuppression&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConfiguredSuppression, rule, file, pointer, reason, until)

/// @brief The weight of the findings of a rule, as a configuration says it.
/// @ingroup rules
struct ConfiguredSeverity {
    /// Id of the rule.
    std::string rule;
    /// Weight of its findings.
    Severity severity{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ConfiguredSeverity&) const = default;
};
CARNK_DESCRIBE_STRUCT(ConfiguredSeverity, rule, severity)

/// @brief How documents are checked: a document of its own, kept beside the data.
///
/// It changes what the rules do. What reading forgives is decided by the ReadPolicy, so rules of reading cannot be named here.
/// @ingroup rules
struct ValidationConfig {
    static constexpr std::string_view schema = "carnk/validation-config/1";
    /// Weights of rules, where they are to be others than those of their cards.
    Optional<std::vector<ConfiguredSeverity>> severities;
    /// Ids of rules that do not run.
    Optional<std::vector<std::string>> disabled_rules;
    /// Categories of rules that do not run.
    Optional<std::vector<RuleCategory>> disabled_categories;
    /// Findings that are accepted.
    Optional<std::vector<ConfiguredSuppression>> suppressions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ValidationConfig&) const = default;
};
CARNK_DESCRIBE_STRUCT(ValidationConfig, severities, disabled_rules, disabled_categories, suppressions)

/// @brief Reads a configuration, strictly: a word that is misspelt here would leave a rule on, or off, unseen.
/// @param text   The whole document.
/// @param rules  Rules that it may name; null for those of the library.
/// @errors CNK-JSON-001 to 021, CNK-CONFIG-001 to 005, each with line and column
/// @ingroup rules
[[nodiscard]] CARNK_API Result<ValidationConfig> read_validation_config(std::string_view text,
                                                                        const RuleSet* rules = nullptr);

/// @brief A configuration at work on several documents: a suppression is of use if it matches a finding in one of them.
/// @par Example
/// @code
/// carnk::ConfiguredValidation configured(*config, text);
/// carnk::ValidationReport report = carnk::validate_report(trial, configured.options("trial.json", {}));
/// configured.settle("trial.json", report.findings);
/// std::cout << configured.unsettled({});
/// @endcode
/// @ingroup rules
class CARNK_API ConfiguredValidation {
public:
    /// @brief With a configuration that was read, and its text, in which findings get their lines.
    explicit ConfiguredValidation(ValidationConfig config, std::string text = {});

    /// @brief What the caller asks for, together with what the configuration says for a file.
    /// @param within  JSON Pointer of the document in the file, if it is an element of an array that is checked on its own.
    [[nodiscard]] ValidateOptions options(std::string_view file, ValidateOptions base,
                                          std::string_view within = {}) const;
    /// @brief Takes the findings on suppressions (CNK-RULE-003 and 004) out of those of a document, and remembers them.
    ///
    /// To be called once for each document on which rules were run with options() of the same arguments.
    void settle(std::string_view file, Findings& findings, std::string_view within = {});
    /// @brief After all documents: suppressions that have expired and were still needed, and those that matched nothing. Places are
    ///        those in the text of the configuration.
    /// @param as_of  The day on which the documents were looked at. @errors CNK-RULE-003, CNK-RULE-004, CNK-CONFIG-006
    [[nodiscard]] Findings unsettled(const PartialDate& as_of) const;

private:
    ValidationConfig config_;
    std::string text_;
    std::vector<bool> used_;
    std::vector<bool> expired_;
};

}  // namespace carnk::inline v0_1
