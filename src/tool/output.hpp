// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Where the command writes: standard output and error, with colour and width as the terminal has them.
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

namespace carnk::inline v0_1::tool {

/// @brief Exit codes of the command; part of its interface.
enum ExitCode : int {
    exit_clean = 0,     ///< Done, nothing of error severity found.
    exit_findings = 1,  ///< Findings of error severity.
    exit_usage = 2,     ///< The command line makes no sense: unknown verb, option, type or id.
    exit_io = 3,        ///< Something could not be read or written.
};

/// @brief The command line makes no sense.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// @brief Something could not be read or written.
class IoError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// @brief How a piece of text is meant; the terminal shows it in colour.
enum class Style { plain, strong, dim, heading, error, warning, note, good, accent };

/// @brief When to colour.
enum class ColorMode { automatic, always, never };

/// @brief One stream of the process. Text is gathered and written when there is much of it and at the end.
class Output {
public:
    /// @brief Writes to a stream that the process has, such as stdout.
    explicit Output(std::FILE* stream) noexcept;
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output();

    /// @brief Decides on colour; the environment (NO_COLOR, TERM) and the kind of stream decide for `automatic`.
    void set_color(ColorMode mode);

    /// @brief Writes text as it is.
    Output& operator<<(std::string_view text);
    /// @brief Writes one character.
    Output& operator<<(char c) { return *this << std::string_view(&c, 1); }

    /// @brief Text in a style, if colour is on.
    [[nodiscard]] std::string styled(Style style, std::string_view text) const;

    [[nodiscard]] bool terminal() const noexcept { return terminal_; }   ///< Whether a person looks at it.
    [[nodiscard]] bool unicode() const noexcept { return unicode_; }     ///< Whether more than ASCII can be shown.
    [[nodiscard]] std::size_t width() const noexcept { return width_; }  ///< Columns; 100 where there is no terminal.

    /// @brief Hands over what was gathered. @throws IoError if it cannot be written.
    void flush();

private:
    std::FILE* stream_;
    std::string buffer_;
    bool terminal_ = false, unicode_ = false, color_ = false;
    std::size_t width_ = 100;
};

/// @brief What every verb gets.
struct Terminal {
    Output out{stdout};  ///< Answers.
    Output err{stderr};  ///< What went wrong.
};

}  // namespace carnk::inline v0_1::tool
