// SPDX-License-Identifier: BSL-1.0
// Memory runs out: each allocation in turn fails while documents are read, written, checked and screened. What is called then throws
// std::bad_alloc, or its answer is the same as with memory to spare, or a report that says that a rule failed; nothing leaks.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/screen.hpp>

#include "../fuzz/documents.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <new>
#include <sstream>

namespace {

// Written by the one thread that tests; read by any.
std::atomic<bool> counting{false};
std::atomic<long> left{-1};  // allocations until one fails; negative: none does
std::atomic<long> made{0};   // allocations while counting
std::atomic<long> alive{0};  // those of them that were not freed

// Each block begins with a mark that says whether it is counted, so that blocks made before are not.
constexpr std::size_t head = alignof(std::max_align_t);

void* take(std::size_t size) noexcept {
    const bool count = counting;
    if (count) {
        if (left == 0) return nullptr;
        if (left > 0) --left;
        ++made;
        ++alive;
    }
    auto* const block = static_cast<char*>(std::malloc(size + head));
    if (!block) return nullptr;
    *block = count ? 1 : 0;
    return block + head;
}

void give(void* p) noexcept {
    if (!p) return;
    char* const block = static_cast<char*>(p) - head;
    if (*block == 1) --alive;
    std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
    if (void* const p = take(size)) return p;
    throw std::bad_alloc();
}
void* operator new[](std::size_t size) {
    if (void* const p = take(size)) return p;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return take(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
    return take(size);
}
void operator delete(void* p) noexcept {
    give(p);
}
void operator delete[](void* p) noexcept {
    give(p);
}
void operator delete(void* p, std::size_t) noexcept {
    give(p);
}
void operator delete[](void* p, std::size_t) noexcept {
    give(p);
}
void operator delete(void* p, const std::nothrow_t&) noexcept {
    give(p);
}
void operator delete[](void* p, const std::nothrow_t&) noexcept {
    give(p);
}

namespace {

using namespace carnk;

std::string text_of(const std::string& file) {
    std::ifstream in(CARNK_TEST_DATA_DIR "/" + file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// What a call answered. `incomplete`: it says itself that something failed.
struct Answer {
    std::string text{};
    bool incomplete = false;
    bool operator==(const Answer&) const = default;
};

struct Totals {
    long allocations = 0;  // in one undisturbed call
    long failed = 0;       // of them, how many were made to fail
    long incomplete = 0;   // answers that said that something failed
};

// Calls with the n-th allocation failing, for n = first, first + step, ... until the call gets through.
Totals exhaust(const std::string& what, const std::function<Answer()>& call, long step = 1) {
    Totals totals;
    const Answer expected = call();  // also makes whatever is made once
    if (expected.incomplete) {
        ADD_FAILURE() << what << ": it fails with memory to spare";
        return totals;
    }
    alive = 0;
    made = 0;
    const bool failed_before = testing::Test::HasFailure();
    {
        counting = true;
        const Answer again = call();
        counting = false;
        EXPECT_TRUE(again == expected) << what << " answers differently the second time";
    }
    EXPECT_EQ(alive, 0) << what << " keeps memory";
    totals.allocations = made;
    for (long n = 0; n < totals.allocations; n += step) {
        alive = 0;
        left = n;
        {
            Answer answer;
            bool thrown = false;
            counting = true;
            try {
                answer = call();
            } catch (const std::bad_alloc&) {
                thrown = true;
            } catch (const std::exception& e) {
                counting = false;
                ADD_FAILURE() << what << ", allocation " << n << ": another exception: " << e.what();
                counting = true;
                thrown = true;
            }
            counting = false;
            ++totals.failed;
            if (!thrown && answer.incomplete)
                ++totals.incomplete;
            else if (!thrown && answer != expected)
                ADD_FAILURE() << what << ", allocation " << n << ": another answer, and nothing says so:\n"
                              << answer.text.substr(0, 2000) << "\nexpected\n"
                              << expected.text.substr(0, 2000);
        }
        left = -1;
        if (alive != 0) {
            ADD_FAILURE() << what << ", allocation " << n << ": " << alive << " blocks leak";
            break;
        }
        if (!failed_before && testing::Test::HasFailure()) break;
    }
    std::printf("%-42s %ld allocations, %ld made to fail, %ld reported as a failed rule\n", what.c_str(),
                totals.allocations, totals.failed, totals.incomplete);
    return totals;
}

// Everything of a text that reading, writing and rules say.
Answer looked(const test::DocumentReader& reader, const std::string& text) {
    const test::Seen seen = reader.look(text, {}, true);
    Answer answer;
    answer.text = to_string(seen.findings) + seen.written + '\n' + to_string(seen.report.findings);
    for (const RuleResult& r : seen.report.rules)
        answer.incomplete = answer.incomplete || r.outcome == RuleOutcome::failed;
    // A failure of rules must show in clean(); a document that could not be written must not pass for one that was.
    EXPECT_TRUE(!answer.incomplete || !seen.report.clean());
    return answer;
}

// All allocations of small documents; of larger ones every so many-th, so that the time stays short.
long step_for(const std::function<Answer()>& call, long most) {
    (void)call();
    made = 0;
    counting = true;
    (void)call();
    counting = false;
    static const bool all = std::getenv("CARNK_ALL_ALLOCATIONS") != nullptr;
    return all ? 1 : 1 + made / most;
}

TEST(Allocation, ReadingWritingAndRulesOfEveryDocument) {
    long failed = 0;
    for (const test::DocumentReader& reader : test::document_readers()) {
        const TypeInfo* const type = find_type(reader.schema);
        ASSERT_TRUE(type) << reader.schema;
        // The shortest record of the catalogue, or the least document.
        const std::string text = example_document(*type);
        const auto call = [&] {
            return looked(reader, text);
        };
        failed += exhaust(std::string(reader.schema), call, step_for(call, 1500)).failed;
    }
    EXPECT_GT(failed, 15000);
}

// Records of some size: of each list of the catalogue the one in the middle of the order of length.
TEST(Allocation, RecordsOfTheCatalog) {
    const auto middle = [](std::string_view schema, const auto& records) {
        std::vector<std::string> texts;
        for (const auto& r : records)
            texts.push_back(write(r));
        std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
        const std::string& text = texts.at(texts.size() / 2);
        const auto call = [&] {
            return looked(*test::reader_of(schema), text);
        };
        EXPECT_FALSE(call().text.empty());
        exhaust(std::string(schema) + ", " + std::to_string(text.size()) + " bytes", call, step_for(call, 700));
    };
    const Catalog& all = builtin_catalog();
    middle("carnk/trial/1", all.trials);
    middle("carnk/car-construct/1", all.constructs);
    middle("carnk/published-study/1", all.studies);
    middle("carnk/eligibility/1", all.eligibility);
}

// The measure itself: a leak, and an answer that is cut short in silence, are seen.
TEST(Allocation, TheMeasureSeesWhatItMeasures) {
    EXPECT_NONFATAL_FAILURE(exhaust("a leak",
                                    [] {
                                        static std::vector<int*> kept(100);
                                        for (int*& p : kept)
                                            if (!p) {
                                                p = new int(1);
                                                break;
                                            }
                                        return Answer{"x"};
                                    }),
                            "keeps memory");
    EXPECT_NONFATAL_FAILURE(exhaust("a silent loss",
                                    [] {
                                        Answer answer;
                                        try {
                                            answer.text = std::string(100, 'x');
                                        } catch (const std::bad_alloc&) {
                                            answer.text = "x";
                                        }
                                        return answer;
                                    }),
                            "nothing says so");
}

TEST(Allocation, ReadingABrokenDocument) {
    const std::string text = text_of("broken_trial.json");
    const test::DocumentReader& trial = *test::reader_of("carnk/trial/1");
    exhaust("broken trial", [&] { return looked(trial, text); });
    exhaust("not JSON", [&] { return looked(trial, "{\"a\":[1,{\"b\":tru"); });
}

TEST(Allocation, ReadingAPatient) {
    std::istringstream lines(text_of("patients/cohort.ndjson"));
    std::string text;
    ASSERT_TRUE(std::getline(lines, text));
    const auto call = [&] {
        return looked(*test::reader_of("carnk/patient/1"), text);
    };
    exhaust("patient", call, step_for(call, 1500));
}

TEST(Allocation, Screening) {
    std::istringstream lines(text_of("patients/cohort.ndjson"));
    std::string text;
    ASSERT_TRUE(std::getline(lines, text));
    const Result<PatientRecord> patient = read<PatientRecord>(text);
    ASSERT_TRUE(patient);
    // A small vocabulary, so that making it ready is a part of it without being all of it.
    const auto& terms = builtin_catalog().terms;
    const std::vector<ClinicalTerm> some(terms.begin(), terms.begin() + 20);
    const EligibilityRecord* least = nullptr;
    for (const EligibilityRecord& r : builtin_catalog().eligibility)
        if (!r.criteria.empty() && (!least || r.criteria.size() < least->criteria.size())) least = &r;
    ASSERT_TRUE(least);
    const auto call = [&] {
        const Vocabulary vocabulary(some);
        const Screener screener(*patient, vocabulary);
        const ScreeningReport report = screener.screen(*least);
        return Answer{to_text(report, true) + write(report)};
    };
    exhaust("screening", call, step_for(call, 1500));
}

TEST(Allocation, OtherReaders) {
    const std::string study =
        R"({"protocolSection":{"identificationModule":{"nctId":"NCT03056339","briefTitle":"CD19 CAR NK cells"},)"
        R"("statusModule":{"overallStatus":"RECRUITING"},"more":{"x":[1,2]}}})";
    const auto import = [&] {
        const CtgovImport made_of = read_clinicaltrials_gov(study);
        std::string text = to_string(made_of.findings);
        for (const RegistryRecord& r : made_of.records)
            text += write(r) + write_clinicaltrials_gov(r);
        for (const Ledger& l : made_of.ledgers)
            text += write(l);
        return Answer{text};
    };
    exhaust("ClinicalTrials.gov", import, step_for(import, 1500));
    const auto criteria = [] {
        return Answer{write(
            parse_criteria("Inclusion Criteria:\n\n* Age >= 18 years\n* ECOG 0 or 1\n\nExclusion Criteria:\n\n* HIV"))};
    };
    exhaust("criteria text", criteria, step_for(criteria, 1000));
    const auto stream = [] {
        NdjsonOptions options;
        options.max_line_bytes = 200;
        NdjsonLines lines(std::string_view("{\"schema\":\"carnk/faq/1\"}\n\n[1]\n"
                                           "nonsense\n"),
                          options);
        std::string text;
        NdjsonWriter writer(text);
        NdjsonReader<Faq> reader(std::move(lines));
        NdjsonRecord<Faq> record;
        while (reader.next(record)) {
            text += to_string(record.result.findings());
            if (record.result) text += to_string(writer.write(*record.result));
        }
        return Answer{text};
    };
    exhaust("NDJSON", stream);
    const auto patch = [] {
        const std::string before = R"({"a":[1,2,{"b":"x"}],"c":null})", after = R"({"a":[2,{"b":"y"}],"d":1.0})";
        std::string text = to_patch(diff_text(before, after).value());
        const Result<std::string> patched = apply_patch(before, text);
        text += *patched + *edit_text(before, text) + *apply_merge_patch(before, R"({"a":{"z":null},"c":1})");
        return Answer{text + to_string(apply_patch(before, R"([{"op":"test","path":"/a","value":1}])").findings())};
    };
    exhaust("pointers and patches", patch);
}

// What was being read over an older value is neither the one nor the other.
TEST(Allocation, AResultThatCouldNotBeReadAgainHasNoValue) {
    const std::vector<Faq>& faqs = builtin_catalog().faqs;
    const std::string first = write(faqs.front()), last = write(faqs.back());
    long n = 0;
    for (bool thrown = true; thrown; ++n) {
        Result<Faq> result = read<Faq>(first);
        thrown = false;
        left = n;
        counting = true;
        try {
            read_again(last, result);
        } catch (const std::bad_alloc&) {
            thrown = true;
        }
        counting = false;
        left = -1;
        EXPECT_EQ(result.ok(), !thrown) << "allocation " << n;
        EXPECT_TRUE(thrown || *result == faqs.back());
    }
    EXPECT_GT(n, 1);
}

// Threads that cannot be fed: the batch fails, the threads end, the caller hears of it.
TEST(Allocation, ThreadsOfAStream) {
    std::string text;
    for (int i = 0; i < 40; ++i)
        text += "{\"schema\":\"carnk/faq/1\",\"number\":" + std::to_string(i) + "}\n";
    NdjsonOptions options;
    options.batch_bytes = 64;
    const auto run = [&] {
        NdjsonLines lines(text, options);
        std::size_t count = 0;
        for_each_record<Faq>(lines, 3, [&](NdjsonRecord<Faq>&&) { ++count; });
        return count;
    };
    const std::size_t all = run();
    EXPECT_EQ(all, 40U);
    for (long n = 0; n < 600; n += 13) {
        left = n;
        counting = true;
        std::size_t count = all;
        bool thrown = false;
        try {
            count = run();
        } catch (const std::bad_alloc&) {
            thrown = true;
        }
        counting = false;
        left = -1;
        EXPECT_TRUE(thrown || count == all)
            << "allocation " << n << ": only " << count << " records, and nothing says so";
    }
}

}  // namespace
