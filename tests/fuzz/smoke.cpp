// SPDX-License-Identifier: BSL-1.0
// The fuzz targets without libFuzzer: over the seeds, and over changed seeds, always the same ones.
//
//   carnk_fuzz_smoke [TARGET...] [--runs N] [--seconds N] [--seed N]   so many changed inputs for each target, or so long
//   carnk_fuzz_smoke --file TARGET FILE...                             these inputs
//   carnk_fuzz_smoke --write FOLDER                                    the seeds, FOLDER/TARGET/NAME, and the words, FOLDER/words.dict
//
// Before each input it is kept in memory; if a target ends the process, the input is printed as an escaped text.
#include "documents.hpp"
#include "targets.hpp"

#include <carnk/interop/documents.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

namespace {

using namespace carnk;
using namespace carnk::fuzz;

std::string current;  // the input at work

// To standard error, so that the input can be put into a file again: printf '%b'.
extern "C" void show_current(int signal) {
    std::fputs("the input, for printf %b:\n", stderr);
    for (const char c : current) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\\')
            std::fputc(c, stderr);
        else
            std::fprintf(stderr, "\\%04o", static_cast<unsigned>(byte));
    }
    std::fputc('\n', stderr);
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

class Mutator {
public:
    explicit Mutator(std::uint64_t seed) : random_(seed) {}

    std::string changed(const std::vector<Seed>& seeds) {
        std::string s = seeds[below(seeds.size())].bytes;
        // Half of the inputs stay well-formed, so that what comes after the syntax is reached.
        const bool gentle = below(2) == 0;
        for (std::size_t n = 1 + below(6); n > 0; --n)
            gentle ? exchange(s, seeds) : change(s, seeds);
        if (s.size() > 8192) s.resize(8192);
        return s;
    }

private:
    std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }
    // A place just behind a quote, bracket, comma or colon, where a change of structure is likely to be one of meaning.
    std::size_t seam(const std::string& s) {
        const std::size_t at = s.find_first_of("{}[],:\"\n", below(s.size() + 1));
        return at == std::string::npos ? below(s.size() + 1) : at + below(2);
    }
    // A JSON value somewhere in a text: where it begins and ends. Empty if there is none.
    std::pair<std::size_t, std::size_t> value_in(const std::string& s) {
        std::size_t at = s.find_first_of("{[:,", below(s.size() + 1));
        if (at == std::string::npos) return {0, 0};
        if (s[at] == ':' || s[at] == ',') ++at;
        std::size_t depth = 0;
        for (std::size_t i = at; i < s.size(); ++i) {
            if (s[i] == '"') {
                for (++i; i < s.size() && s[i] != '"'; ++i)
                    if (s[i] == '\\') ++i;
            } else if (s[i] == '{' || s[i] == '[') {
                ++depth;
            } else if (s[i] == '}' || s[i] == ']') {
                if (depth == 0) return {at, i};
                if (--depth == 0) return {at, i + 1};
            } else if (s[i] == ',' && depth == 0) {
                return {at, i};
            }
        }
        return {0, 0};
    }
    // Puts another value, or a value with its name, in the place of one.
    void exchange(std::string& s, const std::vector<Seed>& seeds) {
        const auto [begin, end] = value_in(s);
        if (end == 0) return change(s, seeds);
        const bool named = s[begin] == '"' && s.substr(begin, end - begin).find("\":") != std::string::npos;
        std::string with;
        switch (below(5)) {
            case 0: {
                const std::string& other = seeds[below(seeds.size())].bytes;
                const auto [from, to] = value_in(other);
                with = other.substr(from, to - from);
                break;
            }
            case 1:
                with = s.substr(begin, end - begin);
                with += ',' + with;
                break;
            case 2:
                with = words()[below(words().size())];
                break;
            case 3: {
                static constexpr const char* values[] = {"null",       "0",    "-1",
                                                         "1e308",      "\"\"", "[]",
                                                         "{}",         "true", "0.1",
                                                         "\"x\"",      "12",   "9007199254740993",
                                                         "-0",         "1.50", "\"2026-13-01\"",
                                                         "\"\\u0000\""};
                with = values[below(std::size(values))];
                break;
            }
            default: {
                const auto [from, to] = value_in(s);
                with = s.substr(from, to - from);
            }
        }
        if (named && with.find("\":") == std::string::npos)
            with = s.substr(begin, s.find("\":", begin) + 2 - begin) + with;
        s.replace(begin, end - begin, with);
    }
    void change(std::string& s, const std::vector<Seed>& seeds) {
        const std::size_t at = below(2) == 0 ? seam(s) : below(s.size() + 1);
        const std::size_t length = below(below(4) == 0 ? 200 : 12);
        switch (below(9)) {
            case 0:
                if (at < s.size()) s[at] = static_cast<char>(random_());
                break;
            case 1:
                if (at < s.size()) s[at] = static_cast<char>(s[at] ^ (1 << below(8)));
                break;
            case 2:
                s.erase(at < s.size() ? at : 0, length);
                break;
            case 3:
            case 4:
                s.insert(at, words()[below(words().size())]);
                break;
            case 5:
                s.insert(at, s.substr(below(s.size() + 1), length));
                break;
            case 6: {
                const std::string& other = seeds[below(seeds.size())].bytes;
                s.insert(at, other.substr(below(other.size() + 1), 10 * length));
                break;
            }
            case 7: {
                static constexpr const char* values[] = {"null", "0",  "-1",   "1e308", "\"\"",
                                                         "[]",   "{}", "true", "0.1",   "\"x\""};
                // The value behind a colon becomes another one.
                const std::size_t colon = s.find(':', at);
                if (colon == std::string::npos) break;
                const std::size_t end = s.find_first_of(",}]", colon);
                if (end != std::string::npos) s.replace(colon + 1, end - colon - 1, values[below(std::size(values))]);
                break;
            }
            default:
                s.resize(at);
        }
    }
    std::mt19937_64 random_;
};

