// SPDX-License-Identifier: BSL-1.0
// Records of ClinicalTrials.gov: nothing is lost on the way in, out and in again, whatever stands in them.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/rules/validate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <set>
#include <sstream>

namespace {

using namespace carnk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string text_of_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}
std::string data(const std::string& name) {
    return text_of_file(std::string(CARNK_TEST_DATA_DIR) + "/ctgov/" + name);
}
const std::string& made_up() {
    static const std::string text = data("made-up.json");
    return text;
}
const std::string& real() {
    static const std::string text = data("NCT02513394.json");
    return text;
}

std::vector<std::string> rules_of(const Findings& findings) {
    std::vector<std::string> rules;
    for (const Finding& f : findings)
        rules.push_back(f.rule);
    return rules;
}
/// Every leaf once, each target a place of our document with the same value where it is exact or kept.
void expect_honest_ledger(const std::string& text, const CtgovImport& import) {
    ASSERT_EQ(import.ledgers.size(), 1U);
    const Ledger& ledger = import.ledgers[0];
    const Findings proof = check_ledger(ledger, text);
    EXPECT_TRUE(proof.empty()) << proof;
    const std::string ours = import.records.size() == 1 ? write(import.records[0]) : write(import.records);
    std::vector<std::string> from, to;
    std::vector<const LedgerEntry*> entries;
    for (const LedgerEntry& e : ledger.entries) {
        if (!e.target) continue;
        entries.push_back(&e);
        from.push_back(e.source);
        to.push_back(*e.target);
    }
    const auto theirs = find_all_at(text, from), mine = find_all_at(ours, to);
    ASSERT_TRUE(theirs && mine) << mine.findings();
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < entries.size() && wrong < 5; ++i) {
        const LedgerEntry& e = *entries[i];
        if (!(*mine)[i]) {
            ADD_FAILURE() << ++wrong << ": " << e.source << " -> " << *e.target << " is no place of our document";
            continue;
        }
        if (e.fate != LedgerFate::exact && e.fate != LedgerFate::kept_as_unknown) continue;
        const auto difference = diff_text(*(*theirs)[i], *(*mine)[i]);
        ASSERT_TRUE(difference);
        if (!difference->empty())
            ADD_FAILURE() << ++wrong << ": " << e.source << " is " << *(*theirs)[i] << ", " << *e.target << " is "
                          << *(*mine)[i];
    }
}

/// In, to our JSON, back to the register's layout, and in again: nothing changes.
void expect_fixed_point(const CtgovImport& import) {
    for (const RegistryRecord& record : import.records) {
        const std::string json = write(record);
        const Result<RegistryRecord> again = read<RegistryRecord>(json);
        ASSERT_TRUE(again) << again.findings();
        ASSERT_TRUE(*again == record);
        const std::string out = write_clinicaltrials_gov(*again);
        const CtgovImport back = read_clinicaltrials_gov(out);
        ASSERT_EQ(back.records.size(), 1U) << back.findings;
        const std::string json_back = write(back.records[0]);
        if (json_back == json) continue;
        const auto changes = diff_text(json, json_back);
        ASSERT_TRUE(changes);
        for (std::size_t i = 0; i < changes->size() && i < 5; ++i)
            ADD_FAILURE() << (*changes)[i].pointer << ": " << (*changes)[i].before.value_or("nothing") << " became "
                          << (*changes)[i].after.value_or("nothing");
        FAIL() << out.substr(0, 2000);
    }
}

/// Every leaf of the text is in what is written back, with its value; order of members aside.
void expect_nothing_lost(const std::string& text, const std::string& out) {
    const auto changes = diff_text(text, out);
    ASSERT_TRUE(changes);
    for (std::size_t i = 0; i < changes->size() && i < 5; ++i)
        ADD_FAILURE() << (*changes)[i].pointer << ": " << (*changes)[i].before.value_or("nothing") << " became "
                      << (*changes)[i].after.value_or("nothing");
}

// ---------------------------------------------------------------------------------------------------- whole records

