// SPDX-License-Identifier: BSL-1.0
// Patients against the criteria of the catalogue: verdicts as recorded, ranking, centers, cohorts, and what redaction leaves.
// With CARNK_UPDATE_GOLDEN=1 in the environment the recorded verdicts are written anew.
#include <carnk/catalog/builtin.hpp>
#include <carnk/insight/match.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/catalog.hpp>

#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

namespace {

using namespace carnk;

std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

const std::string& cohort_text() {
    static const std::string text = text_of(CARNK_TEST_DATA_DIR "/patients/cohort.ndjson");
    return text;
}

const std::vector<PatientRecord>& patients() {
    static const std::vector<PatientRecord> all = [] {
        std::vector<PatientRecord> list;
        NdjsonReader<PatientRecord> reader{NdjsonLines(cohort_text())};
        for (NdjsonRecord<PatientRecord> r; reader.next(r);) {
            EXPECT_TRUE(r.result.ok()) << r.line << ": " << to_string(r.result.findings());
            if (r.result.ok()) list.push_back(std::move(*r.result));
        }
        return list;
    }();
    return all;
}

const PatientRecord& patient(std::string_view prefix) {
    for (const PatientRecord& p : patients())
        if (p.id.text().substr(0, prefix.size()) == prefix) return p;
    throw std::runtime_error("no such patient");
}

MatchOptions every_record() {
    MatchOptions options;
    options.closed = options.doubtful = true;
    return options;
}

std::string ids(const std::vector<Slug>& list) {
    std::string s;
    for (const Slug& id : list)
        s.append(s.empty() ? "" : ",").append(id.text());
    return s.empty() ? "-" : s;
}

// One line a verdict: patient, record, verdict, the criteria that decide.
std::string lines_of(const CohortAnswer& a, bool with_label = true) {
    static constexpr std::string_view names[] = {"eligible", "review", "undetermined", "waivable", "ineligible"};
    std::string s;
    for (const CohortVerdict& v : a.verdicts) {
        if (with_label) s.append(a.patient->text()).append(" ");
        s.append(v.record.text()).append(" ").append(names[static_cast<std::size_t>(v.verdict)]).append(" ");
        const bool fails = v.verdict == Verdict::ineligible || v.verdict == Verdict::ineligible_unless_waived;
        s.append(ids(fails ? v.not_met : v.verdict == Verdict::undetermined ? v.open : v.to_review)) += '\n';
    }
    return s;
}

TEST(Patients, VerdictsAreAsRecorded) {
    const Matcher matcher(builtin_catalog(), every_record());
    EXPECT_GE(patients().size(), 30U);
    EXPECT_EQ(matcher.trial_count(), builtin_catalog().eligibility.size());
    std::string all;
    for (const PatientRecord& p : patients())
        all += lines_of(matcher.verdicts(p));
    const std::string file = CARNK_SOURCE_DIR "/tests/golden/screen/verdicts.txt";
    if (const char* update = std::getenv("CARNK_UPDATE_GOLDEN"); update && *update == '1')
        std::ofstream(file, std::ios::binary) << all;
    EXPECT_EQ(all, text_of(file)) << "if the change is right, record it with CARNK_UPDATE_GOLDEN=1";
}

// Without explanation nothing else is said than with it.
TEST(Patients, FastVerdictsAreThoseWithReasons) {
    const Matcher matcher(builtin_catalog(), every_record());
    const Vocabulary words(builtin_catalog().terms);
    for (const PatientRecord& p : patients()) {
        const CohortAnswer fast = matcher.verdicts(p);
        const Screener screener(p, words);
        for (std::size_t i = 0; i < fast.verdicts.size(); ++i) {
            const ScreeningReport r = screener.screen(builtin_catalog().eligibility[i]);
            ASSERT_EQ(r.record, fast.verdicts[i].record);
            EXPECT_EQ(r.verdict, fast.verdicts[i].verdict) << p.id.text() << ' ' << r.record.text();
            std::vector<Slug> not_met, open, to_review;
            for (const CriterionOutcome& o : r.criteria) {
                if (o.status == CriterionStatus::not_met) not_met.push_back(o.id);
                if (o.status == CriterionStatus::not_enough_information) open.push_back(o.id);
                if (o.status == CriterionStatus::needs_review) to_review.push_back(o.id);
            }
            EXPECT_EQ(not_met, fast.verdicts[i].not_met);
            EXPECT_EQ(open, fast.verdicts[i].open);
            EXPECT_EQ(to_review, fast.verdicts[i].to_review);
        }
    }
}

TEST(Patients, UnitsDoNotChangeAVerdict) {
    const Matcher matcher(builtin_catalog(), every_record());
    EXPECT_EQ(lines_of(matcher.verdicts(patient("p01")), false), lines_of(matcher.verdicts(patient("p04")), false));
}

// Less that is known: what was decided may become open, but never the other way round or decided differently.
TEST(Patients, KnowingLessNeverTurnsAVerdict) {
    const Matcher matcher(builtin_catalog(), every_record());
    const auto known = [](const CohortVerdict& v) {
        return std::set<std::string>([&] {
            std::set<std::string> s;
            for (const Slug& id : v.not_met)
                s.emplace(id.text());
            return s;
        }());
    };
    // p03 is p01 without laboratory values and complete lists, p27 the same with partial dates, p33 without a day.
    for (const char* less : {"p03", "p27", "p31", "p33"}) {
        const CohortAnswer a = matcher.verdicts(patient("p01")), b = matcher.verdicts(patient(less));
        for (std::size_t i = 0; i < a.verdicts.size(); ++i) {
            const std::set<std::string> more = known(a.verdicts[i]);
            for (const std::string& id : known(b.verdicts[i]))
                EXPECT_TRUE(more.count(id) != 0) << less << ' ' << a.verdicts[i].record.text() << ' ' << id;
        }
    }
    for (const CohortVerdict& v : matcher.verdicts(patient("p32")).verdicts) {
        EXPECT_TRUE(v.not_met.empty()) << v.record.text();
        EXPECT_GE(v.verdict, Verdict::eligible_subject_to_review);
        EXPECT_LE(v.verdict, Verdict::undetermined);
    }
}

TEST(Match, LeavesNothingOutWithoutSayingSo) {
    for (const bool all : {false, true}) {
        const MatchReport r = match(patient("p01"), builtin_catalog(), all ? every_record() : MatchOptions());
        std::set<std::string> records, trials;
        for (const MatchedTrial& t : r.trials) {
            records.emplace(t.record.text());
            EXPECT_EQ(t.rank.number(), static_cast<std::int64_t>(records.size()));
            if (all) continue;
            EXPECT_FALSE(t.doubtful);
            ASSERT_TRUE(t.status);
            EXPECT_TRUE(*t.status == TrialStatus::recruiting || *t.status == TrialStatus::not_yet_recruiting ||
                        *t.status == TrialStatus::enrolling_by_invitation || *t.status == TrialStatus::available);
        }
        for (const LeftOutTrial& l : r.left_out) {
            if (l.record) {
                EXPECT_TRUE(records.emplace(l.record->text()).second);
            }
            if (l.trial_id) trials.emplace(l.trial_id->text());
        }
        EXPECT_EQ(records.size(), builtin_catalog().eligibility.size());
        for (const EligibilityRecord& e : builtin_catalog().eligibility)
            if (e.trial_id) trials.emplace(e.trial_id->text());
        for (const Trial& t : builtin_catalog().trials) {
            bool said = trials.count(std::string(t.id.text())) != 0;
            for (const SecondaryId& other : t.secondary_ids)
                if (const auto* n = std::get_if<RegistryNumber>(&other))
                    said = said || trials.count(std::string(n->id.text())) != 0;
            EXPECT_TRUE(said) << t.id.text();
        }
        if (all) {
            for (const LeftOutTrial& l : r.left_out)
                EXPECT_EQ(l.reason, LeftOutReason::no_criteria);
        }
    }
}

TEST(Match, RanksByVerdictThenGaps) {
    const MatchReport r = match(patient("p01"), builtin_catalog(), every_record());
    ASSERT_GT(r.trials.size(), 1U);
    for (std::size_t i = 1; i < r.trials.size(); ++i) {
        const MatchedTrial &a = r.trials[i - 1], &b = r.trials[i];
        ASSERT_LE(a.verdict, b.verdict);
        if (a.verdict != b.verdict) continue;
        ASSERT_LE(a.not_met.size(), b.not_met.size());
        if (a.not_met.size() == b.not_met.size()) {
            ASSERT_LE(a.open.size(), b.open.size());
        }
    }
    for (const MatchedTrial& t : r.trials) {
        EXPECT_FALSE(t.why.empty());
        for (const MatchCriterion& c : t.not_met) {
            EXPECT_EQ(c.decided_by.size(), c.reasons.size());
            EXPECT_FALSE(c.decided_by.empty()) << t.record.text() << ' ' << c.criterion.text();
        }
    }
    EXPECT_EQ(write(r), write(match(patient("p01"), builtin_catalog(), every_record())));
    ASSERT_GT(r.questions.size(), 1U);
    for (std::size_t i = 1; i < r.questions.size(); ++i)
        EXPECT_GE(r.questions[i - 1].records.size(), r.questions[i].records.size());
    const Result<MatchReport> back = read<MatchReport>(write(r));
    ASSERT_TRUE(back.ok()) << to_string(back.findings());
    EXPECT_EQ(*back, r);
}

TEST(Match, CentersByDistanceAndNoneDropped) {
    MatchOptions options = every_record();
    const MatchReport anywhere = match(patient("p01"), builtin_catalog(), options);
    GeoPoint houston;
    houston.latitude = 29.71;
    houston.longitude = -95.40;
    options.near = houston;
    const MatchReport near = match(patient("p01"), builtin_catalog(), options);
    ASSERT_FALSE(near.centers.empty());
    EXPECT_EQ(near.centers.size(), anywhere.centers.size());
    EXPECT_TRUE(near.centers.front().distance_km);
    bool unknown = false;
    double last = 0;
    for (const MatchedCenter& c : near.centers) {
        if (!c.distance_km) {
            unknown = true;
            continue;
        }
        EXPECT_FALSE(unknown);
        EXPECT_GE(c.distance_km->number(), last);
        last = c.distance_km->number();
    }
    options.screen.redact = true;
    const MatchReport redacted = match(patient("p01"), builtin_catalog(), options);
    ASSERT_EQ(redacted.centers.size(), near.centers.size());
    for (std::size_t i = 0; i < near.centers.size(); ++i)
        EXPECT_EQ(redacted.centers[i].center, near.centers[i].center);
    EXPECT_EQ(write(redacted).find("distance_km"), std::string::npos);
    options.country = CountryCode::of("US");
    const MatchReport us = match(patient("p01"), builtin_catalog(), options);
    EXPECT_LT(us.trials.size(), near.trials.size());
    for (const MatchedCenter& c : us.centers)
        EXPECT_EQ(c.country.text(), "US");
    EXPECT_EQ(us.trials.size() + us.left_out.size(), redacted.trials.size() + redacted.left_out.size());
}

class Gathered : public CohortSink {
public:
    explicit Gathered(std::size_t most = 1U << 30) : most_(most) {}
    ~Gathered() override = default;
    bool take(const CohortAnswer& a, std::string_view line) override {
        answers.push_back(a);
        text.append(line) += '\n';
        return answers.size() < most_;
    }
    std::vector<CohortAnswer> answers{};
    std::string text{};

private:
    std::size_t most_;
};

TEST(Cohorts, OrderIsKeptAndBadLinesDoNoHarm) {
    const std::string secret = "zq7secret";
    std::string text = cohort_text();
    const std::size_t second = text.find('\n') + 1;
    std::string wrong = text.substr(0, second);
    wrong.replace(wrong.find("\"male\""), 6, "\"" + secret + "\"");
    std::string unknown = text.substr(0, second);
    unknown.replace(unknown.find("\"demographics\""), 14, "\"" + secret + "\":1,\"demographics\"");
    text.insert(second, wrong + "{\"" + secret + "\":[\n\n" + unknown);
    MatchOptions options = every_record();
    options.screen.redact = true;
    const Matcher matcher(builtin_catalog(), options);
    Gathered one;
    NdjsonLines lines(text);
    screen_cohort(lines, matcher, 1, one);
    ASSERT_EQ(one.answers.size(), patients().size() + 3);
    for (std::size_t i = 0; i < one.answers.size(); ++i)
        EXPECT_EQ(one.answers[i].number.number(), static_cast<std::int64_t>(i + 1));
    EXPECT_FALSE(one.answers[0].verdicts.empty());
    EXPECT_TRUE(one.answers[1].verdicts.empty());
    EXPECT_FALSE(one.answers[1].findings.empty());
    EXPECT_TRUE(one.answers[2].verdicts.empty());
    EXPECT_FALSE(one.answers[2].findings.empty());
    EXPECT_EQ(one.answers[3].line.number(), 5);
    EXPECT_EQ(one.answers[3].verdicts, one.answers[0].verdicts);
    EXPECT_EQ(one.text.find(secret), std::string::npos);
    NdjsonOptions small;
    small.batch_bytes = 1;  // a line at a time, so that the threads take turns
    for (const std::size_t threads : {2U, 3U}) {
        Gathered more;
        NdjsonLines again(text, small);
        screen_cohort(again, matcher, threads, more);
        EXPECT_EQ(more.text, one.text);
    }
    Gathered few(2);
    NdjsonLines third(text);
    screen_cohort(third, matcher, 1, few);
    EXPECT_EQ(few.answers.size(), 2U);
}

// No value of a patient is in what is redacted: every number gets digits of its own, every text and date is looked for.
TEST(Redaction, LeavesNoPatientValue) {
    MatchOptions options = every_record();
    options.screen.redact = true;
    options.screen.as_of = PartialDate::from_text("2026-01-31");
    const Matcher matcher(builtin_catalog(), options);
    const std::string mark = "731947";
    for (const PatientRecord& p : patients()) {
        PatientRecord marked = p;
        marked.id = Slug::of("zq7-label");
        marked.notes = "zq7 note";
        std::set<std::string> secrets{"zq7", mark};
        for (MeasurementFact& f : marked.measurements) {
            f.notes = "zq7 note";
            if (f.value) f.value->value += 0.000731947;
        }
        if (marked.demographics.body_weight) marked.demographics.body_weight->value += 0.000731947;
        for (MedicationFact& f : marked.medications)
            if (f.dose) f.dose->value += 0.000731947;
        // Dates, to the day.
        const std::string document = write(marked);
        for (std::size_t at = document.find("\"20"); at != std::string::npos; at = document.find("\"20", at + 1))
            if (document.size() > at + 11 && document[at + 11] == '"' && document.substr(at + 1, 10) != "2026-01-31")
                secrets.insert(document.substr(at + 1, 10));
        const MatchReport r = matcher.match(marked);
        std::string out = write(matcher.verdicts(marked));
        // What the report says of trials has dates of its own.
        MatchReport own = r;
        for (MatchedTrial& t : own.trials)
            t.status_as_of.reset();
        out += write(own) + to_text(own, true);
        for (const std::string& s : secrets)
            EXPECT_EQ(out.find(s), std::string::npos) << p.id.text() << ' ' << s;
    }
}

}  // namespace
