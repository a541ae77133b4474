// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/read.hpp>
#include <carnk/model/response.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/rules/rule.hpp>

#include "rules/builtin.hpp"
#include "rules/config_cards.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>

namespace carnk::inline v0_1 {

namespace {

using namespace detail;

Finding of_card(const RuleInfo& info, std::string pointer, std::string message, std::string observed = {},
                std::string expected = {}) {
    Finding f;
    f.rule = info.id;
    f.severity = info.severity;
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

bool is_pointer(std::string_view s) {
    if (!s.empty() && s[0] != '/') return false;
    for (std::size_t i = 0; i < s.size(); ++i)
        if (s[i] == '~' && (i + 1 == s.size() || (s[i + 1] != '0' && s[i + 1] != '1'))) return false;
    return true;
}

// Whether a file is the one that a suppression names: all of it, or the end of its path.
bool names(const Optional<std::string>& wanted, std::string_view file) {
    if (!wanted || *wanted == file) return true;
    return file.size() > wanted->size() && file.ends_with(*wanted) && file[file.size() - wanted->size() - 1] == '/';
}

// The place of a suppression in a document that stands at a pointer of the file; nothing if it is about another document.
Optional<std::string> place_in(const std::string& pointer, std::string_view within) {
    const auto below = [](std::string_view p, std::string_view above) {
        return p.starts_with(above) && (p.size() == above.size() || p[above.size()] == '/');
    };
    if (below(pointer, within)) return pointer.substr(within.size());
    if (below(within, pointer)) return std::string();
    return std::nullopt;
}

class Checker {
public:
    // A report names every rule that has a check, whatever the document.
    explicit Checker(const RuleSet& rules)
        : rules_(rules), checked_(validate_report(BestResponse(), {.rules = &rules})) {}

    Findings check(const ValidationConfig& c) {
        const std::vector<ConfiguredSeverity> severities = c.severities.value_or(std::vector<ConfiguredSeverity>());
        for (std::size_t i = 0; i < severities.size(); ++i) {
            rule(severities[i].rule, at("severities", i, "rule"), false);
            for (std::size_t k = 0; k < i; ++k)
                if (severities[k].rule == severities[i].rule) {
                    Finding f = of_card(config_twice, at("severities", i, "rule"),
                                        "the rule has another weight already", severities[i].rule);
                    f.related.push_back({at("severities", k, "rule"), "the first"});
                    findings_.add(std::move(f));
                    break;
                }
        }
        const std::vector<std::string> disabled = c.disabled_rules.value_or(std::vector<std::string>());
        for (std::size_t i = 0; i < disabled.size(); ++i)
            rule(disabled[i], at("disabled_rules", i), true);
        const auto suppressions = c.suppressions.value_or(std::vector<ConfiguredSuppression>());
        for (std::size_t i = 0; i < suppressions.size(); ++i) {
            const ConfiguredSuppression& s = suppressions[i];
            rule(s.rule, at("suppressions", i, "rule"), true);
            if (s.reason.find_first_not_of(" \t\r\n") == std::string::npos)
                findings_.add(
                    of_card(config_reason, at("suppressions", i, "reason"), "the suppression gives no reason"));
            if (!is_pointer(s.pointer))
                findings_.add(of_card(config_pointer, at("suppressions", i, "pointer"),
                                      "the place is not a JSON Pointer", s.pointer, "nothing, or / and a name"));
        }
        return std::move(findings_);
    }

private:
    // A rule that is named: it exists, and the engine runs it.
    void rule(const std::string& id, std::string pointer, bool to_silence) {
        if (!rules_.find(id)) {
            std::vector<std::string> ids;
            for (const RuleInfo& info : rules_.infos())
                ids.emplace_back(info.id);
            const std::vector<std::string> meant = shown::near(id, ids);
            findings_.add(of_card(config_unknown, std::move(pointer), "there is no such rule", id,
                                  meant.empty() ? "the id of a rule" : shown::joined(meant, " or ")));
        } else if (const bool own = std::any_of(engine_rules.begin(), engine_rules.end(),
                                                [&](const RuleInfo& info) { return info.id == id; });
                   !checked_.find(id) && (to_silence || !own)) {
            findings_.add(of_card(config_out_of_reach, std::move(pointer), "a configuration has no hold on this rule",
                                  id, "a rule that checks documents; what reading forgives is decided by its policy"));
        }
    }

    const RuleSet& rules_;
    ValidationReport checked_;
    Findings findings_{};
};

}  // namespace

Result<ValidationConfig> read_validation_config(std::string_view text, const RuleSet* rules) {
    Result<ValidationConfig> config = read<ValidationConfig>(text, {.policy = strict});
    if (!config.ok()) return config;
    Findings findings = Checker(rules ? *rules : RuleSet::builtin()).check(*config);
    locate(text, findings);
    return {std::move(*config), std::move(findings)};
}

ConfiguredValidation::ConfiguredValidation(ValidationConfig config, std::string text)
    : config_(std::move(config)), text_(std::move(text)) {
    const std::size_t n = config_.suppressions ? config_.suppressions->size() : 0;
    used_.assign(n, false);
    expired_.assign(n, false);
}

ValidateOptions ConfiguredValidation::options(std::string_view file, ValidateOptions base,
                                              std::string_view within) const {
    if (config_.severities)
        for (const ConfiguredSeverity& s : *config_.severities)
            base.severities.push_back({s.rule, s.severity});
    if (config_.disabled_rules)
        base.disabled_rules.insert(base.disabled_rules.end(), config_.disabled_rules->begin(),
                                   config_.disabled_rules->end());
    if (config_.disabled_categories)
        base.disabled_categories.insert(base.disabled_categories.end(), config_.disabled_categories->begin(),
                                        config_.disabled_categories->end());
    if (config_.suppressions)
        for (const ConfiguredSuppression& s : *config_.suppressions)
            if (const Optional<std::string> place = place_in(s.pointer, within); place && names(s.file, file))
                base.suppressions.push_back({s.rule, *place, s.reason, s.until});
    return base;
}

void ConfiguredValidation::settle(std::string_view file, Findings& findings, std::string_view within) {
    if (!config_.suppressions) return;
    std::vector<Finding> kept, own;
    for (Finding& f : findings.list())
        (f.rule == rule_suppression_unused.id || f.rule == rule_suppression_expired.id ? own : kept)
            .push_back(std::move(f));
    // The engine told of suppressions in their order: those that it did not tell of have matched.
    std::size_t next = 0;
    for (std::size_t i = 0; i < config_.suppressions->size(); ++i) {
        const ConfiguredSuppression& s = (*config_.suppressions)[i];
        const Optional<std::string> place = place_in(s.pointer, within);
        if (!place || !names(s.file, file)) continue;
        const bool told =
            next < own.size() && own[next].pointer == *place && own[next].observed == s.rule + ": " + s.reason;
        if (!told)
            used_[i] = true;
        else if (own[next].rule == rule_suppression_expired.id)
            expired_[i] = true;
        next += told ? 1U : 0U;
    }
    // Findings on suppressions of the caller stay.
    for (; next < own.size(); ++next)
        kept.push_back(std::move(own[next]));
    findings.list() = std::move(kept);
}

Findings ConfiguredValidation::unsettled(const PartialDate& as_of) const {
    Findings findings;
    for (std::size_t i = 0; i < used_.size(); ++i) {
        const ConfiguredSuppression& s = (*config_.suppressions)[i];
        if (expired_[i])
            findings.add(of_card(rule_suppression_expired, at("suppressions", i), "the suppression has expired",
                                 s.until ? s.until->text() : std::string(), "a later day, or a mended document"));
        else if (!used_[i])
            findings.add(
                of_card(rule_suppression_unused, at("suppressions", i), "the suppression matches no finding", s.rule));
        if (s.until && as_of.empty())
            findings.add(of_card(config_no_day, at("suppressions", i, "until"),
                                 "whether the suppression has expired cannot be told: no day to look from is given",
                                 s.until->text()));
    }
    locate(text_, findings);
    return findings;
}

}  // namespace carnk::inline v0_1