TEST(Ctgov, KeepsEveryLeafOfARealRecord) {
    const CtgovImport import = read_clinicaltrials_gov(real());
    ASSERT_EQ(import.records.size(), 1U) << import.findings;
    EXPECT_FALSE(import.findings.has_errors()) << import.findings;
    EXPECT_EQ(import.ledgers.at(0).leaves.number(), 30583);
    expect_honest_ledger(real(), import);
    expect_fixed_point(import);
    expect_nothing_lost(real(), write_clinicaltrials_gov(import.records[0]));
}

TEST(Ctgov, KeepsEveryLeafOfAllModules) {
    const CtgovImport import = read_clinicaltrials_gov(made_up());
    ASSERT_EQ(import.records.size(), 1U) << import.findings;
    EXPECT_FALSE(import.findings.has_errors()) << import.findings;
    expect_honest_ledger(made_up(), import);
    expect_fixed_point(import);
    expect_nothing_lost(made_up(), write_clinicaltrials_gov(import.records[0]));
}

TEST(Ctgov, RecordsValidateWithoutErrors) {
    for (const std::string& text : {made_up(), real()}) {
        const CtgovImport import = read_clinicaltrials_gov(text);
        ValidateOptions options;
        options.catalog = &builtin_catalog();
        const Findings findings = validate(import.records.at(0), options);
        EXPECT_FALSE(findings.has_errors()) << findings;
    }
}

// ---------------------------------------------------------------------------------------------------- what is read

const RegistryRecord& record() {
    static const RegistryRecord r = read_clinicaltrials_gov(made_up()).records.at(0);
    return r;
}
const Trial& trial() {
    return record().trial;
}

TEST(CtgovTrial, HasIdentificationAndStatus) {
    EXPECT_EQ(trial().id.text(), "NCT99999901");
    EXPECT_EQ(trial().acronym, "MADE-UP");
    ASSERT_EQ(trial().secondary_ids.size(), 6U);
    EXPECT_TRUE(*std::get<RegistryNumber>(trial().secondary_ids[0]).former);
    EXPECT_EQ(std::get<OtherNumber>(trial().secondary_ids[1]).issuer, NumberIssuer::sponsor);
    EXPECT_EQ(std::get<RegistryNumber>(trial().secondary_ids[2]).id.registry(), Registry::eudract);
    EXPECT_EQ(std::get<OtherNumber>(trial().secondary_ids[3]).issuer, NumberIssuer::nih);
    EXPECT_EQ(std::get<OtherNumber>(trial().secondary_ids[5]).extra.size(), 1U);
    EXPECT_EQ(trial().status, TrialStatus::suspended);
    EXPECT_EQ(trial().last_known_status, TrialStatus::recruiting);
    EXPECT_EQ(trial().status_as_of->text(), "2026-02-20");
    EXPECT_EQ(trial().dates.status_verified->text(), "2026-02");
    EXPECT_EQ(trial().dates.completion->date.text(), "2040");
    EXPECT_EQ(trial().phase, TrialPhase::phase1_2);
    EXPECT_EQ(trial().enrollment->count, 30);
    EXPECT_EQ(trial().registration->expanded_access->trial_id->text(), "NCT99999902");
    EXPECT_EQ(trial().results->posted_in_register, true);
}

TEST(CtgovTrial, HasDesignArmsAndOutcomes) {
    EXPECT_EQ(trial().design->masking, Masking::open_label);
    EXPECT_EQ(trial().design->target_duration->unit.text(), "a");
    EXPECT_THAT(*trial().design->masked_parties, ElementsAre(MaskedParty::participant, MaskedParty::outcomes_assessor));
    ASSERT_EQ(trial().arms.size(), 2U);
    EXPECT_EQ(trial().arms[1].arm_kind, ArmKind::no_intervention);
    ASSERT_EQ(trial().outcomes.size(), 3U);  // the one without measure is kept
    EXPECT_EQ(trial().outcomes[2].rank, OutcomeRank::other_pre_specified);
    EXPECT_EQ(trial().eligibility->minimum_age->value, 18);
    EXPECT_EQ(trial().eligibility->sex, EligibleSex::all);
}

