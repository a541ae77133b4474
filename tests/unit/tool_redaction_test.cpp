// SPDX-License-Identifier: BSL-1.0
// No value of a patient leaves by a redacted report, a line of a cohort or a message: unmistakable values are planted in every member of a
// patient's document, and nothing that the library or the command says has one of them.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/screen.hpp>

#include <gtest/gtest.h>

#include <carnk/json/detail/traits.hpp>

#include "support/cohort.hpp"

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using namespace carnk;
using test::cohort;

// ------------------------------------------------------------------------------------------ planting

constexpr const char* marks[] = {"qzmark", "QZMARK", "73913", "1839"};

// Every member has a value, and each value has a mark: texts, names, numbers, dates, units, unknown members.
template <class T>
void plant(T& value, int depth = 0) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (depth > 12) return;
        value = typename T::value_type();
        plant(*value, depth + 1);
    } else if constexpr (is_vector<T>) {
        if (depth > 12) return;
        value.resize(1);
        plant(value[0], depth + 1);
    } else if constexpr (std::same_as<T, bool>) {
        value = true;
    } else if constexpr (std::same_as<T, std::string>) {
        value = "QZMARK free text";
    } else if constexpr (std::integral<T>) {
        value = 73913;
    } else if constexpr (std::same_as<T, double>) {
        value = 73913.25;
    } else if constexpr (std::same_as<T, PartialDate>) {
        value = PartialDate::of("1839-07-13");
    } else if constexpr (std::same_as<T, UcumUnit>) {
        value = UcumUnit::of("{QZMARK}");
    } else if constexpr (std::same_as<T, Slug>) {
        value = Slug::of("qzmark-name");
    } else if constexpr (std::same_as<T, RegistryId>) {
        value = RegistryId::of("NCT00073913");
    } else if constexpr (TextValue<T>) {
        value = T::of("https://qzmark.example/73913");
    } else if constexpr (DescribedEnum<T>) {
        value = enumerator_values<T>[0];
    } else if constexpr (NumberValue<T>) {
        if constexpr (std::integral<typename T::rep>)
            value = T::from_number(73913).value_or(T::from_number(T::high).value());
        else
            value = T::from_number(T::high >= 73913 ? 73913.5 : T::high >= 60 ? 50.73913 : 0.73913).value();
    } else {
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            plant(value.*D::pointer, depth + 1);
        });
        if constexpr (HasExtra<T>) {
            value.extra.clear();
            value.extra.add({"x-qzmark", R"({"QZMARK":[73913,"QZMARK"]})", 0});
        }
    }
}

// The same for what criteria do not ask by name, in a patient about whom they say something: codes and words of the model stay, labels,
// notes, sources and unknown members are planted, numbers get a tail.
template <class T>
void sow(T& value, std::set<std::string>& dates) {
    using namespace carnk::detail;
    if constexpr (is_optional<T>) {
        if (value) sow(*value, dates);
    } else if constexpr (is_vector<T>) {
        for (auto& v : value)
            sow(v, dates);
    } else if constexpr (std::same_as<T, std::string>) {
        value = "QZMARK free text";
    } else if constexpr (std::same_as<T, double>) {
        value += 0.0073913;
    } else if constexpr (std::same_as<T, PartialDate>) {
        if (value.text().size() == 10) dates.insert(value.text());
    } else if constexpr (std::same_as<T, bool> || std::integral<T> || TextValue<T> || DescribedEnum<T> ||
                         NumberValue<T>) {
    } else {
        for_each_member<T>([&](auto d, auto) {
            using D = decltype(d);
            sow(value.*D::pointer, dates);
        });
        if constexpr (requires { value.notes; }) value.notes = "QZMARK notes";
        if constexpr (requires { value.source; }) {
            value.source = FactSource();
            value.source->document = "QZMARK document";
            value.source->pointer = "/QZMARK/73913";
        }
        if constexpr (HasExtra<T>) value.extra.add({"x-qzmark", "\"QZMARK\"", 0});
    }
}

PatientRecord planted() {
    PatientRecord p;
    plant(p);
    return p;
}

