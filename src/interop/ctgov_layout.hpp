// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The layout of a register's record as tables: which member of its objects goes into which member of our models, both ways.
///
/// A table has one field for each member that the register's layout knows. The reader and the writer walk over the same tables, so that
/// what is read is written back where it stood.
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/interop/ledger.hpp>
#include <carnk/interop/registry_record.hpp>
#include <carnk/json/detail/traits.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::ctgov {

/// What stands at a place of the text.
enum class Kind : std::uint8_t { object, array, text, number, word };

/// A leaf: as it stands, and decoded if it is text.
struct Leaf {
    Kind kind = Kind::word;
    std::string_view raw{};
    std::string_view text{};
};

/// What became of a leaf.
enum class Fit : std::uint8_t {
    fits,          ///< The member says it.
    fits_keep,     ///< The member says it; the notation is kept beside it, so that it can be written back.
    wrong_kind,    ///< Text for a number and the like.
    wrong_form,    ///< Text or number that the member cannot take.
    unknown_word,  ///< A word that is not on the list.
    empty,         ///< Nothing, where the member needs something.
};

/// How a type of value is read and written.
struct LeafType {
    LedgerFate fate;  ///< Exact: the value is the same in both, so that only a name can differ.
    Fit (*read)(const Leaf&, void* object, void* (*make)(void*));
    bool (*write)(const void* value, std::string& out);  ///< False if there is nothing to write.
};

struct Table;

/// What a field is.
enum class FieldKind : std::uint8_t {
    leaf,    ///< A value into a member.
    leaves,  ///< An array of values into a list.
    flat,    ///< An object whose members belong to the same object of ours.
    part,    ///< An object into a part of ours.
    list,    ///< An array of objects into a list of parts.
    joint,   ///< An array of words into one word.
    kept,    ///< Known to the register's layout; no member of ours takes it.
};

/// One member of an object of the register.
struct Field {
    std::string_view name{};  ///< Key.
    FieldKind kind = FieldKind::kept;
    std::string_view target{};                   ///< Pointer of the member from the object of the table.
    const LeafType* type = nullptr;              ///< Of a leaf, of the elements of leaves.
    const Table* table = nullptr;                ///< Of an object, of the elements of a list.
    bool required = false;                       ///< Whether an object without it cannot be one of ours.
    void* (*make)(void*) = nullptr;              ///< The member, made if it is absent; of a list: a new element.
    const void* (*get)(const void*) = nullptr;   ///< The member, or null if it is absent.
    void (*drop)(void*) = nullptr;               ///< Takes the member, or the last element, away.
    std::size_t (*size)(const void*) = nullptr;  ///< Length of a list.
    const void* (*at)(const void*, std::size_t) = nullptr;  ///< Element of a list; null if it belongs to another field.
    void (*mark)(void*) = nullptr;  ///< Says in a new element what only the name of the field says.
    /// The field of an element of a list of several kinds, by two members of the register's object.
    const Field* (*choose)(std::string_view type, std::string_view id) = nullptr;
    const Table* (*table_at)(const void*, std::size_t) = nullptr;          ///< Table of an element of such a list.
    Fit (*join)(const std::vector<std::string_view>&, void*) = nullptr;    ///< Of joint words.
    void (*split)(const void*, std::vector<std::string_view>&) = nullptr;  ///< The reverse.
    /// Fate of a leaf that fits.
    [[nodiscard]] LedgerFate fate() const noexcept {
        if (type->fate != LedgerFate::exact) return type->fate;
        const bool same =
            target.ends_with(name) && (target.size() == name.size() || target[target.size() - name.size() - 1] == '/');
        return same ? LedgerFate::exact : LedgerFate::renamed;
    }
};

/// The members of an object, and the object of ours that they belong to.
struct Table {
    const Field* fields = nullptr;
    std::size_t count = 0;
    Extra* (*extra)(void*) = nullptr;             ///< Where what fits nowhere is kept; null for flat objects.
    const Extra* (*kept)(const void*) = nullptr;  ///< The same, to read.
    void (*seal)(void*) = nullptr;                ///< Puts what is kept in order.
};

// ---------------------------------------------------------------------------------------------------- members

template <class M>
struct MemberOf;
template <class C, class T>
struct MemberOf<T C::*> {
    using Class = C;
    using Type = T;
};

template <class T>
struct Bare {
    using Type = T;
};
template <class T>
struct Bare<Optional<T>> {
    using Type = T;
};

