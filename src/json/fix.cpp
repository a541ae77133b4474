// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/decimal.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/json/canonical.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/patch.hpp>

#include <algorithm>
#include <charconv>
#include <initializer_list>

namespace carnk::inline v0_1 {

namespace {

std::string lower(std::string_view s) {
    std::string out(s);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string upper(std::string_view s) {
    std::string out(s);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

std::string trimmed(std::string_view s) {
    const std::size_t first = s.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return std::string(s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1));
}

// The text without the first of the prefixes that it has, letter case aside, and the blanks after it.
std::string without(std::string_view s, std::initializer_list<std::string_view> prefixes) {
    for (const std::string_view p : prefixes)
        if (s.size() > p.size() && lower(s.substr(0, p.size())) == p) return trimmed(s.substr(p.size()));
    return std::string(s);
}

// What a text of a type is most plainly meant to be; from_text() decides whether it is.
template <class T>
std::string canonical_of(const std::string& s) {
    if constexpr (std::is_same_v<T, Doi>) {
        return without(s, {"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
                           "doi.org/", "doi:"});
    } else if constexpr (std::is_same_v<T, Pmid>) {
        std::string id = without(s, {"https://pubmed.ncbi.nlm.nih.gov/", "pmid:", "pmid"});
        if (id.ends_with('/')) id.pop_back();
        return id;
    } else if constexpr (std::is_same_v<T, Pmcid>) {
        std::string id = without(
            s, {"https://pmc.ncbi.nlm.nih.gov/articles/", "https://www.ncbi.nlm.nih.gov/pmc/articles/", "pmcid:"});
        if (id.ends_with('/')) id.pop_back();
        return upper(id);
    } else if constexpr (std::is_same_v<T, RegistryId>) {
        std::string id =
            upper(without(s, {"https://clinicaltrials.gov/study/", "https://clinicaltrials.gov/ct2/show/"}));
        if (id.starts_with("CHICTR")) return "ChiCTR" + id.substr(6);
        if (id.starts_with("JRCT")) return "jRCT" + lower(id.substr(4));
        return id;
    } else if constexpr (std::is_same_v<T, RorId>) {
        return lower(without(s, {"https://ror.org/", "http://ror.org/", "ror.org/"}));
    } else if constexpr (std::is_same_v<T, Orcid>) {
        return upper(without(s, {"https://orcid.org/", "http://orcid.org/", "orcid.org/"}));
    } else if constexpr (std::is_same_v<T, NcitCode>) {
        return upper(without(s, {"ncit:"}));
    } else if constexpr (std::is_same_v<T, UniprotAccession> || std::is_same_v<T, UniprotEntryName> ||
                         std::is_same_v<T, CountryCode> || std::is_same_v<T, CurrencyCode>) {
        return upper(s);
    } else {
        return s;  // only the blanks around it are no part of it
    }
}

template <class T>
void repair_text(std::string_view expected, const std::string& found, Optional<std::string>& right) {
    if (right || expected != std::string_view(T::expected)) return;
    const std::string candidate = canonical_of<T>(trimmed(found));
    if (candidate != found && T::from_text(candidate)) right = candidate;
}

template <class... T>
Optional<std::string> repaired_text(std::string_view expected, const std::string& found) {
    Optional<std::string> right;
    (repair_text<T>(expected, found, right), ...);
    return right;
}

// The JSON number that stands in quotation marks, if it is one of the type that was expected.
template <class T>
void repair_number(std::string_view expected, std::string_view found, Optional<std::string>& right) {
    if (right || expected != std::string_view(T::expected)) return;
    typename T::rep n{};
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), n);
    if (error == std::errc() && end == found.data() + found.size() && T::valid(n)) right = std::string(found);
}

template <class... T>
Optional<std::string> repaired_number(std::string_view expected, std::string_view found) {
    Optional<std::string> right;
    // What JSON does not take for a number is not one: 007, 1., .5, inf.
    if (canonicalize(found)) (repair_number<T>(expected, found, right), ...);
    return right;
}

std::string same_word(std::string_view word) {
    std::string s = lower(trimmed(word));
    std::replace(s.begin(), s.end(), ' ', '_');
    std::replace(s.begin(), s.end(), '-', '_');
    return s;
}

// The one allowed word that differs only in letter case, blanks and hyphens; findings list the words with commas between.
Optional<std::string> repaired_word(std::string_view expected, std::string_view found) {
    if (!expected.starts_with("one of ")) return std::nullopt;
    expected.remove_prefix(7);
    const std::string wanted = same_word(found);
    Optional<std::string> right;
    while (!expected.empty()) {
        const std::size_t end = std::min(expected.find(", "), expected.size());
        const std::string_view word = expected.substr(0, end);
        expected.remove_prefix(std::min(end + 2, expected.size()));
        if (same_word(word) != wanted) continue;
        if (right) return std::nullopt;
        right = std::string(word);
    }
    return right;
}

// A text that needs no escapes as a JSON string.
std::string in_quotes(std::string_view s) {
    std::string out = "\"";
    for (const char c : s) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

Optional<std::string> decoded_text(std::string_view json) {
    if (json.size() < 2 || json.front() != '"') return std::nullopt;
    const ReadOptions options;
    detail::Decoder d(json, options);
    std::string s;
    d.string(d.begin, s);
    if (std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }) &&
        trimmed(s).find_first_of("\n\r\t") != std::string::npos)
        return std::nullopt;
    return s;
}