TEST(CtgovTrial, HasPlaces) {
    ASSERT_EQ(trial().sites.size(), 3U);
    EXPECT_EQ(trial().sites[0].country->text(), "US");
    EXPECT_EQ(trial().sites[0].coordinates->latitude, 29.76);
    EXPECT_EQ(trial().sites[1].country->text(), "CZ");
    EXPECT_FALSE(trial().sites[1].coordinates);  // one of its two numbers is missing
    EXPECT_FALSE(trial().sites[2].country);
    ASSERT_EQ(trial().countries.size(), 2U);
    EXPECT_EQ(*trial().sites[2].extra.find("ctgov:/country"), "\"Atlantis\"");
    EXPECT_EQ(*trial().sites[2].extra.find("ctgov:/elevation"), "{\"m\":-500,\"by\":[\"sonar\",null]}");
}

TEST(CtgovTrial, HasReferencesWithTheirRetractions) {
    ASSERT_EQ(trial().registration->references.size(), 1U);
    EXPECT_THAT(trial().registration->references[0].retractions, ElementsAre("J Made Up. 2021; PMID 2345678"));
    EXPECT_EQ(trial().registration->links.size(), 1U);  // the other has no address that can be followed
}

TEST(CtgovTrial, DerivesByRulesAndMarksIt) {
    std::map<std::string, std::string> by_target;
    for (const DerivedFact& f : record().derived) {
        by_target[f.target] = f.rule.text() + " " + f.value;
        if (!f.source) continue;
        EXPECT_TRUE(find_at(made_up(), *f.source)) << *f.source;
    }
    EXPECT_EQ(by_target["/trial/product/therapy"], "therapy.car-nk car_nk");
    EXPECT_EQ(by_target["/trial/targets/0"], "target.car cd19");
    EXPECT_EQ(by_target["/trial/targets/1"], "target.car cd70");
    EXPECT_EQ(trial().targets.size(), 2U);
    EXPECT_EQ(by_target["/trial/product/cell_source/origin"], "origin.cord-blood cord_blood");
    EXPECT_EQ(by_target["/trial/product/cell_source/donor"], "donor.allogeneic allogeneic");
    EXPECT_EQ(by_target["/trial/product/gene_delivery"], "delivery.retroviral retroviral");
    EXPECT_EQ(by_target["/trial/disease_group"], "group.conditions hematologic");
    EXPECT_EQ(trial().product.armoring.size(), 2U);
    EXPECT_THAT(*trial().notes, HasSubstr("not checked by an editor: disease_group = hematologic [group.conditions]"));
    std::set<std::string_view> ids;
    for (const CtgovRule& rule : ctgov_rules())
        EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    for (const DerivedFact& f : record().derived)
        EXPECT_TRUE(ids.contains(f.rule.text())) << f.rule.text();
}

Trial titled(const std::string& title, const std::string& intervention = "Drug") {
    RegistryRecord r;
    r.trial.id = RegistryId::of("NCT99999903");
    r.trial.title = title;
    r.trial.interventions.push_back({intervention, {}, {}, {}, {}, {}});
    derive_from_words(r);
    return r.trial;
}
std::vector<std::string> targets_of(const std::string& title) {
    std::vector<std::string> ids;
    for (const Slug& id : titled(title).targets)
        ids.push_back(id.text());
    return ids;
}

TEST(CtgovDerive, TellsTherapiesApart) {
    EXPECT_EQ(titled("CAR-NK cells in AML").product.therapy, TherapyClass::car_nk);
    EXPECT_EQ(titled("CAR\xE2\x80\x91NK cells in AML").product.therapy, TherapyClass::car_nk);
    EXPECT_EQ(titled("Study of Natural Killer Cells Expressing a Chimeric Antigen Receptor").product.therapy,
              TherapyClass::car_nk);
    EXPECT_EQ(titled("CAR-T or CAR-NK cells").product.therapy, TherapyClass::car_nk_and_car_t);
    EXPECT_EQ(titled("Autologous CD19 CAR-T cells").product.therapy, TherapyClass::car_t);
    EXPECT_EQ(titled("Universal CD19 CAR-T cells").product.therapy, TherapyClass::allogeneic_car_t);
    EXPECT_EQ(titled("CD19 CAR-T cells").product.therapy, TherapyClass::any_cell_therapy);
    EXPECT_EQ(titled("CAR-T cells with NK cells").product.therapy, TherapyClass::any_cell_therapy);
    EXPECT_EQ(titled("CAR-NKT cells in neuroblastoma").product.therapy, TherapyClass::any_trial);
    EXPECT_EQ(titled("NK cells and rituximab").product.therapy, TherapyClass::any_cell_therapy);
    EXPECT_EQ(titled("Palbociclib in Breast Cancer").product.therapy, TherapyClass::any_trial);
    EXPECT_EQ(titled("Day care and NKX2-5 in cardiac carriage").product.therapy, TherapyClass::any_trial);
}

