// SPDX-License-Identifier: BSL-1.0
#include "draw/svg.hpp"

#include "rules/shown_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace carnk::inline v0_1::draw {

namespace {

using shown::Character;
using shown::first_character;

// Advance widths of the printable ASCII characters in thousandths of the size: those of a wide sans-serif (DejaVu Sans), so that text
// in Arial, Helvetica or Liberation Sans is shorter, never longer.
constexpr std::array<std::uint16_t, 95> advance{
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361,  318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635,  611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352,  635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,  525, 636, 337, 636, 838};

std::uint32_t code_of(std::string_view bytes) {
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (bytes.size() == 1) return lead;
    std::uint32_t c = lead & (0x7FU >> bytes.size());
    for (std::size_t i = 1; i < bytes.size(); ++i)
        c = c << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
    return c;
}

double width_of(const Character& c, bool bold) {
    const std::uint32_t code = code_of(c.bytes);
    if (c.width == 0) return 0;
    double width = 0.76;
    if (code >= 0x20 && code < 0x7F)
        width = advance[code - 0x20] / 1000.0;
    else if (c.width == 2)
        width = code >= 0x1F000 ? 1.4 : 1.02;
    else if (code >= 0x2010 && code < 0x2C00)
        width = 1;  // dashes, arrows, signs
    return width * (bold ? 1.12 : 1.0);
}

// What a class looks like: fill and line, light and dark. Text on any fill is in the colour of text, so every fill is pale in the light
// theme and deep in the dark one; a test computes the contrasts from the finished drawing.
struct Paint {
    std::string_view name, fill, line, dark_fill, dark_line;
};
constexpr std::array paints{
    Paint{"paper", "#ffffff", "none", "#11161c", "none"},
    Paint{"band", "#f6efe0", "#b59a63", "#2d281b", "#8f7d52"},
    Paint{"cell", "#f5f8fa", "none", "#171e26", "none"},
    Paint{"blue", "#d9eafc", "#1f6cb0", "#12395c", "#6db3f2"},
    Paint{"grey", "#eceff2", "#5f6b78", "#2a323b", "#9aa7b4"},
    Paint{"violet", "#e6e0fa", "#6a4fc2", "#33285f", "#b3a1f5"},
    Paint{"amber", "#ffedc2", "#8f6400", "#4a3808", "#e8bd4a"},
    Paint{"green", "#d6f3de", "#1e7a41", "#11432a", "#66cf8d"},
    Paint{"red", "#ffded8", "#b23c27", "#571f14", "#ff9a85"},
    Paint{"teal", "#d4f1f1", "#117474", "#0d4141", "#5fd0d0"},
    Paint{"pink", "#fadcee", "#a3307a", "#4f163a", "#f28fcb"},
    Paint{"lime", "#ebf6cd", "#587400", "#33400a", "#b5d14a"},
    Paint{"orange", "#ffe3c7", "#9f4f00", "#4d2a05", "#ffb066"},
    Paint{"plain", "#ffffff", "#5f6b78", "#11161c", "#9aa7b4"},
};

constexpr std::string_view light_text = "#14202b", dark_text = "#e9eff5", light_muted = "#465463",
                           dark_muted = "#b4c0cc";

void colours(std::string& css, bool dark) {
    const auto rule = [&](std::string_view what, std::string_view declarations) {
        css.append(".carnk-drawing").append(what).append("{").append(declarations).append("}\n");
    };
    rule("", std::string("color:").append(dark ? dark_text : light_text));
    rule(" .muted", std::string("fill:").append(dark ? dark_muted : light_muted));
    for (const Paint& p : paints)
        rule(" ." + std::string(p.name), std::string("fill:")
                                             .append(dark ? p.dark_fill : p.fill)
                                             .append(";stroke:")
                                             .append(dark ? p.dark_line : p.line));
}

std::string style(Theme theme) {
    std::string css =
        ".carnk-drawing text{fill:currentColor;font-family:\"Liberation Sans\",Arial,Helvetica,\"DejaVu Sans\",sans-serif}\n"
        ".carnk-drawing .bold{font-weight:bold}\n"
        ".carnk-drawing .shape{stroke-width:1.5}\n"
        ".carnk-drawing .dashed{stroke-dasharray:5 4}\n"
        ".carnk-drawing .link{fill:none;stroke:currentColor;stroke-width:2}\n"
        ".carnk-drawing .strong{fill:currentColor;stroke:currentColor;stroke-width:2}\n"
        ".carnk-drawing .axis{fill:none;stroke:currentColor;stroke-width:1}\n"
        ".carnk-drawing .grid{fill:none;stroke:currentColor;stroke-width:1;stroke-opacity:.18}\n";
    colours(css, theme == Theme::dark);
    if (theme == Theme::automatic) {
        css += "@media (prefers-color-scheme:dark){\n";
        colours(css, true);
        css += "}\n";
    }
    return css;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text)
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    return out;
}

