// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Which trials, and which centers, may be for a patient; why, and what to find out next.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/export.hpp>
#include <carnk/model/center.hpp>
#include <carnk/model/trial_design.hpp>
#include <carnk/screen/result.hpp>
#include <carnk/screen/screen.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief What is matched, and from where distances are counted.
/// @ingroup insight
struct MatchOptions {
    ScreenOptions screen;           ///< Day, cohorts, arms, dose levels, redaction.
    Optional<GeoPoint> near;        ///< Place of the patient, from which distances are counted.
    Optional<CountryCode> country;  ///< Only trials that are run in this country.
    bool closed = false;    ///< Also trials that take nobody, or of which it is not known whether they take somebody.
    bool doubtful = false;  ///< Also trials whose record may not describe anything real.
};

/// @brief A criterion that stands between a patient and a trial, or may.
/// @ingroup insight
struct MatchCriterion {
    /// Id of the criterion in its record.
    Slug criterion;
    /// Which list it stands on.
    CriterionKind kind{};
    /// The criterion in words.
    std::string text;
    /// True if the source says that it may be waived.
    bool waivable{};
    /// What to know about it: that it holds for some cohorts only, or that its typed form says less than its words.
    Optional<std::string> caution;
    /// The parts on which its value rests, in words, each once.
    std::vector<std::string> decided_by;
    /// Why they have the values that they have, in the same order.
    std::vector<Reason> reasons;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MatchCriterion&) const = default;
};
CARNK_DESCRIBE_STRUCT(MatchCriterion, criterion, kind, text, waivable, caution, decided_by, reasons)

/// @brief A trial, and how a patient stands to it.
/// @ingroup insight
struct MatchedTrial {
    /// Place in the order, from 1.
    Count rank;
    /// Id of the eligibility record.
    Slug record;
    /// Registry number of the trial, as the record has it.
    Optional<RegistryId> trial_id;
    /// Title of the trial; absent if the catalogue does not have the trial.
    Optional<std::string> title;
    /// Product, as the record names it.
    std::string product;
    /// Status of the trial; absent if the catalogue does not have the trial.
    Optional<TrialStatus> status;
    /// When that status was seen.
    Optional<PartialDate> status_as_of;
    /// The answer.
    Verdict verdict{Verdict::undetermined};
    /// Criteria that are not met.
    std::vector<MatchCriterion> not_met;
    /// Criteria for which facts are missing.
    std::vector<MatchCriterion> open;
    /// Criteria that a person must look at.
    std::vector<Slug> to_review;
    /// Criteria that are met.
    Count met_count;
    /// True if the record holds all criteria of the trial.
    bool all_criteria_seen{};
    /// True if there is doubt about the record of the trial.
    bool doubtful{};
    /// Centers of the catalogue that have a part in the trial.
    std::vector<Slug> centers;
    /// Nearest place of the trial of which coordinates are known.
    Optional<std::string> nearest;
    /// Great circle to that place; absent if no place was given, none is known, or in redacted form. @unit{km}
    Optional<NonNegative> distance_km;
    /// Why it stands where it stands, in a sentence.
    std::string why;
    /// What a reader must know.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MatchedTrial&) const = default;
};
CARNK_DESCRIBE_STRUCT(MatchedTrial, rank, record, trial_id, title, product, status, status_as_of, verdict, not_met,
                      open, to_review, met_count, all_criteria_seen, doubtful, centers, nearest, distance_km, why,
                      notes)

/// @brief A center with a part in trials for which the patient is not ineligible.
/// @ingroup insight
struct MatchedCenter {
    /// Id of the center.
    Slug center;
    /// Name.
    std::string name;
    /// City.
    Optional<std::string> city;
    /// Country.
    CountryCode country;
    /// Its part in trials; a sponsor of record is not thereby a place of treatment.
    std::vector<CenterRole> roles;
    /// Best verdict among its trials.
    Verdict best{Verdict::undetermined};
    /// Eligibility records of these trials, in the order of the report.
    std::vector<Slug> records;
    /// Great circle from the place of the patient; absent if none was given, the center has no coordinates, or in redacted form. @unit{km}
    Optional<NonNegative> distance_km;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MatchedCenter&) const = default;
};
CARNK_DESCRIBE_STRUCT(MatchedCenter, center, name, city, country, roles, best, records, distance_km)

