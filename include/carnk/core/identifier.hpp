// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Typed identifiers: trial registries, literature, genes and proteins, organisations, codes of countries and currencies.
#include <carnk/core/describe.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/pattern.hpp>
#include <carnk/core/text_value.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace carnk::inline v0_1 {

/// @brief An identifier: text of the form that `Format` describes, compared as text.
///
/// A default-made identifier is empty, which means "not set".
/// @tparam Format  A struct with `rule`, `expected`, `pattern` and `example`; and, where the pattern does not say it all,
///                 `static constexpr bool check(std::string_view)` for check digits and code lists.
/// @ingroup core
template <class Format>
class Identifier {
public:
    static constexpr std::string_view rule = Format::rule;          ///< Rule id reported for bad text.
    static constexpr std::string_view expected = Format::expected;  ///< The form, in words.
    static constexpr std::string_view pattern = Format::pattern;    ///< The form, as a regular expression.
    static constexpr std::string_view example = Format::example;    ///< A valid one.

    Identifier() = default;

    /// @brief Whether a text has the form.
    [[nodiscard]] static bool valid(std::string_view text) {
        static const Pattern form(pattern);
        if (!form.matches(text)) return false;
        if constexpr (requires { Format::check(text); }) return Format::check(text);
        return true;
    }
    /// @brief One made from text, or nothing if the text has not the form.
    [[nodiscard]] static Optional<Identifier> from_text(std::string_view text) {
        Optional<Identifier> id;
        if (!id.emplace().assign(text)) id.reset();
        return id;
    }
    /// @brief Takes a text. @return false, and nothing is changed, if it has not the form
    [[nodiscard]] bool assign(std::string_view text) {
        if (!valid(text)) return false;
        text_ = text;
        return true;
    }
    /// @brief One made from text, or a finding with the id of the rule of this type. @errors the `rule` of its form: CNK-ID-001 to 015
    [[nodiscard]] static Result<Identifier> parse(std::string_view text) {
        return detail::parse_text<Identifier>(text);
    }
    /// @brief One made from text that the program knows to be right. @throws PreconditionError if it is not.
    [[nodiscard]] static Identifier of(std::string_view text) { return detail::text_of<Identifier>(text); }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }  ///< As it was given.
    [[nodiscard]] bool empty() const noexcept { return text_.empty(); }       ///< True if not set.

    auto operator<=>(const Identifier&) const = default;
    bool operator==(const Identifier&) const = default;

private:
    std::string text_;
};

