// SPDX-License-Identifier: BSL-1.0
#include "tool/output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/ioctl.h>
#include <unistd.h>
#define CARNK_TOOL_POSIX 1
#endif

namespace carnk::inline v0_1::tool {

namespace {

std::string_view environment(const char* name) noexcept {
    const char* const value = std::getenv(name);
    return value ? value : "";
}

bool is_terminal([[maybe_unused]] std::FILE* stream) noexcept {
#ifdef CARNK_TOOL_POSIX
    return ::isatty(::fileno(stream)) != 0;
#else
    return false;
#endif
}

std::size_t terminal_width([[maybe_unused]] std::FILE* stream) noexcept {
#ifdef CARNK_TOOL_POSIX
    winsize size{};
    if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
#endif
    return 80;
}

// The locale decides, as for every program of a terminal: LC_ALL, LC_CTYPE, LANG, the first that is set.
bool speaks_utf8() noexcept {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (const std::string_view value = environment(name); !value.empty())
            return value.find("UTF-8") != std::string_view::npos || value.find("utf8") != std::string_view::npos ||
                   value.find("UTF8") != std::string_view::npos || value.find("utf-8") != std::string_view::npos;
    return false;
}

constexpr std::size_t much = 1U << 16;

}  // namespace

Output::Output(std::FILE* stream) noexcept : stream_(stream) {
    terminal_ = is_terminal(stream);
    if (terminal_) {
        unicode_ = speaks_utf8();
        width_ = std::max<std::size_t>(terminal_width(stream), 40);
    }
    set_color(ColorMode::automatic);
}

Output::~Output() {
    if (!buffer_.empty()) std::fwrite(buffer_.data(), 1, buffer_.size(), stream_);
    std::fflush(stream_);
}

void Output::set_color(ColorMode mode) {
    const bool wanted = terminal_ && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    color_ = mode == ColorMode::always || (mode == ColorMode::automatic && wanted);
}

Output& Output::operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= much) flush();
    return *this;
}

std::string Output::styled(Style style, std::string_view text) const {
    std::string_view code;
    switch (style) {
        case Style::plain:
            break;
        case Style::strong:
            code = "1";
            break;
        case Style::dim:
            code = "2";
            break;
        case Style::heading:
            code = "1;36";
            break;
        case Style::error:
            code = "1;31";
            break;
        case Style::warning:
            code = "1;33";
            break;
        case Style::note:
            code = "1;34";
            break;
        case Style::good:
            code = "1;32";
            break;
        case Style::accent:
            code = "36";
            break;
    }
    if (!color_ || code.empty() || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m";
}

void Output::flush() {
    errno = 0;
    const std::string text = std::exchange(buffer_, {});
    if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size() || std::fflush(stream_) != 0) {
        const int reason = errno;
        std::clearerr(stream_);
        throw IoError(std::string("cannot write to standard ") + (stream_ == stderr ? "error" : "output") + ": " +
                      (reason != 0 ? std::strerror(reason) : "unknown reason"));
    }
}

}  // namespace carnk::inline v0_1::tool
