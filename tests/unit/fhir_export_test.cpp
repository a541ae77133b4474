// SPDX-License-Identifier: BSL-1.0
// FHIR R4: every leaf of every record is accounted for, and what stands in the resources is what the record says.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/interop/fhir.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

namespace {

using namespace carnk;
using ::testing::HasSubstr;
using ::testing::Not;

/// All records of the catalogue as documents.
template <class... T>
std::vector<std::string> documents_of(boost::mp11::mp_list<T...>) {
    std::vector<std::string> all;
    const auto each = [&](const auto& records) {
        for (const auto& r : records)
            all.push_back(write(r));
    };
    (each(builtin_catalog().all<T>()), ...);
    return all;
}
const std::vector<std::string>& documents() {
    static const std::vector<std::string> all = documents_of(CatalogRecords());
    return all;
}

std::string resource(const FhirExport& all, std::string_view type, std::string_view id) {
    for (const FhirResource& r : all.resources)
        if (r.type == type && r.id == id) return r.json;
    return {};
}

/// Whether a value set has codes.
bool lists_codes(const ValueSet& set) {
    const auto* format = std::get_if<IdentifierFormat>(&set.content);
    return std::holds_alternative<CodeList>(set.content) || std::holds_alternative<ScaleDefinition>(set.content) ||
           std::holds_alternative<GradingScheme>(set.content) ||
           std::holds_alternative<ResponseDefinition>(set.content) || (format && format->concepts);
}

/// The catalogue, without and with doubtful records.
const FhirExport& plain() {
    static const FhirExport all = to_fhir(builtin_catalog());
    return all;
}
const FhirExport& everything() {
    static const FhirExport all = to_fhir(builtin_catalog(), {.doubtful = true});
    return all;
}

/// Each leaf once; each target a place of the bundle, with the same value where it is exact.
void expect_honest(const std::string& document, const FhirExport& result) {
    ASSERT_TRUE(result.findings.empty()) << result.findings;
    ASSERT_EQ(result.ledgers.size(), 1U);
    const Ledger& ledger = result.ledgers[0];
    const Findings proof = check_ledger(ledger, document);
    ASSERT_TRUE(proof.empty()) << *ledger.record << ": " << proof;
    std::vector<std::string> from, to;
    std::vector<const LedgerEntry*> entries;
    for (const LedgerEntry& e : ledger.entries) {
        ASSERT_NE(e.fate, LedgerFate::dropped) << e.source;
        if (!e.target) {
            ASSERT_TRUE(e.reason) << e.source << " is nowhere, and nobody says why";
            continue;
        }
        entries.push_back(&e);
        from.push_back(e.source);
        to.push_back(*e.target);
    }
    const std::string bundle = fhir_bundle(result);
    const auto theirs = find_all_at(document, from), ours = find_all_at(bundle, to);
    ASSERT_TRUE(theirs && ours) << ours.findings();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const LedgerEntry& e = *entries[i];
        ASSERT_TRUE((*ours)[i]) << *ledger.record << ": " << e.source << " -> " << *e.target << " is no place";
        if (e.fate == LedgerFate::exact) {
            ASSERT_EQ(*(*theirs)[i], *(*ours)[i]) << *ledger.record << ": " << e.source << " -> " << *e.target;
        }
    }
}

TEST(Fhir, EveryLeafOfEveryRecordIsAccountedForOnce) {
    std::map<LedgerFate, std::int64_t> fates;
    std::int64_t leaves = 0;
    for (const std::string& document : documents()) {
        const FhirExport result = to_fhir(document, {.doubtful = true});
        expect_honest(document, result);
        if (HasFatalFailure()) return;
        leaves += result.ledgers[0].leaves;
        for (const LedgerCount& c : result.ledgers[0].counts)
            fates[c.fate] += c.leaves;
    }
    EXPECT_GT(leaves, 40000);
    EXPECT_EQ(fates[LedgerFate::dropped], 0);
    std::string counts;
    for (const auto& [fate, n] : fates)
        counts += std::to_string(static_cast<int>(fate)) + ": " + std::to_string(n) + "; ";
    RecordProperty("leaves", std::to_string(leaves));
    RecordProperty("fates", counts);
}

