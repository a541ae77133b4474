// SPDX-License-Identifier: BSL-1.0
// Pointers, patches and differences, with the examples of the RFCs.
#include <carnk/catalog/builtin.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/read.hpp>

#include <gtest/gtest.h>

namespace {

using namespace carnk;

std::string first_rule(const Findings& f) {
    return f.empty() ? "" : f[0].rule;
}

// ---------------------------------------------------------------------------------------------------- RFC 6901

TEST(JsonPointer, ExamplesOfRfc6901) {
    const std::string document =
        R"({"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8})";
    const std::vector<std::pair<std::string, std::string>> examples = {
        {"", document},
        {"/foo", R"(["bar", "baz"])"},
        {"/foo/0", R"("bar")"},
        {"/", "0"},
        {"/a~1b", "1"},
        {"/c%d", "2"},
        {"/e^f", "3"},
        {"/g|h", "4"},
        {"/i\\j", "5"},
        {"/k\"l", "6"},
        {"/ ", "7"},
        {"/m~0n", "8"},
    };
    for (const auto& [pointer, value] : examples) {
        const Result<std::string_view> found = find_at(document, pointer);
        ASSERT_TRUE(found) << pointer << found.findings();
        EXPECT_EQ(*found, value) << pointer;
    }
}
TEST(JsonPointer, EscapesAreReadFromLeftToRight) {
    EXPECT_EQ(*find_at(R"({"~1": 1, "/": 2})", "/~01"), "1");
}
TEST(JsonPointer, WhatIsNoPointerAndWhatLeadsNowhere) {
    for (const char* bad : {"a", "/~", "/~2", "/a~", "#/a", "/\xFF"})
        EXPECT_EQ(first_rule(find_at("{}", bad).findings()), "CNK-PATCH-001") << bad;
    for (const char* nowhere :
         {"/x", "/a/2", "/a/-", "/a/01", "/a/+1", "/a/1e0", "/a/", "/a/0/0", "/a/99999999999999999999"})
        EXPECT_EQ(first_rule(find_at(R"({"a":[1,2]})", nowhere).findings()), "CNK-PATCH-002") << nowhere;
    EXPECT_EQ(first_rule(find_at(R"({"a":1,"a":2})", "/a").findings()), "CNK-JSON-010");
    EXPECT_EQ(first_rule(find_at("{", "").findings()), "CNK-JSON-002");
    EXPECT_EQ(first_rule(find_at("", "").findings()), "CNK-JSON-002");
}
TEST(JsonPointer, SettingKeepsEveryOtherByte) {
    const std::string text = "{ \"a\" : 1.10,\n \"b\":[ 1e0, {} ] }\n";
    EXPECT_EQ(*set_at(text, "/a", "2.50"), "{ \"a\" : 2.50,\n \"b\":[ 1e0, {} ] }\n");
    EXPECT_EQ(*set_at(text, "/b/1/c~1d", " [0] "), "{ \"a\" : 1.10,\n \"b\":[ 1e0, {\"c/d\":[0]} ] }\n");
    EXPECT_EQ(*set_at(text, "/b/-", "null"), "{ \"a\" : 1.10,\n \"b\":[ 1e0, {},null ] }\n");
    EXPECT_EQ(*set_at(text, "/b/2", "null"), "{ \"a\" : 1.10,\n \"b\":[ 1e0, {},null ] }\n");
    EXPECT_EQ(*set_at(text, "", "7"), "7\n");
    EXPECT_EQ(first_rule(set_at(text, "/b/3", "0").findings()), "CNK-PATCH-002");
    EXPECT_EQ(first_rule(set_at(text, "/a/b", "0").findings()), "CNK-PATCH-002");
    EXPECT_EQ(first_rule(set_at(text, "/x/y", "0").findings()), "CNK-PATCH-002");
    EXPECT_EQ(first_rule(set_at(text, "/a", "1 2").findings()), "CNK-JSON-003");
    const std::string deep = std::string(40, '[') + std::string(40, ']');
    EXPECT_EQ(
        first_rule(
            set_at("[" + deep + "]", "/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/0/-", deep).findings()),
        "CNK-JSON-008");
}

// ---------------------------------------------------------------------------------------------------- RFC 7396

