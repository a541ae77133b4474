// SPDX-License-Identifier: BSL-1.0
// What it costs to check the built-in catalogue, and one of many times its size. A program of its own: carnk_bench_validate.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/rules/validate.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using namespace carnk;

// The id of a copy: another one for each, of the same form and nearly the same length.
template <class Id>
Id renamed(const Id& id, std::size_t copy) {
    const std::string text(id.text());
    if (const auto own = Id::from_text(text + "-" + std::to_string(copy))) return *own;
    if constexpr (std::is_same_v<Id, RegistryId>) {
        static std::size_t next = 90'000'000;
        return Id::of("NCT" + std::to_string(next++));
    }
    return id;
}

// A catalogue with all records many times, each copy with ids of its own; references lead to the first copies.
Catalog many(const Catalog& one, std::size_t copies) {
    Catalog all = one;
    detail::for_each_member<Catalog>([&](auto d, auto) {
        using D = decltype(d);
        using M = detail::MemberType<Catalog, D>;
        if constexpr (detail::is_vector<M>) {
            const M& from = one.*D::pointer;
            M& to = all.*D::pointer;
            to.reserve(from.size() * copies);
            for (std::size_t copy = 1; copy < copies; ++copy)
                for (auto record : from) {
                    if constexpr (requires { record.id.text(); }) record.id = renamed(record.id, copy);
                    // Names and numbers by which records are told apart would be found twice.
                    if constexpr (requires { record.secondary_ids; }) record.secondary_ids = {};
                    to.push_back(std::move(record));
                }
        }
    });
    return all;
}

struct Measured {
    double milliseconds = 0;
    std::size_t findings = 0;
};

Measured measure(const Catalog& catalog, int repetitions) {
    ValidateOptions options;
    options.as_of = PartialDate::of("2026-11-01");
    std::vector<double> times;
    Measured m;
    for (int i = 0; i < repetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const ValidationReport report = validate_report(catalog, options);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        m.findings = report.findings.size();
    }
    std::sort(times.begin(), times.end());
    m.milliseconds = times[times.size() / 2];
    return m;
}

}  // namespace

// Prints medians; with an argument, fails if the catalogue takes longer than so many milliseconds or does not scale.
int main(int argc, char** argv) {
    const Catalog& one = builtin_catalog();
    const Measured single = measure(one, 21);
    std::printf("%6s %12s %14s %10s\n", "copies", "median ms", "ms per copy", "findings");
    std::printf("%6d %12.2f %14.3f %10zu\n", 1, single.milliseconds, single.milliseconds, single.findings);
    double last = single.milliseconds;
    for (const std::size_t copies : {10U, 100U}) {
        const Catalog catalog = many(one, copies);
        const Measured m = measure(catalog, copies == 10 ? 7 : 3);
        last = m.milliseconds / static_cast<double>(copies);
        std::printf("%6zu %12.2f %14.3f %10zu\n", copies, m.milliseconds, last, m.findings);
    }
    if (argc < 2) return 0;
    return single.milliseconds <= std::atof(argv[1]) && last <= 3 * single.milliseconds ? 0 : 1;
}