/// @brief The forms of the identifiers. Patterns follow the issuing body; see each `@source`.
namespace format {

/// @brief Own id of a catalogue record.
struct Slug {
    static constexpr std::string_view rule = "CNK-ID-001";
    static constexpr std::string_view expected =
        "lower-case letters, digits and single - . _ between them, at most 64 characters";
    static constexpr std::string_view pattern = "^[a-z0-9]+([-._][a-z0-9]+)*$";
    static constexpr std::string_view example = "car19-il15-ic9";
    static constexpr bool check(std::string_view s) { return s.size() <= 64; }
};
/// @brief Digital object identifier. @source DOI Handbook, ISO 26324
struct Doi {
    static constexpr std::string_view rule = "CNK-ID-003";
    static constexpr std::string_view expected = "a DOI without prefix or URL, such as 10.1056/NEJMoa1910607";
    static constexpr std::string_view pattern = "^10\\.\\d{4,9}/\\S+$";
    static constexpr std::string_view example = "10.1056/NEJMoa1910607";
};
/// @brief PubMed id. @source NLM
struct Pmid {
    static constexpr std::string_view rule = "CNK-ID-004";
    static constexpr std::string_view expected = "a PubMed id: 1 to 8 digits, not beginning with 0";
    static constexpr std::string_view pattern = "^[1-9]\\d{0,7}$";
    static constexpr std::string_view example = "32023374";
};
/// @brief PubMed Central id. @source NLM
struct Pmcid {
    static constexpr std::string_view rule = "CNK-ID-005";
    static constexpr std::string_view expected = "a PubMed Central id such as PMC3084216";
    static constexpr std::string_view pattern = "^PMC[1-9]\\d{0,8}(\\.\\d+)?$";
    static constexpr std::string_view example = "PMC3084216";
};
/// @brief Approved human gene symbol. @source HGNC guidelines, 2020
struct HgncSymbol {
    static constexpr std::string_view rule = "CNK-ID-006";
    static constexpr std::string_view expected =
        "an HGNC gene symbol: an upper-case letter, then letters, digits and hyphens";
    static constexpr std::string_view pattern = "^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$";
    static constexpr std::string_view example = "TNFRSF17";
    static constexpr bool check(std::string_view s) { return s.size() <= 24; }
};
/// @brief UniProtKB accession. @source UniProt help, accession numbers
struct UniprotAccession {
    static constexpr std::string_view rule = "CNK-ID-007";
    static constexpr std::string_view expected = "a UniProtKB accession such as P15391";
    static constexpr std::string_view pattern =
        "^([OPQ][0-9][A-Z0-9]{3}[0-9]|[A-NR-Z][0-9]([A-Z][A-Z0-9]{2}[0-9]){1,2})$";
    static constexpr std::string_view example = "P15391";
};
/// @brief UniProtKB entry name. @source UniProt help, entry name
struct UniprotEntryName {
    static constexpr std::string_view rule = "CNK-ID-008";
    static constexpr std::string_view expected = "a UniProtKB entry name such as CD19_HUMAN";
    static constexpr std::string_view pattern = "^[A-Z0-9]{1,11}_[A-Z0-9]{1,5}$";
    static constexpr std::string_view example = "CD19_HUMAN";
};
/// @brief NCI Thesaurus code. @source NCI Thesaurus
struct NcitCode {
    static constexpr std::string_view rule = "CNK-ID-009";
    static constexpr std::string_view expected = "an NCI Thesaurus code such as C138986";
    static constexpr std::string_view pattern = "^C\\d{2,7}$";
    static constexpr std::string_view example = "C138986";
};
/// @brief Research Organization Registry id, with its check digits. @source ROR; ISO/IEC 7064 MOD 97-10
struct RorId {
    static constexpr std::string_view rule = "CNK-ID-010";
    static constexpr std::string_view expected = "a ROR id without URL and with right check digits, such as 03yrm5c26";
    static constexpr std::string_view pattern = "^0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}$";
    static constexpr std::string_view example = "03yrm5c26";
    static constexpr bool check(std::string_view s) {
        constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's base 32
        std::uint64_t n = 0;
        for (char c : s.substr(0, 7))
            n = n * 32 + digits.find(c);
        const std::uint64_t want = 98 - n * 100 % 97;
        return want == static_cast<std::uint64_t>(s[7] - '0') * 10 + static_cast<std::uint64_t>(s[8] - '0');
    }
};
/// @brief ORCID iD of a person, with its check digit. @source ORCID; ISO/IEC 7064 MOD 11-2
struct Orcid {
    static constexpr std::string_view rule = "CNK-ID-011";
    static constexpr std::string_view expected =
        "an ORCID iD without URL and with a right check digit, such as 0000-0003-4423-4370";
    static constexpr std::string_view pattern = "^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$";
    static constexpr std::string_view example = "0000-0003-4423-4370";
    static constexpr bool check(std::string_view s) {
        int m = 0;
        for (char c : s.substr(0, 18))
            if (c != '-') m = (m + (c - '0')) * 2 % 11;
        const int digit = (12 - m) % 11;
        return s.back() == (digit == 10 ? 'X' : static_cast<char>('0' + digit));
    }
};
/// @brief BCP 47 language tag: language, optional script, optional region. @source RFC 5646
struct LanguageTag {
    static constexpr std::string_view rule = "CNK-ID-014";
    static constexpr std::string_view expected = "a language tag such as en, zh-Hans or es-MX";
    static constexpr std::string_view pattern = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$";
    static constexpr std::string_view example = "en";
};
/// @brief Absolute http or https address. @source RFC 3986
struct Url {
    static constexpr std::string_view rule = "CNK-ID-015";
    static constexpr std::string_view expected = "an absolute http or https address without blanks";
    static constexpr std::string_view pattern = "^https?://[A-Za-z0-9\\[]\\S*$";
    static constexpr std::string_view example = "https://clinicaltrials.gov/study/NCT03056339";
};

namespace detail {
// Whether a list of codes of equal length, sorted and written without gaps, has this one.
constexpr bool in_codes(std::string_view codes, std::string_view code) {
    std::size_t low = 0, high = codes.size() / code.size();
    while (low < high) {
        const std::size_t mid = (low + high) / 2;
        const std::string_view have = codes.substr(mid * code.size(), code.size());
        if (have == code) return true;
        if (have < code)
            low = mid + 1;
        else
            high = mid;
    }
    return false;
}
}  // namespace detail

/// @brief All ISO 3166-1 alpha-2 codes, sorted, two characters each.
inline constexpr std::string_view country_codes =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR"
    "CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU"
    "IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ"
    "MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI"
    "SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";
/// @brief All ISO 4217 alphabetic codes, sorted, three characters each.
inline constexpr std::string_view currency_codes =
    "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBHDBIFBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCLFCLP"
    "CNYCOPCOUCRCCUCCUPCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGNFGTQGYDHKDHNLHRKHTGHUFIDRILS"
    "INRIQDIRRISKJMDJODJPYKESKGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWK"
    "MXNMXVMYRMZNNADNGNNIONOKNPRNZDOMRPABPENPGKPHPPKRPLNPYGQARRONRSDRUBRWFSARSBDSCRSDGSEKSGDSHPSLESLLSOS"
    "SRDSSPSTNSVCSYPSZLTHBTJSTMTTNDTOPTRYTTDTWDTZSUAHUGXUSDUSNUYIUYUUYWUZSVEDVESVNDVUVWSTXAFXAGXAUXBAXBB"
    "XBCXBDXCDXDRXOFXPDXPFXPTXSUXTSXUAXXXYERZARZMWZWL";

/// @brief Country. @source ISO 3166-1 alpha-2
struct CountryCode {
    static constexpr std::string_view rule = "CNK-ID-012";
    static constexpr std::string_view expected = "an assigned ISO 3166-1 alpha-2 country code such as US or CN";
    static constexpr std::string_view pattern = "^[A-Z]{2}$";
    static constexpr std::string_view example = "US";
    static constexpr bool check(std::string_view s) { return detail::in_codes(country_codes, s); }
};
/// @brief Currency. @source ISO 4217
struct CurrencyCode {
    static constexpr std::string_view rule = "CNK-ID-013";
    static constexpr std::string_view expected = "an assigned ISO 4217 currency code such as USD or CNY";
    static constexpr std::string_view pattern = "^[A-Z]{3}$";
    static constexpr std::string_view example = "CNY";
    static constexpr bool check(std::string_view s) { return detail::in_codes(currency_codes, s); }
};

}  // namespace format