// One that a line may end after.
bool breaks_after(std::string_view c) {
    return c == "-" || c == "/" || c == "+" || c == "," || c == "_" || c == ";" || c == "\u2013";
}

}  // namespace

std::string clean(std::string_view text) {
    const std::string formed = shown::well_formed(text);
    std::string_view rest = formed;
    std::string out;
    while (!rest.empty()) {
        const Character c = first_character(rest);
        rest.remove_prefix(c.bytes.size());
        const std::uint32_t code = code_of(c.bytes);
        if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029)
            out += ' ';
        else if ((code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                 code == 0x200F || code == 0x061C || code == 0xFEFF)
            continue;
        else if ((code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF))
            out += "\uFFFD";
        else
            out += c.bytes;
    }
    return out;
}

double width_of(std::string_view text, double size, bool bold) {
    double width = 0;
    while (!text.empty()) {
        const Character c = first_character(text);
        width += width_of(c, bold);
        text.remove_prefix(c.bytes.size());
    }
    return width * size;
}

std::vector<std::string> fitted(std::string_view text, double width, double size, bool bold, std::size_t most) {
    const std::string whole = clean(text);
    // Pieces between which a line may end.
    std::vector<std::string> pieces;
    std::string piece;
    const auto end_piece = [&] {
        if (!piece.empty()) pieces.push_back(std::move(piece));
        piece.clear();
    };
    for (std::string_view rest = whole; !rest.empty();) {
        const Character c = first_character(rest);
        rest.remove_prefix(c.bytes.size());
        if (c.bytes == " ") {
            if (!piece.empty())
                piece += ' ';
            else if (!pieces.empty() && !pieces.back().ends_with(' '))
                pieces.back() += ' ';
            end_piece();
            continue;
        }
        if (c.width == 2) end_piece();
        // A word that fills more than a line ends anywhere but before a mark that belongs to the letter.
        if (c.width > 0 && width_of(piece + std::string(c.bytes), size, bold) > width) end_piece();
        piece += c.bytes;
        const bool number_follows = !rest.empty() && rest[0] >= '0' && rest[0] <= '9';  // "5/30", "20-30"
        if ((breaks_after(c.bytes) && !number_follows) || c.width == 2) {
            while (!rest.empty() && first_character(rest).width == 0) {
                piece += first_character(rest).bytes;
                rest.remove_prefix(first_character(rest).bytes.size());
            }
            end_piece();
        }
    }
    end_piece();
    const auto trimmed = [](std::string line) {
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        return line;
    };
    std::vector<std::string> lines;
    std::string line;
    for (const std::string& p : pieces) {
        if (!line.empty() && width_of(trimmed(line + p), size, bold) > width) {
            lines.push_back(trimmed(line));
            line.clear();
        }
        line += p;
    }
    if (!trimmed(line).empty()) lines.push_back(trimmed(line));
    if (lines.size() <= most) return lines;
    lines.resize(std::max<std::size_t>(most, 1));
    std::string& last = lines.back();
    while (!last.empty() && width_of(last + "\u2026", size, bold) > width) {
        // The last character with the marks that belong to it.
        std::size_t keep = 0;
        for (std::string_view rest = last; !rest.empty();) {
            const Character c = first_character(rest);
            if (c.width > 0) keep = static_cast<std::size_t>(rest.data() - last.data());
            rest.remove_prefix(c.bytes.size());
        }
        last.resize(keep);
    }
    last = trimmed(last) + "\u2026";
    return lines;
}