Optional<std::string> repaired(const Finding& f, std::string_view json) {
    const Optional<std::string> text = decoded_text(json);
    if (f.rule == "CNK-JSON-016" && text) {
        const Optional<std::string> right =
            repaired_text<RegistryId, Doi, Pmid, Pmcid, HgncSymbol, UniprotAccession, UniprotEntryName, NcitCode, RorId,
                          Orcid, CountryCode, CurrencyCode, LanguageTag, Url, PartialDate, Decimal, UcumUnit>(
                f.expected, *text);
        if (right) return in_quotes(*right);
    }
    if (f.rule == "CNK-JSON-017" && text)
        if (const Optional<std::string> right = repaired_word(f.expected, *text)) return in_quotes(*right);
    if (f.rule == "CNK-JSON-012" && text)
        return repaired_number<Count, Year, Fraction, Percent, NonNegative, Latitude, Longitude>(f.expected, *text);
    if (f.rule == "CNK-JSON-012" && !text && f.expected == Decimal::expected && Decimal::from_text(json))
        return in_quotes(json);
    return std::nullopt;
}

struct Planned {
    AppliedFix fix;
    std::vector<std::string> places;  // pointers that it touches
    std::size_t offset;               // of the first of them in the text
};

// Pointers that a patch touches.
std::vector<std::string> places_of(std::string_view patch) {
    std::vector<std::string> places;
    for (std::size_t i = 0;; ++i) {
        const std::string op = '/' + std::to_string(i);
        const Result<std::string_view> path = find_at(patch, op + "/path");
        if (!path) return places;
        if (const Optional<std::string> p = decoded_text(*path)) places.push_back(*p);
        if (const Result<std::string_view> from = find_at(patch, op + "/from"); from)
            if (const Optional<std::string> p = decoded_text(*from)) places.push_back(*p);
    }
}

bool overlap(const std::string& a, const std::string& b) {
    const std::string& shorter = a.size() < b.size() ? a : b;
    const std::string& longer = a.size() < b.size() ? b : a;
    return longer.starts_with(shorter) && (longer.size() == shorter.size() || longer[shorter.size()] == '/');
}

bool overlap(const Planned& a, const Planned& b) {
    return std::any_of(a.places.begin(), a.places.end(), [&](const std::string& x) {
        return std::any_of(b.places.begin(), b.places.end(), [&](const std::string& y) { return overlap(x, y); });
    });
}

}  // namespace

void propose_fixes(std::string_view text, Findings& findings) {
    std::vector<Finding*> wanted;
    std::vector<std::string> pointers;
    for (Finding& f : findings.list()) {
        if (f.fix || (f.rule != "CNK-JSON-012" && f.rule != "CNK-JSON-016" && f.rule != "CNK-JSON-017")) continue;
        wanted.push_back(&f);
        pointers.push_back(f.pointer);
    }
    if (wanted.empty()) return;
    const auto values = find_all_at(text, pointers);
    if (!values) return;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Optional<std::string_view>& json = (*values)[i];
        if (!json) continue;
        const Optional<std::string> right = repaired(*wanted[i], *json);
        if (!right) continue;
        const Change change{pointers[i], std::string(*json), *right};
        wanted[i]->fix = to_patch({change});
    }
}

Result<FixedText> apply_fixes(std::string_view text, const Findings& findings) {
    FixedText result;
    result.text = std::string(text);
    std::vector<Planned> planned;
    for (const Finding& f : findings) {
        if (!f.fix) continue;
        Planned p{{f.rule, f.pointer, *f.fix}, places_of(*f.fix), 0};
        const bool taken =
            std::any_of(planned.begin(), planned.end(), [&](const Planned& other) { return overlap(other, p); });
        if (p.places.empty() || taken)
            result.left.push_back(std::move(p.fix));
        else
            planned.push_back(std::move(p));
    }
    std::vector<std::string> first;
    for (const Planned& p : planned)
        first.push_back(p.places.front());
    const auto values = find_all_at(text, first);
    if (!values) return {std::nullopt, values.findings()};
    for (std::size_t i = 0; i < planned.size(); ++i)
        if (const auto& value = (*values)[i]) planned[i].offset = static_cast<std::size_t>(value->data() - text.data());
    // From the end of the document, so that the indexes of what comes before stay right.
    std::stable_sort(planned.begin(), planned.end(),
                     [](const Planned& a, const Planned& b) { return a.offset > b.offset; });
    for (Planned& p : planned) {
        Result<std::string> edited = edit_text(result.text, p.fix.patch);
        if (!edited) {
            result.left.push_back(std::move(p.fix));
            continue;
        }
        result.text = std::move(*edited);
        result.applied.push_back(std::move(p.fix));
    }
    std::reverse(result.applied.begin(), result.applied.end());
    return result;
}

}  // namespace carnk::inline v0_1
