// SPDX-License-Identifier: BSL-1.0
// One test for each row of the policy table of reading and writing.
#include <carnk/core/money.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/json/codec.hpp>

#include <gtest/gtest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cmath>

namespace {

using namespace carnk;

enum class Colour : std::uint8_t { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Disc {
    static constexpr std::string_view kind = "disc";
    double radius{};
    Extra extra{};
    bool operator==(const Disc&) const = default;
};
BOOST_DESCRIBE_STRUCT(Disc, (), (radius))

struct Square {
    static constexpr std::string_view kind = "square";
    int side{};
    Extra extra{};
    bool operator==(const Square&) const = default;
};
BOOST_DESCRIBE_STRUCT(Square, (), (side))

struct Row {
    int n{};
    carnk::Optional<double> x{};
    carnk::Optional<Colour> colour{};
    carnk::Optional<PartialDate> date{};
    carnk::Optional<Decimal> price{};
    carnk::Optional<std::variant<Disc, Square>> shape{};
    carnk::Optional<std::string> text{};
    carnk::Optional<std::vector<Row>> rows;
    Extra extra{};
    bool operator==(const Row& o) const {
        return n == o.n && x == o.x && colour == o.colour && date == o.date && price == o.price && shape == o.shape &&
               text == o.text && rows == o.rows && extra == o.extra;
    }
};
BOOST_DESCRIBE_STRUCT(Row, (), (n, x, colour, date, price, shape, text, rows))

struct Document {
    static constexpr std::string_view schema = "test/document/1";
    int n{};
    Extra extra{};
    bool operator==(const Document&) const = default;
};
BOOST_DESCRIBE_STRUCT(Document, (), (n))

struct Person {
    static constexpr bool personal = true;
    int age{};
    Extra extra{};
    bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (age))

/// The only finding of a text: "rule pointer line:column".
template <class T = Row>
std::string only(std::string_view text, const ReadOptions& options = {}) {
    const auto r = read<T>(text, options);
    if (r.findings().size() != 1)
        return "not one but " + std::to_string(r.findings().size()) + ":\n" + to_string(r.findings());
    const Finding& f = r.findings()[0];
    return f.rule + ' ' + f.pointer + ' ' + std::to_string(f.line.value_or(0)) + ':' +
           std::to_string(f.column.value_or(0));
}

TEST(JsonPolicy, KeepsUnknownMembersInPlaceByteForByte) {
    const std::string text = R"({"a":{ "x" : 1.50, "y":[1,2 , "\u00e9"]},"n":1,"b\u0020":"<\/>","x":0.5,"z":null})";
    const auto r = read<Row>(text);
    ASSERT_TRUE(r) << r.findings();
    EXPECT_EQ(r.findings().count(Severity::note), 3U);
    EXPECT_EQ(write(*r), text);
    EXPECT_EQ(*r->extra.find("z"), "null");
    EXPECT_EQ(only(R"({"n":1,"a":2})"), "CNK-JSON-020 /a 1:8");
}
TEST(JsonPolicy, RefusesUnknownMembersUnderStrict) {
    const auto r = read<Row>(R"({"n":1,"a":2})", {.policy = strict});
    EXPECT_FALSE(r);
    EXPECT_EQ(r.findings()[0].severity, Severity::error);
    EXPECT_EQ(write(*r.best_effort()), R"({"n":1,"a":2})");
}
TEST(JsonPolicy, RefusesDuplicateKeys) {
    EXPECT_EQ(only(R"({"n":1,"n":2})"), "CNK-JSON-010 /n 1:8");
    EXPECT_EQ(only(R"({"n":1,"\u006e":2})"), "CNK-JSON-010 /n 1:8");
    EXPECT_EQ(only(R"({"x":0,"n":1,"x":1})"), "CNK-JSON-010 /x 1:14");
    // Unknown members, too, and inside of them.
    EXPECT_EQ(read<Row>(R"({"n":1,"u":2,"u":3})").findings().find("CNK-JSON-010")->pointer, "/u");
    EXPECT_EQ(read<Row>(R"({"n":1,"u":{"a":1,"b":2,"a":3}})").findings().find("CNK-JSON-010")->pointer, "/u/a");
}
TEST(JsonPolicy, TakesAbsentAndNullOptionalForEmptyAndLeavesThemOut) {
    const auto r = read<Row>(R"({"n":1,"x":null})");
    ASSERT_TRUE(r);
    EXPECT_FALSE(r->x.has_value());
    EXPECT_EQ(write(*r), R"({"n":1})");
}
TEST(JsonPolicy, RefusesAbsentOrNullRequiredMembers) {
    EXPECT_EQ(only("{}"), "CNK-JSON-011 /n 1:1");
    EXPECT_EQ(only("\n {\"x\":1}"), "CNK-JSON-011 /n 2:2");
    EXPECT_EQ(only(R"({"n":null})"), "CNK-JSON-013 /n 1:6");
}
TEST(JsonPolicy, TakesIntegralNumbersInRangeOnly) {
    const auto n = [](std::string_view number) {
        return read<Row>("{\"n\":" + std::string(number) + '}');
    };
    for (const auto& [text, value] : {std::pair{"1.0", 1},
                                      {"-0", 0},
                                      {"2.5e1", 25},
                                      {"100e-2", 1},
                                      {"2147483647", 2147483647},
                                      {"-2147483648", INT_MIN},
                                      {"0e999999999999", 0}})
        EXPECT_EQ(n(text)->n, value) << text;
    for (const char* text : {"1.5", "1e-1", "0.0000001", "12345678901234567890.5"})
        EXPECT_EQ(only("{\"n\":" + std::string(text) + '}'), "CNK-JSON-014 /n 1:6") << text;
    for (const char* text : {"2147483648", "-2147483649", "1e10", "99999999999999999999", "1e999999999999"})
        EXPECT_EQ(only("{\"n\":" + std::string(text) + '}'), "CNK-JSON-015 /n 1:6") << text;
    EXPECT_EQ(only(R"({"n":"1"})"), "CNK-JSON-012 /n 1:6");
    EXPECT_EQ(only(R"({"n":true})"), "CNK-JSON-012 /n 1:6");
}
TEST(JsonPolicy, ReadsRealsCorrectlyRoundedAndWritesTheShortest) {
    const auto x = [](std::string_view number) {
        return *read<Row>("{\"n\":1,\"x\":" + std::string(number) + '}')->x;
    };
    EXPECT_EQ(x("0.1"), 0.1);
    EXPECT_EQ(x("9007199254740993"), 9007199254740992.0);
    EXPECT_EQ(x("2.2250738585072011e-308"), 2.2250738585072011e-308);
    EXPECT_EQ(x("5e-324"), 5e-324);
    EXPECT_EQ(x("1e-400"), 0.0);
    EXPECT_EQ(x("0.0000000000000000001e-310"), 0.0);
    EXPECT_TRUE(std::signbit(x("-0")));
    Row row;
    for (const auto& [value, text] : {std::pair{1e6, "1000000"},
                                      {0.1, "0.1"},
                                      {1e21, "1e+21"},
                                      {1e-7, "1e-7"},
                                      {123456.789, "123456.789"},
                                      {-0.0, "-0"},
                                      {1e-6, "0.000001"}}) {
        row.x = value;
        EXPECT_EQ(write(row), "{\"n\":0,\"x\":" + std::string(text) + '}');
    }
}
TEST(JsonPolicy, RefusesNanAndInfinity) {
    EXPECT_EQ(only(R"({"n":1,"x":1e400})"), "CNK-JSON-015 /x 1:12");
    EXPECT_EQ(only(R"({"n":1,"x":-1e999999})"), "CNK-JSON-015 /x 1:12");
    EXPECT_EQ(only(R"({"n":1,"x":NaN})"), "CNK-JSON-001 /x 1:12");
    EXPECT_EQ(only(R"({"n":1,"x":Infinity})"), "CNK-JSON-001 /x 1:12");
    Row row;
    row.x = std::nan("");
    const auto r = try_write(row);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.findings()[0].rule, "CNK-JSON-022");
    EXPECT_EQ(r.findings()[0].pointer, "/x");
    EXPECT_THROW((void)write(row), PreconditionError);
}
TEST(JsonPolicy, KeepsTheDigitsOfDecimals) {
    for (const char* digits : {"0.10", "475000.00", "-1.5", "0", "123456789012345678", "0.12345678901234567"}) {
        const std::string text = R"({"n":1,"price":")" + std::string(digits) + "\"}";
        EXPECT_EQ(write(*read<Row>(text)), text);
    }
    for (const char* bad : {"\"1e5\"", "\"01\"", "\"1234567890123456789\"", "\".5\"", "\"\""})
        EXPECT_EQ(only(R"({"n":1,"price":)" + std::string(bad) + '}'), "CNK-JSON-016 /price 1:16") << bad;
    EXPECT_EQ(only(R"({"n":1,"price":1.5})"), "CNK-JSON-012 /price 1:16");
}
TEST(JsonPolicy, TakesEnumeratorsExactlyAndListsTheAllowed) {
    EXPECT_EQ(*read<Row>(R"({"n":1,"colour":"green"})")->colour, Colour::green);
    EXPECT_EQ(*read<Row>(R"({"n":1,"colour":"gr\u0065en"})")->colour, Colour::green);
    for (const char* bad : {"Green", "gree", "greenn", "", "red\\u0000x"})
        EXPECT_EQ(only(R"({"n":1,"colour":")" + std::string(bad) + "\"}"), "CNK-JSON-017 /colour 1:17") << bad;
    EXPECT_EQ(read<Row>(R"({"n":1,"colour":"blue"})").findings()[0].expected, "one of red, green");
    Row row;
    row.colour = static_cast<Colour>(7);
    EXPECT_EQ(try_write(row).findings()[0].pointer, "/colour");
}
TEST(JsonPolicy, KeepsThePrecisionOfPartialDates) {
    for (const char* date : {"2023", "2023-05", "2023-05-17"}) {
        const std::string text = R"({"n":1,"date":")" + std::string(date) + "\"}";
        EXPECT_EQ(write(*read<Row>(text)), text);
    }
    for (const char* bad : {"2023-13", "2023-02-29", "23", "2023-5", "2023-05-17T00:00:00Z", ""})
        EXPECT_EQ(only(R"({"n":1,"date":")" + std::string(bad) + "\"}"), "CNK-JSON-016 /date 1:15") << bad;
}
TEST(JsonPolicy, TellsSumTypesApartByKindWhereverItStands) {
    const auto r = read<Row>(R"({"n":1,"shape":{"side":3,"kind":"square"}})");
    ASSERT_TRUE(r) << r.findings();
    EXPECT_EQ(std::get<Square>(*r->shape).side, 3);
    EXPECT_EQ(write(*r), R"({"n":1,"shape":{"kind":"square","side":3}})");
    EXPECT_EQ(only(R"({"n":1,"shape":{"kind":"oval","side":3}})"), "CNK-JSON-018 /shape 1:16");
    EXPECT_EQ(only(R"({"n":1,"shape":{"side":3}})"), "CNK-JSON-018 /shape 1:16");
    EXPECT_EQ(read<Row>(R"({"n":1,"shape":{"kind":"oval"}})").findings()[0].expected,
              "an object with a kind: one of disc, square");
    EXPECT_EQ(only(R"({"n":1,"shape":{"kind":"disc","radius":1,"kind":"disc"}})"), "CNK-JSON-010 /shape/kind 1:42");
}
TEST(JsonPolicy, RefusesIllFormedText) {
    EXPECT_EQ(only("{\"n\":1,\"text\":\"a\xFFz\"}"), "CNK-JSON-005 /text 1:17");
    EXPECT_EQ(only("{\"n\":1,\"text\":\"\xC0\xAF\"}"), "CNK-JSON-005 /text 1:16");
    EXPECT_EQ(only("{\"n\":1,\"text\":\"\xED\xA0\x80\"}"), "CNK-JSON-005 /text 1:16");
    EXPECT_EQ(only(R"({"n":1,"text":"\ud800"})"), "CNK-JSON-007 /text 1:16");
    EXPECT_EQ(only(R"({"n":1,"text":"\udc00\ud800"})").substr(0, 7), "not one");
    EXPECT_EQ(only(R"({"n":1,"text":"\x"})"), "CNK-JSON-007 /text 1:16");
    EXPECT_EQ(only("{\"n\":1,\"text\":\"a\nb\"}"), "CNK-JSON-006 /text 1:17");
    EXPECT_EQ(only("{\"n\":1} x"), "CNK-JSON-003  1:9");
    EXPECT_EQ(only("\xEF\xBB\xBF{\"n\":1}"), "CNK-JSON-004  1:1");
    EXPECT_EQ(only("{\"n\":1"), "CNK-JSON-002 /n 1:7");
    EXPECT_EQ(only(""), "CNK-JSON-002  1:1");
    EXPECT_EQ(only("{\"n\":1,}"), "CNK-JSON-001  1:8");
    EXPECT_EQ(only("{\"n\":01}"), "CNK-JSON-001 /n 1:7");
    EXPECT_EQ(only("{n:1}").substr(0, 12), "CNK-JSON-001");
    Row row;
    row.text = "a\xFF";
    EXPECT_EQ(try_write(row).findings()[0].pointer, "/text");
}
TEST(JsonPolicy, LimitsDepthAndSize) {
    std::string deep;
    for (int i = 0; i < 40; ++i)
        deep += R"({"n":1,"rows":[)";
    EXPECT_EQ(read<Row>(deep).findings()[0].rule, "CNK-JSON-008");
    const std::string hostile(1'000'000, '[');
    EXPECT_EQ(read<Row>(R"({"n":1,"u":)" + hostile).findings().find("CNK-JSON-008")->rule, "CNK-JSON-008");
    EXPECT_EQ(only(R"({"n":1})", {.max_bytes = 3}), "CNK-JSON-009  1:8");
    Row row;
    for (int i = 0; i < 40; ++i) {
        Row outer;
        outer.rows = std::vector<Row>{row};
        row = outer;
    }
    EXPECT_EQ(try_write(row).findings()[0].rule, "CNK-JSON-008");
}
TEST(JsonPolicy, DemandsTheSchemaOfRootDocuments) {
    EXPECT_TRUE(read<Document>(R"({"schema":"test/document/1","n":1})"));
    EXPECT_TRUE(read<Document>(R"({"n":1,"schema":"test/document/1"})"));
    EXPECT_EQ(only<Document>(R"({"n":1})"), "CNK-JSON-011 /schema 1:1");
    EXPECT_EQ(only<Document>(R"({"schema":"test/document/2","n":1})"), "CNK-JSON-019 /schema 1:11");
    EXPECT_EQ(write(Document{}), R"({"schema":"test/document/1","n":0})");
    EXPECT_EQ(write(std::vector<Document>(2)),
              R"([{"schema":"test/document/1","n":0},{"schema":"test/document/1","n":0}])");
    EXPECT_EQ(only<std::vector<Document>>(R"([{"n":1}])"), "CNK-JSON-011 /0/schema 1:2");
}
TEST(JsonPolicy, WritesInDeclarationOrderCompactPrettyAndCanonical) {
    const auto r = read<Row>(R"({"text":"t","x":1e2,"n":1,"shape":{"kind":"disc","radius":2}})");
    EXPECT_EQ(write(*r), R"({"n":1,"x":100,"shape":{"kind":"disc","radius":2},"text":"t"})");
    EXPECT_EQ(
        write(*r, pretty),
        "{\n  \"n\": 1,\n  \"x\": 100,\n  \"shape\": {\n    \"kind\": \"disc\",\n    \"radius\": 2\n  },\n  \"text\": \"t\"\n}");
    EXPECT_EQ(write(*r, canonical), R"({"n":1,"shape":{"kind":"disc","radius":2},"text":"t","x":100})");
}
TEST(JsonPolicy, ReportsEverythingInOnePass) {
    const auto r = read<Row>(
        R"({"n":"x","x":true,"colour":"blue","date":"x","price":1,"shape":{"kind":"disc","radius":"r"},"text":5,"rows":[{"n":1},{"n":1.5},{}]})");
    std::string pointers;
    for (const Finding& f : r.findings())
        pointers += f.pointer + ' ';
    EXPECT_EQ(pointers, "/n /x /colour /date /price /shape/radius /text /rows/1/n /rows/2/n ");
    ASSERT_NE(r.best_effort(), nullptr);
    EXPECT_EQ(r.best_effort()->rows->at(0).n, 1);
}
TEST(JsonPolicy, ListsNoMoreFindingsThanAskedFor) {
    std::string text = R"({"n":1,"rows":[)";
    for (int i = 0; i < 50; ++i)
        text += "{},";
    text += "{}]}";
    const auto r = read<Row>(text, {.max_findings = 10});
    EXPECT_EQ(r.findings().size(), 11U);
    EXPECT_EQ(r.findings()[10].rule, "CNK-JSON-021");
    EXPECT_EQ(r.findings()[10].observed, "41 more");
    EXPECT_FALSE(r);
    // What comes after the last listed finding is checked, but takes no memory.
    ASSERT_NE(r.best_effort(), nullptr);
    EXPECT_EQ(r.best_effort()->rows->size(), 10U);
    // Asked for none, it still says that there are some.
    const auto none = read<Row>(text, {.max_findings = 0});
    EXPECT_FALSE(none);
    ASSERT_EQ(none.findings().size(), 1U);
    EXPECT_EQ(none.findings()[0].rule, "CNK-JSON-021");
}
TEST(JsonPolicy, ReadsNoMoreIntoListsThanAskedFor) {
    std::string text = R"({"n":1,"rows":[)";
    for (int i = 0; i < 50; ++i)
        text += R"({"n":1},)";
    text += R"({"n":1}]})";
    static_assert(sizeof(Row) > 128, "or else there is a row for each sixteenth of a byte");
    EXPECT_TRUE(read<Row>(text));
    EXPECT_TRUE(read<Row>(text, {.max_list_bytes = 51 * sizeof(Row)}));
    const auto r = read<Row>(text, {.max_list_bytes = 0});
    EXPECT_FALSE(r);
    ASSERT_EQ(r.findings().size(), 1U) << r.findings();
    EXPECT_EQ(r.findings()[0].rule, "CNK-JSON-009");
    EXPECT_EQ(r.findings()[0].pointer, "/rows/" + std::to_string(16 * text.size() / sizeof(Row)));
    EXPECT_EQ(r.findings()[0].expected,
              "lists that take at most " + std::to_string(16 * text.size()) + " bytes of memory");
    // No policy forgives it.
    EXPECT_FALSE(read<Row>(text, {.policy = syntax_only, .max_list_bytes = 0}));
}
TEST(JsonPolicy, ForwardKeepsWhatIsNewerInOptionalMembers) {
    const std::string text = R"({"n":1,"colour":"blue","shape":{"kind":"oval", "r":[1,2]},"text":"t"})";
    EXPECT_FALSE(read<Row>(text));
    auto r = read<Row>(text, {.policy = forward});
    ASSERT_TRUE(r) << r.findings();
    EXPECT_EQ(r.findings().count(Severity::warning), 2U);
    EXPECT_FALSE(r->colour.has_value());
    EXPECT_EQ(write(*r), text);
    // A member that was given a value since takes the place of what was kept.
    r->colour = Colour::red;
    EXPECT_EQ(write(*r), R"({"n":1,"colour":"red","shape":{"kind":"oval", "r":[1,2]},"text":"t"})");
    // Other faults stay errors.
    EXPECT_FALSE(read<Row>(R"({"n":1,"x":"y"})", {.policy = forward}));
}
TEST(JsonPolicy, SyntaxOnlyForgivesEverythingElse) {
    EXPECT_TRUE(read<Row>(R"({"n":"x","colour":"blue","u":1,"u":2})", {.policy = syntax_only}));
    EXPECT_FALSE(read<Row>(R"({"n":"x")", {.policy = syntax_only}));
}
TEST(JsonPolicy, FindingsDoNotQuotePersonalValues) {
    const auto r = read<Person>(R"({"age":"Jane Doe"})");
    EXPECT_EQ(to_string(r.findings()).find("Jane"), std::string::npos);
    EXPECT_NE(to_string(read<Person>(R"({"age":"Jane Doe"})", {.show_personal_values = true}).findings()).find("Jane"),
              std::string::npos);
}
TEST(JsonPolicy, CountsLinesAndColumnsAndEscapesPointers) {
    EXPECT_EQ(only("{\n  \"n\": 1,\n  \"rows\": [\n    {\"n\": 1},\n    {\"n\": \"x\"}\n  ]\n}"),
              "CNK-JSON-012 /rows/1/n 5:11");
    EXPECT_EQ(only(R"({"n":1,"a~/b":1})"), "CNK-JSON-020 /a~0~1b 1:8");
}
TEST(JsonPolicy, FindingsCanAlwaysBeWritten) {
    const auto r = read<Row>("{\"n\":1,\"\xFF\xFE\":\"\xC0\"}");
    EXPECT_EQ(r.findings()[0].pointer, "/\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_TRUE(try_write(r.findings()[0]));
}
TEST(JsonPolicy, HoldsAgainstManyUnknownMembers) {
    std::string text = "{\"n\":1";
    for (int i = 0; i < 100'000; ++i)
        text += ",\"u" + std::to_string(i) + "\":" + std::to_string(i);
    text += '}';
    const auto r = read<Row>(text);
    EXPECT_EQ(r.best_effort()->extra.size(), 100'000U);
    EXPECT_EQ(write(*r.best_effort()), text);
}

}  // namespace
