// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/pattern.hpp>
#include <carnk/core/result.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/model/catalog_index.hpp>
#include <carnk/rules/engine.hpp>

#include "rules/builtin.hpp"
#include "rules/outcome.hpp"
#include "rules/shown_text.hpp"

#include <algorithm>
#include <new>

namespace carnk::inline v0_1 {

namespace detail {

void add_token(std::string& pointer, std::string_view name) {
    pointer += '/';
    for (char c : name) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
}

namespace {

template <class List, class Value>
bool has(const List& list, const Value& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

RuleRun::RuleRun(const ValidateOptions& options, const TypeKey& root_type, const void* root, bool personal)
    : options_(options),
      rules_(options.rules ? *options.rules : RuleSet::builtin()),
      root_type_(root_type),
      root_(root),
      personal_(personal && !options.show_personal_values),
      catalog_(options.catalog),
      states_(rules_.infos_.size()) {
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const RuleInfo& info = rules_.infos_[i];
        RuleResult& result = states_[i].result;
        result.rule = info.id;
        result.outcome = RuleOutcome::skipped;
        result.reason = skip_no_value;
        states_[i].on = false;
        if (has(options.disabled_rules, info.id))
            result.reason = skip_disabled;
        else if (has(options.disabled_categories, info.category))
            result.reason = skip_category;
        else
            states_[i].on = true;
    }
    const bool catalog = options.catalog || root_type == type_key<Catalog>;
    for (std::size_t i = 0; i < rules_.checks_.size(); ++i) {
        const RuleSet::Check& check = rules_.checks_[i];
        State& state = states_[check.rule];
        if (!state.on) continue;
        if (check.need == RuleNeed::catalog && !catalog)
            state.result.reason = skip_catalog;
        else if (check.need == RuleNeed::as_of && options.as_of.empty())
            state.result.reason = skip_as_of;
        else
            checks_by_type_[check.type].push_back(i);
    }
}

RuleRun::~RuleRun() = default;

void RuleRun::enter(const TypeKey& type, const void* value) {
    nodes_.push_back({type, value, path_.size()});
    const auto found = checks_by_type_.find(type);
    if (found == checks_by_type_.end()) return;
    for (std::size_t i : found->second) {
        const RuleSet::Check& check = rules_.checks_[i];
        State& state = states_[check.rule];
        if (state.result.outcome == RuleOutcome::failed) continue;
        state.result.outcome = RuleOutcome::ran;
        state.result.reason.reset();
        ++state.result.checked_count;
        RuleContext context(*this, check.rule);
        try {
            check.run(value, context);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& e) {
            fail(check.rule, e.what());
        } catch (...) {
            fail(check.rule, "an exception of unknown type");
        }
    }
}

void RuleRun::fail(std::size_t rule, std::string_view what) {
    RuleResult& result = states_[rule].result;
    const std::string reason = personal_ ? "(withheld)" : std::string(what);
    result.outcome = RuleOutcome::failed;
    result.reason = reason;
    Finding f;
    f.pointer = pointer(path_.size());
    f.message = "rule " + result.rule + " failed to run";
    f.observed = reason;
    add_own(rule_failed.id, std::move(f));
}

std::string RuleRun::pointer(std::size_t depth) const {
    std::string p;
    for (std::size_t i = 0; i < depth; ++i) {
        if (path_[i].name.empty())
            add_token(p, path_[i].index);
        else
            add_token(p, path_[i].name);
    }
    return p;
}

const RuleRun::Node* RuleRun::ancestor(const TypeKey& type) const noexcept {
    for (std::size_t i = nodes_.size() - 1; i-- > 0;)
        if (nodes_[i].type == type) return &nodes_[i];
    return nullptr;
}

// The last override of a rule counts.
Severity RuleRun::severity_of(const RuleInfo& info) const {
    Severity severity = info.severity;
    for (const SeverityOverride& o : options_.severities)
        if (o.rule == info.id) severity = o.severity;
    return severity;
}

void RuleRun::add(std::size_t rule, std::string pointer, Finding finding) {
    const RuleInfo& info = rules_.infos_[rule];
    finding.rule = info.id;
    finding.severity = severity_of(info);
    finding.pointer = std::move(pointer);
    if (personal_ && !finding.observed.empty()) finding.observed = "(withheld)";
    findings_.push_back(std::move(finding));
}

// A finding of the engine itself: its rules belong to every set.
void RuleRun::add_own(std::string_view rule, Finding finding) {
    const RuleInfo& info =
        *std::find_if(engine_rules.begin(), engine_rules.end(), [&](const RuleInfo& r) { return r.id == rule; });
    finding.rule = info.id;
    finding.severity = severity_of(info);
    findings_.push_back(std::move(finding));
}

// Takes accepted findings out, and reports suppressions that have expired or that nothing matched.
void RuleRun::suppress() {
    std::vector<Finding> own;
    own.swap(findings_);
    std::vector<bool> accepted(own.size());
    for (const Suppression& s : options_.suppressions) {
        const bool expired = s.until && before(*s.until, options_.as_of) == Tri::yes;
        bool used = false;
        for (std::size_t i = 0; i < own.size(); ++i) {
            const std::string& p = own[i].pointer;
            const bool below = p.starts_with(s.pointer) && (p.size() == s.pointer.size() || p[s.pointer.size()] == '/');
            if (own[i].rule != s.rule || !below) continue;
            used = true;
            if (!expired) accepted[i] = true;
        }
        if (used && !expired) continue;
        Finding f;
        f.pointer = s.pointer;
        f.observed = s.rule + (s.reason.empty() ? "" : ": " + s.reason);
        if (used) {
            f.message = "the suppression has expired";
            f.expected = "as of " + options_.as_of.text() + ", none that ended on " + s.until->text();
            add_own(rule_suppression_expired.id, std::move(f));
        } else {
            f.message = "the suppression matches no finding";
            add_own(rule_suppression_unused.id, std::move(f));
        }
    }
    std::vector<Finding> kept;
    for (std::size_t i = 0; i < own.size(); ++i)
        if (!accepted[i]) kept.push_back(std::move(own[i]));
    kept.insert(kept.end(), std::make_move_iterator(findings_.begin()), std::make_move_iterator(findings_.end()));
    findings_ = std::move(kept);
}

ValidationReport RuleRun::finish() {
    if (!options_.suppressions.empty()) suppress();
    const std::size_t unlisted =
        findings_.size() > options_.max_findings ? findings_.size() - options_.max_findings : 0;
    if (unlisted > 0) {
        findings_.resize(options_.max_findings);
        Finding f;
        f.message = rule_too_many.title;
        f.observed = std::to_string(unlisted) + " more";
        add_own(rule_too_many.id, std::move(f));
    }
    ValidationReport report;
    std::vector<bool> with_check(states_.size());
    for (const RuleSet::Check& check : rules_.checks_)
        with_check[check.rule] = true;
    for (std::size_t i = 0; i < states_.size(); ++i)
        if (with_check[i]) report.rules.push_back(std::move(states_[i].result));
    report.findings = Findings(std::move(findings_));
    return report;
}

}  // namespace detail

void RuleContext::report(std::string_view relative, std::string message, std::string observed, std::string expected,
                         std::vector<RelatedPlace> related) {
    Finding f;
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    f.related = std::move(related);
    run_.add(rule_, pointer(relative), std::move(f));
    reported_ = true;
}

void RuleContext::repair_replace(std::string_view relative, std::string_view json) {
    repair("{\"op\":\"replace\",\"path\":" + quoted_json(pointer(relative)) + ",\"value\":" + std::string(json) + '}');
}

void RuleContext::repair_remove(std::string_view relative) {
    repair("{\"op\":\"remove\",\"path\":" + quoted_json(pointer(relative)) + '}');
}

void RuleContext::repair(std::string operation) {
    if (!reported_ || run_.personal_) return;
    Optional<std::string>& fix = run_.findings_.back().fix;
    if (fix)
        fix->pop_back();
    else
        fix = "[";
    if (fix->size() > 1) *fix += ',';
    fix->append(operation).append("]");
}

std::string quoted_json(std::string_view text) {
    return shown::json_string(text);
}

std::string RuleContext::pointer(std::string_view relative) const {
    return run_.pointer(run_.path_.size()).append(relative);
}

const void* RuleContext::ancestor(const detail::TypeKey& key) const {
    const auto* node = run_.ancestor(key);
    return node ? node->value : nullptr;
}

std::string RuleContext::ancestor_pointer(const detail::TypeKey& key) const {
    const auto* node = run_.ancestor(key);
    return node ? run_.pointer(node->depth) : std::string();
}

const void* RuleContext::root_if(const detail::TypeKey& key) const {
    return run_.root_type_ == key ? run_.root_ : nullptr;
}

const Catalog* RuleContext::catalog() const noexcept {
    return run_.catalog_;
}

const CatalogIndex* RuleContext::index() const {
    if (!run_.index_ && run_.catalog_) run_.index_ = std::make_unique<CatalogIndex>(*run_.catalog_);
    return run_.index_.get();
}

const PartialDate& RuleContext::as_of() const noexcept {
    return run_.options_.as_of;
}

const ValidateOptions& RuleContext::options() const noexcept {
    return run_.options_;
}

void RuleSet::require_own(const RuleInfo& info) {
    static const Pattern form("^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-\\d{3}$");
    if (!form.matches(info.id))
        throw PreconditionError("carnk::RuleSet: the id of a rule is prefix, area and number, such as ACME-TRIAL-001");
    if (info.id.starts_with("CNK-")) throw PreconditionError("carnk::RuleSet: the prefix CNK belongs to the library");
}

std::size_t RuleSet::card(const RuleInfo& info) {
    for (std::size_t i = 0; i < infos_.size(); ++i) {
        const RuleInfo& have = infos_[i];
        if (have.id != info.id) continue;
        if (have.title != info.title || have.severity != info.severity || have.category != info.category)
            throw PreconditionError("carnk::RuleSet: " + std::string(info.id) + " is there with another card");
        return i;
    }
    infos_.push_back(info);
    return infos_.size() - 1;
}

const RuleInfo* RuleSet::find(std::string_view id) const noexcept {
    for (const RuleInfo& info : infos_)
        if (info.id == id) return &info;
    return nullptr;
}

}  // namespace carnk::inline v0_1