TEST(CtgovDerive, FindsTargetsOnlyWhereTheProductIsDirectedAtThem) {
    EXPECT_THAT(targets_of("Anti-CD19 CAR-NK cells"), ElementsAre("cd19"));
    EXPECT_THAT(targets_of("CD33 CAR NK cells in CD7-negative AML"), ElementsAre("cd33"));
    EXPECT_THAT(targets_of("BCMA-targeted CAR-NK cells"), ElementsAre("bcma"));
    EXPECT_THAT(targets_of("CAR-NK cells targeting mesothelin"), ElementsAre("mesothelin"));
    EXPECT_THAT(targets_of("CAR-NK cells in CD20 positive lymphoma"), IsEmpty());
    EXPECT_THAT(targets_of("CAR-NK cells for EGFR mutated lung cancer"), IsEmpty());
    EXPECT_THAT(targets_of("NK cells for CD19 targeted therapy"), IsEmpty());  // no CAR
    EXPECT_THAT(targets_of("EGFR CAR-NK cells"), ElementsAre("egfr"));         // and not its variant
    EXPECT_THAT(targets_of("CAR-NK cells before GD2 CAR-T cells"), IsEmpty());
    EXPECT_THAT(targets_of("tf directed CAR-NK cells"), IsEmpty());
}

TEST(CtgovDerive, TakesNoOriginWhereThereAreTwo) {
    EXPECT_EQ(titled("Cord blood or iPSC CAR-NK cells").product.cell_source, std::nullopt);
    EXPECT_EQ(titled("NK-92 CAR NK cells").product.cell_source->origin, NkOrigin::nk92);
    EXPECT_EQ(titled("CAR-NK cells after autologous stem cell infusion").product.cell_source, std::nullopt);
}

TEST(CtgovResults, AreReadAndSyndromesRecognised) {
    const PostedResults& results = record().results.value();
    EXPECT_EQ(results.participant_flow->periods[0].milestones[0].counts[0].subjects, "12");
    EXPECT_EQ(results.baseline->measures[0].statistic, MeasureStatistic::mean);
    EXPECT_EQ(results.outcome_measures[0].analyses[0].p_value, "<0.001");
    EXPECT_EQ(results.limitations, "Small");
    const PostedAdverseEvents& events = results.adverse_events.value();
    EXPECT_EQ(events.serious[0].recognised, ClinicalOutcome::crs_any);
    EXPECT_EQ(events.serious[1].recognised, ClinicalOutcome::icans_any);
    EXPECT_EQ(events.other[1].recognised, ClinicalOutcome::acute_gvhd);
    EXPECT_FALSE(events.other[2].recognised);
    EXPECT_FALSE(recognised_event("Graft versus host disease"));  // acute or chronic is not said
    EXPECT_EQ(record().documents.at(0).size, 123456);
}

