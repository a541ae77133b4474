// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Rules: what a check gets to see, how it reports, and the sets that rules are collected in.
#include <carnk/core/describe.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/rule_info.hpp>
#include <carnk/export.hpp>
#include <carnk/rules/type_key.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;
class CatalogIndex;
struct ValidateOptions;

namespace detail {
class RuleRun;

CARNK_API void add_token(std::string& pointer, std::string_view name);
inline void add_token(std::string& pointer, std::size_t index) {
    pointer.append("/").append(std::to_string(index));
}
}  // namespace detail

/// @brief A JSON Pointer from names and indexes: `at("sites", 3, "country")` is "/sites/3/country".
/// @ingroup rules
/// @source RFC 6901, section 3
template <class... Part>
[[nodiscard]] std::string at(const Part&... parts) {
    std::string pointer;
    const auto one = [&](const auto& part) {
        if constexpr (std::integral<std::remove_cvref_t<decltype(part)>>)
            detail::add_token(pointer, static_cast<std::size_t>(part));
        else
            detail::add_token(pointer, std::string_view(part));
    };
    (one(parts), ...);
    return pointer;
}

/// @brief A text as a JSON string, with quotation marks and escapes.
/// @ingroup rules
[[nodiscard]] CARNK_API std::string quoted_json(std::string_view text);

/// @brief What a check gets beside the value: where it is, what is around it, and how to report.
///
/// It lives for one call of the check; nothing of it may be kept.
/// @ingroup rules
class CARNK_API RuleContext {
public:
    /// @brief Reports that the rule is broken.
    /// @param relative  JSON Pointer from the value that is checked; empty for the value itself. See at().
    /// @param message   What is wrong, one English sentence without a full stop. In documents about a person it must not
    ///                  quote values.
    /// @param observed  What was found. Withheld in documents about a person unless the caller wants it shown.
    /// @param expected  What would be right.
    /// @param related   Other places that it concerns, with pointers from the root of the document: see pointer().
    void report(std::string_view relative, std::string message, std::string observed = {}, std::string expected = {},
                std::vector<RelatedPlace> related = {});

    /// @brief Adds the one right repair to the finding that was reported last: the value at a place is to be another.
    ///
    /// Only where there is exactly one right repair, which loses nothing and claims nothing new. It may be called several times
    /// for one finding; the operations are done in order. In documents about a person it is dropped unless the caller wants values
    /// shown.
    /// @param relative  JSON Pointer from the value that is checked.
    /// @param json      The right value, as JSON text; see quoted_json().
    void repair_replace(std::string_view relative, std::string_view json);
    /// @brief The same: the value at a place is to be taken away, such as the second of two equal ones.
    void repair_remove(std::string_view relative);

    /// @brief JSON Pointer, from the root of the document, of the value or of a place below it.
    [[nodiscard]] std::string pointer(std::string_view relative = {}) const;

    /// @brief The nearest value of type T that contains the value, or null.
    template <class T>
    [[nodiscard]] const T* parent() const {
        return static_cast<const T*>(ancestor(detail::type_key<T>));
    }
    /// @brief JSON Pointer of the nearest value of type T that contains the value; empty if there is none or it is the root.
    template <class T>
    [[nodiscard]] std::string parent_pointer() const {
        return ancestor_pointer(detail::type_key<T>);
    }
    /// @brief The document, or null if it is no T.
    template <class T>
    [[nodiscard]] const T* root() const {
        return static_cast<const T*>(root_if(detail::type_key<T>));
    }
    /// @brief The catalogue that references point into: the document itself if it is one, else that of the options, else null.
    [[nodiscard]] const Catalog* catalog() const noexcept;
    /// @brief The same with its records found by id; made at the first call. Null if there is no catalogue.
    [[nodiscard]] const CatalogIndex* index() const;
    /// @brief The day on which the document is looked at; empty if the caller does not say.
    [[nodiscard]] const PartialDate& as_of() const noexcept;
    /// @brief What the caller asked for.
    [[nodiscard]] const ValidateOptions& options() const noexcept;

private:
    friend class detail::RuleRun;
    RuleContext(detail::RuleRun& run, std::size_t rule) noexcept : run_(run), rule_(rule) {}
    [[nodiscard]] const void* ancestor(const detail::TypeKey& key) const;
    [[nodiscard]] std::string ancestor_pointer(const detail::TypeKey& key) const;
    [[nodiscard]] const void* root_if(const detail::TypeKey& key) const;
    void repair(std::string operation);

    detail::RuleRun& run_;
    std::size_t rule_;
    bool reported_ = false;
};

/// @brief What a rule cannot do without; it is skipped, and the report says so, when that is not there.
/// @ingroup rules
enum class RuleNeed : std::uint8_t {
    nothing,  ///< Runs always.
    catalog,  ///< A catalogue that references point into.
    as_of,    ///< The day on which the document is looked at.
};
CARNK_DESCRIBE_ENUM(RuleNeed, nothing, catalog, as_of)

/// @brief A set of rules: those of the library, of an organisation, or both.
///
/// A rule is a card and one check or more, each for one type of value: any described struct, sum type, or vector of them. The
/// engine calls a check for every value of its type, wherever in a document it stands.
/// @par Example
/// @code
/// carnk::RuleSet rules = carnk::RuleSet::builtin();
/// rules.add<carnk::Trial>(my_card, [](const carnk::Trial& t, carnk::RuleContext& ctx) {
///     if (!t.sponsor) ctx.report("", "our registry wants a sponsor");
/// });
/// @endcode
/// @ingroup rules
class CARNK_API RuleSet {
public:
    RuleSet() = default;  ///< No rules.

    /// @brief The rules of the library.
    [[nodiscard]] static const RuleSet& builtin();

    /// @brief Adds a rule, or a check for one more type to a rule that is there.
    /// @param info   Card; its texts must outlive the set, as literals do. Ids of own rules are prefix, area and number in upper
    ///               case, such as "ACME-TRIAL-001"; the prefix "CNK" belongs to the library.
    /// @param check  Called as `check(const T&, RuleContext&)`, possibly from several threads at once.
    /// @param need   What it cannot do without.
    /// @throws PreconditionError if the id has not that form, or is there with another card.
    template <class T, class Check>
    requires std::invocable<Check&, const T&, RuleContext&> RuleSet& add(const RuleInfo& info, Check check,
                                                                         RuleNeed need = RuleNeed::nothing) {
        require_own(info);
        return insert<T>(info, std::move(check), need);
    }

    /// @brief The cards of all rules, in the order in which they were added; rules of reading and of the engine included.
    [[nodiscard]] const std::vector<RuleInfo>& infos() const noexcept { return infos_; }
    /// @brief The card of a rule, or null.
    [[nodiscard]] const RuleInfo* find(std::string_view id) const noexcept;

private:
    friend class detail::RuleRun;
    friend struct BuiltinRules;

    struct Check {
        std::size_t rule;  // index in infos_
        detail::TypeKey type;
        RuleNeed need;
        std::function<void(const void*, RuleContext&)> run;
    };

    template <class T, class F>
    RuleSet& insert(const RuleInfo& info, F check, RuleNeed need) {
        checks_.push_back(
            {card(info), detail::type_key<T>, need, [check = std::move(check)](const void* value, RuleContext& ctx) {
                 check(*static_cast<const T*>(value), ctx);
             }});
        return *this;
    }
    static void require_own(const RuleInfo& info);
    std::size_t card(const RuleInfo& info);

    std::vector<RuleInfo> infos_;
    std::vector<Check> checks_;
};

}  // namespace carnk::inline v0_1
