// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/optional.hpp>

#include "rules/excerpt.hpp"

#include "rules/shown_text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::shown {

namespace {

constexpr std::size_t tab = 4;

// Bytes of the JSON token that begins at an offset of a line.
std::size_t token_length(std::string_view line, std::size_t at) {
    if (at >= line.size()) return 1;
    if (line[at] == '"') {
        std::size_t i = at + 1;
        while (i < line.size() && line[i] != '"')
            i += line[i] == '\\' ? 2U : 1U;
        return std::min(i + 1, line.size()) - at;
    }
    const std::size_t end = std::min(line.find_first_of(" \t,:{}[]\"", at), line.size());
    return std::max<std::size_t>(end - at, 1);
}

struct Shown {
    std::string text{};
    std::size_t width = 0;
};

// A part of the line as it is shown, from a column on, so that tabs come out right.
Shown shown(std::string_view part, std::size_t column) {
    Shown s;
    while (!part.empty()) {
        const Character c = first_character(part);
        if (c.bytes == "\t") {
            const std::size_t n = tab - (column + s.width) % tab;
            s.text.append(n, ' ');
            s.width += n;
        } else {
            const std::string safe = printable(c.bytes);
            s.text += safe;
            s.width += safe == c.bytes ? c.width : safe.size();
        }
        part.remove_prefix(c.bytes.size());
    }
    return s;
}

// The text without its first columns.
std::string from_column(std::string_view text, std::size_t columns) {
    while (!text.empty() && columns > 0) {
        const Character c = first_character(text);
        columns -= std::min(columns, c.width);
        text.remove_prefix(c.bytes.size());
    }
    return std::string(text);
}

}  // namespace

Optional<Excerpt> excerpt_of(std::string_view text, std::uint32_t line, std::uint32_t column, std::size_t width,
                             bool unicode) {
    std::size_t begin = 0;
    for (std::uint32_t i = 1; i < line; ++i) {
        begin = text.find('\n', begin);
        if (begin == std::string_view::npos) return std::nullopt;
        ++begin;
    }
    std::string_view source = text.substr(begin, text.find('\n', begin) - begin);
    if (source.ends_with('\r')) source.remove_suffix(1);

    const std::size_t at = std::min<std::size_t>(column > 0 ? column - 1 : 0, source.size());
    // Of a line of a megabyte only the neighbourhood of the place is looked at.
    constexpr std::size_t far = 2000;
    std::size_t first = at > far ? at - far : 0;
    while (first > 0 && first < source.size() && (static_cast<unsigned char>(source[first]) & 0xC0U) == 0x80)
        --first;
    const Shown before = shown(source.substr(first, at - first), 0);
    const std::size_t token = std::min(token_length(source, at), far);
    const Shown marked = shown(source.substr(at, token), before.width);
    const Shown after =
        shown(source.substr(std::min(at + token, source.size())).substr(0, far), before.width + marked.width);

    Excerpt e;
    e.start = before.width;
    e.length = std::max<std::size_t>(marked.width, 1);
    e.line = before.text + marked.text + after.text;
    width = std::max<std::size_t>(width, 20);
    const std::string_view dots = unicode ? "\u2026" : "...";
    const std::size_t dots_width = display_width(dots);
    // The place moves to a third of the width if it would be out of sight.
    if (const std::size_t third = width / 3; first > 0 || e.start + std::min(e.length, third) > width) {
        const std::size_t cut = e.start > third ? e.start - third : 0;
        if (cut > 0 || first > 0) {
            e.line = std::string(dots) + from_column(e.line, cut);
            e.start = e.start - cut + dots_width;
        }
    }
    e.line = shortened(e.line, width, unicode);
    const std::size_t end = display_width(e.line);
    if (e.start < end) e.length = std::min(e.length, end - e.start);
    while (e.line.ends_with(' '))
        e.line.pop_back();
    return e;
}

}  // namespace carnk::inline v0_1::shown
