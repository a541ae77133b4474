// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief SVG text: shapes with classes for their colours, texts that fit their boxes whatever the font.
#include <carnk/draw/options.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1::draw {

/// @brief The text as XML can carry it and a reader sees it: controls are blanks, marks of direction are gone.
[[nodiscard]] std::string clean(std::string_view text);

/// @brief Width that a text needs in the widest of the usual sans-serif fonts, in pixels at `size`.
[[nodiscard]] double width_of(std::string_view text, double size, bool bold = false);

/// @brief A text in lines of a width. More than `most` lines are cut, with an ellipsis.
[[nodiscard]] std::vector<std::string> fitted(std::string_view text, double width, double size, bool bold = false,
                                              std::size_t most = 100);

/// @brief "1 study", "2 studies"; a number and a word.
[[nodiscard]] std::string number(double value, int digits = 0);

/// @brief A rectangle.
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

/// @brief How a text looks.
struct Letters {
    double size = 13;
    bool bold = false;
    std::string_view anchor = "start";  ///< "start", "middle" or "end".
    bool muted = false;
};

/// @brief A drawing that grows.
class Svg {
public:
    /// @param key  what tells this drawing from others on a page  @param title  its name  @param description  what it shows, in words
    Svg(std::string_view key, std::string_view title, std::string_view description, Theme theme);

    /// @brief Begins a group whose full text a reader sees on hovering. `box` marks one whose texts lie in its first shape.
    void open(std::string_view full, bool box = true);
    /// @brief Ends it.
    void close();
    /// @brief A rectangle in the colours of a paint.
    void rect(const Box& box, std::string_view paint, double radius = 6, bool dashed = false);
    /// @brief A line of a paint: "axis", "link", "grid", "strong".
    void line(double x1, double y1, double x2, double y2, std::string_view paint, bool dashed = false);
    /// @brief A path in the colours of a paint.
    void path(std::string_view d, std::string_view paint, bool dashed = false);
    /// @brief One line of text with its baseline at y.
    void text(double x, double y, std::string_view text, const Letters& letters = {});
    /// @brief Lines of text; the first has its baseline at y. @return  the baseline after the last line
    double lines(double x, double y, const std::vector<std::string>& lines, double step, const Letters& letters = {});

    /// @brief The whole drawing.
    [[nodiscard]] std::string finish(double width, double height) const;

private:
    std::string head_{}, body_{};
    std::string title_{}, key_{};
    Theme theme_;
};

}  // namespace carnk::inline v0_1::draw