/// @brief Something to find out, and what it would settle over all trials that are open to the patient.
/// @ingroup insight
struct MatchQuestion {
    /// What to find out, in words.
    std::string text;
    /// Criteria of all trials that are known if the answer is yes.
    Count settled_if_yes;
    /// Criteria of all trials that are known if the answer is no.
    Count settled_if_no;
    /// Trials from which one of the answers alone excludes.
    Count may_exclude_count;
    /// Eligibility records in which it stands, in the order of the report.
    std::vector<Slug> records;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MatchQuestion&) const = default;
};
CARNK_DESCRIBE_STRUCT(MatchQuestion, text, settled_if_yes, settled_if_no, may_exclude_count, records)

/// @brief Why a trial was not screened.
/// @ingroup insight
enum class LeftOutReason : std::uint8_t {
    closed,             ///< Takes nobody now.
    status_unknown,     ///< The register does not know whether it takes somebody.
    not_in_catalog,     ///< There are criteria, but the catalogue does not have the trial.
    doubtful,           ///< Its record may not describe anything real.
    elsewhere,          ///< Not run in the country that was asked for.
    country_not_known,  ///< It is not known where it is run.
    no_criteria,        ///< Open, but the catalogue does not have its criteria.
};
CARNK_DESCRIBE_ENUM(LeftOutReason, closed, status_unknown, not_in_catalog, doubtful, elsewhere, country_not_known,
                    no_criteria)

/// @brief A trial that was not screened.
/// @ingroup insight
struct LeftOutTrial {
    /// Registry number.
    Optional<RegistryId> trial_id;
    /// Id of its eligibility record, if there is one.
    Optional<Slug> record;
    /// Why; the first that applies.
    LeftOutReason reason{};
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const LeftOutTrial&) const = default;
};
CARNK_DESCRIBE_STRUCT(LeftOutTrial, trial_id, record, reason)

/// @brief Trials and centers for one patient. No medical advice: the physicians of a trial decide.
/// @ingroup insight
struct MatchReport {
    static constexpr std::string_view schema = "carnk/match/1";  ///< Name and version of the document type.
    static constexpr bool personal = true;                       ///< About a person: findings do not quote its values.
    /// Label of the patient; absent in redacted form.
    Optional<Slug> patient;
    /// Day of screening; absent if it is not known to the day, and in redacted form if only the patient's document states it.
    Optional<PartialDate> as_of;
    /// True if no patient value is in it.
    bool redacted{};
    /// Trials, best first.
    std::vector<MatchedTrial> trials;
    /// Centers of those that are not ruled out; by distance if a place was given, those without coordinates last.
    std::vector<MatchedCenter> centers;
    /// What to find out next, what stands in most trials first.
    std::vector<MatchQuestion> questions;
    /// Trials that were not screened, each with its reason.
    std::vector<LeftOutTrial> left_out;
    /// What a reader must know.
    std::vector<std::string> notes;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const MatchReport&) const = default;
};
CARNK_DESCRIBE_STRUCT(MatchReport, patient, as_of, redacted, trials, centers, questions, left_out, notes)

/// @brief A verdict, in short.
/// @ingroup insight
struct CohortVerdict {
    /// Id of the eligibility record.
    Slug record;
    /// Registry number of the trial.
    Optional<RegistryId> trial_id;
    /// The answer.
    Verdict verdict{Verdict::undetermined};
    /// Criteria that are not met.
    std::vector<Slug> not_met;
    /// Criteria for which facts are missing.
    std::vector<Slug> open;
    /// Criteria that a person must look at.
    std::vector<Slug> to_review;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CohortVerdict&) const = default;
};
CARNK_DESCRIBE_STRUCT(CohortVerdict, record, trial_id, verdict, not_met, open, to_review)

/// @brief Something wrong with one patient of a cohort. Never quotes a value of the document.
/// @ingroup insight
struct CohortFinding {
    /// Id of the rule.
    std::string rule;
    /// JSON Pointer into the document; absent in redacted form, for names of members are the sender's.
    Optional<std::string> pointer;
    /// What is wrong; absent in redacted form.
    Optional<std::string> message;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CohortFinding&) const = default;
};
CARNK_DESCRIBE_STRUCT(CohortFinding, rule, pointer, message)

