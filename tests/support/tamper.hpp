// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Tampering with documents, member by member, as the description of their type has them.
///
/// A value in which everything is filled is made from the description; then each member is deleted, set to null, given a value of the
/// wrong kind, out of range or not among the words, doubled, and each object gets a member that nobody knows. Reading must say so at
/// that place, or the change is legal and loses nothing else.
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/rules/type_key.hpp>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "random_value.hpp"

namespace carnk::test {

/// A value that the reader must refuse, and the rule that it breaks.
struct BadValue {
    std::string json;
    std::string rule;
};

/// One place of a document that can be tampered with.
struct TamperSite {
    std::string pointer{};        ///< Where.
    std::string key{};            ///< "Trial.title": type and member; "Trial" for the object itself.
    std::string name{};           ///< Name of the member; empty for an element of an array and for an object itself.
    bool optional = false;        ///< Whether it may be absent or null.
    std::vector<BadValue> bad{};  ///< Values that it cannot have.
    bool object = false;          ///< The object itself, which can get a member that nobody knows.
};

/// What reading a text gave.
struct Looked {
    Findings findings{};
    std::string written{};  ///< The value written again, if it was good.
};

/// Fills everything, down to a depth; sum types take their alternatives in turn.
class Filler {
public:
    explicit Filler(std::uint64_t seed) : random(seed) {}
    template <class T>
    T fill(int depth) {
        using namespace carnk::detail;
        if constexpr (is_optional<T>) {
            if (depth <= 0) return std::nullopt;
            return fill<typename T::value_type>(depth);
        } else if constexpr (is_vector<T>) {
            T list;
            if (depth > 0) list.push_back(fill<typename T::value_type>(depth - 1));
            return list;
        } else if constexpr (Variant<T>) {
            return [&]<class... A>(std::type_identity<std::variant<A...>>) {
                T value{};
                const std::size_t pick =
                    at_random ? random.between(0, sizeof...(A) - 1) : turns_[type_name<T>()]++ % sizeof...(A);
                std::size_t i = 0;
                (void)((i++ == pick && (static_cast<std::variant<A...>&>(value) = fill<A>(depth - 1), true)) || ...);
                return value;
            }(std::type_identity<VariantOf<T>>{});
        } else if constexpr (DescribedStruct<T>) {
            T value{};
            for_each_member<T>([&](auto d, auto) {
                using D = decltype(d);
                value.*D::pointer = fill<MemberType<T, D>>(depth - 1);
            });
            return value;
        } else {
            return random_value<T>(random, 0);
        }
    }
    Random random;           ///< Where values come from.
    bool at_random = false;  ///< Whether sum types take any alternative, and not the next one.

private:
    std::map<std::string_view, std::size_t> turns_{};
};

/// What a type refuses.
template <class T>
std::vector<BadValue> bad_values() {
    using namespace carnk::detail;
    if constexpr (is_vector<T>)
        return {{"{}", "CNK-JSON-012"}};
    else if constexpr (std::same_as<T, bool>)
        return {{"0", "CNK-JSON-012"}, {"\"true\"", "CNK-JSON-012"}};
    else if constexpr (std::same_as<T, std::string>)
        return {{"1", "CNK-JSON-012"}, {"[]", "CNK-JSON-012"}};
    else if constexpr (std::integral<T>)
        return {{"\"1\"", "CNK-JSON-012"}, {"0.5", "CNK-JSON-014"}, {"1e40", "CNK-JSON-015"}};
    else if constexpr (std::same_as<T, double>)
        return {{"\"1\"", "CNK-JSON-012"}, {"1e999", "CNK-JSON-015"}};
    else if constexpr (NumberValue<T>) {
        std::vector<BadValue> bad{{"\"x\"", "CNK-JSON-012"}, {"{}", "CNK-JSON-012"}};
        if constexpr (std::integral<typename T::rep>) {
            bad.push_back({std::to_string(T::low - 1), "CNK-JSON-015"});
            bad.push_back({std::to_string(T::high + 1), "CNK-JSON-015"});
            bad.push_back({std::to_string(T::low) + ".5", "CNK-JSON-014"});
        } else {
            bad.push_back({std::to_string(T::low - 1), "CNK-JSON-015"});
            bad.push_back({"1e301", "CNK-JSON-015"});
        }
        return bad;
    } else if constexpr (TextValue<T>)
        return {{"1", "CNK-JSON-012"}, {"\"\"", "CNK-JSON-016"}, {"\"\\u0000\"", "CNK-JSON-016"}};
    else if constexpr (DescribedEnum<T>)
        return {{"0", "CNK-JSON-012"}, {"\"no such word\"", "CNK-JSON-017"}, {"\"\"", "CNK-JSON-017"}};
    else if constexpr (Variant<T>)
        return {{"[]", "CNK-JSON-012"}, {"{\"kind\":\"no such kind\"}", "CNK-JSON-018"}, {"{}", "CNK-JSON-018"}};
    else
        return {{"[]", "CNK-JSON-012"}, {"\"x\"", "CNK-JSON-012"}};
}

/// The short name of a type.
template <class T>
std::string short_name() {
    const std::string_view name = detail::type_name<T>();
    return std::string(name.substr(name.rfind(':') + 1));
}

/// Every member of the types that T is made of: "Trial.title".
template <class T>
void all_keys(std::set<std::string>& keys, std::set<std::string_view>& seen) {
    using namespace carnk::detail;
    if constexpr (is_optional<T> || is_vector<T>) {
        all_keys<typename T::value_type>(keys, seen);
    } else if constexpr (Variant<T>) {
        if (!seen.insert(type_name<T>()).second) return;
        [&]<class... A>(std::type_identity<std::variant<A...>>) {
            (all_keys<A>(keys, seen), ...);
        }(std::type_identity<VariantOf<T>>{});
    } else if constexpr (DescribedStruct<T>) {
        if (!seen.insert(type_name<T>()).second) return;
        keys.insert(short_name<T>());
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            keys.insert(short_name<T>() + '.' + D::name);
            all_keys<MemberType<T, D>>(keys, seen);
        });
    }
}

