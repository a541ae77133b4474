// SPDX-License-Identifier: BSL-1.0
#include "streams.hpp"

#include <carnk/json/ndjson.hpp>
#include <carnk/model/trial.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <istream>
#include <streambuf>
#include <string>

namespace bench {

namespace {

/// A text again and again, without an end.
class Endless : public std::streambuf {
public:
    explicit Endless(std::string_view text) : text_(text) {}

protected:
    int_type underflow() override {
        setg(text_.data(), text_.data(), text_.data() + text_.size());
        return traits_type::to_int_type(text_.front());
    }

private:
    std::string text_;
};

/// Memory of this process that is in use now and that was at most. @unit{kB}
struct Memory {
    long now = 0, peak = 0;
};
Memory memory() {
    Memory m;
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("VmRSS:")) m.now = std::stol(line.substr(6));
        if (line.starts_with("VmHWM:")) m.peak = std::stol(line.substr(6));
    }
    return m;
}

}  // namespace

std::size_t read_stream(std::string_view text, std::size_t threads) {
    carnk::NdjsonLines lines(text);
    std::size_t good = 0;
    carnk::for_each_record<carnk::Trial>(lines, threads,
                                         [&](carnk::NdjsonRecord<carnk::Trial>&& r) { good += r.result.ok(); });
    return good;
}

void print_stream_memory(std::string_view text, std::size_t records, std::size_t threads) {
    Endless buffer(text);
    std::istream stream(&buffer);
    carnk::NdjsonLines lines(stream);
    std::printf("\nMemory while %zu records are read from a stream, %zu threads\n", records, threads);
    std::printf("%14s %14s %14s\n", "records", "in use, MB", "at most, MB");
    std::size_t next = std::max<std::size_t>(1, records / 1000);
    const auto print = [](std::size_t count) {
        const Memory m = memory();
        std::printf("%14zu %14.1f %14.1f\n", count, static_cast<double>(m.now) / 1024,
                    static_cast<double>(m.peak) / 1024);
        std::fflush(stdout);
    };
    std::size_t count = 0, bad = 0;
    carnk::for_each_record<carnk::Trial>(lines, threads, [&](carnk::NdjsonRecord<carnk::Trial>&& r) {
        bad += !r.result.ok();
        if (++count == next) {
            print(count);
            next *= 10;
        }
        return count < records;
    });
    if (bad != 0) std::printf("%zu records were bad\n", bad);
}

}  // namespace bench
