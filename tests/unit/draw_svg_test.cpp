// SPDX-License-Identifier: BSL-1.0
// Drawings: well-formed, described, legible and the same each time. With CARNK_UPDATE_GOLDEN=1 in the environment the recorded ones
// are written anew.
#include <carnk/catalog/builtin.hpp>
#include <carnk/draw/charts.hpp>
#include <carnk/draw/construct.hpp>
#include <carnk/draw/screening.hpp>
#include <carnk/insight/compare.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/insight/pooled.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/result.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace carnk;

// Whether a drawing has a text; says which, not the whole drawing.
::testing::AssertionResult has(const std::string& svg, std::string_view part) {
    if (svg.find(part) != std::string::npos) return ::testing::AssertionSuccess() << "it has " << part;
    return ::testing::AssertionFailure() << "it has no " << part;
}

// What is wrong with a text as XML, or nothing. Strict about the part of XML that drawings use: elements, attributes in double quotes,
// the five named references; no declaration, comment or section.
std::string xml_fault(std::string_view text) {
    std::vector<std::string> open;
    std::set<std::string> ids;
    std::size_t i = 0;
    bool ended = false;
    const auto name = [&] {
        std::string n;
        while (i < text.size() &&
               (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '-' || text[i] == ':'))
            n += text[i++];
        return n;
    };
    const auto reference = [&]() -> bool {
        for (const std::string_view r : {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
            if (text.substr(i).starts_with(r)) {
                i += r.size();
                return true;
            }
        return false;
    };
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 && c != '\n') return "control character at " + std::to_string(i);
        if (text.substr(i, 3) == "\xEF\xBF\xBE" || text.substr(i, 3) == "\xEF\xBF\xBF") return "no character";
        if (c == '&') {
            if (!reference()) return "reference at " + std::to_string(i);
        } else if (c == '>') {
            return "> at " + std::to_string(i);
        } else if (c != '<') {
            if (open.empty() && c != '\n') return "text outside of the root at " + std::to_string(i);
            ++i;
        } else if (text.substr(i, 2) == "</") {
            i += 2;
            const std::string n = name();
            if (open.empty() || open.back() != n || i >= text.size() || text[i++] != '>') return "end of " + n;
            open.pop_back();
            ended = open.empty();
        } else {
            if (ended) return "second root";
            ++i;
            const std::string n = name();
            if (n.empty()) return "element without name at " + std::to_string(i);
            std::set<std::string> attributes;
            while (i < text.size() && text[i] == ' ') {
                ++i;
                const std::string a = name();
                if (a.empty() || !attributes.insert(a).second) return "attribute " + a + " of " + n;
                if (text.substr(i, 2) != "=\"") return "value of " + a;
                i += 2;
                const std::size_t begin = i;
                while (i < text.size() && text[i] != '"') {
                    if (text[i] == '<' || static_cast<unsigned char>(text[i]) < 0x20) return "value of " + a;
                    if (text[i] == '&') {
                        if (!reference()) return "value of " + a;
                    } else {
                        ++i;
                    }
                }
                if (a == "id" && !ids.insert(std::string(text.substr(begin, i - begin))).second) return "id twice";
                ++i;
            }
            if (text.substr(i, 2) == "/>") {
                i += 2;
            } else if (i < text.size() && text[i] == '>') {
                ++i;
                open.push_back(n);
            } else {
                return "begin of " + n;
            }
        }
    }
    return open.empty() && ended ? "" : "not ended";
}

TEST(DrawXmlCheck, FindsWhatIsWrong) {
    EXPECT_EQ(xml_fault("<a b=\"1\"><c/>x &amp; y</a>\n"), "");
    for (const char* bad : {"<a>", "<a></b>", "<a b='1'/>", "<a b=\"1\" b=\"2\"/>", "<a>&nbsp;</a>", "<a>\x01</a>",
                            "<a/><b/>", "x", "<a b=\"<\"/>", "<a><b id=\"x\"/><c id=\"x\"/></a>", "<a>]]></a>"})
        EXPECT_NE(xml_fault(bad), "") << bad;
}

