// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What the generator of the site's pages writes with: HTML text and pages for Doxygen.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::site {

/// @brief Where things come from and go to.
struct Places {
    std::filesystem::path pages{};   ///< Pages for Doxygen.
    std::filesystem::path html{};    ///< Files that stand beside the pages: drawings, schemas.
    std::filesystem::path source{};  ///< The project.
    std::filesystem::path tool{};    ///< The command.
};

/// @brief Text as HTML shows it.
[[nodiscard]] std::string html(std::string_view text);

/// @brief A label of a page: letters, digits and underscores; the page is `<label>.html`.
[[nodiscard]] std::string label(std::string_view text);

/// @brief A link.
[[nodiscard]] std::string link(std::string_view address, std::string_view text);

/// @brief A table in a frame of its own that scrolls where it is too wide. Cells are HTML.
class Table {
public:
    /// @param caption  what it shows, for those who do not see it
    Table(std::string_view caption, const std::vector<std::string>& heads);
    void row(const std::vector<std::string>& cells, std::string_view id = {});
    [[nodiscard]] std::string finish() const { return text_ + "</tbody></table></div>\n"; }

private:
    std::string text_{};
};

/// @brief One page.
struct Page {
    std::string label{};               ///< Name of its file.
    std::string title{};               ///< As lists and the search show it.
    std::string body{};                ///< HTML.
    std::vector<std::string> below{};  ///< Labels of the pages below it.
};

/// @brief Writes a page. @throws std::runtime_error if it cannot be written
void write(const Places& places, const Page& page);

/// @brief Writes a file whole. @throws std::runtime_error
void write_file(const std::filesystem::path& file, std::string_view text);

/// @brief The text of a file. @throws std::runtime_error
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

void write_catalogue(const Places& places);  ///< Pages of the catalogue, charts and drawings.
void write_rules(const Places& places);      ///< The rules, a page each.
void write_types(const Places& places);      ///< Data dictionary, words and schemas.
void write_commands(const Places& places);   ///< The command with what it prints, the policy table.

}  // namespace carnk::site
