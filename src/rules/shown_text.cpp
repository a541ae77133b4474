// SPDX-License-Identifier: BSL-1.0
#include "rules/shown_text.hpp"

#include <carnk/json/detail/scan.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace carnk::inline v0_1::shown {

namespace {

struct Range {
    std::uint32_t first, last;
};

// Combining marks and other characters without width of their own (Unicode 15, the blocks that occur in such texts).
constexpr std::array no_width{Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD},
                              Range{0x0610, 0x061A}, Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF},
                              Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E},
                              Range{0x2060, 0x2064}, Range{0x20D0, 0x20F0}, Range{0xFE00, 0xFE0F},
                              Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}, Range{0xE0100, 0xE01EF}};

// Characters that fill two columns (East Asian Width W and F).
constexpr std::array two_columns{Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},  Range{0x3041, 0x33FF},
                                 Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},  Range{0xA000, 0xA4CF},
                                 Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},  Range{0xFE30, 0xFE6F},
                                 Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},  Range{0x1F300, 0x1F64F},
                                 Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};

template <std::size_t N>
bool in(const std::array<Range, N>& ranges, std::uint32_t c) {
    return std::any_of(ranges.begin(), ranges.end(), [c](Range r) { return c >= r.first && c <= r.last; });
}

// Letters to change, add, drop, or swap with their neighbour (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

Character first_character(std::string_view text) noexcept {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t n = lead < 0x80 ? 1 : lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
    if (n == 1) return {text.substr(0, 1), 1};
    if (text.size() < n) return {text.substr(0, 1), 1};
    std::uint32_t c = lead & (0x7FU >> n);
    for (std::size_t i = 1; i < n; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0) != 0x80) return {text.substr(0, 1), 1};
        c = c << 6 | (next & 0x3FU);
    }
    const std::size_t width = in(no_width, c) ? 0 : in(two_columns, c) ? 2 : 1;
    return {text.substr(0, n), width};
}

std::size_t display_width(std::string_view text) noexcept {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character c = first_character(text);
        width += c.width;
        text.remove_prefix(c.bytes.size());
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
    const std::size_t have = display_width(text);
    const std::string blanks(have < width ? width - have : 0, ' ');
    return right ? blanks + std::string(text) : std::string(text) + blanks;
}

std::string shortened(std::string_view text, std::size_t width, bool unicode) {
    if (display_width(text) <= width) return std::string(text);
    const std::string_view mark = unicode ? "\u2026" : "...";
    const std::size_t room = width > display_width(mark) ? width - display_width(mark) : 0;
    std::string out;
    std::size_t used = 0;
    while (!text.empty()) {
        const Character c = first_character(text);
        if (used + c.width > room) break;
        used += c.width;
        out += c.bytes;
        text.remove_prefix(c.bytes.size());
    }
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out.append(mark);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    width = std::max<std::size_t>(width, 8);
    std::vector<std::string> lines;
    std::string line;
    std::size_t used = 0;
    const auto end_line = [&] {
        lines.push_back(std::exchange(line, {}));
        used = 0;
    };
    const auto add_word = [&](std::string_view word) {
        const std::size_t need = display_width(word);
        if (used > 0 && used + 1 + need > width) end_line();
        if (used > 0) {
            line += ' ';
            ++used;
        }
        line += word;
        used += need;
    };
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(" \n");
        if (const std::string_view word = text.substr(0, end); !word.empty()) add_word(word);
        if (end == std::string_view::npos) break;
        if (text[end] == '\n') end_line();
        text.remove_prefix(end + 1);
    }
    if (!line.empty() || lines.empty()) end_line();
    return lines;
}

std::string printable(std::string_view text) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character c = first_character(text);
        const auto byte = static_cast<unsigned char>(c.bytes[0]);
        const bool control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F ||
                             (c.bytes.size() == 1 && byte >= 0x80) ||
                             (c.bytes.size() == 2 && byte == 0xC2 && static_cast<unsigned char>(c.bytes[1]) < 0xA0);
        if (control)
            for (char b : c.bytes) {
                const auto u = static_cast<unsigned char>(b);
                out += "\\x";
                out += hex[u >> 4];
                out += hex[u & 15];
            }
        else
            out += c.bytes;
        text.remove_prefix(c.bytes.size());
    }
    return out;
}

