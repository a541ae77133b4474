// SPDX-License-Identifier: BSL-1.0
// Texts that are made to be slow or large. Each runs in a process of its own and must be done, or refused with a finding, within two
// seconds of processor time and 256 MiB; sanitizers, which cost several times as much, only have to end.
#include <carnk/core/decimal.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/fix.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/model/guide.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/trial.hpp>
#include <carnk/rules/config.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/screen.hpp>

#include "../fuzz/documents.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

namespace {

using namespace carnk;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool sanitized = false;
#endif

constexpr double most_seconds = 2;
constexpr long most_kilobytes = 256 * 1024;
constexpr std::size_t million = 1'000'000;

// Runs it in a child; it returns whether what it saw was right. Processor time grows when others are at work on the same core, so what
// takes too long is tried again.
void defuse(const std::string& name, const std::function<bool()>& bomb, int tries = 4) {
    std::fflush(stdout);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const rlimit most{sanitized ? 200U : 20U,
                          sanitized ? 200U : 20U};  // of processor time, for others may be at work
        ::setrlimit(RLIMIT_CPU, &most);
        bool right = false;
        try {
            right = bomb();
        } catch (const std::exception& e) {
            std::fprintf(stderr, "%s: %s\n", name.c_str(), e.what());
        }
        std::fflush(stderr);
        ::_exit(right ? 0 : 1);
    }
    int status = 0;
    rusage used{};
    ASSERT_EQ(::wait4(child, &status, 0, &used), child);
    const double seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    std::printf("%-48s %5.2f s %5ld MiB\n", name.c_str(), seconds, used.ru_maxrss / 1024);
    EXPECT_TRUE(WIFEXITED(status)) << name << ": signal " << WTERMSIG(status);
    EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : 0, 0) << name << ": a wrong answer";
    if (sanitized) return;
    if (seconds > most_seconds && tries > 1) return defuse(name, bomb, tries - 1);
    EXPECT_LE(seconds, most_seconds) << name;
    EXPECT_LE(used.ru_maxrss, most_kilobytes) << name;
}

std::string repeated(std::string_view part, std::size_t n) {
    std::string text;
    text.reserve(part.size() * n);
    for (std::size_t i = 0; i < n; ++i)
        text += part;
    return text;
}

std::string numbered(std::string_view before, std::string_view after, std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i)
        text.append(before).append(std::to_string(i)).append(after);
    if (!text.empty()) text.pop_back();
    return text;
}

// Read as a type; `good` as it must come out. Findings are few.
std::function<bool()> reading(const char* schema, std::function<std::string()> text, bool good, bool rules = false) {
    return [=] {
        const test::Seen seen = test::reader_of(schema)->look(text(), {}, rules);
        if (seen.good != good) std::fprintf(stderr, "%s\n", to_string(seen.findings).substr(0, 2000).c_str());
        return seen.good == good && seen.findings.size() <= ReadOptions().max_findings + 1 &&
               (good || seen.findings.has_errors()) &&
               seen.report.findings.size() <= ValidateOptions().max_findings + 1;
    };
}

const std::string trial_head =
    R"({"schema":"carnk/trial/1","id":"NCT03056339","title":"t","status":"recruiting","product":{"name":"p"})";

TEST(Bombs, Depth) {
    for (const char* open : {"[", "{\"a\":", "[{\"a\":"}) {
        defuse(std::string("10^6 times ") + open, reading(
                                                      "carnk/trial/1", [=] { return repeated(open, million); }, false));
        defuse(std::string("10^6 times ") + open + " in an unknown member",
               reading(
                   "carnk/trial/1", [=] { return trial_head + ",\"x\":" + repeated(open, million); }, false));
    }
    defuse("10^6 brackets, closed",
           reading(
               "carnk/trial/1",
               [] { return trial_head + ",\"x\":" + std::string(million, '[') + std::string(million, ']') + '}'; },
               false));
    defuse("10^6 expressions in each other",
           reading(
               "carnk/eligibility/1",
               [] {
                   return R"({"schema":"carnk/eligibility/1","criteria":[{"expression":)" +
                          repeated(R"({"kind":"not","of":[)", million);
               },
               false));
}

