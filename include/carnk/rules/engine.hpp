// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The engine itself, for own types: any struct described with BOOST_DESCRIBE_STRUCT can be checked.
///
/// Programs that only check the models of the library do not need this header: for them the engine is compiled once, in the library.
#include <carnk/json/detail/traits.hpp>
#include <carnk/rules/rule.hpp>
#include <carnk/rules/validate.hpp>

#include <memory>
#include <unordered_map>

namespace carnk::inline v0_1 {

namespace detail {

/// One check of one document: where the walk is, which checks wait for which type, what was found.
class CARNK_API RuleRun {
public:
    RuleRun(const ValidateOptions& options, const TypeKey& root_type, const void* root, bool personal);
    RuleRun(const RuleRun&) = delete;
    RuleRun& operator=(const RuleRun&) = delete;
    ~RuleRun();

    /// The document is this catalogue.
    void set_catalog(const Catalog* catalog) noexcept { catalog_ = catalog; }
    /// Comes to a value: runs the checks of its type.
    void enter(const TypeKey& type, const void* value);
    /// Leaves the value that was entered last.
    void leave() noexcept { nodes_.pop_back(); }
    /// Goes down to a member.
    void down(std::string_view member) { path_.push_back({member, 0}); }
    /// Goes down to an element of an array.
    void down(std::size_t index) { path_.push_back({{}, index}); }
    /// Goes back up.
    void up() noexcept { path_.pop_back(); }
    /// Suppressions, counts, and what became of each rule.
    [[nodiscard]] ValidationReport finish();

private:
    friend class carnk::RuleContext;

    struct Segment {
        std::string_view name;  // empty for an index
        std::size_t index;
    };
    struct Node {
        TypeKey type;
        const void* value;
        std::size_t depth;  // length of the path
    };
    struct State {
        bool on = true;
        RuleResult result;
    };

    [[nodiscard]] std::string pointer(std::size_t depth) const;
    [[nodiscard]] const Node* ancestor(const TypeKey& type) const noexcept;
    void add(std::size_t rule, std::string pointer, Finding finding);
    [[nodiscard]] Severity severity_of(const RuleInfo& info) const;
    void add_own(std::string_view rule, Finding finding);
    void suppress();
    void fail(std::size_t rule, std::string_view what);

    const ValidateOptions& options_;
    const RuleSet& rules_;
    TypeKey root_type_;
    const void* root_;
    bool personal_;
    const Catalog* catalog_;
    std::unique_ptr<CatalogIndex> index_;
    std::vector<Segment> path_;
    std::vector<Node> nodes_;
    std::vector<State> states_;
    std::unordered_map<TypeKey, std::vector<std::size_t>, TypeKeyHash> checks_by_type_;
    std::vector<Finding> findings_;
};

/// Whether values of a type can hold values that rules look at.
template <class T>
constexpr bool is_walkable() {
    if constexpr (is_optional<T> || is_vector<T>)
        return is_walkable<typename T::value_type>();
    else
        return Variant<T> || DescribedStruct<T>;
}

template <class T>
void walk(RuleRun& run, const T& value) {
    if constexpr (is_optional<T>) {
        if (value) walk(run, *value);
    } else {
        run.enter(type_key<T>, &value);
        if constexpr (is_vector<T>) {
            std::size_t i = 0;
            for (const auto& element : value) {
                run.down(i++);
                walk(run, element);
                run.up();
            }
        } else if constexpr (Variant<T>) {
            std::visit([&](const auto& alternative) { walk(run, alternative); },
                       static_cast<const VariantOf<T>&>(value));
        } else {
            for_each_member<T>([&](auto d, auto) {
                using M = MemberType<T, decltype(d)>;
                if constexpr (is_walkable<M>()) {
                    run.down(std::string_view(decltype(d)::name));
                    walk(run, value.*decltype(d)::pointer);
                    run.up();
                }
            });
        }
        run.leave();
    }
}

template <class T>
inline constexpr bool holds_person = is_personal<T>;
template <class T, class A>
inline constexpr bool holds_person<std::vector<T, A>> = is_personal<T>;

}  // namespace detail

template <class T>
ValidationReport validate_report(const T& document, const ValidateOptions& options) {
    static_assert(detail::is_walkable<T>(), "only described structs, sum types and vectors of them can be checked");
    detail::RuleRun run(options, detail::type_key<T>, &document, detail::holds_person<T>);
    if constexpr (std::is_same_v<T, Catalog>) run.set_catalog(&document);
    detail::walk(run, document);
    return run.finish();
}

}  // namespace carnk::inline v0_1