/// Follows pointers to members; optional ones are made on the way.
template <auto First, auto... Rest>
struct Path {
    using Class = typename MemberOf<decltype(First)>::Class;
    using Member = typename MemberOf<decltype(First)>::Type;
    using Next = typename Bare<Member>::Type;

    static auto& make(Class& object) {
        if constexpr (sizeof...(Rest) == 0)
            return object.*First;
        else
            return Path<Rest...>::make(step(object));
    }
    static const auto* get(const Class& object) {
        if constexpr (sizeof...(Rest) == 0)
            return &(object.*First);
        else {
            using Value = decltype(Path<Rest...>::get(std::declval<const Next&>()));
            if constexpr (detail::is_optional<Member>) {
                if (!(object.*First)) return Value{};
                return Path<Rest...>::get(*(object.*First));
            } else
                return Path<Rest...>::get(object.*First);
        }
    }

private:
    static Next& step(Class& object) {
        if constexpr (detail::is_optional<Member>) {
            if (!(object.*First)) (object.*First).emplace();
            return *(object.*First);
        } else
            return object.*First;
    }
};

template <auto... M>
using PathClass = typename Path<M...>::Class;
template <auto... M>
using PathType = std::remove_reference_t<decltype(Path<M...>::make(std::declval<PathClass<M...>&>()))>;

template <auto... M>
void* make_member(void* object) {
    auto& member = Path<M...>::make(*static_cast<PathClass<M...>*>(object));
    if constexpr (detail::is_optional<PathType<M...>>) {
        if (!member) member.emplace();
        return &*member;
    } else
        return &member;
}
template <auto... M>
const void* get_member(const void* object) {
    const auto* member = Path<M...>::get(*static_cast<const PathClass<M...>*>(object));
    if (!member) return nullptr;
    if constexpr (detail::is_optional<PathType<M...>>)
        return *member ? &**member : nullptr;
    else
        return member;
}
template <auto... M>
void drop_member(void* object) {
    auto& member = Path<M...>::make(*static_cast<PathClass<M...>*>(object));
    if constexpr (detail::is_optional<PathType<M...>>)
        member.reset();
    else
        member = {};
}

// ---------------------------------------------------------------------------------------------------- leaves

/// The type of leaf of a C++ type; see ctgov_leaves.cpp.
template <class T>
struct LeafTypeOf {
    static const LeafType value;
};
// clang-format off
#define CARNK_LEAF_TYPES(X) \
    X(std::string) X(bool) X(Count) X(Latitude) X(Longitude) X(PartialDate) \
    X(RegistryId) X(Pmid) X(Url) X(TrialStatus) X(StudyType) X(Allocation) \
    X(InterventionModel) X(Masking) X(MaskedParty) X(PrimaryPurpose) X(ObservationalModel) X(TimePerspective) \
    X(Certainty) X(AgencyClass) X(TrialRole) X(SiteStatus) X(NumberIssuer) X(ResponsiblePartyKind) \
    X(DataSharingPlan) X(SharedDocument) X(ReferenceKind) X(ArmKind) X(InterventionKind) X(EligibleSex) \
    X(AgeGroup) X(SamplingMethod) X(OutcomeRank) X(MeasureStatistic) X(EventAssessment)
// clang-format on
#define CARNK_DECLARE_LEAF_TYPE(T) \
    template <>                    \
    const LeafType LeafTypeOf<T>::value;
CARNK_LEAF_TYPES(CARNK_DECLARE_LEAF_TYPE)
#undef CARNK_DECLARE_LEAF_TYPE

extern const LeafType required_text;  ///< std::string that may not be empty.
extern const LeafType country_name;   ///< CountryCode from and to the register's name of the country.
extern const LeafType age_text;       ///< Quantity from and to "18 Years".
extern const LeafType disease_name;   ///< Disease from and to its name.
extern const LeafType former_number;  ///< A SecondaryId that was the number of the trial before.

/// A value into a member.
template <auto... M>
constexpr Field leaf(std::string_view name, std::string_view target, const LeafType& type, bool required = false) {
    Field f;
    f.name = name;
    f.kind = FieldKind::leaf;
    f.target = target;
    f.type = &type;
    f.required = required;
    f.make = &make_member<M...>;
    f.get = &get_member<M...>;
    return f;
}
template <auto... M>
constexpr Field leaf(std::string_view name, std::string_view target, bool required = false) {
    return leaf<M...>(name, target, LeafTypeOf<typename Bare<PathType<M...>>::Type>::value, required);
}

