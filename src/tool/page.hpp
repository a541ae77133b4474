// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Pages of text: headings, wrapped paragraphs, sources.
#include <carnk/core/source.hpp>

#include "tool/output.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::tool {

/// @brief A source on one line, short: title, DOI, PubMed id or address.
[[nodiscard]] std::string cited(const Source& source);

/// @brief Writes a page.
class Page {
public:
    explicit Page(Output& out) noexcept : out_(out) {}
    /// @brief An empty line and a heading.
    void heading(std::string_view text);
    /// @brief A text wrapped to the width, with a mark before it; what is not printable is made so.
    void paragraph(std::string_view text, std::string_view mark = "  ", Style style = Style::plain);
    /// @brief One paragraph for each source.
    void sources(const std::vector<Source>& list, std::string_view mark = "  - ");

protected:
    Output& out_;  ///< Where it writes.
};

/// @brief The numbers of sources on a page: each work once, in the order in which it is named first.
class SourceList {
public:
    /// @brief The numbers of these sources in brackets, such as "[1][4]"; empty for none.
    [[nodiscard]] std::string marks(const std::vector<Source>& sources);
    /// @brief Writes the list under a heading, if there is one.
    void print(Page& page) const;

private:
    std::vector<std::string> lines_{};
};

}  // namespace carnk::inline v0_1::tool
