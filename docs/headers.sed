# SPDX-License-Identifier: BSL-1.0
# What Doxygen reads instead of the headers: without the inline namespace of the version, with comments where all members of a
# kind have the same, and without what only macros need.
s/^namespace carnk::inline v[0-9_]*/namespace carnk/
s/^ *\(constexpr \)\{0,1\}bool operator==(const [A-Za-z0-9_]*&) const = default;$/&  \/\/\/< True if every member is equal./
s/^ *\(constexpr \)\{0,1\}\(auto\|std::strong_ordering\) operator<=>(const [A-Za-z0-9_]*&) const = default;$/&  \/\/\/< Orders as the values of the members do./
s/@copydoc operator->()/@brief A member of the value, to be changed./
s/static constexpr rep low = \(.*\), high = \(.*\);$/static constexpr rep low = \1;  \/\/\/< Least value.\n    static constexpr rep high = \2;  \/\/\/< Greatest value./
s/static constexpr std::string_view rule = \(.*\), expected = \(.*\);$/static constexpr std::string_view rule = \1;  \/\/\/< Rule id of a value out of range.\n    static constexpr std::string_view expected = \2;  \/\/\/< The range, in words./
/\/\/\//!{
s/^    using rep = .*;$/&  \/\/\/< The plain type./
s/^    static constexpr std::string_view rule = .*;$/&  \/\/\/< Rule id of a text that has not the form./
s/^\(    \)\(static constexpr std::string_view expected\)/\1\/\/\/ The form, in words.\n\1\2/
s/^\(    \)\(static constexpr std::string_view pattern\)/\1\/\/\/ The form, as an ECMA-262 regular expression.\n\1\2/
s/^\(    \)\(static constexpr std::string_view example\)/\1\/\/\/ A text of the form.\n\1\2/
s/^    static constexpr bool check(/    \/\/\/ What the pattern does not say.\n&/
s/^    static constexpr std::string_view schema = .*;$/&  \/\/\/< Name and version of the document./
s/^    \(\(Screener\|PreparedCriteria\)([A-Za-z]*&&) noexcept;\)$/&  \/\/\/< Takes over; the other is empty./
s/^    \([A-Za-z]*& operator=(\(Screener\|PreparedCriteria\)&&) noexcept;\)$/&  \/\/\/< Takes over; the other is empty./
s/^    \(Vocabulary(const Vocabulary& other);\)$/&  \/\/\/< Copies; both share the terms./
s/^    \(Vocabulary& operator=(const Vocabulary& other);\)$/&  \/\/\/< Copies; both share the terms./
}
s/^    template <std::same_as<[A-Za-z]*> T>$/    \/\/\/ True if every member is equal.\n&/
/^    friend bool operator[<>]=*(const Decimal& a, const Decimal& b)/d
/^    struct [A-Za-z]*;$/d
/^    struct \(Entry\|Name\|Part\|Set\|Check\) {/,/^    };/d
/^template <> inline const std::vector<.*Catalog::all()/d
/^#define CARNK_DETAIL_TEXT/d
/^#define CARNK_\(MEMBER_POINTER\|ENUMERATOR\|DESCRIBE\)(/,/[^\\]$/d
/^ *DescriptorsOf.*boost_[a-z_]*descriptor_fn/d