// Studies of a register hold what no trial of the catalogue does: outcomes, contacts, references, summaries.
TEST(Fhir, AnImportedStudyIsAccountedForToo) {
    for (const char* name : {"NCT02513394.json", "made-up.json"}) {
        std::ifstream in(std::string(CARNK_TEST_DATA_DIR) + "/ctgov/" + name, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        const CtgovImport import = read_clinicaltrials_gov(text.str());
        ASSERT_EQ(import.records.size(), 1U) << name;
        const std::string document = write(import.records[0].trial);
        const FhirExport result = to_fhir(document);
        expect_honest(document, result);
        if (HasFatalFailure()) return;
        const std::string study = fhir_bundle(result);
        for (const char* part : {"extension-ResearchStudy.outcomeMeasure", "extension-ResearchStudy.descriptionSummary",
                                 "extension-ResearchStudy.recruitment", "primaryPurposeType", "\"relatedArtifact\""})
            EXPECT_THAT(study, HasSubstr(part)) << name;
    }
}

TEST(Fhir, TheCatalogueHasAResourceForEachRecordAndIsTheSameEachTime) {
    const Catalog& catalog = builtin_catalog();
    const FhirExport& all = everything();
    EXPECT_TRUE(all.findings.empty());
    std::map<std::string, std::size_t> types;
    std::set<std::string> addresses;
    for (const FhirResource& r : all.resources) {
        ++types[r.type];
        EXPECT_TRUE(addresses.insert(r.type + '/' + r.id).second) << r.type << '/' << r.id << " is there twice";
        EXPECT_LE(r.id.size(), 64U);
    }
    EXPECT_EQ(types["ResearchStudy"], catalog.trials.size());
    EXPECT_EQ(types["Group"], catalog.eligibility.size());
    EXPECT_EQ(types["Organization"], catalog.centers.size());
    EXPECT_EQ(types["Location"], catalog.centers.size());
    EXPECT_EQ(types["Medication"], catalog.products.size());
    EXPECT_EQ(types["Substance"], catalog.constructs.size());
    EXPECT_EQ(types["Evidence"], catalog.studies.size());
    EXPECT_EQ(types["ChargeItemDefinition"], catalog.costs.size());
    // Terms share one CodeSystem; lists of codes are a ValueSet, and a CodeSystem unless their system has an address.
    std::size_t lists = 0, foreign = 0;
    for (const ValueSet& s : catalog.value_sets)
        if (lists_codes(s)) {
            ++lists;
            foreign += s.system ? 1U : 0U;
        }
    EXPECT_GT(lists, 70U);
    EXPECT_GT(foreign, 0U);
    EXPECT_EQ(types["ValueSet"], lists);
    EXPECT_EQ(types["CodeSystem"], 1 + lists - foreign);
    EXPECT_EQ(types["Basic"], catalog.targets.size() + catalog.comparisons.size() + catalog.mechanisms.size() +
                                  catalog.access.size() + catalog.checklists.size() + catalog.faqs.size() +
                                  catalog.notes.size() + catalog.value_sets.size() - lists);
    std::size_t numbers = 0;
    for (const PublishedStudy& s : catalog.studies)
        numbers += s.outcomes.size() + s.times.size();
    EXPECT_EQ(types["RiskEvidenceSynthesis"], numbers);
    EXPECT_EQ(all.ledgers.size(), documents().size());
    EXPECT_EQ(fhir_bundle(all), fhir_bundle(to_fhir(catalog, {.doubtful = true})));
    const std::string lines = fhir_ndjson(all);
    EXPECT_EQ(static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')), all.resources.size());
}

TEST(Fhir, ReferencesLeadSomewhere) {
    const FhirExport& all = plain();
    std::set<std::string> addresses;
    for (const FhirResource& r : all.resources)
        addresses.insert(r.type + '/' + r.id);
    std::size_t references = 0;
    const std::string bundle = fhir_bundle(all), key = "\"reference\":\"";
    for (std::size_t at = bundle.find(key); at != std::string::npos; at = bundle.find(key, at + 1)) {
        const std::size_t begin = at + key.size();
        const std::string to = bundle.substr(begin, bundle.find('"', begin) - begin);
        if (to.starts_with('#')) continue;
        ++references;
        ASSERT_TRUE(addresses.contains(to)) << to;
    }
    EXPECT_GT(references, 500U);
}

TEST(Fhir, DoubtfulRecordsStayOutUnlessAskedForAndAreMarked) {
    const Catalog& catalog = builtin_catalog();
    std::size_t doubtful = 0;
    std::string trial;
    for (const Trial& t : catalog.trials)
        if (t.doubt) {
            ++doubtful;
            trial = t.id.text();
        }
    for (const CellProduct& p : catalog.products)
        doubtful += p.doubt ? 1U : 0U;
    EXPECT_EQ(plain().left_out, doubtful);
    EXPECT_GT(doubtful, 0U);
    EXPECT_THAT(fhir_bundle(plain()), Not(HasSubstr("\"code\":\"doubtful\"")));
    EXPECT_EQ(resource(plain(), "ResearchStudy", trial), "");
    EXPECT_THAT(resource(everything(), "ResearchStudy", trial), HasSubstr("\"code\":\"doubtful\""));
}

TEST(Fhir, StatusesAndPhasesAreComplete) {
    const auto words = []<class E>(E) {
        std::vector<std::string_view> all;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { all.emplace_back(d.name); });
        return all;
    };
    const auto expect_complete = [](std::span<const FhirWord> table, const std::vector<std::string_view>& ours,
                                    const std::set<std::string_view>& codes) {
        ASSERT_EQ(table.size(), ours.size());
        std::map<std::string_view, int> used;
        for (const FhirWord& w : table)
            ++used[w.code];
        for (std::size_t i = 0; i < ours.size(); ++i) {
            EXPECT_NE(std::find(ours.begin(), ours.end(), table[i].word), ours.end()) << table[i].word;
            EXPECT_TRUE(table[i].code.empty() || codes.contains(table[i].code)) << table[i].code;
            EXPECT_EQ(table[i].reversible, !table[i].code.empty() && used[table[i].code] == 1) << table[i].word;
        }
    };
    expect_complete(fhir_study_statuses(), words(TrialStatus()),
                    {"active", "administratively-completed", "approved", "closed-to-accrual",
                     "closed-to-accrual-and-intervention", "completed", "disapproved", "in-review",
                     "temporarily-closed-to-accrual", "temporarily-closed-to-accrual-and-intervention", "withdrawn"});
    expect_complete(
        fhir_study_phases(), words(TrialPhase()),
        {"n-a", "early-phase-1", "phase-1", "phase-1-phase-2", "phase-2", "phase-2-phase-3", "phase-3", "phase-4"});
}

TEST(Fhir, ATrialSaysWhatTheRecordSays) {
    const FhirExport& all = plain();
    const std::string trial = resource(all, "ResearchStudy", "NCT03056339");
    EXPECT_THAT(trial, HasSubstr(R"({"system":"http://clinicaltrials.gov","value":"NCT03056339"})"));
    EXPECT_THAT(trial, HasSubstr(R"("status":"completed")"));
    EXPECT_THAT(trial, HasSubstr(R"("enrollment":[{"reference":"Group/elig-nct03056339"}])"));
    const std::string unknown = resource(all, "ResearchStudy", "NCT02742727");
    EXPECT_THAT(unknown, Not(HasSubstr(R"("status":"active")")));
    EXPECT_THAT(
        unknown,
        HasSubstr(R"("url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown")"));
    EXPECT_THAT(unknown, HasSubstr(R"("url":"urn:carnk:fhir:extension:trial-status","valueCode":"unknown")"));
}

TEST(Fhir, APlaceThatIsNotStatedAsASiteIsNone) {
    const FhirExport trial = to_fhir(
        R"({"schema":"carnk/trial/1","id":"NCT1","sites":[{"city":"A","basis":"site_list"},{"city":"B","basis":"organisation"}]})");
    ASSERT_EQ(trial.resources.size(), 1U);
    EXPECT_THAT(trial.resources[0].json, HasSubstr(R"("site":[{"reference":"#site-1"}])"));
    EXPECT_THAT(trial.resources[0].json, HasSubstr(R"(place-not-site","valueReference":{"reference":"#site-2")"));
}

TEST(Fhir, CriteriaKeepTheirWordsAndLimitsSayWhatTheySay) {
    const FhirExport& all = plain();
    const std::string group = resource(all, "Group", "elig-nct05110742");
    EXPECT_THAT(group, HasSubstr(R"("text":"Karnofsky above 50.")"));
    EXPECT_THAT(group, HasSubstr(R"("text":"Creatinine at most 1.5 mg/dL, or eGFR at least 60.")"));
    EXPECT_THAT(group, HasSubstr(R"("valueReference":{"reference":"#part-1"})"));
    EXPECT_THAT(group, HasSubstr(R"("valueQuantity":{"value":1.5,"comparator":"<=","unit":"mg/dL")"));
    EXPECT_THAT(group, HasSubstr(R"("code":"incomplete")")) << "exclusion criteria were not seen";
    // Whatever does not decide alone says so where it cannot be overlooked.
    std::size_t marked = 0, expected = 0;
    for (const EligibilityRecord& r : builtin_catalog().eligibility)
        for (const Criterion& c : r.criteria)
            expected += (c.superseded && *c.superseded ? 1U : 0U) + (c.strength != Strength::required ? 1U : 0U) +
                        (c.waivable && *c.waivable ? 1U : 0U) + (c.scope.level != ScopeLevel::study ? 1U : 0U);
    const std::string bundle = fhir_bundle(all), url = "urn:carnk:fhir:extension:not-decisive";
    for (std::size_t at = bundle.find(url); at != std::string::npos; at = bundle.find(url, at + 1))
        ++marked;
    EXPECT_GT(expected, 0U);
    EXPECT_EQ(marked, expected);
}

TEST(Fhir, TermsAreConceptsOfOneCodeSystem) {
    const FhirExport& all = plain();
    const std::string system = resource(all, "CodeSystem", "clinical-term");
    EXPECT_THAT(system, HasSubstr(R"("url":"urn:carnk:fhir:codes:clinical-term")"));
    EXPECT_THAT(system, HasSubstr(R"("content":"complete")"));
    EXPECT_THAT(system, HasSubstr(R"({"code":"dlbcl","display":"Diffuse large B-cell lymphoma")"));
    EXPECT_THAT(system, HasSubstr(R"({"code":"parent","valueCode":"btk-inhibitor"})"));
    EXPECT_THAT(system, HasSubstr(R"("value":"axi-cel")"));
    EXPECT_THAT(system, HasSubstr(R"({"code":"unit","valueString":"g/L"})"));
    for (const ClinicalTerm& t : builtin_catalog().terms)
        EXPECT_THAT(system, HasSubstr("{\"code\":\"" + t.id.text() + "\",\"display\":"));
    // Not all terms are no whole vocabulary. Each ledger points at the concept of its own term.
    const std::vector<std::string> two{write(builtin_catalog().terms[7]), write(builtin_catalog().terms[3])};
    const FhirExport some = to_fhir(std::span<const std::string>(two));
    ASSERT_EQ(some.resources.size(), 1U);
    EXPECT_THAT(some.resources[0].json, HasSubstr(R"("content":"fragment")"));
    ASSERT_EQ(some.ledgers.size(), 2U);
    for (std::size_t i = 0; i < two.size(); ++i) {
        EXPECT_TRUE(check_ledger(some.ledgers[i], two[i]).empty());
        const auto target =
            std::find_if(some.ledgers[i].entries.begin(), some.ledgers[i].entries.end(), [](const LedgerEntry& e) {
                return e.source == "/name";
            })->target.value();
        EXPECT_EQ(target, "/entry/0/resource/concept/" + std::to_string(i) + "/display");
    }
}

TEST(Fhir, ValueSetsHaveTheirCodesAndWhatTheyMean) {
    const FhirExport& all = plain();
    EXPECT_THAT(resource(all, "ValueSet", "ecog"),
                HasSubstr(R"("compose":{"include":[{"system":"urn:carnk:fhir:codes:value-set:ecog"}]})"));
    EXPECT_THAT(resource(all, "CodeSystem", "ecog"),
                HasSubstr(R"({"code":"0","definition":"no restriction of activity"})"));
    EXPECT_THAT(resource(all, "CodeSystem", "ecog"), HasSubstr(R"("content":"complete")"));
    EXPECT_THAT(resource(all, "CodeSystem", "id-iso-4217"), HasSubstr(R"("content":"fragment")"));
    EXPECT_THAT(
        resource(all, "CodeSystem", "recist-1.1"),
        HasSubstr(R"("valueCoding":{"system":"urn:carnk:fhir:codes:response-category","code":"complete_response"})"));
    // The system has an address: its codes are included, and no system of ours is made.
    EXPECT_THAT(
        resource(all, "ValueSet", "fhir-research-study-phase"),
        HasSubstr(
            R"("include":[{"system":"http://terminology.hl7.org/CodeSystem/research-study-phase","concept":[{"code":"n-a"},)"));
    EXPECT_EQ(resource(all, "CodeSystem", "fhir-research-study-phase"), "");
    // No codes, no list of them.
    EXPECT_NE(resource(all, "Basic", "value-set-id-nct"), "");
}

TEST(Fhir, NumbersOfAStudyStandWithTheirDenominator) {
    const FhirExport& all = plain();
    const std::string number = resource(all, "RiskEvidenceSynthesis", "marin-2024-cd19-cb.number-1");
    EXPECT_THAT(number, HasSubstr(R"("denominatorCount":37)"));
    EXPECT_THAT(number, HasSubstr(R"("numeratorCount":18)"));
    EXPECT_THAT(number, HasSubstr(R"("value":48.6)"));
    EXPECT_THAT(number, HasSubstr(R"("url":"urn:carnk:fhir:extension:numerator-computed","valueBoolean":true)"));
    // One of the subgroups: the population says so.
    EXPECT_THAT(resource(all, "RiskEvidenceSynthesis", "marin-2024-cd19-cb.number-12"),
                HasSubstr(R"("title":"CD19+ B-cell malignancies; of these only: other cord blood units")"));
}

TEST(Fhir, EveryExtensionThatIsUsedIsDefinedAndNoOther) {
    const std::string bundle = fhir_bundle(everything());
    std::set<std::string> defined;
    for (const FhirResource& r : fhir_definitions()) {
        const std::string key = "\"url\":\"";
        const std::size_t begin = r.json.find(key) + key.size();
        EXPECT_TRUE(defined.insert(r.json.substr(begin, r.json.find('"', begin) - begin)).second) << r.id;
    }
    std::set<std::string> used;
    const std::string key = "\"urn:carnk:fhir:extension:";
    for (std::size_t at = bundle.find(key); at != std::string::npos; at = bundle.find(key, at + 1))
        used.insert(bundle.substr(at + 1, bundle.find('"', at + 1) - at - 1));
    for (const std::string& url : used)
        EXPECT_TRUE(defined.contains(url)) << url;
    EXPECT_GT(used.size(), 40U);
}

TEST(Fhir, HostileDocumentsGiveFindingsOrAreKept) {
    for (const char* text :
         {"", "[]", "{}", "{", "7", R"({"schema":"carnk/trial/1"})", R"({"schema":"other/1","id":"a"})",
          R"({"schema":"carnk/trial/1","id":5})", R"({"schema":"carnk/trial/1","id":"a b"})"}) {
        const FhirExport result = to_fhir(text);
        EXPECT_TRUE(result.resources.empty()) << text;
        EXPECT_FALSE(result.findings.empty()) << text;
    }
    for (
        const char* text : {
            R"({"schema":"carnk/trial/1","id":"x/y~z"})",
            R"({"schema":"carnk/trial/1","id":"X","status":5,"title":[],"sites":{"a":1},"doubt":"yes","phase":"phase9"})",
            R"({"schema":"carnk/trial/1","id":"X","title":" ","a/b~c":{"":[{}]},"dates":{"start":{"date":"2020-05"},"completion":{"date":"2019"}}})",
            R"({"schema":"carnk/trial/1","id":"X","status":"no_such_word","targets":[1,"cd19",["cd7"]],"sites":[[],{},{"contacts":[{"phone":"1"}]}]})",
            R"({"schema":"carnk/eligibility/1","id":"e","criteria":[{"text":"t","kind":"inclusion","computability":"full","expression":{"kind":"any","of":[{"kind":"all","of":[]},{"kind":"not","of":[7]},7]}},{"kind":"inclusion"},3]})",
            R"({"schema":"carnk/cost-item/1","id":"c","value":{"kind":"money","amount":{"low":"1e400","high":"0.10","currency":"USD"}}})",
            R"({"schema":"carnk/cost-item/1","id":"c","value":{"kind":"money","amount":{"low":"12","high":"12.5","currency":"USD"}},"title":"\u0001"})",
            R"({"schema":"carnk/published-study/1","id":"s","outcomes":[{},{"outcome":"crs_any","proportion":{"n":-1,"of":1.5,"percent":"x"}}],"times":[5]})",
            R"({"schema":"carnk/center/1","id":"c","address":[],"roles":[null]})",
            R"({"schema":"carnk/faq/1","id":"f"})",
            R"({"schema":"carnk/eligibility/1","id":"e","criteria":[{"text":"t","kind":"exclusion","computability":"full","expression":{"kind":"atom","quantifier":"latest","query":7,"test":{"kind":"range"}}}]})",
            R"({"schema":"carnk/trial/1","id":"X","dates":{"start":{"date":"2020-13"}}})",
            R"({"schema":"carnk/clinical-term/1","id":"\u007f","name":7,"uses":"code","broader":[[],"a","a b"],"synonyms":[{}," "]})",
            R"({"schema":"carnk/clinical-term/1","id":"t","doubt":{"reason":"other"},"sources":[{"title":"s"}],"unit":[]})",
            R"({"schema":"carnk/value-set/1","id":"v","content":{"kind":"codes","concepts":[{"code":"a"},{"code":"a"},{"code":7},{"code":"7"},{"code":"a b"},{},[],5]}})",
            R"({"schema":"carnk/value-set/1","id":"v","system":"http://a","content":{"kind":"scale","levels":[{"definition":"d"},{"value":1.5}]}})",
            R"({"schema":"carnk/value-set/1","id":"v","system":"http://a","version":5,"content":{"kind":"scale","levels":[{"value":-1,"definition":"d"},{"value":2}]}})",
            R"({"schema":"carnk/value-set/1","id":"v","content":{"kind":"response","terms":{"code":"CR"}},"rules":"r","notes":[5]})",
            R"({"schema":"carnk/value-set/1","id":"v","content":{"kind":["codes"],"concepts":[{"code":"a"}]}})",
            R"({"schema":"carnk/value-set/1","id":"v","content":[]})",
            R"({"schema":"carnk/value-set/1","id":"v"})",
        })
        expect_honest(text, to_fhir(text, {.doubtful = true}));
    std::string deep =
        R"({"schema":"carnk/eligibility/1","id":"e","criteria":[{"text":"t","kind":"inclusion","computability":"full","expression":)";
    const int levels = 26;
    for (int i = 0; i < levels; ++i)
        deep += R"({"kind":"any","of":[)";
    for (int i = 0; i < levels; ++i)
        deep += "]}";
    deep += "}]}";
    const FhirExport result = to_fhir(deep);
    if (result.findings.empty()) expect_honest(deep, result);
}

// Documents of the catalogue with one value replaced by something else, anywhere: nothing is lost, and no target is made up.
TEST(Fhir, WhateverStandsInARecordIsAccountedFor) {
    static constexpr std::string_view values[] = {"7",
                                                  "-1.5",
                                                  "true",
                                                  "null",
                                                  "[]",
                                                  "{}",
                                                  "[[{}]]",
                                                  R"("")",
                                                  R"(" x y ")",
                                                  R"("\u0001")",
                                                  R"("2020-13")",
                                                  R"({"kind":"any","of":[7,{"kind":"at_most","k":0,"of":[{}]}]})",
                                                  R"([{"name":"n","text":"t","kind":"k","id":"i"}])"};
    std::mt19937 random(20261123);
    const auto below = [&](std::size_t n) {
        return static_cast<std::size_t>(random()) % n;
    };
    std::size_t changed = 0;
    for (const std::string& document : documents()) {
        const auto leaves = leaves_of(document);
        ASSERT_TRUE(leaves);
        std::string pointer = (*leaves)[below(leaves->size())];
        // Now and then a whole object or list.
        while (below(3) == 0 && std::count(pointer.begin(), pointer.end(), '/') > 1)
            pointer.erase(pointer.rfind('/'));
        if (pointer == "/schema" || pointer == "/id") continue;
        const Result<std::string> other = set_at(document, pointer, values[below(std::size(values))]);
        ASSERT_TRUE(other) << pointer;
        expect_honest(*other, to_fhir(*other, {.doubtful = true}));
        if (HasFatalFailure()) FAIL() << pointer << " of " << document.substr(0, 80);
        ++changed;
    }
    EXPECT_GT(changed, 1000U);
}

}  // namespace
