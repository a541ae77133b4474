// SPDX-License-Identifier: BSL-1.0
// What is done to a document at one place, and what reading must say of it: see tests/support/tamper.hpp.
#include <carnk/core/optional.hpp>
#include <carnk/core/pattern.hpp>
#include <carnk/json/patch.hpp>

#include <gtest/gtest.h>

#include <algorithm>

#include "../support/tamper.hpp"

namespace carnk::test {

namespace {

// The text with the object at a pointer beginning with one more member.
std::string with_member(const std::string& text, const std::string& object, const std::string& member) {
    const std::string_view json = find_at(text, object).value();
    const auto at = static_cast<std::size_t>(json.data() - text.data()) + 1;
    std::string out = text;
    return out.insert(at, member + (json[1] == '}' ? "" : ","));
}

bool below(const std::string& pointer, const std::string& above) {
    return pointer.starts_with(above) && (pointer.size() == above.size() || pointer[above.size()] == '/');
}

// The rule is broken at the place, and nothing is said of any other place.
void expect_found(const Looked& looked, const std::string& rule, const std::string& pointer, const std::string& what) {
    const bool found = std::any_of(looked.findings.begin(), looked.findings.end(),
                                   [&](const Finding& f) { return f.rule == rule && below(f.pointer, pointer); });
    EXPECT_TRUE(found) << what << " is not " << rule << " at " << pointer << '\n' << looked.findings;
    for (const Finding& f : looked.findings)
        EXPECT_TRUE(below(f.pointer, pointer)) << what << " at " << pointer << '\n' << looked.findings;
    EXPECT_TRUE(looked.findings.has_errors());
}

// The change is legal, and what is lost is the value at the place and nothing else.
void expect_absent(const std::string& text, const Looked& looked, const std::string& pointer, const std::string& what) {
    EXPECT_TRUE(looked.findings.empty()) << what << " at " << pointer << '\n' << looked.findings;
    if (looked.written.empty()) return;
    const auto changes = diff_text(text, looked.written).value();
    ASSERT_EQ(changes.size(), 1U) << what << " at " << pointer;
    EXPECT_EQ(changes[0].pointer, pointer) << what;
    EXPECT_FALSE(changes[0].after) << what;
}

std::string without(const std::string& text, const std::string& pointer) {
    return edit_text(text, R"([{"op":"remove","path":")" + pointer + "\"}]").value();
}

}  // namespace

void tamper_with(const std::string& text, const TamperSite& site, Looked (*look)(std::string_view)) {
    const auto changed = [&](std::string_view json) {
        return look(set_at(text, site.pointer, json).value());
    };
    if (site.object) {
        expect_found(look(with_member(text, site.pointer, "\"x tampered\":[1]")), "CNK-JSON-020",
                     site.pointer + "/x tampered", site.key + " with an unknown member");
        return;
    }
    for (const BadValue& bad : site.bad)
        expect_found(changed(bad.json), bad.rule, site.pointer, site.key + " = " + bad.json);
    if (site.name.empty()) {
        expect_found(changed("null"), "CNK-JSON-013", site.pointer, "an element null of " + site.key);
        return;
    }
    if (site.optional) {
        expect_absent(text, look(without(text, site.pointer)), site.pointer, site.key + " deleted");
        expect_absent(text, changed("null"), site.pointer, site.key + " null");
    } else {
        expect_found(look(without(text, site.pointer)), "CNK-JSON-011", site.pointer, site.key + " deleted");
        expect_found(changed("null"), "CNK-JSON-013", site.pointer, site.key + " null");
    }
    const std::string object = site.pointer.substr(0, site.pointer.size() - site.name.size() - 1);
    const std::string again = '"' + site.name + "\":" + std::string(find_at(text, site.pointer).value());
    expect_found(look(with_member(text, object, again)), "CNK-JSON-010", site.pointer, site.key + " twice");
}

void tamper_with_schema(const std::string& text, Looked (*look)(std::string_view)) {
    expect_found(look(without(text, "/schema")), "CNK-JSON-011", "/schema", "schema deleted");
    expect_found(look(set_at(text, "/schema", "\"carnk/other/1\"").value()), "CNK-JSON-019", "/schema",
                 "schema of another");
    expect_found(look(set_at(text, "/schema", "1").value()), "CNK-JSON-012", "/schema", "schema a number");
    expect_found(look(with_member(text, "", "\"schema\":" + std::string(find_at(text, "/schema").value()))),
                 "CNK-JSON-010", "/schema", "schema twice");
}

void expect_all_met(const std::set<std::string>& keys, const std::map<std::string, int>& met) {
    EXPECT_FALSE(keys.empty());
    for (const std::string& key : keys)
        EXPECT_TRUE(met.contains(key)) << key << " was never met";
}

}  // namespace carnk::test