// What must not be seen of one patient: the marks, and those of its dates that are not in what is said about nobody.
struct Watch {
    std::set<std::string> forbidden{std::begin(marks), std::end(marks)};

    void expect_clean(const std::string& text, const std::string& what) const {
        for (const std::string& f : forbidden) {
            const std::size_t at = text.find(f);
            EXPECT_EQ(at, std::string::npos)
                << what << " says " << f << ": " << text.substr(at < 200 ? 0 : at - 200, 400);
            if (at != std::string::npos) return;
        }
    }
};

const PartialDate& today() {
    static const PartialDate d = PartialDate::of("2026-01-30");
    return d;
}

MatchOptions hidden() {
    MatchOptions o;
    o.closed = o.doubtful = true;
    o.screen.redact = true;
    o.screen.as_of = today();
    return o;
}

class Gathered : public CohortSink {
public:
    bool take(const CohortAnswer& answer, std::string_view text) override {
        all.append(text).append("\n").append(try_write(answer).value()).append("\n");
        return true;
    }
    std::string all{};
};

// All that the library says of a patient in redacted form.
std::string all_said(const PatientRecord& p) {
    std::string said;
    const Vocabulary words(builtin_catalog().terms);
    const Screener screener(p, words, hidden().screen);
    for (const EligibilityRecord& r : builtin_catalog().eligibility) {
        const ScreeningReport report = screener.screen(r);
        said += try_write(report).value() + to_text(report) + to_text(report, true);
    }
    const Matcher matcher(builtin_catalog(), hidden());
    const MatchReport report = matcher.match(p);
    said += try_write(report).value() + to_text(report) + to_text(report, true);
    Gathered lines;
    const std::string document = try_write(p).value();
    NdjsonLines input(document);
    screen_cohort(input, matcher, 2, lines);
    // A day that only the patient's document states is a value of it.
    MatchOptions own = hidden();
    own.screen.as_of.reset();
    const ScreeningReport by_own = Screener(p, words, own.screen).screen(builtin_catalog().eligibility.front());
    return said + lines.all + try_write(by_own).value() + to_text(by_own) +
           to_text(Matcher(builtin_catalog(), own).match(p));
}

TEST(Redaction, WhatIsPlantedInEveryMemberIsSeenNowhere) {
    const PatientRecord p = planted();
    const std::string document = try_write(p).value();
    for (const char* mark : marks)
        ASSERT_NE(document.find(mark), std::string::npos) << mark;
    ASSERT_TRUE(read<PatientRecord>(document).ok());
    Watch().expect_clean(all_said(p), "the library");
    // And it is seen where it is not hidden.
    MatchOptions open = hidden();
    open.screen.redact = false;
    EXPECT_NE(try_write(match(p, builtin_catalog(), open)).value().find("qzmark"), std::string::npos);
}

TEST(Redaction, WhatIsSownInPatientsIsSeenNowhere) {
    const std::string nobody = all_said([] {
        PatientRecord p;
        p.id = Slug::of("nobody");
        return p;
    }());
    const std::vector<PatientRecord> all = cohort();
    ASSERT_GE(all.size(), 30U);
    for (std::size_t i = 0; i < all.size(); i += 6) {
        PatientRecord p = all[i];
        Watch watch;
        std::set<std::string> dates;
        sow(p, dates);
        p.id = Slug::of("qzmark-patient");
        for (const std::string& d : dates)
            if (nobody.find(d) == std::string::npos) watch.forbidden.insert(d);
        watch.expect_clean(all_said(p), all[i].id.text());
    }
}

// ------------------------------------------------------------------------------------------ the command

std::string run(const std::string& arguments) {
    std::FILE* pipe = ::popen(("'" CARNK_TOOL_PATH "' " + arguments + " 2>&1").c_str(), "r");
    if (!pipe) throw std::runtime_error("no pipe");
    std::string text;
    char block[4096];
    for (std::size_t n = 0; (n = std::fread(block, 1, sizeof block, pipe)) > 0;)
        text.append(block, n);
    (void)::pclose(pipe);
    return text;
}

