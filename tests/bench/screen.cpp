// SPDX-License-Identifier: BSL-1.0
// What screening costs: criteria a second with and without reasons, and a cohort from a stream with one thread and with more.
// A program of its own: carnk_bench_screen [patients of the cohort, 10000] [threads, 2].
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/model/catalog.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>
#include <vector>

namespace {

using namespace carnk;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string file_text(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// Resident memory now, in kB, where the system tells.
long resident_kb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::strtol(line.c_str() + 6, nullptr, 10);
    return 0;
}

// The same lines again and again, so that a long input needs no memory.
class Repeated : public std::streambuf {
public:
    Repeated(std::string text, std::size_t times) : text_(std::move(text)), left_(times) {}

protected:
    int_type underflow() override {
        if (left_ == 0 || text_.empty()) return traits_type::eof();
        --left_;
        setg(text_.data(), text_.data(), text_.data() + text_.size());
        return traits_type::to_int_type(text_.front());
    }

private:
    std::string text_;
    std::size_t left_;
};

class Counted : public CohortSink {
public:
    ~Counted() override = default;
    bool take(const CohortAnswer& answer, std::string_view text) override {
        ++patients;
        bytes += text.size();
        verdicts += answer.verdicts.size();
        if (patients % 256 == 0) most_kb = std::max(most_kb, resident_kb());
        return true;
    }
    std::size_t patients = 0, verdicts = 0, bytes = 0;
    long most_kb = 0;
};

}  // namespace

int main(int argc, char** argv) {
    const std::size_t wanted = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000;
    const std::size_t threads = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 2;
    const std::string text = file_text(CARNK_TEST_DATA_DIR "/patients/cohort.ndjson");
    std::vector<PatientRecord> patients;
    NdjsonReader<PatientRecord> reader{NdjsonLines(text)};
    for (NdjsonRecord<PatientRecord> r; reader.next(r);)
        if (r.result.ok()) patients.push_back(std::move(*r.result));
    if (patients.empty()) {
        std::fputs("no patients\n", stderr);
        return 1;
    }
    const Catalog& catalog = builtin_catalog();
    std::size_t criteria = 0;
    for (const EligibilityRecord& r : catalog.eligibility)
        criteria +=
            static_cast<std::size_t>(std::count_if(r.criteria.begin(), r.criteria.end(), [](const Criterion& c) {
                return c.expression.has_value() && !c.superseded.value_or(false);
            }));
    const Vocabulary words(catalog.terms);
    std::printf("%zu patients, %zu records, %zu typed criteria\n", patients.size(), catalog.eligibility.size(),
                criteria);

    // Values alone, statuses and verdicts, and everything with its reasons; a patient is made ready each time, the criteria once.
    std::vector<PreparedCriteria> prepared;
    for (const EligibilityRecord& r : catalog.eligibility)
        prepared.emplace_back(r, words);
    std::size_t known = 0;
    for (int what = 0; what < 3; ++what) {
        double best = 1e9;
        for (int round = 0; round < 5; ++round) {
            const auto start = Clock::now();
            for (const PatientRecord& p : patients) {
                const Screener screener(p, words);
                for (const PreparedCriteria& c : prepared) {
                    if (what == 0)
                        for (const Tri value : screener.values(c))
                            known += value != Tri::unknown ? 1U : 0U;
                    else
                        known +=
                            (what == 1 ? screener.status(c).verdict : screener.screen(c).verdict) == Verdict::ineligible
                                ? 1U
                                : 0U;
                }
            }
            best = std::min(best, seconds_since(start));
        }
        static constexpr const char* names[] = {"values", "verdicts", "verdicts with reasons"};
        std::printf("%-22s %10.0f criteria/s\n", names[what], static_cast<double>(criteria * patients.size()) / best);
    }

    MatchOptions options;
    options.closed = options.doubtful = true;
    options.screen.redact = true;
    const Matcher matcher(catalog, options);
    const std::size_t times = std::max<std::size_t>(1, wanted / patients.size());
    double one = 0;
    for (const std::size_t n : {std::size_t{1}, std::max<std::size_t>(1, threads)}) {
        Repeated again(text, times);
        std::istream in(&again);
        NdjsonLines lines(in);
        Counted sink;
        const long before = resident_kb();
        const auto start = Clock::now();
        screen_cohort(lines, matcher, n, sink);
        const double took = seconds_since(start);
        if (n == 1) one = took;
        std::printf(
            "cohort, %zu thread%s: %zu patients, %zu verdicts in %.1f s, %.0f patients/s, x %.2f; memory %ld kB before, "
            "%ld kB at most\n",
            n, n == 1 ? "" : "s", sink.patients, sink.verdicts, took, static_cast<double>(sink.patients) / took,
            one / took, before, sink.most_kb);
    }
    return known > 0 ? 0 : 1;
}