TEST(CtgovResults, SafetyClaimsNoMoreThanTheTablesSay) {
    const SafetySummary s = safety_of(*record().results->adverse_events, "EG000");
    EXPECT_EQ(s.evaluated_count, 12);
    const auto find = [&](ClinicalOutcome o) -> const OutcomeResult* {
        for (const OutcomeResult& r : s.outcomes)
            if (r.outcome == o) return &r;
        return nullptr;
    };
    EXPECT_EQ(find(ClinicalOutcome::serious_adverse_event)->proportion.n, 2);
    // 1 serious and 3 others: 3 or 4 participants, for they may overlap.
    const OutcomeResult* crs = find(ClinicalOutcome::crs_any);
    ASSERT_TRUE(crs);
    EXPECT_FALSE(crs->proportion.n);
    EXPECT_EQ(crs->percent_range->low, 25);
    EXPECT_NEAR(*crs->percent_range->high, 100.0 / 3, 1e-9);
    // Serious: none. Forms that are not serious are listed only above 5 %.
    EXPECT_FALSE(find(ClinicalOutcome::icans_any)->proportion.n);
    EXPECT_EQ(find(ClinicalOutcome::icans_any)->percent_range->high, 5);
    EXPECT_EQ(find(ClinicalOutcome::acute_gvhd)->proportion.n, 1);
    EXPECT_EQ(find(ClinicalOutcome::chronic_gvhd), nullptr);  // not listed, which is not none
    EXPECT_TRUE(safety_of(*record().results->adverse_events, "EG999").outcomes.empty());
}

TEST(CtgovCriteria, AreRead) {
    ASSERT_TRUE(record().eligibility);
    EXPECT_EQ(record().eligibility->criteria.size(), 4U);
    EXPECT_EQ(record().eligibility->coverage.exclusion, ListCompleteness::complete);
    CtgovOptions options;
    options.criteria = false;
    EXPECT_FALSE(read_clinicaltrials_gov(made_up(), options).records.at(0).eligibility);
}

// ---------------------------------------------------------------------------------------------------- what is reported

TEST(CtgovFindings, NameWhatTheLayoutDoesNotHave) {
    const Findings findings = read_clinicaltrials_gov(made_up()).findings;
    std::vector<std::string> unknown, words, forms, incomplete;
    for (const Finding& f : findings) {
        if (f.rule == "CNK-CTGOV-001") unknown.push_back(f.pointer);
        if (f.rule == "CNK-CTGOV-002") words.push_back(f.observed);
        if (f.rule == "CNK-CTGOV-003") forms.push_back(f.pointer);
        if (f.rule == "CNK-CTGOV-007") incomplete.push_back(f.pointer);
        EXPECT_TRUE(f.line) << f.pointer;
    }
    const std::string p = "/protocolSection/";
    EXPECT_THAT(unknown,
                ElementsAre(p + "contactsLocationsModule/locations/2/elevation", p + "futureModule",
                            "/resultsSection/adverseEventsModule/seriousEvents/0/worstGrade", "/somethingNew"));
    EXPECT_THAT(words, ElementsAre("MOON_BASE", "GUILD"));
    EXPECT_THAT(forms, ElementsAre(p + "conditionsModule/keywords/1", p + "armsInterventionsModule/armGroups/2",
                                   p + "contactsLocationsModule/locations/2/country",
                                   p + "referencesModule/seeAlsoLinks/1/url"));
    EXPECT_THAT(incomplete,
                ElementsAre(p + "outcomesModule/secondaryOutcomes/1",
                            p + "contactsLocationsModule/locations/1/geoPoint", p + "referencesModule/seeAlsoLinks/1"));
}

TEST(CtgovShapes, ListsPagesAndLines) {
    const std::string one =
        R"({"protocolSection":{"identificationModule":{"nctId":"NCT99999901","briefTitle":"a"},"statusModule":{"overallStatus":"RECRUITING"}}})";
    const std::string two =
        R"({"protocolSection":{"identificationModule":{"nctId":"NCT99999902","briefTitle":"b"},"statusModule":{"overallStatus":"COMPLETED"}}})";
    const CtgovImport list = read_clinicaltrials_gov('[' + one + ',' + two + ']');
    ASSERT_EQ(list.records.size(), 2U) << list.findings;
    EXPECT_TRUE(list.findings.empty()) << list.findings;
    expect_honest_ledger('[' + one + ',' + two + ']', list);
    const std::string page_text = R"({"totalCount":7,"studies":[)" + one + ',' + two + R"(],"nextPageToken":"abc"})";
    const CtgovImport page = read_clinicaltrials_gov(page_text);
    ASSERT_EQ(page.records.size(), 2U);
    EXPECT_EQ(page.next_page_token, "abc");
    EXPECT_EQ(page.total_count, 7);
    EXPECT_THAT(rules_of(page.findings), ElementsAre("CNK-CTGOV-009"));
    expect_honest_ledger(page_text, page);
    const CtgovImport lines = read_clinicaltrials_gov(one + "\n\n" + two + "\n{\"protocolSection\":\n" + one + '\n');
    EXPECT_EQ(lines.records.size(), 3U);
    EXPECT_EQ(lines.ledgers.size(), 3U);
    EXPECT_EQ(lines.findings.find("CNK-JSON-002")->line, 4U);
    EXPECT_TRUE(read_clinicaltrials_gov("[]").findings.empty());
    EXPECT_THAT(rules_of(read_clinicaltrials_gov('[' + one + ',' + one + ']').findings), ElementsAre("CNK-CTGOV-008"));
}

