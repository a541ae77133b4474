// SPDX-License-Identifier: BSL-1.0
// How fast records of ClinicalTrials.gov are imported: carnk_bench_ctgov FILE [MB/s that are demanded with the whole ledger].
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/write.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

template <class Work>
double megabytes_a_second(std::size_t bytes, int repetitions, Work&& work) {
    std::vector<double> seconds;
    for (int i = 0; i < repetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return static_cast<double>(bytes) / 1e6 / seconds[seconds.size() / 2];
}

}  // namespace

// Prints medians of 51 runs.
int main(int argc, char** argv) {
    if (argc < 2) return std::fputs("usage: carnk_bench_ctgov FILE [MB/s]\n", stderr), 2;
    std::ifstream in(argv[1], std::ios::binary);
    std::ostringstream read;
    read << in.rdbuf();
    const std::string text = std::move(read).str();
    if (text.empty()) return std::fprintf(stderr, "cannot read %s\n", argv[1]), 2;
    carnk::CtgovImport import;
    double whole = 0;
    const auto line = [&](const char* name, const carnk::CtgovOptions& options) {
        const double speed =
            megabytes_a_second(text.size(), 51, [&] { import = read_clinicaltrials_gov(text, options); });
        std::printf("%-58s %8.0f MB/s\n", name, speed);
        return speed;
    };
    carnk::CtgovOptions options;
    whole = line("import, an entry of the ledger for each leaf", options);
    options.ledger = carnk::LedgerDetail::counts;
    line("import, counts of the ledger", options);
    options.criteria = false;
    line("the same without the criteria text", options);
    options.derive = false;
    line("the same without what is derived from words", options);
    std::size_t leaves = 0;
    for (const carnk::Ledger& ledger : import.ledgers)
        leaves += static_cast<std::size_t>(ledger.leaves.number());
    std::string out;
    const double back = megabytes_a_second(text.size(), 51, [&] {
        for (const carnk::RegistryRecord& record : import.records)
            out = write_clinicaltrials_gov(record);
    });
    std::printf("%-58s %8.0f MB/s of what was read\n", "written in the register's layout", back);
    std::printf("%zu bytes, %zu records, %zu leaves\n", text.size(), import.records.size(), leaves);
    return argc > 2 && whole < std::atof(argv[2]) ? 1 : 0;
}