TEST(Bombs, Members) {
    defuse("10^6 equal unknown members",
           reading(
               "carnk/trial/1", [] { return trial_head + repeated(",\"a\":1", million) + '}'; }, false));
    defuse("10^6 equal known members",
           reading(
               "carnk/trial/1", [] { return trial_head + repeated(",\"title\":\"t\"", million) + '}'; }, false));
    defuse("10^6 equal members two levels down",
           reading(
               "carnk/trial/1", [] { return trial_head + ",\"x\":[{\"a\":1" + repeated(",\"a\":1", million) + "}]}"; },
               false));
    defuse("10^6 different unknown members",
           reading(
               "carnk/faq/1", [] { return "{" + numbered("\"k", "\":1,", million) + '}'; }, false));
    defuse("10^6 members that are equal but for an escape",
           reading(
               "carnk/faq/1",
               [] {
                   return "{" + numbered("\"\\u006", "\":1,", 10) + repeated(",\"\\u0061\":1,\"a\":1", million / 2) +
                          '}';
               },
               false));
    // Many names that share a long beginning.
    defuse(
        "10^4 names of 1000 equal first characters",
        reading(
            "carnk/faq/1", [] { return "{" + numbered("\"" + std::string(1000, 'k'), "\":1,", 10'000) + '}'; }, false));
}

TEST(Bombs, Strings) {
    const std::size_t ten = 10 * million;
    defuse("10 MB of text",
           reading(
               "carnk/faq/1", [=] { return "{\"question\":\"" + std::string(ten, 'x') + "\"}"; }, false));
    defuse("10 MB of escapes",
           reading(
               "carnk/faq/1", [=] { return "{\"question\":\"" + repeated("\\u00e9", ten / 6) + "\"}"; }, false));
    defuse("10 MB of broken UTF-8",
           reading(
               "carnk/faq/1", [=] { return "{\"question\":\"" + std::string(ten, '\xC3') + "\"}"; }, false));
    defuse("10 MB of control characters",
           reading(
               "carnk/faq/1", [=] { return "{\"question\":\"" + std::string(ten, '\x01') + "\"}"; }, false));
    defuse("a member name of 10 MB",
           reading(
               "carnk/faq/1", [=] { return "{\"" + std::string(ten, 'x') + "\":1}"; }, false));
    defuse("a number of 10 MB", reading(
                                    "carnk/faq/1", [=] { return "{\"x\":" + std::string(ten, '9') + "}"; }, false));
    defuse("10 MB of white space", reading(
                                       "carnk/faq/1", [=] { return "{" + std::string(ten, ' ') + "}"; }, false));
    defuse("10 MB without an end",
           reading(
               "carnk/faq/1", [=] { return "{\"question\":\"" + std::string(ten, 'x'); }, false));
    for (const char* member : {"id", "url", "doi", "as_of"})
        defuse(std::string("10 MB in ") + member, reading(
                                                      "carnk/trial/1",
                                                      [=] {
                                                          return trial_head + ",\"" + member + "\":\"" +
                                                                 std::string(ten, '1') + "\",\"sources\":[{\"" +
                                                                 member + "\":\"" + repeated("a-1.", ten / 4) + "\"}]}";
                                                      },
                                                      false));
}

TEST(Bombs, Findings) {
    defuse("10^6 elements of a wrong type",
           reading(
               "carnk/trial/1", [] { return trial_head + ",\"arms\":[1" + repeated(",1", million) + "]}"; }, false));
    defuse("10^5 empty objects that lack members",
           reading(
               "carnk/trial/1", [] { return trial_head + ",\"arms\":[{}" + repeated(",{}", million / 10) + "]}"; },
               false));
    for (const char* element : {"{}", "[]", "\"\""}) {
        const std::string all = element + repeated(std::string(",") + element, million);
        defuse(std::string("10^6 documents ") + element + " in an array", [&] {
            const Result<std::vector<Faq>> list = read<std::vector<Faq>>("[" + all + "]");
            return !list.ok() && list.findings().size() == ReadOptions().max_findings + 1 &&
                   list.findings()[ReadOptions().max_findings].rule == "CNK-JSON-021";
        });
        for (const char* list : {"arms", "targets", "dose_levels"})
            defuse(std::string("10^6 ") + element + " in " + list,
                   reading(
                       "carnk/trial/1", [&] { return trial_head + ",\"" + list + "\":[" + all + "]}"; }, false));
        defuse(std::string("10^6 criteria ") + element,
               reading(
                   "carnk/eligibility/1",
                   [&] { return R"({"schema":"carnk/eligibility/1","criteria":[)" + all + "]}"; }, false));
    }
    // Nothing is wrong with each of them.
    defuse("10^6 dose levels that say nothing", [] {
        const Result<Trial> trial = read<Trial>(trial_head + ",\"dose_levels\":[{}" + repeated(",{}", million) + "]}");
        return !trial.ok() && trial.findings()[trial.findings().size() - 1].rule == "CNK-JSON-009";
    });
    defuse("fixes of 10^5 findings", [] {
        const std::string text =
            trial_head + ",\"status\":\"Recruiting\"" + numbered(",\"k", "\":1 ", million / 10) + '}';
        Findings findings = read<Trial>(text).findings();
        propose_fixes(text, findings);
        return !findings.empty() && (apply_fixes(text, findings).ok() || true);
    });
}

// The kind of a choice may stand last, so that it must be looked for before anything else is known.
TEST(Bombs, Choices) {
    const auto record = [](const std::string& expression) {
        return R"({"schema":"carnk/eligibility/1","id":"e","criteria":[{"id":"c","expression":)" + expression + "}]}";
    };
    defuse("60 choices in each other, kinds last, 10 MB inside",
           reading(
               "carnk/eligibility/1",
               [=] {
                   // Depth is counted with arrays, so half as many objects.
                   return record(repeated("{\"of\":[", 28) + "\"" + std::string(10 * million, 'x') + "\"" +
                                 repeated("],\"kind\":\"all\"}", 28));
               },
               false));
    defuse("10^5 choices beside each other, kinds last",
           reading(
               "carnk/eligibility/1",
               [=] {
                   return record("{\"of\":[{}" + repeated(R"(,{"of":[],"x":[1,2,3],"kind":"any"})", million / 10) +
                                 "],\"kind\":\"all\"}");
               },
               false));
    defuse("10^6 choices without a kind",
           reading(
               "carnk/eligibility/1",
               [=] { return record("{\"of\":[{}" + repeated(",{}", million) + "],\"kind\":\"all\"}"); }, false));
    defuse("10^6 kinds",
           reading(
               "carnk/eligibility/1",
               [=] { return record("{\"kind\":\"all\"" + repeated(",\"kind\":\"all\"", million) + "}"); }, false));
}

// A record whose n-th criterion names the next one twice.
std::string doubling(std::size_t n) {
    std::string text =
        R"({"schema":"carnk/eligibility/1","id":"e","product":"p","therapy":"car_nk","coverage":{"inclusion":"complete","exclusion":"complete","basis":"registry_copy"},"trial_match":{"basis":"printed"},"criteria":[)";
    for (std::size_t i = 0; i <= n; ++i) {
        const std::string next = "{\"kind\":\"ref\",\"criterion\":\"c-" + std::to_string(i + 1) + "\"}";
        text +=
            (i == 0 ? "" : ",") +
            std::string(
                R"({"kind":"inclusion","category":"other","shape":"disjunction_any_of","scope":{"level":"study"},"text":"t","language":"en","wording":"verbatim","computability":"full","strength":"required","id":"c-)") +
            std::to_string(i) + R"(","expression":{"kind":"any","of":[)" + (i < n ? next + ',' + next : "") + "]}}";
    }
    return text + R"(],"sources":[{"kind":"registry","title":"t"}]})";
}

TEST(Bombs, ReferencesThatDouble) {
    defuse("rules on 60 criteria that name the next twice",
           reading(
               "carnk/eligibility/1", [] { return doubling(60); }, true, true));
    defuse("screening of 10^5 different atoms", [] {
        const auto text = [] {
            std::string parts;
            for (std::size_t i = 0; i < 100'000; ++i)
                parts += R"(,{"kind":"atom","quantifier":"exists","query":{"domain":"condition","codes":["c)" +
                         std::to_string(i) + "\"]}}";
            std::string whole = doubling(1);
            whole.insert(whole.rfind("\"of\":[") + 6, parts.substr(1));
            return whole;
        };
        const Result<EligibilityRecord> record = read<EligibilityRecord>(text());
        const PatientRecord patient = *read<PatientRecord>(R"({"schema":"carnk/patient/1","id":"p"})").best_effort();
        const Vocabulary words;
        const ScreeningReport report = Screener(patient, words).screen(*record.best_effort());
        return report.verdict == Verdict::undetermined || report.verdict == Verdict::eligible_subject_to_review;
    });
    for (const std::size_t n : {std::size_t{60}, std::size_t{5000}})
        defuse("screening of " + std::to_string(n) + " criteria that name the next twice", [n] {
            const Result<EligibilityRecord> record = read<EligibilityRecord>(doubling(n));
            const PatientRecord patient =
                *read<PatientRecord>(R"({"schema":"carnk/patient/1","id":"p","as_of":"2026-01-01","demographics":{}})")
                     .best_effort();
            const Vocabulary words;
            const ScreeningReport report = Screener(patient, words).screen(*record.best_effort());
            return !report.criteria.empty();
        });
}

TEST(Bombs, Rules) {
    defuse("5000 criteria with one id", reading(
                                            "carnk/eligibility/1",
                                            [] {
                                                std::string text = doubling(5000);
                                                for (std::size_t at = 0;
                                                     (at = text.find("\"id\":\"c-", at)) != std::string::npos; ++at)
                                                    text.replace(at, text.find('"', at + 6) + 1 - at, "\"id\":\"c-1\"");
                                                return text;
                                            },
                                            true, true));
    // 10^4 criteria that ask for one thing with limits of their own, that all ask for the same, and that have nothing in common.
    const auto criteria = [](std::function<std::string(std::size_t)> expression) {
        return reading(
            "carnk/eligibility/1",
            [=] {
                std::string text =
                    R"({"schema":"carnk/eligibility/1","id":"e","product":"p","therapy":"car_nk","coverage":{},"trial_match":{"basis":"printed"},"criteria":[)";
                for (std::size_t i = 0; i < 10'000; ++i)
                    text +=
                        (i == 0 ? R"({"id":"c-)" : R"(,{"id":"c-)") + std::to_string(i) + R"(","kind":")" +
                        (i % 2 == 0 ? "inclusion" : "exclusion") +
                        R"(","scope":{"level":"study"},"text":"t","computability":"full","strength":"required","expression":)" +
                        expression(i) + '}';
                return text + R"(],"sources":[{"kind":"registry","title":"t"}]})";
            },
            true, true);
    };
    defuse(
        "10^4 criteria with limits for one measure", criteria([](std::size_t i) {
            return R"({"kind":"atom","quantifier":"latest","query":{"domain":"measurement","codes":["anc"]},"test":{"kind":"range","interval":{"low":)" +
                   std::to_string(i) + R"(},"unit":"10*9/L"}})";
        }));
    defuse("10^4 criteria that ask the same", criteria([](std::size_t) {
               return R"({"kind":"atom","quantifier":"exists","query":{"domain":"condition","codes":["c"]}})";
           }));
    defuse("10^4 criteria that ask for different things", criteria([](std::size_t i) {
               return R"({"kind":"atom","quantifier":"exists","query":{"domain":"condition","codes":["c)" +
                      std::to_string(i) + R"("]}})";
           }));
    defuse("a configuration with 10^5 suppressions", [] {
        const Result<ValidationConfig> config = read_validation_config(
            R"({"schema":"carnk/validation-config/1","suppressions":[)" +
            numbered(R"({"rule":"CNK-TRIAL-001","pointer":"/arms/)", R"(","reason":"r"},)", 100'000) + "]}");
        ConfiguredValidation configured(config.value());
        const ValidateOptions with = configured.options("t.json", {});
        const Result<Trial> trial = read<Trial>(trial_head + "}");
        ValidationReport report = validate_report(*trial.best_effort(), with);
        configured.settle("t.json", report.findings);
        return !configured.unsettled({}).empty();
    });
}

TEST(Bombs, CriteriaText) {
    const auto parsed = [](const std::string& name, std::function<std::string()> text) {
        defuse(name, [=] {
            const std::string all = text();
            const ParsedCriteria criteria = parse_criteria(all);
            return criteria.bytes.number() == static_cast<std::int64_t>(all.size()) &&
                   (criteria.spans.empty() || criteria.spans.back().end.number() == criteria.bytes.number());
        });
    };
    for (const char* part : {"a",
                             " ",
                             "\n",
                             "(",
                             ")",
                             ".",
                             "1",
                             "9.",
                             "or ",
                             "no ",
                             "and/or ",
                             "- ",
                             "\n- a",
                             "\n1. a",
                             "\n  - a\n    - b",
                             "x ULN ",
                             ">= ",
                             ">=1 ",
                             "18 years ",
                             "within ",
                             "within 4 weeks ",
                             "one of the following: ",
                             "unless ",
                             "except ",
                             "Inclusion Criteria:",
                             "\nExclusion Criteria:\n",
                             "ECOG ",
                             "age >= 18 ",
                             "ANC >= 1000/uL and ",
                             "CD19",
                             "\xC3",
                             "\xE2\x89\xA5",
                             "1,",
                             "1-",
                             "1/",
                             "%",
                             "HIV, ",
                             ", ",
                             "; ",
                             ":\n"}) {
        std::string shown;
        for (const char c : std::string_view(part))
            shown += c == '\n' ? '|' : c >= ' ' && c < 0x7F ? c : '?';
        parsed("200 kB of '" + shown + "'",
               [=] { return "Inclusion Criteria:\n" + repeated(part, 200'000 / std::string_view(part).size()); });
    }
    parsed("items nested 10^4 deep", [] {
        std::string text = "Inclusion Criteria:\n";
        for (std::size_t i = 0; i < 1000; ++i)
            text += std::string(i, ' ') + "- one of the following:\n";
        return text;
    });
}

TEST(Bombs, Register) {
    const auto imported = [](const std::string& name, std::function<std::string()> text) {
        defuse(name, [=] {
            const CtgovImport import = read_clinicaltrials_gov(text());
            return !import.findings.empty() || !import.records.empty();
        });
    };
    const std::string head = R"({"protocolSection":{"identificationModule":{"nctId":"NCT03056339","briefTitle":"t"})";
    imported("register: 10^6 brackets", [] { return std::string(million, '['); });
    imported("register: 10^5 unknown members", [=] { return head + numbered(",\"k", "\":1 ", million / 10) + "}}"; });
    imported("register: 10^5 equal members", [=] { return head + repeated(",\"k\":1", million / 10) + "}}"; });
    imported("register: 10^5 conditions", [=] {
        return head + ",\"conditionsModule\":{\"conditions\":[" + numbered("\"c", "\",", million / 10) + "]}}}";
    });
    imported("register: 10^4 studies without a number", [] { return "[{}" + repeated(",{}", 10'000) + "]"; });
    imported("register: 10^4 studies, one a line", [=] { return repeated(head + "}}\n", 10'000); });
}

TEST(Bombs, Patches) {
    const auto patched = [](const std::string& name, std::function<std::string()> text,
                            std::function<std::string()> patch) {
        for (const bool edit : {false, true})
            defuse(name + (edit ? ", in the text" : ""), [=] {
                const Result<std::string> made = edit ? edit_text(text(), patch()) : apply_patch(text(), patch());
                return made.ok() || made.findings().has_errors();
            });
    };
    patched(
        "40 copies of the whole into itself", [] { return "{\"a\":[1,2,3]}"; },
        [] { return "[" + numbered(R"({"op":"copy","from":"","path":"/b)", R"("},)", 40) + "]"; });
    patched(
        "10^5 additions at the front", [] { return "[]"; },
        [] {
            return "[" + repeated(R"({"op":"add","path":"/0","value":1},)", 100'000) +
                   R"({"op":"remove","path":"/0"}])";
        });
    patched(
        "10^4 operations on 10^5 elements", [] { return "[0" + repeated(",1", 100'000) + "]"; },
        [] {
            return "[" + repeated(R"({"op":"move","from":"/0","path":"/-"},)", 10'000) +
                   R"({"op":"remove","path":"/0"}])";
        });
    patched(
        "10^5 members, 10^4 operations", [] { return "{" + numbered("\"k", "\":1,", 100'000) + "}"; },
        [] { return "[" + numbered(R"({"op":"replace","path":"/k9)", R"(","value":2},)", 10'000) + "]"; });
    defuse("merge patch with 10^5 members", [] {
        const std::string a = "{" + numbered("\"k", "\":1,", 100'000) + "}",
                          b = "{" + numbered("\"j", "\":1,", 100'000) + "}";
        return apply_merge_patch(a, b).ok();
    });
    defuse("difference of 10^5 members", [] {
        const std::string a = "{" + numbered("\"k", "\":1,", 100'000) + "}",
                          b = "{" + numbered("\"j", "\":1,", 100'000) + "}";
        return diff_text(a, b).value().size() == 200'000;
    });
    defuse("difference of 500,000 elements", [] {
        return diff_text("[0" + repeated(",1", million / 2) + "]", "[1" + repeated(",1", million / 2) + "]")
                   .value()
                   .size() == 1;
    });
    defuse("a pointer of 10 MB", [] { return !find_at("{\"a\":1}", repeated("/a", 5 * million)).ok(); });
}

TEST(Bombs, Values) {
    const std::size_t ten = 10 * million;
    defuse("a decimal of 10 MB", [=] { return !Decimal::from_text(std::string(ten, '9')) || true; });
    defuse("a unit of 10 MB brackets", [=] { return !UcumUnit::from_text(std::string(ten, '(')); });
    defuse("a unit of 10^6 closed brackets",
           [=] { return !UcumUnit::from_text(std::string(million, '(') + "m" + std::string(million, ')')) || true; });
    defuse("a unit of 10^6 factors", [=] { return !UcumUnit::from_text("m" + repeated(".m", million)) || true; });
    defuse("a unit with an exponent of 10 MB", [=] { return !UcumUnit::from_text("m" + std::string(ten, '9')); });
}

TEST(Bombs, Streams) {
    const auto streamed = [](const std::string& name, std::function<std::string()> text) {
        defuse(name, [=] {
            const std::string all = text();
            NdjsonReader<Faq> reader{NdjsonLines(all)};
            NdjsonRecord<Faq> record;
            std::size_t n = 0;
            while (reader.next(record))
                ++n;
            return n > 0;
        });
    };
    streamed("10^7 blank lines", [] { return std::string(10 * million, '\n') + "{}"; });
    streamed("10^5 lines that are not JSON", [] { return repeated("x\n", million / 10); });
    streamed("a line of 20 MB", [] { return std::string(20 * million, 'x') + "\n{}"; });
}

}  // namespace