double channel(int value) {
    const double v = value / 255.0;
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double luminance(const std::string& colour) {
    const auto part = [&](std::size_t at) {
        return channel(std::stoi(colour.substr(at, 2), nullptr, 16));
    };
    return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

// Contrast by WCAG 2.2.
double contrast(const std::string& a, const std::string& b) {
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

// Every fill of a stylesheet against every colour of text in it.
void expect_legible(const std::string& css, const std::string& which) {
    std::smatch m;
    ASSERT_TRUE(std::regex_search(css, m, std::regex("\\.carnk-drawing\\{color:(#[0-9a-f]{6})\\}"))) << which;
    std::vector<std::string> inks{m[1]};
    ASSERT_TRUE(std::regex_search(css, m, std::regex("\\.muted\\{fill:(#[0-9a-f]{6})\\}"))) << which;
    inks.push_back(m[1]);
    const std::regex paint("\\.([a-z]+)\\{fill:(#[0-9a-f]{6}|none);stroke:(#[0-9a-f]{6}|none)\\}");
    std::string paper;
    int n = 0;
    for (auto at = std::sregex_iterator(css.begin(), css.end(), paint); at != std::sregex_iterator(); ++at, ++n) {
        if ((*at)[1] == "paper") paper = (*at)[2];
        if ((*at)[2] != "none") {
            for (const std::string& ink : inks)
                EXPECT_GE(contrast(ink, (*at)[2]), 4.5) << which << ' ' << (*at)[1];
        }
        if ((*at)[3] != "none" && !paper.empty()) {
            EXPECT_GE(contrast((*at)[3], paper), (*at)[1] == "band" ? 2.0 : 3.0) << which << " outline of " << (*at)[1];
        }
    }
    EXPECT_GE(n, 12) << which;
}

void expect_good(const std::string& svg, const std::string& what) {
    EXPECT_EQ(xml_fault(svg), "") << what;
    EXPECT_TRUE(std::regex_search(svg, std::regex("^<svg [^>]*role=\"img\" aria-labelledby=\"[a-z0-9-]+ [a-z0-9-]+\"")))
        << what;
    EXPECT_TRUE(
        std::regex_search(svg, std::regex("<title id=\"[a-z0-9-]+\">[^<]+</title>\n<desc id=\"[a-z0-9-]+\">[^<]{20}")))
        << what;
    for (const char* never : {"<script", "<image", "href", "url(", "@import", "\"nan", "\"inf", "\"-nan"})
        EXPECT_FALSE(has(svg, never)) << what;
}

const draw::Options named{draw::Theme::automatic, &builtin_catalog(), 0};

TEST(DrawConstruct, EveryConstructOfTheCatalogue) {
    for (const CarConstruct& c : builtin_catalog().constructs) {
        const std::string svg = draw::construct(c, named);
        expect_good(svg, c.id.text());
        EXPECT_EQ(svg, draw::construct(c, named)) << c.id.text();
        std::size_t domains = 0;
        for (const CarReceptor& r : c.receptors)
            if (r.domains) domains += r.domains->size();
        const std::string text = svg.substr(svg.find("<desc"));
        for (const CarReceptor& r : c.receptors) {
            if (!r.domains) continue;
            for (const Domain& d : *r.domains)
                EXPECT_TRUE(has(text, d.name)) << c.id.text();
        }
        if (domains == 0) {
            EXPECT_TRUE(has(svg, "not stated")) << c.id.text();
        }
    }
}

TEST(DrawConstruct, ColoursAreLegibleInBothThemes) {
    const CarConstruct& c = builtin_catalog().constructs[0];
    const std::string both = draw::construct(c);
    const std::size_t media = both.find("@media (prefers-color-scheme:dark)");
    ASSERT_NE(media, std::string::npos);
    expect_legible(both.substr(0, media), "light");
    expect_legible(both.substr(media), "dark");
    for (const auto theme : {draw::Theme::light, draw::Theme::dark}) {
        const std::string one = draw::construct(c, {theme, nullptr, 0});
        EXPECT_FALSE(has(one, "@media"));
        expect_legible(one, "one");
    }
}

Domain domain(DomainKind kind, std::string name) {
    Domain d;
    d.kind = kind;
    d.name = std::move(name);
    return d;
}

TEST(DrawConstruct, HostileTextsAreCarriedOrLeftOut) {
    CarConstruct c;
    c.name = "<b>&\"'\x01\xFF \u202Eevil\u202C \uFFFE]]> " + std::string(5000, 'W');
    c.receptors.emplace_back();
    c.receptors[0].domains.emplace();
    for (int i = 0; i < 12; ++i)
        c.receptors[0].domains->push_back(domain(static_cast<DomainKind>(i % 10), std::string(300, 'x') + "\u0301<&>"));
    c.receptors[0].domains->push_back(domain(DomainKind::binder, ""));
    const std::string svg = draw::construct(c);
    expect_good(svg, "hostile");
    EXPECT_FALSE(has(svg, "\u202E"));
    EXPECT_TRUE(has(svg, "&lt;b&gt;&amp;"));
    EXPECT_TRUE(has(svg, "\u2026")) << "cut";
    expect_good(draw::construct(CarConstruct()), "empty");
    CarConstruct odd;
    odd.receptors.emplace_back();
    odd.receptors[0].role = static_cast<ReceptorRole>(99);
    odd.receptors[0].domains = std::vector<Domain>{domain(static_cast<DomainKind>(99), "?")};
    expect_good(draw::construct(odd), "enumerators without name");
}

TEST(DrawConstruct, WhatIsNotStatedIsSaidAndNotFilledIn) {
    const CarConstruct* c = builtin_catalog().find<CarConstruct>("cnty101");  // no transmembrane part in the sources
    ASSERT_TRUE(c);
    EXPECT_TRUE(has(draw::construct(*c, named), "The transmembrane part is not stated"));
    CarConstruct bare;
    bare.name = "bare";
    bare.receptors.emplace_back();
    EXPECT_TRUE(has(draw::construct(bare), "no domain is stated"));
    Armoring a;
    a.kind = ArmoringKind::il15_form_not_stated;
    a.certainty = PartCertainty::option;
    bare.armoring = std::vector<Armoring>{a};
    EXPECT_TRUE(has(draw::construct(bare), "form not stated (in some versions)"));
    EXPECT_TRUE(has(draw::construct(bare), "dashed"));
}

TEST(DrawLandscape, BarsAndColumnsOfEveryDimension) {
    LandscapeOptions all;
    all.sponsor_limit = 0;
    const Landscape l = landscape(builtin_catalog(), all);
    for (const Tally& t : l.tallies) {
        const std::string svg = draw::bars(l, t.dimension, named);
        expect_good(svg, std::string(label_of(t.dimension)));
        EXPECT_TRUE(has(svg, "not counted")) << "of doubtful records";
    }
    const std::string few = draw::bars(l, Dimension::target, {draw::Theme::automatic, nullptr, 3});
    EXPECT_TRUE(has(few, "are not drawn, with 1"));
    const CrossTable table = cross(builtin_catalog(), Dimension::start_year, Dimension::phase);
    const std::string svg = draw::columns(table, named);
    expect_good(svg, "years");
    for (const CrossRow& row : table.rows)
        EXPECT_TRUE(has(svg, row.label + ": " + std::to_string(row.trial_count.number()) + " trial"));
    expect_good(draw::columns(cross(builtin_catalog(), Dimension::target, Dimension::country)), "several values");
    expect_good(draw::bars(Landscape(), Dimension::phase), "no landscape");
    expect_good(draw::columns(CrossTable()), "no table");
}

TEST(DrawForest, EveryOutcome) {
    for (int i = 0; i <= static_cast<int>(ClinicalOutcome::transplant_after_response); ++i) {
        const auto outcome = static_cast<ClinicalOutcome>(i);
        const PooledOutcome p = pooled(builtin_catalog(), outcome).value();
        const std::string svg = draw::forest(p, named);
        expect_good(svg, std::string(label_of(outcome)));
        for (const PooledStudy& s : p.studies)
            EXPECT_TRUE(
                has(svg, std::to_string(s.count.events.number()) + "/" + std::to_string(s.count.patients.number())));
        EXPECT_TRUE(has(svg, "without control arm"));
    }
    expect_good(draw::forest(PooledOutcome()), "none");
}

TEST(DrawComparison, AllAndOne) {
    const TherapyComparison all = compare_therapies(builtin_catalog());
    const std::string svg = draw::comparison(all, named);
    expect_good(svg, "all");
    EXPECT_TRUE(has(svg, "different patients"));
    expect_good(draw::comparison(compare_therapies(builtin_catalog(), "crs")), "crs");
    EXPECT_TRUE(has(draw::comparison(all, {draw::Theme::light, nullptr, 2}), "further respects are not drawn"));
    expect_good(draw::comparison(TherapyComparison()), "none");
}

ScreeningReport report() {
    ScreeningReport r;
    r.record = *Slug::from_text("some-trial");
    r.product = "a product <&>";
    r.as_of = *PartialDate::from_text("2026-01-31");
    r.verdict = Verdict::undetermined;
    CriterionOutcome c;
    c.id = *Slug::from_text("lvef");
    c.text = "Left ventricular ejection fraction of 45 % or more";
    c.status = CriterionStatus::not_met;
    c.explanation.emplace();
    Explanation* e = &*c.explanation;
    for (int depth = 0; depth < 40; ++depth) {
        e->kind = "all";
        e->text = "part " + std::to_string(depth);
        e->decisive = depth % 2 == 0;
        e->parts.resize(2);
        e->parts[0].kind = "atom";
        e->parts[0].text = "LVEF >= 45 %";
        e->parts[0].reason = Reason::value_out_of_range;
        e->parts[0].evidence.resize(1);
        e->parts[0].evidence[0].value = "40 %";
        e = &e->parts[1];
    }
    r.criteria.push_back(std::move(c));
    return r;
}

TEST(DrawScreening, DeepTreesAndLimits) {
    const std::string svg = draw::screening(report(), named);
    expect_good(svg, "report");
    EXPECT_TRUE(has(svg, "40 %"));
    EXPECT_TRUE(has(svg, "No medical advice"));
    const std::string few = draw::screening(report(), {draw::Theme::light, nullptr, 10});
    expect_good(few, "few");
    EXPECT_TRUE(has(few, "72 further parts are not drawn"));
    expect_good(draw::screening(ScreeningReport()), "none");
}

void expect_golden(const std::string& name, const std::string& text) {
    const std::string file = std::string(CARNK_SOURCE_DIR) + "/tests/golden/draw/" + name + ".svg";
    if (const char* update = std::getenv("CARNK_UPDATE_GOLDEN"); update && *update == '1') {
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    std::ifstream in(file, std::ios::binary);
    std::ostringstream recorded;
    recorded << in.rdbuf();
    EXPECT_EQ(text, recorded.str()) << "recorded in " << file
                                    << "; if the change is right, record it with CARNK_UPDATE_GOLDEN=1";
}

TEST(DrawGolden, TheSameBytesAsRecorded) {
    expect_golden("car19-il15-ic9", draw::construct(*builtin_catalog().find<CarConstruct>("car19-il15-ic9"), named));
    expect_golden("forest_response",
                  draw::forest(pooled(builtin_catalog(), ClinicalOutcome::objective_response).value(), named));
}

}  // namespace