template <auto... M>
using ListOf = typename Bare<PathType<M...>>::Type;

template <auto... M>
void* append_member(void* object) {
    return &static_cast<ListOf<M...>*>(make_member<M...>(object))->emplace_back();
}
template <auto... M>
void pop_member(void* object) {
    auto& list = *static_cast<ListOf<M...>*>(make_member<M...>(object));
    list.pop_back();
    if constexpr (detail::is_optional<PathType<M...>>)
        if (list.empty()) drop_member<M...>(object);
}
template <auto... M>
std::size_t size_member(const void* object) {
    const auto* list = static_cast<const ListOf<M...>*>(get_member<M...>(object));
    return list ? list->size() : 0;
}
template <auto... M>
const void* at_member(const void* object, std::size_t i) {
    return &(*static_cast<const ListOf<M...>*>(get_member<M...>(object)))[i];
}

template <auto... M>
constexpr Field any_list(FieldKind kind, std::string_view name, std::string_view target) {
    Field f;
    f.name = name;
    f.kind = kind;
    f.target = target;
    f.make = &append_member<M...>;
    f.drop = &pop_member<M...>;
    f.size = &size_member<M...>;
    f.at = &at_member<M...>;
    return f;
}
/// An array of values into a list.
template <auto... M>
constexpr Field leaves(std::string_view name, std::string_view target, const LeafType& type) {
    Field f = any_list<M...>(FieldKind::leaves, name, target);
    f.type = &type;
    return f;
}
template <auto... M>
constexpr Field leaves(std::string_view name, std::string_view target) {
    return leaves<M...>(name, target, LeafTypeOf<typename ListOf<M...>::value_type>::value);
}
/// An array of objects into a list of parts.
template <auto... M>
constexpr Field list(std::string_view name, std::string_view target, const Table& table) {
    Field f = any_list<M...>(FieldKind::list, name, target);
    f.table = &table;
    return f;
}
/// An object into a part.
template <auto... M>
constexpr Field part(std::string_view name, std::string_view target, const Table& table) {
    Field f;
    f.name = name;
    f.kind = FieldKind::part;
    f.target = target;
    f.table = &table;
    f.make = &make_member<M...>;
    f.get = &get_member<M...>;
    f.drop = &drop_member<M...>;
    return f;
}
/// An object whose members belong to the same object of ours.
constexpr Field flat(std::string_view name, const Table& table) {
    Field f;
    f.name = name;
    f.kind = FieldKind::flat;
    f.table = &table;
    return f;
}
/// A member that no member of ours takes.
constexpr Field kept(std::string_view name) {
    Field f;
    f.name = name;
    return f;
}

// ---------------------------------------------------------------------------------------------------- tables

/// How many declared members stand before what comes last in a document of this value.
template <class T>
std::uint16_t last_written(const T& object) {
    std::uint16_t last = 0;
    detail::for_each_member<T>([&](auto d, auto i) {
        if constexpr (detail::is_optional<detail::MemberType<T, decltype(d)>>)
            if (!(object.*decltype(d)::pointer)) return;
        last = static_cast<std::uint16_t>(i.value + 1);
    });
    return last;
}

/// Puts members that were kept behind all others, in the order of their names.
void seal_extra(Extra& extra, std::uint16_t after);

template <class T>
void seal(void* object) {
    T& value = *static_cast<T*>(object);
    if (!value.extra.empty()) seal_extra(value.extra, last_written(value));
}
template <class T>
Extra* extra_of(void* object) {
    return &static_cast<T*>(object)->extra;
}
template <class T>
const Extra* kept_of(const void* object) {
    return &static_cast<const T*>(object)->extra;
}

/// The table of an object that becomes a T.
template <class T, std::size_t N>
constexpr Table table_of(const Field (&fields)[N]) {
    return {fields, N, &extra_of<T>, &kept_of<T>, &seal<T>};
}
/// The table of a flat object.
template <std::size_t N>
constexpr Table flat_table(const Field (&fields)[N]) {
    return {fields, N, nullptr, nullptr, nullptr};
}

extern const Table study_table;    ///< A study, into a RegistryRecord.
extern const Table results_table;  ///< Its results, into PostedResults.

/// Prefix of the names under which things are kept.
inline constexpr std::string_view kept_prefix = "ctgov:";
/// The register's name of a country; empty if it has none.
std::string_view name_of_country(std::string_view code) noexcept;

}  // namespace carnk::inline v0_1::ctgov
