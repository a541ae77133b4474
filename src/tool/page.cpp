// SPDX-License-Identifier: BSL-1.0
#include "tool/page.hpp"

#include "tool/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::tool {

std::string cited(const Source& s) {
    std::string text = s.title;
    if (s.doi) text += ", doi:" + std::string(s.doi->text());
    if (s.pmid) text += ", PMID " + std::string(s.pmid->text());
    if (!s.doi && !s.pmid && s.registry_id && text.find(s.registry_id->text()) == std::string::npos)
        text += ", " + std::string(s.registry_id->text());
    if (!s.doi && !s.pmid && s.url) text += ", " + std::string(s.url->text());
    return text;
}

void Page::heading(std::string_view text) {
    out_ << '\n' << out_.styled(Style::heading, text) << '\n';
}

void Page::paragraph(std::string_view text, std::string_view mark, Style style) {
    bool first = true;
    for (const std::string& line : wrapped(printable(text), std::min<std::size_t>(out_.width(), 100) - mark.size())) {
        out_ << (first ? std::string(mark) : std::string(mark.size(), ' ')) << out_.styled(style, line) << '\n';
        first = false;
    }
}

void Page::sources(const std::vector<Source>& list, std::string_view mark) {
    for (const Source& s : list)
        paragraph(cited(s), mark);
}

std::string SourceList::marks(const std::vector<Source>& sources) {
    std::string text;
    for (const Source& s : sources) {
        const std::string line = cited(s);
        auto at = std::find(lines_.begin(), lines_.end(), line);
        if (at == lines_.end()) at = lines_.insert(at, line);
        text += '[' + std::to_string(at - lines_.begin() + 1) + ']';
    }
    return text;
}

void SourceList::print(Page& page) const {
    if (lines_.empty()) return;
    page.heading("Sources");
    for (std::size_t i = 0; i < lines_.size(); ++i)
        page.paragraph(lines_[i], "  [" + std::to_string(i + 1) + "] ");
}

}  // namespace carnk::inline v0_1::tool
