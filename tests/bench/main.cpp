// SPDX-License-Identifier: BSL-1.0
// Reads and writes the same records with the library and with its peers, interleaved, and prints a table of ratios.
#include "peers.hpp"
#include "records.hpp"
#include "streams.hpp"

#include <carnk/json/detail/scan.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>

namespace {

constexpr std::size_t record_count = 5000;
constexpr std::uint64_t seed = 20240229;
constexpr std::size_t padding = 64;
constexpr std::size_t few = 100;  // records that stay in the cache

/// The records as structs and as lines of one buffer.
struct Data {
    std::vector<carnk::Trial> trials;
    std::string text;
    std::vector<std::string_view> lines;
    std::vector<std::string> unknown;  // each with one unknown member
    std::vector<std::string> wrong;    // each with one error at its end

    Data() : trials(bench::make_trials(record_count, seed)) {
        std::vector<std::size_t> sizes;
        for (const carnk::Trial& t : trials) {
            const std::string line = carnk::write(t);
            sizes.push_back(line.size());
            text += line + '\n';
            const std::string body = line.substr(0, line.size() - 1);
            unknown.push_back(body + R"(,"site_comment":{"by":"registry","at":[2024,2,29]}})");
            wrong.push_back(body + R"(,"status":"recruiting"})");
        }
        const std::size_t size = text.size();
        text.append(padding, ' ');
        std::size_t at = 0;
        for (const std::size_t n : sizes) {
            lines.emplace_back(text.data() + at, n);
            at += n + 1;
        }
        text_size = size;
    }
    std::size_t text_size = 0;
    [[nodiscard]] bench::PaddedLine padded(std::size_t i) const {
        return {lines[i], static_cast<std::size_t>(text.data() + text.size() - lines[i].data())};
    }
};

const Data& data() {
    static const Data d;
    return d;
}

[[noreturn]] void differs(const char* who) {
    std::fprintf(stderr, "%s does not read or write the same records\n", who);
    std::exit(1);
}

/// All peers must agree before they are measured.
void verify() {
    const Data& d = data();
    carnk::Trial used_again;
    carnk::Result<carnk::Trial> result{carnk::Finding{}};
    for (std::size_t i = 0; i < d.lines.size(); i += 97) {
        const carnk::Trial& t = d.trials[i];
        if (carnk::read<carnk::Trial>(d.lines[i]).value() != t) differs("carnk");
        if (bench::boost_read(d.lines[i]) != t || bench::boost_read_monotonic(d.lines[i]) != t) differs("Boost.JSON");
        if (bench::nlohmann_read(d.lines[i]) != t) differs("nlohmann/json");
        if (bench::rapidjson_read(d.lines[i]) != t) differs("RapidJSON");
        if (bench::simdjson_read(d.padded(i)) != t) differs("simdjson");
        // Numbers may be printed differently (1E5, 100000.0), so what is written is compared by reading it.
        for (const std::string& s : {bench::boost_write(t), bench::boost_write_monotonic(t), bench::nlohmann_write(t),
                                     bench::rapidjson_write(t)})
            if (carnk::read<carnk::Trial>(s).value() != t) differs("a writer");
        bench::simdjson_read_again(d.padded(i), used_again);
        if (used_again != t) differs("simdjson with a struct that is used again");
        carnk::read_again(d.lines[i], result);
        if (result.value() != t) differs("carnk with a struct that is used again");
        if (!carnk::read<carnk::Trial>(d.unknown[i])) differs("carnk with an unknown member");
        if (carnk::read<carnk::Trial>(d.wrong[i])) differs("carnk with an error");
    }
}

template <class F>
void add(const char* name, F f) {
    benchmark::RegisterBenchmark(name,
                                 [f](benchmark::State& state) {
                                     for (auto _ : state)
                                         for (std::size_t i = 0; i < data().lines.size(); ++i)
                                             f(i);
                                 })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

template <class F>
void add_whole(const char* name, F f) {
    benchmark::RegisterBenchmark(name,
                                 [f](benchmark::State& state) {
                                     for (auto _ : state)
                                         f();
                                 })
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
}

void register_all() {
    const Data& d = data();
    using benchmark::DoNotOptimize;
    add("read/carnk", [&](std::size_t i) { DoNotOptimize(carnk::read<carnk::Trial>(d.lines[i])); });
    add_whole("stream of records/carnk", [&] {
        carnk::NdjsonReader<carnk::Trial> reader{carnk::NdjsonLines(std::string_view(d.text.data(), d.text_size))};
        carnk::NdjsonRecord<carnk::Trial> record;
        while (reader.next(record))
            DoNotOptimize(record);
    });
    add_whole("stream of records/simdjson on demand", [&] {
        carnk::Trial trial;
        for (std::size_t i = 0; i < d.lines.size(); ++i) {
            bench::simdjson_read_again(d.padded(i), trial);
            DoNotOptimize(trial);
        }
    });
    add("read/Boost.JSON default", [&](std::size_t i) { DoNotOptimize(bench::boost_read(d.lines[i])); });
    add("read/Boost.JSON monotonic", [&](std::size_t i) { DoNotOptimize(bench::boost_read_monotonic(d.lines[i])); });
    add("read/nlohmann", [&](std::size_t i) { DoNotOptimize(bench::nlohmann_read(d.lines[i])); });
    add("read/RapidJSON", [&](std::size_t i) { DoNotOptimize(bench::rapidjson_read(d.lines[i])); });
    add("read/simdjson on demand", [&](std::size_t i) { DoNotOptimize(bench::simdjson_read(d.padded(i))); });
    add("read/copy of the struct", [&](std::size_t i) {
        carnk::Trial copy = d.trials[i];
        DoNotOptimize(copy);
    });
    add("read/memcpy of the text", [&](std::size_t i) {
        std::string copy(d.lines[i]);
        DoNotOptimize(copy);
    });
    add("write/carnk", [&](std::size_t i) { DoNotOptimize(carnk::write(d.trials[i])); });
    add("write/Boost.JSON default", [&](std::size_t i) { DoNotOptimize(bench::boost_write(d.trials[i])); });
    add("write/Boost.JSON monotonic", [&](std::size_t i) { DoNotOptimize(bench::boost_write_monotonic(d.trials[i])); });
    add("write/nlohmann", [&](std::size_t i) { DoNotOptimize(bench::nlohmann_write(d.trials[i])); });
    add("write/RapidJSON Writer", [&](std::size_t i) { DoNotOptimize(bench::rapidjson_write(d.trials[i])); });
    // The same few again and again, which stay in the cache: as a program writes what it has just made or read.
    add("write few/carnk", [&](std::size_t i) { DoNotOptimize(carnk::write(d.trials[i % few])); });
    add("write few/Boost.JSON default", [&](std::size_t i) { DoNotOptimize(bench::boost_write(d.trials[i % few])); });
    add("write few/Boost.JSON monotonic",
        [&](std::size_t i) { DoNotOptimize(bench::boost_write_monotonic(d.trials[i % few])); });
    add("write few/nlohmann", [&](std::size_t i) { DoNotOptimize(bench::nlohmann_write(d.trials[i % few])); });
    add("write few/RapidJSON Writer", [&](std::size_t i) { DoNotOptimize(bench::rapidjson_write(d.trials[i % few])); });
    add("cost/UTF-8 of all bytes, alone", [&](std::size_t i) {
        DoNotOptimize(carnk::detail::ill_formed_utf8(d.lines[i].data(), d.lines[i].data() + d.lines[i].size()));
    });
    add("cost/one unknown member kept, with its note",
        [&](std::size_t i) { DoNotOptimize(carnk::read<carnk::Trial>(d.unknown[i])); });
    add("cost/one duplicate found, with its position",
        [&](std::size_t i) { DoNotOptimize(carnk::read<carnk::Trial>(d.wrong[i])); });
}

/// Streams are measured by the clock on the wall: threads save no processor time.
void register_streams() {
    for (const std::size_t threads : {1U, 2U})
        benchmark::RegisterBenchmark(threads == 1 ? "stream/one thread" : "stream/two threads",
                                     [threads](benchmark::State& state) {
                                         const std::string_view text(data().text.data(), data().text_size);
                                         for (auto _ : state)
                                             if (bench::read_stream(text, threads) != data().lines.size())
                                                 differs("the threaded reader");
                                     })
            ->Iterations(1)
            ->UseRealTime()
            ->Unit(benchmark::kMillisecond);
}

/// Keeps the time of every repetition: of the processor, but for streams that on the wall.
class Collector : public benchmark::BenchmarkReporter {
public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs)
            if (run.run_type == Run::RT_Iteration)
                times_[run.run_name.function_name].push_back(run.run_name.function_name.starts_with("stream/")
                                                                 ? run.GetAdjustedRealTime()
                                                                 : run.GetAdjustedCPUTime());
    }
    [[nodiscard]] double median(const std::string& name) const {
        const auto it = times_.find(name);
        if (it == times_.end() || it->second.empty()) return 0;
        std::vector<double> v = it->second;
        std::sort(v.begin(), v.end());
        return v[v.size() / 2];
    }
    [[nodiscard]] std::size_t repetitions() const { return times_.empty() ? 0 : times_.begin()->second.size(); }

private:
    std::map<std::string, std::vector<double>> times_;
};