std::string well_formed(std::string_view text) {
    std::string out;
    while (const char* bad = detail::ill_formed_utf8(text.data(), text.data() + text.size())) {
        const auto good = static_cast<std::size_t>(bad - text.data());
        out.append(text.substr(0, good)).append("\uFFFD");
        text.remove_prefix(good + 1);
    }
    return out.append(text);
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string humanized(std::string_view name) {
    struct Word {
        std::string_view plain, shown;
    };
    static constexpr std::array words{Word{"id", "id"},
                                      Word{"ids", "ids"},
                                      Word{"doi", "DOI"},
                                      Word{"pmid", "PMID"},
                                      Word{"pmcid", "PMCID"},
                                      Word{"url", "URL"},
                                      Word{"hgnc", "HGNC"},
                                      Word{"ncit", "NCIt"},
                                      Word{"ror", "ROR"},
                                      Word{"orcid", "ORCID"},
                                      Word{"nct", "NCT"},
                                      Word{"uniprot", "UniProt"},
                                      Word{"dna", "DNA"},
                                      Word{"mrna", "mRNA"},
                                      Word{"rna", "RNA"},
                                      Word{"fda", "FDA"},
                                      Word{"us", "US"},
                                      Word{"eu", "EU"},
                                      Word{"who", "WHO"},
                                      Word{"hla", "HLA"},
                                      Word{"kir", "KIR"},
                                      Word{"gvhd", "GvHD"},
                                      Word{"crs", "CRS"},
                                      Word{"icans", "ICANS"},
                                      Word{"nk", "NK"},
                                      Word{"nk92", "NK-92"},
                                      Word{"car", "CAR"},
                                      Word{"cars", "CARs"},
                                      Word{"ipsc", "iPSC"},
                                      Word{"scfv", "scFv"},
                                      Word{"il2", "IL-2"},
                                      Word{"il15", "IL-15"},
                                      Word{"il21", "IL-21"},
                                      Word{"gmp", "GMP"},
                                      Word{"ecog", "ECOG"},
                                      Word{"mrd", "MRD"},
                                      Word{"phase1", "phase 1"},
                                      Word{"phase2", "phase 2"},
                                      Word{"phase3", "phase 3"},
                                      Word{"phase4", "phase 4"},
                                      Word{"uln", "ULN"},
                                      Word{"cns", "CNS"},
                                      Word{"faq", "FAQ"},
                                      Word{"qaly", "QALY"},
                                      Word{"icer", "ICER"},
                                      Word{"crispr", "CRISPR"},
                                      Word{"grade3", "grade 3"},
                                      Word{"grade2", "grade 2"},
                                      Word{"b", "B"},
                                      Word{"t", "T"},
                                      Word{"cb", "CB"},
                                      Word{"pb", "PB"},
                                      Word{"caspase9", "caspase 9"},
                                      Word{"ccl19", "CCL19"},
                                      Word{"cd16", "CD16"},
                                      Word{"cd28", "CD28"},
                                      Word{"cd3", "CD3"},
                                      Word{"cd38", "CD38"},
                                      Word{"cd137", "CD137"},
                                      Word{"cd27", "CD27"},
                                      Word{"cd244", "CD244"},
                                      Word{"ox40", "OX40"},
                                      Word{"dap10", "DAP10"},
                                      Word{"dap12", "DAP12"},
                                      Word{"dnam1", "DNAM-1"},
                                      Word{"icos", "ICOS"},
                                      Word{"il7", "IL-7"},
                                      Word{"il10", "IL-10"},
                                      Word{"egfr", "EGFR"},
                                      Word{"tgfbr2", "TGFBR2"}};
    if (name == "phase1_2") return "phase 1/2";
    if (name == "phase2_3") return "phase 2/3";
    if (name == "early_phase1") return "early phase 1";
    std::string out;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find('_'), name.size());
        const std::string_view word = name.substr(0, end);
        const auto known = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.plain == word; });
        if (!out.empty()) out += ' ';
        out += known == words.end() ? word : known->shown;
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    for (const auto& [apart, together] : {std::pair<std::string_view, std::string_view>{"CAR NK", "CAR-NK"},
                                          std::pair<std::string_view, std::string_view>{"CAR T", "CAR-T"}})
        if (const std::size_t at = out.find(apart);
            at != std::string::npos && (at + apart.size() == out.size() || out[at + apart.size()] == ' '))
            out.replace(at, apart.size(), together);
    return out;
}

std::string capitalized(std::string text) {
    // "mRNA" and "iPSC" keep their form.
    const bool mixed = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
    if (!text.empty() && !mixed && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string grouped(long long n) {
    std::string digits = std::to_string(n);
    const std::size_t sign = n < 0 ? 1 : 0;
    for (std::size_t i = digits.size(); i > sign + 3; i -= 3)
        digits.insert(i - 3, ",");
    return digits;
}

std::string counted(std::size_t n, std::string_view singular, std::string_view plural) {
    std::string out = grouped(static_cast<long long>(n)) + ' ';
    if (n == 1) return out.append(singular);
    return plural.empty() ? out.append(singular) + 's' : out.append(plural);
}

std::vector<std::string> near(std::string_view word, const std::vector<std::string>& candidates, std::size_t most) {
    const std::string wanted = lowered(word);
    std::vector<std::pair<std::size_t, std::string>> scored;
    for (const std::string& candidate : candidates) {
        const std::string have = lowered(candidate);
        std::size_t score = edit_distance(wanted, have);
        const std::size_t limit = std::max<std::size_t>(1, std::max(wanted.size(), have.size()) / 3);
        const bool part = wanted.size() >= 3 && have.find(wanted) != std::string::npos;
        if (score > limit && !part) continue;
        if (part) score = std::min<std::size_t>(score, 1 + (have.starts_with(wanted) ? 0U : 1U));
        scored.emplace_back(score, candidate);
    }
    std::sort(scored.begin(), scored.end());
    scored.erase(std::unique(scored.begin(), scored.end()), scored.end());
    std::vector<std::string> best;
    for (const auto& [score, candidate] : scored)
        if (best.size() < most) best.push_back(candidate);
    return best;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < texts.size(); ++i)
        out.append(i == 0 ? "" : separator).append(texts[i]);
    return out;
}

std::string csv_field(std::string_view text) {
    std::string out(text);
    if (!out.empty() && std::string_view("=+-@\t\r").find(out[0]) != std::string_view::npos) out.insert(0, "'");
    if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
    std::string quoted = "\"";
    for (const char c : out)
        quoted.append(c == '"' ? "\"\"" : std::string(1, c));
    return quoted + '"';
}

std::string json_string(std::string_view raw) {
    const std::string text = well_formed(raw);
    static constexpr char hex[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else if (c == '\r')
            out += "\\r";
        else if (u < 0x20)
            out.append("\\u00").append(1, hex[u >> 4]).append(1, hex[u & 15]);
        else
            out += c;
    }
    return out + '"';
}

}  // namespace carnk::inline v0_1::shown