using Slug = Identifier<format::Slug>;                          ///< Own id of a catalogue record.
using Doi = Identifier<format::Doi>;                            ///< Digital object identifier.
using Pmid = Identifier<format::Pmid>;                          ///< PubMed id.
using Pmcid = Identifier<format::Pmcid>;                        ///< PubMed Central id.
using HgncSymbol = Identifier<format::HgncSymbol>;              ///< Approved human gene symbol.
using UniprotAccession = Identifier<format::UniprotAccession>;  ///< UniProtKB accession.
using UniprotEntryName = Identifier<format::UniprotEntryName>;  ///< UniProtKB entry name.
using NcitCode = Identifier<format::NcitCode>;                  ///< NCI Thesaurus code.
using RorId = Identifier<format::RorId>;                        ///< Research Organization Registry id.
using Orcid = Identifier<format::Orcid>;                        ///< ORCID iD of a person.
using CountryCode = Identifier<format::CountryCode>;            ///< ISO 3166-1 alpha-2 country.
using CurrencyCode = Identifier<format::CurrencyCode>;          ///< ISO 4217 currency.
using LanguageTag = Identifier<format::LanguageTag>;            ///< BCP 47 language tag.
using Url = Identifier<format::Url>;                            ///< Absolute web address.

/// @brief A register of clinical trials.
/// @ingroup core
/// @source WHO ICTRP, primary registries
enum class Registry : std::uint8_t {
    nct,      ///< ClinicalTrials.gov, United States.
    chictr,   ///< Chinese Clinical Trial Registry.
    jrct,     ///< Japan Registry of Clinical Trials.
    eudract,  ///< European Clinical Trials Database, until 2023.
    eu_ct,    ///< Clinical Trials Information System (CTIS) of the European Union.
    isrctn,   ///< ISRCTN registry, United Kingdom.
    drks,     ///< German Clinical Trials Register.
    actrn,    ///< Australian New Zealand Clinical Trials Registry.
    kct,      ///< Clinical Research Information Service, Korea.
    ctri,     ///< Clinical Trials Registry, India.
    irct,     ///< Iranian Registry of Clinical Trials.
    umin,     ///< UMIN Clinical Trials Registry, Japan.
};
CARNK_DESCRIBE_ENUM(Registry, nct, chictr, jrct, eudract, eu_ct, isrctn, drks, actrn, kct, ctri, irct, umin)