std::string processor() {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
    return "unknown processor";
}

void print(const Collector& c) {
    char date[32];
    const std::time_t now = std::time(nullptr);
    std::strftime(date, sizeof date, "%Y-%m-%d", std::gmtime(&now));
    const double mb = static_cast<double>(data().text_size) / 1e6;
    std::printf("\n%s, %s, %s\n", date, processor().c_str(),
#if defined(__clang__)
                "clang " __clang_version__
#elif defined(__GNUC__)
                "GCC " __VERSION__
#else
                "unknown compiler"
#endif
    );
    std::printf("%zu trials, %.1f MB of NDJSON, seed %llu; processor time, medians of %zu interleaved repetitions\n",
                data().lines.size(), mb, static_cast<unsigned long long>(seed), c.repetitions());
    const auto table = [&](const char* title, const std::string& ours, std::initializer_list<const char*> rows) {
        const double mine = c.median(ours);
        double written = mb;
        if (ours.starts_with("write few/")) {
            written = 0;
            for (std::size_t i = 0; i < few; ++i)
                written += static_cast<double>(data().lines[i].size() + 1) / 1e6;
            written *= static_cast<double>(data().lines.size()) / few;
        }
        std::printf("\n%-44s %8s %9s\n", title, "MB/s", "carnk is");
        for (const std::string row : rows)
            if (const double t = c.median(row); t > 0)
                std::printf("  %-42s %8.0f %8.2fx\n", row.substr(row.find('/') + 1).c_str(), written * 1000 / t,
                            t / mine);
    };
    table("Read, text to checked structs", "read/carnk",
          {"read/carnk", "read/Boost.JSON default", "read/Boost.JSON monotonic", "read/nlohmann", "read/RapidJSON",
           "read/simdjson on demand", "read/copy of the struct", "read/memcpy of the text"});
    table("Read as a stream, each record used and left", "stream of records/carnk",
          {"stream of records/carnk", "stream of records/simdjson on demand", "read/Boost.JSON default",
           "read/Boost.JSON monotonic", "read/nlohmann", "read/RapidJSON", "read/copy of the struct"});
    table("Write, structs to text", "write/carnk",
          {"write/carnk", "write/Boost.JSON default", "write/Boost.JSON monotonic", "write/nlohmann",
           "write/RapidJSON Writer"});
    table("Write, a hundred structs again and again", "write few/carnk",
          {"write few/carnk", "write few/Boost.JSON default", "write few/Boost.JSON monotonic", "write few/nlohmann",
           "write few/RapidJSON Writer"});
    table("Read with threads, by the clock on the wall", "stream/two threads",
          {"stream/one thread", "stream/two threads"});
    std::printf("\n%-44s %8s %9s\n", "Costs of strictness", "us each", "of read");
    const double mine = c.median("read/carnk"), each = 1000.0 / static_cast<double>(data().lines.size());
    const auto cost = [&](const char* what, double ms) {
        std::printf("  %-42s %8.2f %8.1f%%\n", what, ms * each, 100 * ms / mine);
    };
    if (const double t = c.median("cost/UTF-8 of all bytes, alone"); t > 0 && mine > 0) {
        cost("UTF-8 of every byte (as a pass of its own)", t);
        cost("one unknown member kept, with its note", c.median("cost/one unknown member kept, with its note") - mine);
        cost("one duplicate found, with its position", c.median("cost/one duplicate found, with its position") - mine);
    }
    std::printf(R"(
All readers fill the same struct; identifiers, dates and numbers check their form and range for everyone. In a stream whose
records are not kept, carnk and simdjson read each into the memory of the one before; the others make a tree first, and have no
way to fill a struct again, so that their rows are those of the first table.
  carnk       also: duplicate keys, all findings in one pass with pointer, line and column, unknown members kept.
  Boost.JSON  UTF-8 and syntax; first error only; the last of two equal keys wins; unknown members dropped.
  nlohmann    as Boost.JSON.
  RapidJSON   as Boost.JSON, but the first of two equal keys wins; UTF-8 and exact numbers switched on.
  simdjson    UTF-8; the syntax of what is skipped is not all checked; unknown members dropped.
Duplicates and positions cost a clean record one bit test a member and nothing, and cannot be switched off.
)");
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--stream-memory") {
        bench::print_stream_memory({data().text.data(), data().text_size}, std::stoul(argv[2]), 2);
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    verify();
    register_all();
    register_streams();
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector);
    print(collector);
}