TEST(MergePatch, ExamplesOfRfc7396) {
    const char* const examples[][3] = {
        {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
        {R"({"a":"b"})", R"({"a":null})", R"({})"},
        {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
        {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
        {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
        {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
        {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
        {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
        {R"({"a":"foo"})", "null", "null"},
        {R"({"a":"foo"})", R"("bar")", R"("bar")"},
        {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
        {"[1,2]", R"({"a":"b","c":null})", R"({"a":"b"})"},
        {"{}", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
    };
    for (const auto& e : examples) {
        const Result<std::string> merged = apply_merge_patch(e[0], e[1]);
        ASSERT_TRUE(merged) << merged.findings();
        EXPECT_EQ(*merged, e[2]) << e[0] << " with " << e[1];
    }
    EXPECT_EQ(
        *apply_merge_patch(
            R"({"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},"tags":["example","sample"],"content":"This will be unchanged"})",
            R"({"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},"tags":["example"]})"),
        R"({"title":"Hello!","author":{"givenName":"John"},"tags":["example"],"content":"This will be unchanged","phoneNumber":"+01-123-456-7890"})");
}
TEST(MergePatch, NumbersAndStringsKeepTheirBytes) {
    EXPECT_EQ(*apply_merge_patch(R"({"a":1.10,"\u0062":"\u00e9"})", R"({"c":123456789012345678901234567890.50})"),
              R"({"a":1.10,"\u0062":"\u00e9","c":123456789012345678901234567890.50})");
}

// ---------------------------------------------------------------------------------------------------- RFC 6902

struct PatchExample {
    const char* document;
    const char* patch;
    const char* result;  ///< Or the rule that is broken.
};

TEST(JsonPatch, ExamplesOfRfc6902AppendixA) {
    const PatchExample examples[] = {
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])", R"({"foo":"bar","baz":"qux"})"},
        {R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])",
         R"({"foo":["bar","qux","baz"]})"},
        {R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])", R"({"foo":"bar"})"},
        {R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])", R"({"foo":["bar","baz"]})"},
        {R"({"baz":"qux","foo":"bar"})", R"([{"op":"replace","path":"/baz","value":"boo"}])",
         R"({"baz":"boo","foo":"bar"})"},
        {R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})",
         R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
         R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})"},
        {R"({"foo":["all","grass","cows","eat"]})", R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])",
         R"({"foo":["all","cows","eat","grass"]})"},
        {R"({"baz":"qux","foo":["a",2,"c"]})",
         R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}])",
         R"({"baz":"qux","foo":["a",2,"c"]})"},
        {R"({"baz":"qux"})", R"([{"op":"test","path":"/baz","value":"bar"}])", "CNK-PATCH-004"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])",
         R"({"foo":"bar","child":{"grandchild":{}}})"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","xyz":123}])", R"({"foo":"bar","baz":"qux"})"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz/bat","value":"qux"}])", "CNK-PATCH-002"},
        {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","op":"remove"}])", "CNK-JSON-010"},
        {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})"},
        {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":"10"}])", "CNK-PATCH-004"},
        {R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])",
         R"({"foo":["bar",["abc","def"]]})"},
    };
    for (const PatchExample& e : examples) {
        const Result<std::string> patched = apply_patch(e.document, e.patch);
        EXPECT_EQ(patched ? *patched : first_rule(patched.findings()), e.result) << e.patch << patched.findings();
    }
}
TEST(JsonPatch, WhatIsNoPatch) {
    const PatchExample examples[] = {
        {"{}", "{}", "CNK-PATCH-003"},
        {"{}", "[7]", "CNK-PATCH-003"},
        {"{}", R"([{"path":""}])", "CNK-PATCH-003"},
        {"{}", R"([{"op":"spam","path":""}])", "CNK-PATCH-003"},
        {"{}", R"([{"op":"add","path":"/a"}])", "CNK-PATCH-003"},
        {"{}", R"([{"op":"copy","path":"/a"}])", "CNK-PATCH-003"},
        {"{}", R"([{"op":"add","path":"a","value":1}])", "CNK-PATCH-001"},
        {"{}", R"([{"op":"remove","path":"/a"}])", "CNK-PATCH-002"},
        {"{}", R"([{"op":"replace","path":"/a","value":1}])", "CNK-PATCH-002"},
        {R"({"a":{}})", R"([{"op":"move","from":"/a","path":"/a/b"}])", "CNK-PATCH-003"},
        {R"([1])", R"([{"op":"add","path":"/2","value":1}])", "CNK-PATCH-002"},
    };
    for (const PatchExample& e : examples)
        EXPECT_EQ(first_rule(apply_patch(e.document, e.patch).findings()), e.result) << e.patch;
    EXPECT_EQ(
        apply_patch("{}", R"([{"op":"add","path":"/a","value":1},{"op":"remove","path":"/b"}])").findings()[0].pointer,
        "/1/path");
}
TEST(JsonPatch, TestComparesValues) {
    const auto equal = [](const char* a, const char* b) {
        return apply_patch(a, R"([{"op":"test","path":"","value":)" + std::string(b) + "}]").ok();
    };
    EXPECT_TRUE(equal("1", "1.0"));
    EXPECT_TRUE(equal("100", "1e2"));
    EXPECT_TRUE(equal("-0.0012", "-12E-4"));
    EXPECT_TRUE(equal("0", "-0.0e5"));
    EXPECT_FALSE(equal("9007199254740993", "9007199254740992"));  // the same double
    EXPECT_FALSE(equal("1", "-1"));
    EXPECT_FALSE(equal("0.1", "0.10000000000000000000001"));
    EXPECT_FALSE(equal("1e999999999", "1e999999998"));
    EXPECT_TRUE(equal(R"("é\/")", R"("\u00e9/")"));
    EXPECT_TRUE(equal(R"({"a":1,"b":[2]})", R"({"b":[2.0],"\u0061":1})"));
    EXPECT_FALSE(equal(R"([1,2])", R"([2,1])"));
    EXPECT_FALSE(equal("null", "false"));
    EXPECT_FALSE(equal("{}", "[]"));
    EXPECT_FALSE(equal("1", R"("1")"));
}
TEST(JsonPatch, CopiesCannotGrowTooDeep) {
    std::string patch = "[";
    for (int i = 0; i < 70; ++i)
        patch += std::string(i ? "," : "") + R"({"op":"copy","from":"","path":"/a"})";
    EXPECT_EQ(first_rule(apply_patch("{}", patch + "]").findings()), "CNK-JSON-008");
}