/// @brief The answers for one patient of a cohort: one line of the output.
/// @ingroup insight
struct CohortAnswer {
    static constexpr std::string_view schema = "carnk/cohort-answer/1";  ///< Name and version of the document type.
    static constexpr bool personal = true;  ///< About a person: findings do not quote its values.
    /// Number of the patient in the input, from 1.
    Count number;
    /// Line of the input, from 1.
    Count line;
    /// Label of the patient; absent in redacted form, or if the document cannot be read.
    Optional<Slug> patient;
    /// Day of screening; absent if it is not known to the day, so that every question of time is open, and in redacted form if only the
    /// patient's document states it.
    Optional<PartialDate> as_of;
    /// Verdicts, in the order of the catalogue; empty if the document cannot be read.
    std::vector<CohortVerdict> verdicts;
    /// What is wrong with the document.
    std::vector<CohortFinding> findings;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CohortAnswer&) const = default;
};
CARNK_DESCRIBE_STRUCT(CohortAnswer, number, line, patient, as_of, verdicts, findings)

/// @brief Matches patients with the trials of a catalogue. The catalogue must outlive it.
///
/// Trials are ordered by verdict; then by the number of criteria that are not met, of those that lack facts, and of those that a person must
/// look at; then by how open they are (recruiting, by invitation, expanded access, not yet recruiting, others); then by distance, unknown
/// last; then by the id of the record. Criteria that the catalogue has not seen count for nothing, and MatchedTrial says so.
/// @par Complexity  A screening for each trial.
/// @par Thread safety  Any number of calls at once.
/// @ingroup insight
class CARNK_API Matcher {
public:
    /// @brief Chooses the trials; what is left out is in each report. Only trials that are open and not in doubt, unless told otherwise.
    explicit Matcher(const Catalog& catalog, const MatchOptions& options = {});
    ~Matcher();
    Matcher(Matcher&&) noexcept;             ///< Takes over.
    Matcher& operator=(Matcher&&) noexcept;  ///< Takes over.

    /// @brief Trials and centers for a patient, with reasons and questions.
    [[nodiscard]] MatchReport match(const PatientRecord& patient) const;
    /// @brief Only verdicts, without explanation, in the order of the catalogue: for many patients. `number` and `line` are left to the caller.
    [[nodiscard]] CohortAnswer verdicts(const PatientRecord& patient) const;
    /// @brief Whether labels, distances and the words of findings are left out.
    [[nodiscard]] bool redacts() const noexcept;
    /// @brief How many trials each patient is screened for.
    [[nodiscard]] std::size_t trial_count() const noexcept;

private:
    struct Data;
    const Data* data_;  // owned
};

/// @brief Trials and centers for a patient.
/// @ingroup insight
[[nodiscard]] CARNK_API MatchReport match(const PatientRecord& patient, const Catalog& catalog,
                                          const MatchOptions& options = {});

/// @brief A report in English, the same for the same report. @param full  true to list every trial and question with all its criteria
/// @ingroup insight
[[nodiscard]] CARNK_API std::string to_text(const MatchReport& report, bool full = false);

class NdjsonLines;

/// @brief Gets the answers of a cohort, in the order of the input, never two at a time. @return False to stop.
/// @ingroup insight
class CARNK_API CohortSink {
public:
    /// @brief One answer. @param answer  as data  @param text  as JSON, without line end
    virtual bool take(const CohortAnswer& answer, std::string_view text) = 0;

protected:
    CohortSink() = default;
    CohortSink(const CohortSink&) = default;             ///< For classes below.
    CohortSink& operator=(const CohortSink&) = default;  ///< For classes below.
    virtual ~CohortSink();
};

/// @brief Reads patients, one a line, and gives the verdicts for each. A line that cannot be read gives findings; the others go on.
///
/// Memory: for each of several threads the patients and answers of two batches (NdjsonOptions::batch_bytes) or of two lines, whatever
/// is more.
/// @param matcher  its ScreenOptions::redact also decides on labels and on the words of findings
/// @param threads  how many threads work, the caller's among them; 0 and 1 mean the caller's alone
/// @errors as of NdjsonReader, in CohortAnswer::findings
/// @ingroup insight
CARNK_API void screen_cohort(NdjsonLines& lines, const Matcher& matcher, std::size_t threads, CohortSink& sink);

}  // namespace carnk::inline v0_1