/// The places of a value.
template <class T>
void sites_of(const T& value, const std::string& pointer, std::vector<TamperSite>& sites) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (value) sites_of(*value, pointer, sites);
    } else if constexpr (is_vector<T>) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            using E = typename T::value_type;
            const std::string at = pointer + '/' + std::to_string(i);
            if constexpr (!DescribedStruct<E> && !Variant<E> && !is_vector<E>)
                if (!sites.empty()) sites.push_back({at, sites.back().key, {}, false, bad_values<E>(), false});
            sites_of(value[i], at, sites);
        }
    } else if constexpr (Variant<T>) {
        std::visit([&](const auto& alternative) { sites_of(alternative, pointer, sites); },
                   static_cast<const VariantOf<T>&>(value));
    } else if constexpr (DescribedStruct<T>) {
        sites.push_back({pointer, short_name<T>(), {}, false, {}, true});
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            using M = MemberType<T, D>;
            const std::string name = D::name, at = pointer + '/' + name;
            if constexpr (is_optional<M>) {
                if (value.*D::pointer)
                    sites.push_back(
                        {at, short_name<T>() + '.' + name, name, true, bad_values<typename M::value_type>(), false});
            } else {
                sites.push_back({at, short_name<T>() + '.' + name, name, false, bad_values<M>(), false});
            }
            sites_of(value.*D::pointer, at, sites);
        });
    }
}

/// Tampers with one place in every way. Failures are those of the test.
void tamper_with(const std::string& text, const TamperSite& site, Looked (*look)(std::string_view));
/// Tampers with the member "schema" of a root document.
void tamper_with_schema(const std::string& text, Looked (*look)(std::string_view));
/// Checks that every key was met.
void expect_all_met(const std::set<std::string>& keys, const std::map<std::string, int>& met);

template <class T>
Looked look_at(std::string_view text) {
    const Result<T> value = read<T>(text, {.policy = strict});
    return {value.findings(), value ? write(*value) : std::string()};
}

/// Tampers with every member of a root type and of all types that it is made of.
template <class T>
void tamper_with_every_member() {
    std::set<std::string> keys;
    std::set<std::string_view> seen;
    all_keys<T>(keys, seen);
    std::map<std::string, int> met;
    Filler filler(20261123);
    // Alternatives of sum types come in turn, then at random and deeper, until all have been seen.
    for (int round = 0; round < 200 && met.size() < keys.size(); ++round) {
        filler.at_random = round >= 20;
        const T value = filler.fill<T>(round < 20 ? 7 : 11);
        const std::string text = write(value);
        std::vector<TamperSite> sites;
        sites_of(value, "", sites);
        for (const TamperSite& site : sites)
            if (++met[site.key] == 1) tamper_with(text, site, &look_at<T>);
        if (round == 0) tamper_with_schema(text, &look_at<T>);
    }
    expect_all_met(keys, met);
}

}  // namespace carnk::test