// ---------------------------------------------------------------------------------------------------- differences

TEST(Diff, NamesEveryChange) {
    const Result<std::vector<Change>> changes =
        diff_text(R"({"a":1,"b":[1,2,3],"c":{"x/y":1.10},"d":null,"same":1.0})",
                  R"({"same":1,"a":2,"b":[1,4],"c":{"x/y":1.20,"z":[]},"e":{}})");
    ASSERT_TRUE(changes) << changes.findings();
    const std::vector<Change> expected = {
        {"/a", "1", "2"},   {"/b/1", "2", "4"}, {"/b/2", "3", {}}, {"/c/x~1y", "1.10", "1.20"},
        {"/c/z", {}, "[]"}, {"/d", "null", {}}, {"/e", {}, "{}"},
    };
    EXPECT_TRUE(*changes == expected);
    EXPECT_EQ(to_patch(*changes),
              R"([{"op":"replace","path":"/a","value":2},{"op":"replace","path":"/b/1","value":4},)"
              R"({"op":"replace","path":"/c/x~1y","value":1.20},{"op":"add","path":"/c/z","value":[]},)"
              R"({"op":"add","path":"/e","value":{}},{"op":"remove","path":"/d"},{"op":"remove","path":"/b/2"}])");
}
TEST(Diff, OfModelsIsAPatchFromOneToTheOther) {
    const std::vector<Trial>& trials = builtin_catalog().trials;
    ASSERT_GT(trials.size(), 10U);
    for (std::size_t i = 0; i + 1 < trials.size(); ++i) {
        const Result<std::vector<Change>> none = diff(trials[i], trials[i]);
        ASSERT_TRUE(none && none->empty());
        const Result<std::vector<Change>> changes = diff(trials[i], trials[i + 1]);
        ASSERT_TRUE(changes && !changes->empty());
        const Result<std::string> patched = apply_patch(write(trials[i]), to_patch(*changes));
        ASSERT_TRUE(patched) << patched.findings();
        const Result<Trial> back = read<Trial>(*patched);
        ASSERT_TRUE(back) << back.findings();
        ASSERT_TRUE(*back == trials[i + 1]) << to_patch(*changes);
    }
}

}  // namespace
