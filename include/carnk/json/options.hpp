// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief How documents are read and written: policies, limits, layouts.
#include <cstddef>
#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief Kinds of fault that a document can have, as far as policies tell them apart.
/// @ingroup json
enum class Fault : std::uint8_t {
    syntax,              ///< Not JSON, not UTF-8, too deep, too large.
    duplicate_member,    ///< The same key twice in one object.
    missing_member,      ///< A required member is absent.
    wrong_type,          ///< A value of another JSON type, or null where a value is needed.
    bad_number,          ///< A number out of its range, or not whole.
    bad_text,            ///< Text that has not the form of its type.
    unknown_enumerator,  ///< A word that is not among the allowed ones.
    unknown_kind,        ///< A `kind` that is not among the known ones.
    wrong_schema,        ///< The `schema` of the document is another.
    unknown_member,      ///< A member that the type does not declare.
};

/// @brief A set of faults.
/// @ingroup json
class FaultSet {
public:
    constexpr FaultSet() = default;
    /// @brief The set of the given faults.
    template <class... F>
    constexpr explicit FaultSet(Fault first, F... rest) : bits_((bit(first) | ... | bit(rest))) {}
    /// @brief Whether it holds a fault.
    [[nodiscard]] constexpr bool has(Fault f) const noexcept { return (bits_ & bit(f)) != 0; }
    constexpr bool operator==(const FaultSet&) const = default;

private:
    static constexpr std::uint32_t bit(Fault f) noexcept { return 1U << static_cast<unsigned>(f); }
    std::uint32_t bits_ = 0;
};

/// @brief Which faults a reader forgives: as a note, as a warning; all others are errors.
/// @ingroup json
struct ReadPolicy {
    FaultSet notes{};     ///< Reported as notes; the value is good all the same.
    FaultSet warnings{};  ///< Reported as warnings; the value is good all the same.
    constexpr bool operator==(const ReadPolicy&) const = default;
};

/// @brief The default: unknown members are kept and noted, everything else is an error.
/// @ingroup json
inline constexpr ReadPolicy preserve{FaultSet(Fault::unknown_member), {}};
/// @brief Everything is an error, unknown members too. @ingroup json
inline constexpr ReadPolicy strict{};
/// @brief What an old program meets in newer data is no error: unknown members, and words and kinds that it does not know where the
///        member is optional. Such values are kept as they stood and written back; the typed member is empty, with a warning.
/// @ingroup json
inline constexpr ReadPolicy forward{FaultSet(Fault::unknown_member),
                                    FaultSet(Fault::unknown_enumerator, Fault::unknown_kind)};
/// @brief Only the syntax counts: every other fault is a note, and the value the best effort.
/// @ingroup json
inline constexpr ReadPolicy syntax_only{
    FaultSet(Fault::duplicate_member, Fault::missing_member, Fault::wrong_type, Fault::bad_number, Fault::bad_text,
             Fault::unknown_enumerator, Fault::unknown_kind, Fault::wrong_schema, Fault::unknown_member),
    {}};

/// @brief How a document is read.
/// @ingroup json
struct ReadOptions {
    ReadPolicy policy = preserve;                  ///< What is forgiven.
    std::uint32_t max_depth = 64;                  ///< Deepest nesting of arrays and objects.
    std::size_t max_bytes = std::size_t{1} << 30;  ///< Largest document. @unit{By}
    /// Findings beyond it are counted in one last error, not listed; lists of the best effort end about there.
    std::size_t max_findings = 1000;
    bool show_personal_values = false;  ///< Whether findings in patient documents may quote what was found.
    /// Most memory that the elements of lists may take, or 16 times the size of the text if that is more: three bytes of a hostile
    /// text could take a thousand. @unit{By}
    std::size_t max_list_bytes = std::size_t{1} << 27;
};

/// @brief Layout of a written document.
/// @ingroup json
enum class Layout : std::uint8_t {
    compact,    ///< No white space.
    pretty,     ///< One member a line, two blanks a level.
    canonical,  ///< RFC 8785: members sorted, numbers as ECMAScript prints them.
};

/// @brief How a document is written.
/// @ingroup json
struct WriteOptions {
    Layout layout = Layout::compact;  ///< Layout.
    std::uint32_t max_depth = 64;     ///< Deepest nesting of arrays and objects.
};

inline constexpr WriteOptions compact{Layout::compact, 64};      ///< No white space. @ingroup json
inline constexpr WriteOptions pretty{Layout::pretty, 64};        ///< One member a line. @ingroup json
inline constexpr WriteOptions canonical{Layout::canonical, 64};  ///< RFC 8785. @ingroup json

}  // namespace carnk::inline v0_1