void run(const Target& target, std::string bytes) {
    current = std::move(bytes);
    // A copy of just this size, so that a sanitizer sees a step past its end.
    const std::vector<char> exact(current.begin(), current.end());
    target.run({exact.data(), exact.size()});
}

std::string escaped(const std::string& word) {
    std::string text;
    for (const char c : word) {
        char code[8];
        std::snprintf(code, sizeof code, "\\x%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        const bool plain = c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
        text += plain ? std::string(1, c) : std::string(code);
    }
    return '"' + text + '"';
}

int write_all(const std::filesystem::path& folder) {
    for (const Target& target : targets()) {
        std::filesystem::create_directories(folder / target.name);
        for (const Seed& seed : seeds(target.name))
            std::ofstream(folder / target.name / seed.name, std::ios::binary) << seed.bytes;
    }
    std::ofstream dictionary(folder / "words.dict", std::ios::binary);
    for (const std::string& word : words())
        dictionary << escaped(word) << '\n';
    return dictionary.flush() ? 0 : 1;
}

int run_files(const Target& target, int count, char** files) {
    for (int i = 0; i < count; ++i) {
        std::ifstream in(files[i], std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        run(target, text.str());
    }
    return 0;
}

// Nothing may be left out unseen: every type of document has a reader here, and every target has seeds.
bool complete() {
    bool all = true;
    for (const TypeInfo* type : document_types())
        if (!test::reader_of(type->schema)) {
            std::cerr << "no reader for " << type->schema << '\n';
            all = false;
        }
    return all && test::document_readers().size() == document_types().size();
}

}  // namespace

int main(int argc, char** argv) {
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
        std::signal(signal, show_current);

    std::size_t runs = 300;
    double seconds = 0;
    std::uint64_t seed = 20261122;
    std::vector<const Target*> wanted;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--write" && i + 1 < argc) return write_all(argv[i + 1]);
        if (word == "--file" && i + 2 < argc && target_named(argv[i + 1]))
            return run_files(*target_named(argv[i + 1]), argc - i - 2, argv + i + 2);
        if (word == "--runs" && i + 1 < argc)
            runs = std::stoul(argv[++i]);
        else if (word == "--seconds" && i + 1 < argc)
            seconds = std::stod(argv[++i]);
        else if (word == "--seed" && i + 1 < argc)
            seed = std::stoull(argv[++i]);
        else if (target_named(word))
            wanted.push_back(target_named(word));
        else {
            std::cerr << "no such target or option: " << word << '\n';
            return 2;
        }
    }
    if (!complete()) return 1;
    if (wanted.empty())
        for (const Target& target : targets())
            wanted.push_back(&target);
    for (const Target* target : wanted) {
        using Clock = std::chrono::steady_clock;
        const auto start = Clock::now();
        const auto passed = [&] {
            return std::chrono::duration<double>(Clock::now() - start).count();
        };
        const std::vector<Seed> begin = seeds(target->name);
        if (begin.empty()) return 1;
        run(*target, "");
        for (const Seed& s : begin)
            run(*target, s.bytes);
        Mutator mutator(seed);
        std::size_t done = 0;
        while (seconds > 0 ? passed() < seconds : done < runs) {
            run(*target, mutator.changed(begin));
            ++done;
        }
        std::printf("%-9s %zu seeds and %zu changed inputs in %.1f s\n", std::string(target->name).c_str(),
                    begin.size(), done, passed());
        std::fflush(stdout);
    }
}
