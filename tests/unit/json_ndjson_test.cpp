// SPDX-License-Identifier: BSL-1.0
// Streams of documents: lines, records, threads, writing.
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/json/ndjson.hpp>

#include <boost/describe/class.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace {

using namespace carnk;

struct Sample {
    int n{};
    std::string text;
    Extra extra{};
    bool operator==(const Sample&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sample, (), (n, text))

struct Measured {
    double x{};
    bool operator==(const Measured&) const = default;
};
BOOST_DESCRIBE_STRUCT(Measured, (), (x))

std::string sample(int n) {
    return "{\"n\":" + std::to_string(n) + ",\"text\":\"" + std::string(static_cast<std::size_t>(n % 97), 'x') + "\"}";
}

/// Gives one byte at a time, like a slow pipe.
class OneByte : public std::streambuf {
public:
    explicit OneByte(std::string text) : text_(std::move(text)) {}

protected:
    int_type underflow() override {
        if (at_ == text_.size()) return traits_type::eof();
        setg(&text_[at_], &text_[at_], &text_[at_] + 1);
        ++at_;
        return traits_type::to_int_type(*gptr());
    }
    std::string text_;
    std::size_t at_ = 0;
};

/// Breaks after its text, as a disk or a connection does.
class Broken : public OneByte {
public:
    using OneByte::OneByte;

protected:
    int_type underflow() override {
        if (at_ == text_.size()) throw std::runtime_error("input/output error");
        return OneByte::underflow();
    }
};

/// Makes `records` records without ever holding more than one.
class Endless : public std::streambuf {
public:
    explicit Endless(int records) : records_(records) {}

protected:
    int_type underflow() override {
        if (made_ == records_) return traits_type::eof();
        line_ = sample(made_++) + '\n';
        setg(line_.data(), line_.data(), line_.data() + line_.size());
        return traits_type::to_int_type(*gptr());
    }

private:
    int records_, made_ = 0;
    std::string line_;
};

template <class T>
std::vector<NdjsonRecord<T>> all(NdjsonLines lines) {
    NdjsonReader<T> reader(std::move(lines));
    std::vector<NdjsonRecord<T>> out;
    NdjsonRecord<T> record;
    while (reader.next(record))
        out.push_back(std::move(record));
    return out;
}

std::string summary(const std::vector<NdjsonRecord<Sample>>& records) {
    std::string s;
    for (const auto& r : records) {
        s += std::to_string(r.number) + '@' + std::to_string(r.line) + '=';
        s += r.result ? std::to_string(r.result->n) : "bad";
        for (const Finding& f : r.result.findings())
            s += ' ' + f.rule + ' ' + std::to_string(f.line.value_or(0)) + ':' + std::to_string(f.column.value_or(0)) +
                 f.pointer;
        s += '\n';
    }
    return s;
}

const std::string messy = "\n  \t\r\n" + sample(1) + "\r\n{\"n\":2,\"text\":7}\n\n{\"n\":3,\n" + sample(4) + "\n" +
                          R"({"n":5,"text":"","later":1})" + "\n" + sample(6);
const std::string_view messy_summary =
    "1@3=1\n"
    "2@4=bad CNK-JSON-012 4:15/text\n"
    "3@6=bad CNK-JSON-002 6:8\n"
    "4@7=4\n"
    "5@8=5 CNK-JSON-020 8:18/later\n"
    "6@9=6\n";

TEST(Ndjson, RecordsAndLinesAreNumberedAndABadRecordStopsNothing) {
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(messy))), messy_summary);
}
TEST(Ndjson, StreamsGiveTheSameAsMemory) {
    std::istringstream in(messy);
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(in))), messy_summary);
    OneByte slow(messy);
    std::istream slow_stream(&slow);
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(slow_stream))), messy_summary);
}
TEST(Ndjson, FilesGiveTheSameAsMemory) {
    const std::string path = testing::TempDir() + "carnk_ndjson_read.ndjson";
    std::ofstream(path, std::ios::binary) << messy;
    EXPECT_EQ(summary(all<Sample>(NdjsonLines::open(path))), messy_summary);
    std::filesystem::remove(path);
}
TEST(Ndjson, NothingAndOnlyBlanksAreNoRecords) {
    EXPECT_TRUE(all<Sample>(NdjsonLines("")).empty());
    EXPECT_TRUE(all<Sample>(NdjsonLines("\n\r\n \t\n  ")).empty());
}
TEST(Ndjson, AByteOrderMarkIsReported) {
    EXPECT_EQ(summary(all<Sample>(NdjsonLines("\xEF\xBB\xBF" + sample(1) + '\n' + sample(2)))),
              "1@1=bad CNK-JSON-004 1:1\n2@2=2\n");
    EXPECT_EQ(all<Sample>(NdjsonLines("\xEF\xBB\xBF\n")).size(), 1U);
}
TEST(Ndjson, ALineOverTheLimitIsAFindingAndTheNextIsRead) {
    NdjsonOptions options;
    options.max_line_bytes = sample(10).size();
    const std::string text = sample(10) + "\r\n" + sample(11) + "\n" + std::string(300'000, '[') + "\n" + sample(10) +
                             "\n" + std::string(200'000, ' ');
    const std::string expected =
        "1@1=10\n2@2=bad CNK-JSON-009 2:1\n3@3=bad CNK-JSON-009 3:1\n4@4=10\n5@5=bad CNK-JSON-009 5:1\n";
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(text, options))), expected);
    std::istringstream in(text);
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(in, options))), expected);
    OneByte slow(text);
    std::istream slow_stream(&slow);
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(slow_stream, options))), expected);
}
TEST(Ndjson, InputThatFailsIsALastBadRecord) {
    EXPECT_EQ(summary(all<Sample>(NdjsonLines::open("/nowhere/at/all.ndjson"))), "1@1=bad CNK-JSON-002 1:1\n");
    Broken broken(sample(1) + '\n' + sample(2));
    std::istream in(&broken);
    EXPECT_EQ(summary(all<Sample>(NdjsonLines(in))), "1@1=1\n2@2=bad CNK-JSON-002 2:1\n");
    // A directory can be opened, but not read.
    EXPECT_EQ(summary(all<Sample>(NdjsonLines::open(testing::TempDir()))), "1@1=bad CNK-JSON-002 1:1\n");
}
TEST(Ndjson, ManyRecordsAreReadWithoutHoldingThem) {
    Endless endless(100'000);
    std::istream in(&endless);
    NdjsonReader<Sample> reader{NdjsonLines(in)};
    NdjsonRecord<Sample> record;
    int n = 0;
    while (reader.next(record)) {
        ASSERT_TRUE(record.result) << record.result.findings();
        ASSERT_EQ(record.result->n, n++);
    }
    EXPECT_EQ(n, 100'000);
}

// ---------------------------------------------------------------------------------------------------- threads

TEST(NdjsonThreads, KeepTheOrderAndEveryFinding) {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += i % 7 == 3 ? "{\"n\":}\n" : sample(i) + (i % 5 == 0 ? "\r\n" : "\n");
    const std::string expected = summary(all<Sample>(NdjsonLines(text)));
    for (const std::size_t threads : {0U, 1U, 2U, 5U})
        for (const std::size_t batch : {std::size_t{1}, std::size_t{1000}, std::size_t{1} << 20}) {
            NdjsonOptions options;
            options.batch_bytes = batch;
            std::vector<NdjsonRecord<Sample>> got;
            NdjsonLines memory(text, options);
            for_each_record<Sample>(memory, threads, [&](NdjsonRecord<Sample>&& r) { got.push_back(std::move(r)); });
            ASSERT_EQ(summary(got), expected) << threads << " threads, batches of " << batch;
            got.clear();
            std::istringstream in(text);
            NdjsonLines stream(in, options);
            for_each_record<Sample>(stream, threads, [&](NdjsonRecord<Sample>&& r) { got.push_back(std::move(r)); });
            ASSERT_EQ(summary(got), expected) << threads << " threads, batches of " << batch;
        }
}
TEST(NdjsonThreads, RecordsThatAreNotTakenAreUsedAgainAndGiveTheSame) {
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += i % 7 == 3    ? "{\"n\":}\n"
                : i % 11 == 5 ? R"({"n":5,"text":"","later":1})"
                                "\n"
                              : sample(i) + '\n';
    text += sample(1).insert(15, 300'000, 'y') + '\n' + sample(2) + '\n';
    std::vector<NdjsonRecord<Sample>> anew = all<Sample>(NdjsonLines(text));
    NdjsonOptions options;
    options.batch_bytes = 3000;
    for (const std::size_t threads : {1U, 3U}) {
        NdjsonLines lines(text, options);
        std::size_t i = 0;
        for_each_record<Sample>(lines, threads, [&](NdjsonRecord<Sample>&& r) {
            const NdjsonRecord<Sample>& expected = anew.at(i++);
            EXPECT_EQ(r.number, expected.number);
            EXPECT_EQ(r.result.ok(), expected.result.ok()) << r.number;
            EXPECT_TRUE(!r.result || *r.result == *expected.result) << r.number;
            EXPECT_EQ(to_string(r.result.findings()), to_string(expected.result.findings())) << r.number;
            return !testing::Test::HasFailure();
        });
        EXPECT_EQ(i, anew.size());
    }
    NdjsonReader<Sample> reader{NdjsonLines(text, options)};
    NdjsonRecord<Sample> record;
    for (const NdjsonRecord<Sample>& expected : anew) {
        ASSERT_TRUE(reader.next(record));
        ASSERT_EQ(record.result.ok(), expected.result.ok()) << record.number;
        ASSERT_TRUE(!record.result || *record.result == *expected.result) << record.number;
    }
}
TEST(NdjsonThreads, StopWhenToldSo) {
    Endless endless(std::numeric_limits<int>::max());
    std::istream in(&endless);
    NdjsonOptions options;
    options.batch_bytes = 500;
    NdjsonLines lines(in, options);
    int n = 0;
    for_each_record<Sample>(lines, 4, [&](NdjsonRecord<Sample>&& r) {
        EXPECT_EQ(r.result->n, n);
        return ++n < 1000;
    });
    EXPECT_EQ(n, 1000);
}
TEST(NdjsonThreads, AnExceptionReachesTheCallerAndNoRecordComesAfterIt) {
    Endless endless(std::numeric_limits<int>::max());
    std::istream in(&endless);
    NdjsonOptions options;
    options.batch_bytes = 500;
    NdjsonLines lines(in, options);
    int n = 0;
    try {
        for_each_record<Sample>(lines, 4, [&](NdjsonRecord<Sample>&&) {
            if (++n == 777) throw std::runtime_error("enough");
        });
        FAIL() << "no exception";
    } catch (const std::runtime_error& e) {
        EXPECT_STREQ(e.what(), "enough");
    }
    EXPECT_EQ(n, 777);
}
TEST(NdjsonThreads, ReadTheTrialsOfTheCatalogue) {
    std::string text;
    NdjsonWriter writer(text);
    for (const Trial& t : builtin_catalog().trials)
        ASSERT_TRUE(writer.write(t).empty());
    ASSERT_EQ(writer.written(), builtin_catalog().trials.size());
    std::vector<Trial> back;
    NdjsonLines lines(text);
    for_each_record<Trial>(lines, 2, [&](NdjsonRecord<Trial>&& r) { back.push_back(std::move(r.result).value()); });
    EXPECT_TRUE(back == builtin_catalog().trials);
}

// ---------------------------------------------------------------------------------------------------- writing

TEST(NdjsonWriter, KeptMembersWithLineBreaksStayOnTheirLine) {
    const Result<Sample> read_back = read<Sample>("{\"n\":1,\"text\":\"\",\"later\":{\r\n \"a\": [1,\n2]}}");
    ASSERT_TRUE(read_back);
    std::string text;
    NdjsonWriter writer(text);
    ASSERT_TRUE(writer.write(*read_back).empty());
    EXPECT_EQ(text, "{\"n\":1,\"text\":\"\",\"later\":{   \"a\": [1, 2]}}\n");
}
TEST(NdjsonWriter, WhatCannotBeWrittenLeavesNothing) {
    std::string text;
    NdjsonWriter writer(text);
    EXPECT_TRUE(writer.write(Measured{1}).empty());
    const Findings f = writer.write(Measured{std::numeric_limits<double>::quiet_NaN()});
    ASSERT_EQ(f.size(), 1U);
    EXPECT_EQ(f[0].rule, "CNK-JSON-022");
    EXPECT_EQ(f[0].pointer, "/x");
    EXPECT_EQ(text, "{\"x\":1}\n");
    EXPECT_EQ(writer.written(), 1U);
}
TEST(NdjsonWriter, OutputThatFailsIsReported) {
    NdjsonWriter nowhere = NdjsonWriter::open("/nowhere/at/all.ndjson");
    EXPECT_TRUE(nowhere.write(Measured{1}).has_errors());
    EXPECT_TRUE(nowhere.finish().has_errors());
    EXPECT_EQ(nowhere.written(), 0U);
    if (std::filesystem::exists("/dev/full")) {
        NdjsonWriter full = NdjsonWriter::open("/dev/full");
        (void)full.write(Measured{1});
        EXPECT_TRUE(full.finish().has_errors());
    }
}
TEST(NdjsonWriter, FilesAreReadBack) {
    const std::string path = testing::TempDir() + "carnk_ndjson_write.ndjson";
    {
        NdjsonWriter writer = NdjsonWriter::open(path);
        for (int i = 0; i < 1000; ++i)
            ASSERT_TRUE(writer.write(Measured{i / 7.0}).empty());
        ASSERT_TRUE(writer.finish().empty());
    }
    const auto back = all<Measured>(NdjsonLines::open(path));
    ASSERT_EQ(back.size(), 1000U);
    for (int i = 0; i < 1000; ++i)
        ASSERT_EQ(back[static_cast<std::size_t>(i)].result->x, i / 7.0);
    std::filesystem::remove(path);
}

}  // namespace