std::string number(double value, int digits) {
    std::array<char, 64> text{};
    if (!std::isfinite(value) || std::fabs(value) > 1e15) return "0";
    if (std::fabs(value) * std::pow(10.0, digits) < 0.5) value = 0;  // no "-0"
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, digits).ptr;
    return {text.data(), end};
}

namespace {

// A place on the drawing: tenths of a pixel are enough.
std::string at(double value) {
    std::string text = number(value, 1);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string attribute(std::string_view name, double value) {
    return std::string(" ").append(name).append("=\"").append(at(value)).append("\"");
}

std::string classes(std::string_view paint, bool dashed) {
    std::string out = " class=\"shape ";
    out.append(paint).append(dashed ? " dashed" : "").append("\"");
    return out;
}

}  // namespace

Svg::Svg(std::string_view key, std::string_view title, std::string_view description, Theme theme)
    : title_(clean(title)), theme_(theme) {
    key_ = "carnk-";
    for (const char c : key)
        key_ += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
    head_ = "<title id=\"" + key_ + "-title\">" + escaped(title_) + "</title>\n<desc id=\"" + key_ + "-desc\">" +
            escaped(clean(description)) + "</desc>\n";
}

void Svg::open(std::string_view full, bool box) {
    body_ += box ? "<g class=\"box\">" : "<g>";
    if (!full.empty()) body_ += "<title>" + escaped(clean(full)) + "</title>";
    body_ += '\n';
}

void Svg::close() {
    body_ += "</g>\n";
}

void Svg::rect(const Box& box, std::string_view paint, double radius, bool dashed) {
    body_ += "<rect" + classes(paint, dashed) + attribute("x", box.x) + attribute("y", box.y) +
             attribute("width", std::max(box.width, 0.0)) + attribute("height", std::max(box.height, 0.0));
    if (radius > 0) body_ += attribute("rx", radius);
    body_ += "/>\n";
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view paint, bool dashed) {
    body_.append("<line class=\"").append(paint).append(dashed ? " dashed\"" : "\"");
    body_ += attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + "/>\n";
}

void Svg::path(std::string_view d, std::string_view paint, bool dashed) {
    body_.append("<path").append(classes(paint, dashed)).append(" d=\"").append(d).append("\"/>\n");
}

void Svg::text(double x, double y, std::string_view text, const Letters& letters) {
    if (text.empty()) return;
    body_ += "<text" + attribute("x", x) + attribute("y", y) + attribute("font-size", letters.size);
    if (letters.anchor != "start") body_.append(" text-anchor=\"").append(letters.anchor).append("\"");
    if (letters.bold || letters.muted)
        body_.append(" class=\"")
            .append(letters.bold ? "bold" : "")
            .append(letters.bold && letters.muted ? " " : "")
            .append(letters.muted ? "muted" : "")
            .append("\"");
    body_ += ">" + escaped(clean(text)) + "</text>\n";
}

double Svg::lines(double x, double y, const std::vector<std::string>& lines, double step, const Letters& letters) {
    for (const std::string& line : lines) {
        text(x, y, line, letters);
        y += step;
    }
    return y;
}

std::string Svg::finish(double width, double height) const {
    const std::string w = at(std::ceil(width)), h = at(std::ceil(height));
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"carnk-drawing\" viewBox=\"0 0 " + w + " " + h +
           "\" width=\"" + w + "\" height=\"" + h + "\" role=\"img\" aria-labelledby=\"" + key_ + "-title " + key_ +
           "-desc\">\n" + head_ + "<style>\n" + style(theme_) + "</style>\n<rect class=\"paper\" width=\"" + w +
           "\" height=\"" + h + "\" rx=\"8\"/>\n" + body_ + "</svg>\n";
}

}  // namespace carnk::inline v0_1::draw