TEST(CtgovShapes, RefusesWhatIsNoStudy) {
    const auto rules = [](std::string_view text) {
        const CtgovImport import = read_clinicaltrials_gov(text);
        EXPECT_TRUE(import.records.empty());
        return rules_of(import.findings);
    };
    EXPECT_THAT(rules("{}"), ElementsAre("CNK-CTGOV-004"));
    EXPECT_THAT(rules("3"), ElementsAre("CNK-CTGOV-004"));
    EXPECT_THAT(rules("[{}, 3]"), ElementsAre("CNK-CTGOV-004"));
    EXPECT_THAT(rules(R"({"FullStudiesResponse":{"FullStudies":[{"Study":{"ProtocolSection":{}}}]}})"),
                ElementsAre("CNK-CTGOV-005"));
    EXPECT_THAT(rules(R"([{"Study":{"ProtocolSection":{}}}])"), ElementsAre("CNK-CTGOV-005"));
    EXPECT_THAT(rules("<?xml version=\"1.0\"?><clinical_study/>"), ElementsAre("CNK-CTGOV-005"));
    EXPECT_THAT(rules(R"({"protocolSection":{"identificationModule":{"nctId":"12","briefTitle":"a"}}})"),
                Contains("CNK-CTGOV-006"));
    EXPECT_THAT(rules(""), ElementsAre("CNK-JSON-002"));
    EXPECT_THAT(rules(std::string_view(made_up()).substr(0, 4000)), ElementsAre("CNK-JSON-002"));
    EXPECT_THAT(rules("{\"protocolSection\":{},\"protocolSection\":{}}"), ElementsAre("CNK-JSON-010"));
}

TEST(CtgovShapes, NeverInventsAStatus) {
    for (const char* status :
         {"", R"(,"statusModule":{"overallStatus":"SLEEPING"})", R"(,"statusModule":{"overallStatus":3})"}) {
        const std::string text =
            R"({"protocolSection":{"identificationModule":{"nctId":"NCT99999901","briefTitle":"a"})" +
            std::string(status) + "}}";
        const CtgovImport import = read_clinicaltrials_gov(text);
        ASSERT_EQ(import.records.size(), 1U);
        EXPECT_EQ(import.records[0].trial.status, TrialStatus::unknown);
        EXPECT_NE(import.findings.find("CNK-CTGOV-007"), nullptr);
        expect_fixed_point(import);
        expect_nothing_lost(text, write_clinicaltrials_gov(import.records[0]));
        expect_honest_ledger(text, import);
    }
}

TEST(CtgovWrite, WritesATrialOfTheCatalogue) {
    std::size_t written = 0;
    for (const Trial& t : builtin_catalog().trials) {
        if (!t.id.text().starts_with("NCT")) continue;
        const std::string text = write_clinicaltrials_gov(t);
        const CtgovImport import = read_clinicaltrials_gov(text);
        ASSERT_EQ(import.records.size(), 1U) << import.findings;
        ASSERT_FALSE(import.findings.has_errors()) << import.findings << text;
        const Trial& back = import.records[0].trial;
        EXPECT_EQ(back.id, t.id);
        EXPECT_EQ(back.status, t.status);
        EXPECT_EQ(back.phase, t.phase);
        EXPECT_EQ(back.dates, t.dates);
        EXPECT_EQ(back.outcomes, t.outcomes);
        ++written;
    }
    EXPECT_GT(written, 100U);
}