std::string file_of(const std::string& name, const std::string& text) {
    const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / "carnk_redaction";
    std::filesystem::create_directories(folder);
    const std::string file = (folder / name).string();
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

TEST(Redaction, TheCommandSaysNothingOfAPatient) {
    PatientRecord known = cohort().front();
    std::set<std::string> dates;
    sow(known, dates);
    known.id = Slug::of("qzmark-patient");
    const std::string good = try_write(known).value(), full = try_write(planted()).value();
    // Wrong in many ways: bad dates, words, units, numbers, kinds, twice the same key, text after the end.
    const std::string bad =
        R"({"schema":"carnk/patient/1","id":"QZMARK !","as_of":"1839-02-31","demographics":{"birth_date":"QZMARK","sex":"QZMARK","age":{"value":"73913","unit":"QZMARK"},"body_weight":{"value":73913e999,"unit":"kg"}},"conditions":[{"code":"QZMARK 73913","assertion":"QZMARK","onset":"1839-13"},{"code":"qzmark","assertion":"present","onset":"1839-07-13","end":"1839-01-01"},"QZMARK",73913],"notes":"QZMARK\u0000 \ud800","notes":"QZMARK"} QZMARK)";
    const std::string contradictory =
        R"({"schema":"carnk/patient/1","id":"qzmark-1","as_of":"1839-07-13","demographics":{"birth_date":"1839-08","age":{"value":73913,"unit":"a"},"body_weight":{"value":73913,"unit":"kg"}},"conditions":[{"code":"qzmark-x","assertion":"present","onset":"1839-07-01"},{"code":"qzmark-x","assertion":"refuted","onset":"1839-07-01","notes":"QZMARK"},{"code":"qzmark-y","assertion":"present","onset":"2839","end":"1839"}],"measurements":[{"code":"qzmark-z","assertion":"not_assessed","value":{"value":73913,"unit":"{QZMARK}"}}],"biomarkers":[],"antigens":[],"performance":[{"scale":"ecog","assertion":"present","value":73913}],"lesions":[],"therapies":[],"procedures":[],"transplants":[],"infections":[],"toxicities":[],"medications":[],"allergies":[],"consents":[],"readiness":[],"trials":[],"events":[],"milestones":[],"donors":[],"completeness":[]})";
    const std::string g = file_of("good.json", good), f = file_of("full.json", full), b = file_of("bad.json", bad),
                      c = file_of("contradictory.json", contradictory),
                      n = file_of("cohort.ndjson", good + '\n' + full + '\n' + bad + '\n' + contradictory + '\n');
    const Watch watch;
    for (const std::string& file : {g, f, b, c})
        for (const std::string& arguments :
             {"screen --all --redact --full --as-of 2026-01-30 --patient " + file,
              "screen --all --redact --as-of 2026-01-30 --format ndjson --patient " + file,
              "screen --trial NCT05092451 --redact --patient " + file,
              "match --redact --closed --doubtful --full --as-of 2026-01-30 " + file,
              "match --redact --closed --format json --as-of 2026-01-30 " + file})
            watch.expect_clean(run(arguments), "carnk " + arguments);
    watch.expect_clean(run("match --threads 2 --as-of 2026-01-30 --cohort " + n), "carnk match --cohort");
    watch.expect_clean(run("match --cohort " + n), "carnk match --cohort");
    for (const std::string& file : {b, c, n})
        for (const char* format : {"text", "json", "ndjson", "sarif", "fhir", "csv", "markdown"}) {
            const std::string arguments =
                "validate " + std::string(file == n ? "--ndjson " : "") + "--format " + format + ' ' + file;
            const std::string said = run(arguments);
            EXPECT_NE(said.find("CNK-"), std::string::npos) << arguments << ": " << said;
            // Names of members that nobody knows are the sender's, and stand in pointers.
            std::string without = said;
            for (std::size_t at = 0; (at = without.find("x-qzmark")) != std::string::npos;)
                without.replace(at, 8, "x");
            watch.expect_clean(without, "carnk " + arguments);
        }
    for (const std::string& file : {b, c})
        watch.expect_clean(run("screen --all --as-of 2026-01-30 --patient " + b), "an open screening of " + file);
}

}  // namespace
