// SPDX-License-Identifier: BSL-1.0
#include "tool/input.hpp"

#include <carnk/json/locate.hpp>
#include <carnk/json/patch.hpp>

#include "tool/files.hpp"
#include "tool/output.hpp"
#include "tool/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace carnk::inline v0_1::tool {

namespace {

struct Close {
    void operator()(std::FILE* f) const noexcept {
        if (f != stdin) std::fclose(f);
    }
};
using File = std::unique_ptr<std::FILE, Close>;

[[noreturn]] void fail(const std::string& file, int reason) {
    throw IoError("cannot read " + printable(file) + ": " + std::strerror(reason));
}

File open(const std::string& file) {
    if (file == "-") return File(stdin);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) fail(file, EISDIR);
    errno = 0;
    File f(std::fopen(file.c_str(), "rb"));
    if (!f) fail(file, errno);
    return f;
}

// The next bytes; none at the end.
std::string_view next_block(std::FILE* f, std::array<char, 1U << 16>& block, const std::string& file) {
    errno = 0;
    const std::size_t n = std::fread(block.data(), 1, block.size(), f);
    if (n == 0 && std::ferror(f) != 0) fail(file == "-" ? std::string(standard_input) : file, errno);
    return {block.data(), n};
}

// A patch of a part as one of the whole: its pointers begin where the part stands, which is an index.
std::string moved_patch(std::string patch, const std::string& within) {
    for (std::size_t i = 0;; ++i) {
        const std::string op = '/' + std::to_string(i);
        if (!find_at(patch, op)) return patch;
        for (const char* name : {"/path", "/from"}) {
            const Result<std::string_view> pointer = find_at(patch, op + name);
            if (!pointer) continue;
            Result<std::string> moved = set_at(patch, op + name, '"' + within + std::string(pointer->substr(1)));
            if (moved) patch = std::move(*moved);
        }
    }
}

}  // namespace

std::string read_text(const std::string& file) {
    const File f = open(file);
    const auto block = std::make_unique<std::array<char, 1U << 16>>();
    std::string text;
    for (std::string_view bytes = next_block(f.get(), *block, file); !bytes.empty();
         bytes = next_block(f.get(), *block, file))
        text += bytes;
    return text;
}

void read_lines(const std::string& file, const std::function<void(std::string_view, std::size_t)>& take) {
    const File f = open(file);
    const auto block = std::make_unique<std::array<char, 1U << 16>>();
    std::string line;
    std::size_t number = 0;
    for (std::string_view bytes = next_block(f.get(), *block, file); !bytes.empty();
         bytes = next_block(f.get(), *block, file)) {
        while (!bytes.empty()) {
            const std::size_t end = bytes.find('\n');
            line += bytes.substr(0, end);
            if (end == std::string_view::npos) break;
            take(line, ++number);
            line.clear();
            bytes.remove_prefix(end + 1);
        }
    }
    if (!line.empty()) take(line, ++number);
}

void write_file(const std::string& file, std::string_view text) {
    const std::filesystem::path place = place_of(file);
    const auto write = [&](const std::filesystem::path& path) -> std::string {
        errno = 0;
        std::FILE* const f = std::fopen(path.c_str(), "wb");
        if (!f) return std::strerror(errno);
        bool good = std::fwrite(text.data(), 1, text.size(), f) == text.size();
        good = std::fflush(f) == 0 && good;
        const int reason = errno;
        good = std::fclose(f) == 0 && good;
        return good ? std::string() : std::string(std::strerror(reason != 0 ? reason : errno));
    };
    std::string fault;
    if (is_device(place)) {
        fault = write(place);
    } else {
        PartFile part(place);
        fault = write(part.path());
        if (fault.empty()) fault = part.put();
    }
    if (!fault.empty()) throw IoError("cannot write " + printable(place.string()) + ": " + fault);
}

bool input_is_terminal() noexcept {
#if defined(__unix__) || defined(__APPLE__)
    return ::isatty(STDIN_FILENO) != 0;
#else
    return false;
#endif
}

bool Parts::uniform() const noexcept {
    const Part* first = nullptr;
    for (const Part& p : parts) {
        if (p.schema.empty()) continue;
        if (first && first->schema != p.schema) return false;
        first = &p;
    }
    return true;
}

std::string Parts::schema() const {
    for (const Part& p : parts)
        if (!p.schema.empty()) return p.schema;
    return {};
}

Parts parts_of(std::string_view text) {
    Parts found;
    detail::TextWalker walker(text);
    bool first = true;
    walker.walk([&](std::size_t begin, std::size_t end, bool value) {
        const std::string& pointer = walker.pointer();
        if (first) {
            first = false;
            found.list = text[begin] == '[';
            if (!found.list) found.parts.push_back({begin, text.size(), "", "", begin});
            return true;
        }
        // An element begins where its pointer has one token.
        const bool one_token = !pointer.empty() && pointer.find('/', 1) == std::string::npos;
        if (found.list && value && one_token && (found.parts.empty() || found.parts.back().pointer != pointer))
            found.parts.push_back({begin, end, pointer, "", begin});
        if (found.parts.empty()) return true;
        Part& part = found.parts.back();
        if (found.list && pointer.starts_with(part.pointer) && !pointer.empty()) part.end = end;
        if (value && part.schema.empty() && pointer == part.pointer + "/schema" && text[begin] == '"' &&
            end > begin + 1) {
            part.schema = text.substr(begin + 1, end - begin - 2);
            part.schema_at = begin;
        }
        return true;
    });
    return found;
}

void move_findings(Findings& findings, std::string_view text, const Part& part, std::size_t lines_before) {
    detail::LineCounter lines(text);
    const auto [line, column] = lines.at(part.begin);
    for (Finding& f : findings.list()) {
        f.pointer.insert(0, part.pointer);
        if (f.fix) f.fix = moved_patch(std::move(*f.fix), part.pointer);
        for (RelatedPlace& place : f.related)
            place.pointer.insert(0, part.pointer);
        if (!f.line) continue;
        if (*f.line == 1) f.column = f.column.value_or(1) + column - 1;
        *f.line += line - 1 + static_cast<std::uint32_t>(lines_before);
    }
}

}  // namespace carnk::inline v0_1::tool