// ---------------------------------------------------------------------------------------------------- hostile records

std::vector<std::string> places_of(std::string_view text) {
    std::vector<std::string> places = leaves_of(text).value();
    std::set<std::string> all(places.begin(), places.end());
    for (const std::string& p : places)
        for (std::size_t i = p.rfind('/'); i != std::string::npos && i > 0; i = p.rfind('/', i - 1))
            all.insert(p.substr(0, i));
    return {all.begin(), all.end()};
}

// Values of other kinds, words nobody knows, members that are missing or more: a finding or a place in the ledger for each.
TEST(CtgovMutation, NothingIsLostWhateverStandsWhere) {
    static constexpr std::array values{"null",
                                       "true",
                                       "-1",
                                       "1e400",
                                       "2.50",
                                       "\"\"",
                                       "\"X\"",
                                       "\"2024-02-30\"",
                                       "[]",
                                       "{}",
                                       "[null]",
                                       "[[\"a\"]]",
                                       "{\"a/b~\":{\"\":0}}",
                                       "[{\"id\":\"a\"},3,{}]",
                                       "\"\\u0000\\n\""};
    const std::string& text = made_up();
    const std::vector<std::string> places = places_of(text);
    std::mt19937 random(20261123);
    const char* const more = std::getenv("CARNK_CTGOV_MUTATIONS");
    const int rounds = more ? std::atoi(more) : 200;
    int imported = 0;
    for (int i = 0; i < rounds; ++i) {
        std::string changed = text;
        for (int k = 0, n = 1 + static_cast<int>(random() % 3); k < n; ++k) {
            const std::string& place = places[random() % places.size()];
            if (!find_at(changed, place)) continue;
            const char* const value = values[random() % values.size()];
            if (random() % 4 == 0) {
                const auto patched = edit_text(changed, "[{\"op\":\"remove\",\"path\":\"" + place + "\"}]");
                if (patched) changed = *patched;
            } else if (const auto set = set_at(changed, place, value)) {
                changed = *set;
            }
        }
        SCOPED_TRACE("round " + std::to_string(i));
        const CtgovImport import = read_clinicaltrials_gov(changed);
        if (import.records.empty()) {
            EXPECT_TRUE(import.findings.has_errors());
            const Findings proof = check_ledger(import.ledgers.at(0), changed);
            EXPECT_TRUE(proof.empty()) << proof;
            continue;
        }
        ++imported;
        expect_honest_ledger(changed, import);
        expect_fixed_point(import);
        expect_nothing_lost(changed, write_clinicaltrials_gov(import.records[0]));
        if (HasFailure()) {
            std::cout << changed.size() << " bytes\n";
            break;
        }
    }
    EXPECT_GT(imported, rounds / 2);
}

// Even where no finding is to be listed.
TEST(CtgovMutation, BrokenTextIsNeverGoodText) {
    for (const char* text : {R"({"protocolSection":)", R"({"protocolSection":{},"protocolSection":{}})"}) {
        CtgovOptions options;
        options.read.max_findings = 0;
        const CtgovImport import = read_clinicaltrials_gov(text, options);
        EXPECT_TRUE(import.records.empty()) << text;
        EXPECT_TRUE(import.findings.has_errors()) << text;
    }
}
// Text that is cut off or has other bytes: findings, never a crash.
TEST(CtgovMutation, BrokenTextGivesFindings) {
    const std::string& text = made_up();
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        std::string changed = text;
        if (i % 2 == 0)
            changed.resize(random() % text.size());
        else
            for (int k = 0; k < 3; ++k)
                changed[random() % changed.size()] = static_cast<char>(random() % 256);
        const CtgovImport import = read_clinicaltrials_gov(changed);
        if (import.records.empty()) {
            EXPECT_TRUE(import.findings.has_errors()) << changed;
        } else if (import.ledgers.size() == 1 && import.records.size() == 1) {
            const Findings proof = check_ledger(import.ledgers[0], changed);
            EXPECT_TRUE(proof.empty()) << proof;
        }
    }
}

}  // namespace