namespace format {
/// @brief Number of a trial in any of the registers that the library knows.
struct RegistryId {
    static constexpr std::string_view rule = "CNK-ID-002";
    static constexpr std::string_view expected =
        "a trial registry number (NCT, ChiCTR, jRCT, EudraCT, EU CT, ISRCTN, DRKS, ACTRN, KCT, CTRI, IRCT, UMIN)";
    static constexpr std::string_view pattern =
        "^(NCT\\d{8}|ChiCTR\\d{8,10}|ChiCTR-[A-Z]{3}-\\d{8}|jRCT[0-9a-z]\\d{9}|\\d{4}-\\d{6}-\\d{2}|\\d{4}-\\d{6}-\\d{2}-\\d{2}|"
        "ISRCTN\\d{8}|DRKS\\d{8}|ACTRN126\\d{11}|KCT00\\d{5}|CTRI/20\\d{2}/\\d{2,3}/0\\d{5}|IRCT20\\d{10,12}N\\d{1,3}|"
        "UMIN0000\\d{5})$";
    static constexpr std::string_view example = "NCT03056339";
};
}  // namespace format

/// @brief Number of a trial in a register; says which register.
/// @ingroup core
class RegistryId : public Identifier<format::RegistryId> {
public:
    RegistryId() = default;
    /// @brief From an identifier that has been checked.
    explicit RegistryId(Identifier<format::RegistryId> id) : Identifier(std::move(id)) {}

    /// @copydoc Identifier::from_text
    [[nodiscard]] static Optional<RegistryId> from_text(std::string_view text) {
        if (auto id = Identifier::from_text(text)) return RegistryId(std::move(*id));
        return std::nullopt;
    }
    /// @copydoc Identifier::parse
    [[nodiscard]] static Result<RegistryId> parse(std::string_view text) {
        return detail::parse_text<RegistryId>(text);
    }
    /// @copydoc Identifier::of
    [[nodiscard]] static RegistryId of(std::string_view text) { return detail::text_of<RegistryId>(text); }

    /// @brief Which register gave the number, or nothing if not set.
    [[nodiscard]] Optional<Registry> registry() const noexcept {
        struct Prefix {
            std::string_view text;
            Registry registry;
        };
        static constexpr std::array prefixes{Prefix{"NCT", Registry::nct},   Prefix{"ChiCTR", Registry::chictr},
                                             Prefix{"jRCT", Registry::jrct}, Prefix{"ISRCTN", Registry::isrctn},
                                             Prefix{"DRKS", Registry::drks}, Prefix{"ACTRN", Registry::actrn},
                                             Prefix{"KCT", Registry::kct},   Prefix{"CTRI", Registry::ctri},
                                             Prefix{"IRCT", Registry::irct}, Prefix{"UMIN", Registry::umin}};
        if (empty()) return std::nullopt;
        for (const Prefix& p : prefixes)
            if (text().starts_with(p.text)) return p.registry;
        return text().size() == 14 ? Registry::eudract : Registry::eu_ct;
    }
};

}  // namespace carnk::inline v0_1

/// @brief Hash of an identifier: that of its text.
template <class Format>
struct std::hash<carnk::Identifier<Format>> {
    /// @brief Equal identifiers have equal hashes.
    std::size_t operator()(const carnk::Identifier<Format>& id) const noexcept {
        return std::hash<std::string>{}(id.text());
    }
};
/// @brief Hash of a registry number: that of its text.
template <>
struct std::hash<carnk::RegistryId> {
    /// @brief Equal numbers have equal hashes.
    std::size_t operator()(const carnk::RegistryId& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
