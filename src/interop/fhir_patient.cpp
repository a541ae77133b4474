// SPDX-License-Identifier: BSL-1.0
// From a FHIR R4 Bundle to a patient record: one resource after the other, each leaf accounted for.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/fhir_patient.hpp>
#include <carnk/json/ndjson.hpp>
#include <carnk/screen/vocabulary.hpp>

#include "interop/fhir_source.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <unordered_map>

namespace carnk::inline v0_1 {

namespace {

using namespace fhir;

constexpr std::string_view loinc_uri = "http://loinc.org";
constexpr std::string_view snomed_uri = "http://snomed.info/sct";

constexpr std::string_view verification_uri = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

constexpr std::string_view identifies = "it may identify the person; a record holds nothing that does";
constexpr std::string_view no_home = "the patient record has no member for it";
constexpr std::string_view taken_apart = "it says which value this is, not what it is";
constexpr std::string_view said_by_code = "the code says it";
constexpr std::string_view cut_to_day = "a record keeps days, not times";
constexpr std::string_view not_usable = "the value has not the kind, form or unit that the fact needs";

// ---------------------------------------------------------------------------------------------------- terms

/// The codes by system and code, and the terms with their hierarchy.
class Terms {
public:
    static const Terms& all() {
        static const Terms terms;
        return terms;
    }
    [[nodiscard]] const Vocabulary& words() const noexcept { return words_; }
    /// The row of a code: the exact one, or the longest beginning.
    [[nodiscard]] const FhirCode* find(const std::string& system, const std::string& code) const {
        if (const auto it = exact_.find(system + '|' + code); it != exact_.end()) return it->second;
        for (std::size_t n = code.size(); n > 0; --n)
            if (const auto it = begins_.find(system + '|' + code.substr(0, n)); it != begins_.end()) return it->second;
        return nullptr;
    }

private:
    Terms() : words_(builtin_catalog().terms) {
        for (const FhirCode& c : fhir_codes()) {
            std::string key = std::string(c.system) + '|' + std::string(c.code);
            const bool begin = key.back() == '*';
            if (begin) key.pop_back();
            (begin ? begins_ : exact_).emplace(std::move(key), &c);
        }
    }
    Vocabulary words_;
    std::unordered_map<std::string, const FhirCode*> exact_{}, begins_{};
};

/// A code for what has no term: nothing in the vocabulary is called so, and screening takes it for anything of its domain.
Slug strange_code(const std::string& system, const std::string& code) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {loinc_uri, "loinc-"},
        {snomed_uri, "sct-"},
        {"http://hl7.org/fhir/sid/icd-10-cm", "icd-10-cm-"},
        {"http://www.whocc.no/atc", "atc-"},
        {"http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm-"}};
    std::string s = "code-";
    for (const auto& [uri, name] : names)
        if (system == uri) s = name;
    for (const char c : code)
        s += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (const Optional<Slug> slug = Slug::from_text(s); slug && !Terms::all().words().knows(s)) return *slug;
    return Slug::of("uncoded");
}

/// One coding of a concept.
struct Coding {
    Place place = 0, system_place = 0, code_place = 0, display_place = 0;
    std::string system{}, code{};
    const FhirCode* row = nullptr;  // only if its domain is one that is asked for
};
/// A concept, and the row that its codings agree upon.
struct Concept {
    Place place = 0;
    std::vector<Coding> codings{};
    std::string words{};  // its text
    Place words_place = 0;
    const FhirCode* row = nullptr;
    bool conflict = false;
};

Concept concept_at(const Origin& in, Place p, std::initializer_list<FactDomain> domains) {
    Concept c;
    c.place = p;
    c.words_place = in.member(p, "text");
    c.words = in.text(c.words_place);
    const Vocabulary& words = Terms::all().words();
    for (const Place e : in.elements(p, "coding")) {
        Coding& one = c.codings.emplace_back();
        one.place = e;
        one.system_place = in.member(e, "system");
        one.code_place = in.member(e, "code");
        one.display_place = in.member(e, "display");
        one.system = in.text(one.system_place);
        one.code = in.text(one.code_place);
        if (one.system.empty() || one.code.empty()) continue;
        const FhirCode* row = Terms::all().find(one.system, one.code);
        if (!row || std::find(domains.begin(), domains.end(), row->domain) == domains.end()) continue;
        one.row = row;
        if (!c.row || words.is_a(row->term, c.row->term))
            c.row = row;
        else if (!words.is_a(c.row->term, row->term))
            c.conflict = true;
    }
    if (c.conflict) c.row = nullptr;
    return c;
}

/// Accounts for a concept that becomes the code of a fact, and gives the codes that the fact keeps.
Optional<std::vector<ForeignCode>> keep_codes(const Origin& in, const Concept& c, Marks& marks,
                                              std::string_view target_of_code) {
    std::vector<ForeignCode> kept;
    for (const Coding& one : c.codings) {
        Optional<Url> system = Url::from_text(one.system);
        if (!system || one.code.empty()) continue;
        const std::string at = "/foreign_codes/" + std::to_string(kept.size());
        ForeignCode& f = kept.emplace_back();
        f.system = std::move(*system);
        f.code = one.code;
        marks.push_back({one.system_place, LedgerFate::exact, at + "/system"});
        if (one.row && one.row == c.row)
            marks.push_back({one.code_place, LedgerFate::renamed, std::string(target_of_code)});
        else
            marks.push_back({one.code_place, LedgerFate::exact, at + "/code"});
        if (const std::string name = in.text(one.display_place); !name.empty()) {
            f.display = name;
            marks.push_back({one.display_place, LedgerFate::exact, at + "/display"});
        }
    }
    if (c.words_place != 0 && !c.codings.empty())
        marks.push_back({c.words_place, LedgerFate::dropped, {}, said_by_code});
    if (kept.empty()) return std::nullopt;
    return kept;
}
/// The same for a fact that keeps no foreign codes.
void drop_codes(const Concept& c, Marks& marks, std::string_view target_of_code) {
    for (const Coding& one : c.codings)
        if (one.row && one.row == c.row)
            marks.push_back({one.code_place, LedgerFate::renamed, std::string(target_of_code)});
    marks.push_back({c.place, LedgerFate::dropped, {}, said_by_code});
}

Slug code_of(const Concept& c) {
    if (c.row) return Slug::of(c.row->term);
    for (const Coding& one : c.codings)
        if (!one.code.empty()) return strange_code(one.system, one.code);
    return Slug::of("uncoded");
}

struct ResultWord {
    std::string_view system, code;
    QualitativeResult result;
};
constexpr std::string_view interpretation_uri = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
using Q = QualitativeResult;
constexpr ResultWord result_words[] = {
    {snomed_uri, "10828004", Q::positive},       {snomed_uri, "260385009", Q::negative},
    {snomed_uri, "260373001", Q::positive},      {snomed_uri, "260415000", Q::negative},
    {snomed_uri, "419984006", Q::indeterminate}, {loinc_uri, "LA6576-8", Q::positive},
    {loinc_uri, "LA6577-6", Q::negative},        {interpretation_uri, "POS", Q::positive},
    {interpretation_uri, "DET", Q::positive},    {interpretation_uri, "RR", Q::positive},
    {interpretation_uri, "NEG", Q::negative},    {interpretation_uri, "ND", Q::negative},
    {interpretation_uri, "NR", Q::negative},     {interpretation_uri, "IND", Q::indeterminate},
    {interpretation_uri, "E", Q::indeterminate}, {interpretation_uri, "N", Q::normal},
    {interpretation_uri, "A", Q::abnormal},      {interpretation_uri, "AA", Q::abnormal},
    {interpretation_uri, "H", Q::elevated},      {interpretation_uri, "HH", Q::elevated},
    {interpretation_uri, "HU", Q::elevated},     {interpretation_uri, "L", Q::low},
    {interpretation_uri, "LL", Q::low},          {interpretation_uri, "LU", Q::low},
};

/// The one result that a concept says; nothing if it says none or two.
Optional<QualitativeResult> result_of(const Origin& in, Place p) {
    Optional<QualitativeResult> found;
    for (const Place e : in.elements(p, "coding")) {
        const std::string system = in.text(e, "system"), code = in.text(e, "code");
        for (const ResultWord& w : result_words)
            if (system == w.system && code == w.code) {
                if (found && *found != w.result) return std::nullopt;
                found = w.result;
            }
    }
    return found;
}

/// What a status means for the fact.
enum class Reading : std::uint8_t { present, refuted, open, error, unlisted };
struct StatusWord {
    std::string_view word;
    Reading reading;
};

Reading reading_of(const std::string& status, std::span<const StatusWord> words) {
    for (const StatusWord& w : words)
        if (status == w.word) return w.reading;
    return Reading::unlisted;
}
Assertion assertion_of(Reading r) {
    return r == Reading::present   ? Assertion::present
           : r == Reading::refuted ? Assertion::refuted
                                   : Assertion::not_assessed;
}

// ---------------------------------------------------------------------------------------------------- one bundle

struct Entry {
    std::size_t index = 0;
    Place place = 0, resource = 0;
    std::string full_url{}, type{}, id{};
    bool usable = true;
};

class Bundle {
public:
    Bundle(const Tree& tree, const FhirPatientOptions& options, Slug label)
        : in_(tree), options_(options), label_(std::move(label)) {}

    /// Reads the bundle; false if there is no record.
    bool run() {
        if (in_.kind(0) != Kind::object || in_.text(0, "resourceType") != "Bundle") {
            in_.report("CNK-FHIRIN-001", Severity::error, "the text is not a FHIR Bundle", 0,
                       "an object with resourceType Bundle");
            return refuse();
        }
        if (in_.text(0, "type") == "history") {
            in_.report("CNK-FHIRIN-001", Severity::error, "the bundle is a history, which holds versions that are past",
                       in_.member(0, "type"), "collection, searchset, document, transaction or batch");
            return refuse();
        }
        if (in_.member(0, "implicitRules") != 0) {
            in_.report("CNK-FHIRIN-001", Severity::error, "the bundle has rules of its own by which it must be read",
                       in_.member(0, "implicitRules"));
            return refuse();
        }
        entries();
        Place person = 0;
        for (const Entry& e : entries_)
            if (e.usable && e.type == "Patient") {
                if (person != 0) {
                    in_.report("CNK-FHIRIN-002", Severity::error, "the bundle has more than one patient", e.resource,
                               "one Patient");
                    return refuse();
                }
                person = e.resource;
                patient_ = &e;
            }
        if (person == 0) {
            in_.report("CNK-FHIRIN-002", Severity::error, "the bundle has no patient", 0, "one Patient");
            return refuse();
        }
        record_.id = label_;
        as_of();
        if (!person_resource(person)) return refuse();
        for (const Entry& e : entries_)
            if (e.usable && e.resource != person) resource(e);
        for (const Entry& e : entries_)
            if (e.type == "Medication") in_.drop(e.resource, "no treatment of the patient names it");
        body();
        return true;
    }
    PatientRecord& record() noexcept { return record_; }
    [[nodiscard]] Findings findings() const { return in_.findings(); }
    [[nodiscard]] Ledger ledger(bool imported) const {
        return in_.ledger(options_.ledger_entries, imported ? label_.text() : std::string());
    }

private:
    bool refuse() {
        in_.drop_all("the bundle is not imported");
        return false;
    }

    // ------------------------------------------------------------------------------------------------ frame

    void entries() {
        std::size_t index = 0;
        for (const Place p : in_.elements(0, "entry")) {
            Entry e;
            e.index = index++;
            e.place = p;
            e.resource = in_.member(p, "resource");
            e.full_url = in_.text(p, "fullUrl");
            if (e.resource == 0 || in_.kind(e.resource) != Kind::object) continue;
            e.type = in_.text(e.resource, "resourceType");
            e.id = in_.text(e.resource, "id");
            if (in_.text(in_.member(p, "search"), "mode") == "outcome" ||
                in_.text(in_.member(p, "request"), "method") == "DELETE") {
                in_.drop(p, "the entry asks to delete, or tells how a search went");
                e.usable = false;
            }
            entries_.push_back(std::move(e));
        }
        for (const Place link : in_.elements(0, "link"))
            if (in_.text(link, "relation") == "next")
                in_.report("CNK-FHIRIN-010", Severity::warning,
                           "the bundle is a page of a search and there are further ones", link, "the whole");
        std::unordered_map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            Entry& e = entries_[i];
            if (!e.usable || (e.id.empty() && e.full_url.empty())) continue;
            const auto [it, first] = seen.emplace(e.id.empty() ? e.full_url : e.type + '/' + e.id, i);
            if (first) continue;
            Entry& other = entries_[it->second];
            e.usable = false;
            if (in_.compact(e.resource) == in_.compact(other.resource)) {
                in_.drop(e.place, "the resource stands in the bundle twice, word for word");
                continue;
            }
            in_.report("CNK-FHIRIN-010", Severity::warning,
                       "a resource stands in the bundle twice and says different things; neither is imported",
                       e.resource);
            in_.drop(e.place, "the bundle has another version of the resource");
            in_.drop(other.place, "the bundle has another version of the resource");
            other.usable = false;
        }
        for (std::size_t i = entries_.size(); i-- > 0;) {
            if (!entries_[i].full_url.empty()) by_url_[entries_[i].full_url] = i;
            if (!entries_[i].id.empty()) by_id_[entries_[i].type + '/' + entries_[i].id] = i;
        }
        for (const Entry& e : entries_) {
            in_.drop(in_.member(e.place, "fullUrl"), taken_apart);
            if (in_.member(e.resource, "id") != 0) in_.drop(in_.member(e.resource, "id"), identifies);
            for (const std::string_view name : {"resourceType", "meta", "language"})
                if (const Place m = in_.member(e.resource, name)) in_.drop(m, taken_apart);
            if (const Place m = in_.member(e.resource, "text")) in_.drop(m, identifies);
        }
    }

    void as_of() {
        const Place stamp = in_.member(0, "timestamp");
        if (!options_.as_of.empty()) {
            record_.as_of = options_.as_of;
            if (stamp != 0) in_.drop(stamp, "the day up to which the record was kept was given");
        } else if (const Optional<PartialDate> day = day_of(in_.text(stamp))) {
            record_.as_of = *day;
            in_.set(stamp, LedgerFate::narrowed, "/as_of", cut_to_day);
        } else if (stamp != 0)
            unread(stamp);
    }

    /// The resource that a reference names, or null.
    const Entry* referred(const std::string& reference) const {
        std::string r = reference;
        if (const std::size_t version = r.find("/_history/"); version != std::string::npos) r.resize(version);
        if (r.empty()) return nullptr;
        const auto& index = r.find(':') != std::string::npos ? by_url_ : by_id_;
        const auto it = index.find(r);
        return it == index.end() ? nullptr : &entries_[it->second];
    }

    void unread(Place p) {
        in_.report("CNK-FHIRIN-006", Severity::warning,
                   "a value has not the kind, form or unit that the fact needs and is not read", p);
        in_.drop(p, not_usable);
    }
    bool leave_out(Place p, std::string_view why) {
        in_.drop(p, why);
        return false;
    }
    /// Whether nothing changes the meaning of a resource in a way that is not known.
    bool plain(Place r) {
        for (const std::string_view name : {"modifierExtension", "implicitRules"})
            if (in_.has_below(r, name)) {
                in_.report("CNK-FHIRIN-007", Severity::warning,
                           "a resource has a modifier that is not known and is not imported", r,
                           "no modifierExtension and no implicitRules");
                return leave_out(r, "a modifier that is not known may change what the resource says");
            }
        return true;
    }
    /// Whether a resource is known to be about the patient.
    bool about_patient(Place r, std::string_view name) {
        const Place subject = in_.member(r, name);
        const Entry* const e = subject == 0 ? nullptr : referred(in_.text(subject, "reference"));
        if (e == patient_ && in_.member(r, "focus") == 0) {
            in_.drop(subject, "the record is the patient's");
            return true;
        }
        in_.report("CNK-FHIRIN-003", Severity::warning,
                   "a resource is not known to be about the patient and is not imported", r,
                   "a reference to the Patient of the bundle");
        return leave_out(r, "the resource is not known to be about the patient");
    }
    /// What a status says; the resource is dropped where nothing is to be made of it.
    Optional<Reading> status(Place r, std::string_view name, const std::string& word,
                             std::span<const StatusWord> words) {
        const Reading reading = reading_of(word, words);
        if (reading == Reading::error) {
            sure(r);
            leave_out(r, "it was entered in error, or was never meant to be a statement");
            return std::nullopt;
        }
        if (reading == Reading::unlisted) {
            const Place p = in_.member(r, name);
            in_.report("CNK-FHIRIN-007", Severity::warning,
                       "a resource has no status, or one that the specification does not list, and is not imported",
                       p != 0 ? p : r);
            leave_out(r, "its status is not known");
            return std::nullopt;
        }
        if (reading == Reading::open) sure(r);
        return reading;
    }
    void sure(Place r) {
        in_.report("CNK-FHIRIN-009", Severity::note,
                   "a statement is not taken for a fact: it is in error, suspected, preliminary, planned or ordered",
                   r);
    }
    void unmapped(const Concept& c, Place r) {
        if (c.conflict)
            in_.report("CNK-FHIRIN-005", Severity::warning,
                       "the codes of a concept say different things; it is kept as a code", c.place);
        else
            in_.report("CNK-FHIRIN-004", Severity::warning,
                       "a concept has no code that is mapped; it is kept as a code, and screening says unknown",
                       c.place != 0 ? c.place : r, "a code of fhir_codes()");
    }

    FactSource source(std::string_view part = {}) const {
        FactSource s;
        s.document = "FHIR bundle";
        s.pointer = where_ + std::string(part);
        return s;
    }
    /// A day into a member of the fact.
    void day(Place p, Optional<PartialDate>& into, Marks& marks, std::string target, std::string_view why = {}) {
        if (p == 0) return;
        const std::string s = in_.text(p);
        Optional<PartialDate> d = day_of(s);
        if (!d) return unread(p);
        into = std::move(d);
        const bool cut = s.size() > 10;
        marks.push_back({p, cut || !why.empty() ? LedgerFate::narrowed : LedgerFate::exact, std::move(target),
                         !why.empty() ? why
                         : cut        ? cut_to_day
                                      : std::string_view()});
    }
    /// One date for a choice of dateTime, instant and period; of a period what its ends have in common.
    void day_of_choice(Place r, const std::string& stem, Optional<PartialDate>& into, Marks& marks,
                       const std::string& target) {
        for (const char* kind : {"DateTime", "Instant"})
            day(in_.member(r, stem + kind), into, marks, target);
        const Place period = in_.member(r, stem + "Period");
        if (period == 0) return;
        const Optional<PartialDate> from = day_of(in_.text(period, "start")), to = day_of(in_.text(period, "end"));
        if (!from || !to) return;  // its other end may be any day
        const std::string &a = from->text(), &b = to->text();
        for (const std::size_t n : {std::size_t{10}, std::size_t{7}, std::size_t{4}})
            if (a.size() >= n && b.size() >= n && a.compare(0, n, b, 0, n) == 0) {
                into = PartialDate::from_text(std::string_view(a).substr(0, n));
                marks.push_back({period, LedgerFate::narrowed, target, "the day, month or year that both ends share"});
                return;
            }
    }
    template <class Fact>
    void push(std::vector<Fact>& list, std::string_view name, Fact fact, const Marks& marks, Place r) {
        in_.settle(marks, '/' + std::string(name) + '/' + std::to_string(list.size()));
        in_.drop(r, no_home);
        list.push_back(std::move(fact));
    }

    // ------------------------------------------------------------------------------------------------ Patient

    bool person_resource(Place r) {
        if (!plain(r)) return false;
        const Place birth = in_.member(r, "birthDate");
        if (birth != 0) {
            if (const Optional<PartialDate> d = PartialDate::from_text(in_.text(birth))) {
                record_.demographics.birth_date = *d;
                in_.set(birth, LedgerFate::exact, "/demographics/birth_date", {});
            } else
                unread(birth);
        }
        sex(r);
        const Place dead = in_.member(r, "deceasedBoolean");
        if (in_.is_true(dead) || in_.member(r, "deceasedDateTime") != 0)
            in_.report("CNK-FHIRIN-006", Severity::warning, "the patient has died, which a record cannot say", r);
        if (const Place active = in_.member(r, "active"); active != 0 && !in_.is_true(active))
            in_.report("CNK-FHIRIN-006", Severity::warning, "the patient's resource is no longer in use", active);
        in_.drop(r, identifies);
        return true;
    }
    void sex(Place r) {
        const Place gender = in_.member(r, "gender");
        const std::string word = in_.text(gender);
        std::string at_birth;
        for (const Place e : in_.elements(r, "extension"))
            if (in_.text(e, "url") == "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex")
                at_birth = in_.text(e, "valueCode");
        if (word != "male" && word != "female") return;
        if ((at_birth == "M" && word != "male") || (at_birth == "F" && word != "female")) {
            in_.report("CNK-FHIRIN-005", Severity::warning,
                       "administrative gender and sex at birth differ; the sex is left out", gender);
            return;
        }
        record_.demographics.sex = word == "male" ? Sex::male : Sex::female;
        in_.set(gender, LedgerFate::exact, "/demographics/sex", {});
    }

    // ------------------------------------------------------------------------------------------------ resources

    void resource(const Entry& e) {
        const Place r = e.resource;
        where_ = "/entry/" + std::to_string(e.index) + "/resource";
        if (e.type == "Medication") return;  // where it is named
        const bool known = e.type == "Condition" || e.type == "Observation" || e.type == "Procedure" ||
                           e.type == "MedicationStatement" || e.type == "MedicationAdministration" ||
                           e.type == "MedicationRequest" || e.type == "AllergyIntolerance";
        if (!known) {
            in_.report("CNK-FHIRIN-008", Severity::note, "a resource is of a type that is not imported", r,
                       "Patient, Condition, Observation, Procedure, MedicationStatement, MedicationAdministration, "
                       "MedicationRequest, AllergyIntolerance, Medication");
            in_.drop(r, "resources of this type are not imported");
            return;
        }
        if (!plain(r) || !about_patient(r, e.type == "AllergyIntolerance" ? "patient" : "subject")) return;
        if (e.type == "Condition")
            condition(r);
        else if (e.type == "Observation")
            observation(r);
        else if (e.type == "Procedure")
            procedure(r);
        else if (e.type == "AllergyIntolerance")
            allergy(r);
        else
            medication(r, e.type);
    }

    /// The one word of a status that is a concept: empty if it is absent, "?" if it is another thing.
    std::string concept_word(Place r, std::string_view name, std::string_view system) const {
        const Place p = in_.member(r, name);
        if (p == 0) return {};
        if (in_.kind(p) != Kind::object) return "?";
        std::string word;
        for (const Place c : in_.elements(p, "coding"))
            if (in_.text(c, "system") == system) {
                if (!word.empty() && word != in_.text(c, "code")) return "?";
                word = in_.text(c, "code");
            }
        return word.empty() ? "?" : word;
    }

    void condition(Place r) {
        static constexpr StatusWord verification[] = {{"", Reading::present},
                                                      {"confirmed", Reading::present},
                                                      {"unconfirmed", Reading::open},
                                                      {"provisional", Reading::open},
                                                      {"differential", Reading::open},
                                                      {"refuted", Reading::refuted},
                                                      {"entered-in-error", Reading::error}};
        static constexpr StatusWord clinical[] = {{"", Reading::present},           {"active", Reading::present},
                                                  {"recurrence", Reading::present}, {"relapse", Reading::present},
                                                  {"inactive", Reading::present},   {"remission", Reading::present},
                                                  {"resolved", Reading::present}};
        const std::string known = concept_word(r, "verificationStatus", verification_uri),
                          now = concept_word(r, "clinicalStatus",
                                             "http://terminology.hl7.org/CodeSystem/condition-clinical");
        const Optional<Reading> reading = status(r, "verificationStatus", known, verification);
        if (!reading || !status(r, "clinicalStatus", now, clinical)) return;
        const Concept c = concept_at(in_, in_.member(r, "code"),
                                     {FactDomain::condition, FactDomain::infection, FactDomain::toxicity});
        if (!c.row) unmapped(c, r);
        Marks marks;
        Optional<PartialDate> onset, end;
        const FactDomain domain = c.row ? c.row->domain : FactDomain::condition;
        const std::string first = domain == FactDomain::condition ? "/onset" : "/date";
        day_of_choice(r, "onset", onset, marks, first);
        day_of_choice(r, "abatement", end, marks, "/end");
        // A refutation holds from the day on which it was written down.
        if (*reading == Reading::refuted && !onset)
            day(in_.member(r, "recordedDate"), onset, marks, first,
                "the day of the record is the day of the refutation");
        Optional<Activity> activity;
        bool over = false;
        for (const std::string_view name :
             {"abatementDateTime", "abatementPeriod", "abatementAge", "abatementRange", "abatementString"})
            over = over || in_.member(r, name) != 0;
        if (over && (now == "active" || now == "recurrence" || now == "relapse"))
            in_.report("CNK-FHIRIN-005", Severity::warning,
                       "a condition is active and has an end; whether it is active is left open", r);
        else if (*reading == Reading::present) {
            if (now == "active" || now == "recurrence" || now == "relapse") activity = Activity::active;
            if (now == "resolved") activity = Activity::resolved;
            if (activity) marks.push_back({in_.member(r, "clinicalStatus"), LedgerFate::renamed, "/activity"});
        }
        marks.push_back({in_.member(r, "verificationStatus"), LedgerFate::renamed, "/assertion"});
        if (domain == FactDomain::infection) {
            InfectionFact f;
            f.code = code_of(c);
            f.assertion = assertion_of(*reading);
            f.date = onset;
            f.end = end;
            f.activity = activity;
            f.foreign_codes = keep_codes(in_, c, marks, "/code");
            f.source = source();
            return push(record_.infections, "infections", std::move(f), marks, r);
        }
        if (domain == FactDomain::toxicity) {
            ToxicityFact f;
            f.code = code_of(c);
            f.assertion = assertion_of(*reading);
            f.date = onset;
            f.end = end;
            f.activity = activity;
            drop_codes(c, marks, "/code");
            f.source = source();
            return push(record_.toxicities, "toxicities", std::move(f), marks, r);
        }
        ConditionFact f;
        f.code = code_of(c);
        f.assertion = assertion_of(*reading);
        f.onset = onset;
        f.end = end;
        f.activity = activity;
        if (*reading == Reading::present) course(f, c, now, r, marks);
        severity(r, f.severity, marks);
        f.foreign_codes = keep_codes(in_, c, marks, "/code");
        if (c.codings.empty() && !c.words.empty()) {
            f.notes = c.words;
            marks.push_back({c.words_place, LedgerFate::exact, "/notes"});
        }
        f.source = source();
        push(record_.conditions, "conditions", std::move(f), marks, r);
    }
    /// Relapse and remission: as the status says, or the fifth character of an ICD-10-CM code of a leukaemia or myeloma.
    void course(ConditionFact& f, const Concept& c, const std::string& now, Place r, Marks& marks) const {
        std::vector<DiseaseCourse> list;
        if (now == "relapse") list.push_back(DiseaseCourse::relapsed);
        if (now == "remission") {
            list.push_back(DiseaseCourse::in_remission);
            marks.push_back({in_.member(r, "clinicalStatus"), LedgerFate::renamed, "/courses/0"});
        }
        if (list.empty() && c.row)
            for (const Coding& one : c.codings) {
                const std::string& s = one.code;
                if (!one.row || !one.system.ends_with("/icd-10-cm") || s.size() != 6 || s[3] != '.' ||
                    s.compare(0, 2, "C9") != 0 || s[2] > '5')
                    continue;
                if (s[5] == '1') list.push_back(DiseaseCourse::in_remission);
                if (s[5] == '2') list.push_back(DiseaseCourse::relapsed);
            }
        if (!list.empty()) f.courses = std::move(list);
    }
    void severity(Place r, Optional<ConditionSeverity>& into, Marks& marks) const {
        const Place p = in_.member(r, "severity");
        for (const Place c : in_.elements(p, "coding")) {
            if (in_.text(c, "system") != snomed_uri) continue;
            const std::string code = in_.text(c, "code");
            if (code == "255604002") into = ConditionSeverity::mild;
            if (code == "6736007") into = ConditionSeverity::moderate;
            if (code == "24484000") into = ConditionSeverity::severe;
        }
        if (into) marks.push_back({p, LedgerFate::renamed, "/severity"});
    }

    // ------------------------------------------------------------------------------------------------ Observation

    void observation(Place r) {
        static constexpr StatusWord words[] = {{"final", Reading::present},     {"amended", Reading::present},
                                               {"corrected", Reading::present}, {"registered", Reading::open},
                                               {"preliminary", Reading::open},  {"unknown", Reading::open},
                                               {"cancelled", Reading::error},   {"entered-in-error", Reading::error}};
        const Optional<Reading> reading = status(r, "status", in_.text(r, "status"), words);
        if (!reading) return;
        const std::vector<Place> parts = in_.elements(r, "component");
        if (parts.empty() || has_value(r))
            measured(r, r, *reading, false);
        else if (const Place code = in_.member(r, "code"))
            in_.drop(code, "the values stand in the components");
        for (std::size_t i = 0; i < parts.size(); ++i) {
            part_ = "/component/" + std::to_string(i);
            measured(r, parts[i], *reading, true);
        }
        part_.clear();
        in_.drop(r, no_home);
    }
    bool has_value(Place p) const {
        if (in_.member(p, "dataAbsentReason") != 0) return true;
        return value_at(p) != 0;
    }
    Place value_at(Place p) const {
        for (const char* name :
             {"valueQuantity", "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger", "valueRange",
              "valueRatio", "valueSampledData", "valueTime", "valueDateTime", "valuePeriod"})
            if (const Place v = in_.member(p, name)) return v;
        return 0;
    }
    /// One value: of the observation, or of a component of it.
    void measured(Place r, Place p, Reading reading, bool part) {
        const Concept c = concept_at(
            in_, in_.member(p, "code"),
            {FactDomain::measurement, FactDomain::performance, FactDomain::demographic, FactDomain::infection});
        if (!c.row) unmapped(c, p);
        if (in_.member(p, "dataAbsentReason") != 0) reading = Reading::open;
        Marks marks;
        Optional<PartialDate> date;
        day_of_choice(r, "effective", date, marks, "/date");
        if (!part) marks.push_back({in_.member(r, "status"), LedgerFate::renamed, "/assertion"});
        switch (c.row ? c.row->domain : FactDomain::measurement) {
            case FactDomain::demographic:
                return body_value(p, c, reading, date);
            case FactDomain::performance:
                return level(r, p, c, reading, date, marks);
            case FactDomain::infection:
                return serology(r, p, c, reading, date, marks);
            default:
                break;
        }
        MeasurementFact f;
        f.code = code_of(c);
        f.assertion = assertion_of(reading);
        f.date = date;
        if (c.row && !c.row->method.empty()) f.method = Slug::of(c.row->method);
        if (reading == Reading::present && !value(p, f, marks)) f.assertion = Assertion::not_assessed;
        f.foreign_codes = keep_codes(in_, c, marks, "/code");
        if (c.codings.empty() && !c.words.empty()) {
            f.notes = c.words;
            marks.push_back({c.words_place, LedgerFate::exact, "/notes"});
        }
        f.source = source(part_);
        push(record_.measurements, "measurements", std::move(f), marks, part ? p : in_.member(r, "code"));
    }
    /// The value of a measurement; false if there is none that can be read.
    bool value(Place p, MeasurementFact& f, Marks& marks) {
        const Place v = value_at(p);
        if (v == 0) return interpretation(p, f, marks);
        if (v == in_.member(p, "valueQuantity")) return quantity(p, v, f, marks);
        if (v == in_.member(p, "valueCodeableConcept")) {
            f.result = result_of(in_, v);
            if (f.result) marks.push_back({v, LedgerFate::renamed, "/result"});
        } else if (v == in_.member(p, "valueInteger")) {
            if (const Optional<double> n = in_.number(v); n && usual_factor(f.code) == 1) {
                f.value = amount(*n, UcumUnit::of("1"));
                marks.push_back({v, LedgerFate::widened, "/value/value", "a number without unit has the unit 1"});
            }
        } else if (v == in_.member(p, "valueRatio")) {
            const Optional<double> n = in_.number(in_.member(in_.member(v, "numerator"), "value")),
                                   d = in_.number(in_.member(in_.member(v, "denominator"), "value"));
            const bool units = in_.has_below(v, "code") || in_.has_below(v, "unit") || in_.has_below(v, "comparator");
            if (n && d && *n == 1 && *d >= 1 && *d <= 1e9 && *d == std::floor(*d) && !units) {
                f.titre = Count(static_cast<std::int64_t>(*d));
                marks.push_back({v, LedgerFate::renamed, "/titre"});
            }
        } else if (v == in_.member(p, "valueRange")) {
            const Optional<double> low = in_.number(in_.member(in_.member(v, "low"), "value")),
                                   high = in_.number(in_.member(in_.member(v, "high"), "value"));
            if ((low || high) && !(low && high && *low > *high)) {
                Interval i;
                i.low = low;
                i.high = high;
                f.censored = i;
                note_unit(in_.member(v, low ? "low" : "high"), f);
                marks.push_back({v, LedgerFate::narrowed, "/censored", "a bound in a record has no unit"});
            }
        } else if (v == in_.member(p, "valueString"))
            words(v, f, marks);
        if (f.result || f.value || f.titre || f.censored) return true;
        unread(v);
        return false;
    }
    /// What the usual unit of a term is worth if it is a pure number: 1, or 0.01 for percentages; otherwise 0.
    static double usual_factor(const Slug& term) {
        for (const ClinicalTerm& t : builtin_catalog().terms)
            if (t.id == term && t.unit) {
                const Optional<UnitMeaning> m = unit_meaning(t.unit->text());
                return m && m->dimension == std::array<int, 5>{} ? m->factor : 0;
            }
        return 0;
    }
    static Quantity amount(double n, UcumUnit unit) {
        Quantity q;
        q.value = n;
        q.unit = std::move(unit);
        return q;
    }
    /// The unit of a quantity, if it is one of UCUM.
    Optional<UcumUnit> unit_of(Place q) const {
        if (in_.text(q, "system") != "http://unitsofmeasure.org") return std::nullopt;
        return UcumUnit::from_text(in_.text(q, "code"));
    }
    void note_unit(Place q, MeasurementFact& f) const {
        if (const Optional<UcumUnit> unit = unit_of(q)) f.notes = "the bound is in " + unit->text();
    }
    bool quantity(Place p, Place v, MeasurementFact& f, Marks& marks) {
        const Optional<double> n = in_.number(in_.member(v, "value"));
        const Optional<UcumUnit> unit = unit_of(v);
        const Place comparator = in_.member(v, "comparator");
        if (!n || !unit) {
            unread(v);
            return false;
        }
        // A number of hundredths under the unit 1 is a slip that would make 30 % of 3000 %.
        const Optional<UnitMeaning> meaning = unit_meaning(unit->text());
        if (usual_factor(f.code) == 0.01 && meaning->factor == 1 && *n > 1) {
            unread(v);
            return false;
        }
        if (comparator == 0) {
            f.value = amount(*n, *unit);
            marks.push_back({in_.member(v, "value"), LedgerFate::exact, "/value/value"});
            marks.push_back({in_.member(v, "code"), LedgerFate::exact, "/value/unit"});
            marks.push_back({v, LedgerFate::dropped, {}, "the code of the unit says it"});
            reference(p, *unit, f, marks);
            return true;
        }
        const std::string word = in_.text(comparator);
        Interval i;
        if (word == "<" || word == "<=")
            i.high = *n;
        else if (word == ">" || word == ">=")
            i.low = *n;
        else {
            unread(v);
            return false;
        }
        if (word == "<") i.high_open = true;
        if (word == ">") i.low_open = true;
        f.censored = i;
        f.notes = "the bound is in " + unit->text();
        marks.push_back({v, LedgerFate::narrowed, "/censored", "a bound in a record has no unit"});
        return true;
    }
    /// Limits of normal, if there is one range that says so, in the unit of the value.
    void reference(Place p, const UcumUnit& unit, MeasurementFact& f, Marks& marks) const {
        const std::vector<Place> ranges = in_.elements(p, "referenceRange");
        if (ranges.size() != 1) return;
        const Place range = ranges[0];
        if (in_.member(range, "appliesTo") != 0 || in_.member(range, "age") != 0) return;
        if (const Place type = in_.member(range, "type")) {
            bool normal = false;
            for (const Place c : in_.elements(type, "coding"))
                normal = normal || in_.text(c, "code") == "normal";
            if (!normal) return;
        }
        Interval i;
        for (const bool low : {true, false}) {
            const Place q = in_.member(range, low ? "low" : "high");
            if (q == 0) continue;
            const Optional<double> n = in_.number(in_.member(q, "value"));
            const Optional<UcumUnit> own = unit_of(q);
            const Optional<double> x = n && own ? convert(*n, *own, unit) : std::nullopt;
            if (!x) return;
            (low ? i.low : i.high) = *x;
        }
        if ((!i.low && !i.high) || i.empty()) return;
        f.reference_range = i;
        for (const bool low : {true, false})
            if (const Place q = in_.member(range, low ? "low" : "high"))
                marks.push_back({q, LedgerFate::renamed, low ? "/reference_range/low" : "/reference_range/high",
                                 "in the unit of the value"});
    }
    bool interpretation(Place p, MeasurementFact& f, Marks& marks) const {
        const std::vector<Place> all = in_.elements(p, "interpretation");
        if (all.size() != 1) return false;
        f.result = result_of(in_, all[0]);
        if (f.result) marks.push_back({all[0], LedgerFate::renamed, "/result"});
        return f.result.has_value();
    }
    /// Words of a laboratory: a result that is one word, or a titre.
    void words(Place v, MeasurementFact& f, Marks& marks) const {
        std::string s = in_.text(v);
        for (char& c : s)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (s == "positive" || s == "detected" || s == "reactive") f.result = Q::positive;
        if (s == "negative" || s == "not detected" || s == "nonreactive" || s == "non-reactive") f.result = Q::negative;
        if (f.result) return marks.push_back({v, LedgerFate::renamed, "/result"});
        if (!s.starts_with("1:") || s.size() < 3 || s.size() > 9) return;
        std::int64_t n = 0;
        for (const char c : std::string_view(s).substr(2)) {
            if (c < '0' || c > '9') return;
            n = n * 10 + (c - '0');
        }
        if (n < 1) return;
        f.titre = Count(n);
        marks.push_back({v, LedgerFate::renamed, "/titre"});
    }
    void level(Place r, Place p, const Concept& c, Reading reading, const Optional<PartialDate>& date, Marks& marks) {
        PerformanceFact f;
        f.scale = c.row->term == "ecog" ? OrdinalScale::ecog : OrdinalScale::karnofsky;
        f.assertion = assertion_of(reading);
        f.date = date;
        if (reading == Reading::present) {
            const Place v = value_at(p);
            const bool quantity = v != 0 && v == in_.member(p, "valueQuantity");
            const Optional<double> n = in_.number(quantity ? in_.member(v, "value") : v);
            const Optional<UcumUnit> unit = quantity ? unit_of(v) : UcumUnit::of("1");
            const bool whole = n && *n == std::floor(*n) && in_.member(v, "comparator") == 0 && unit &&
                               (unit->text() == "1" || unit->text() == "{score}");
            const bool fits =
                whole && *n >= 0 && (f.scale == OrdinalScale::ecog ? *n <= 5 : *n <= 100 && std::fmod(*n, 10) == 0);
            if (fits) {
                f.value = Count(static_cast<std::int64_t>(*n));
                marks.push_back({v, LedgerFate::exact, "/value"});
            } else {
                f.assertion = Assertion::not_assessed;
                unread(v != 0 ? v : p);
            }
        }
        drop_codes(c, marks, "/scale");
        f.source = source(part_);
        push(record_.performance, "performance", std::move(f), marks, p == r ? in_.member(r, "code") : p);
    }
    /// A screening test: negative means that there is no infection; positive does not yet mean that there is one.
    void serology(Place r, Place p, const Concept& c, Reading reading, const Optional<PartialDate>& date,
                  Marks& marks) {
        InfectionFact f;
        f.code = code_of(c);
        f.assertion = Assertion::not_assessed;
        f.date = date;
        MeasurementFact m;
        if (reading == Reading::present && value(p, m, marks) && m.result) {
            f.serology = m.result;
            if (*m.result == Q::negative) f.assertion = Assertion::refuted;
            for (Mark& mark : marks)
                if (mark.target == "/result") mark.target = "/serology";
            if (*m.result != Q::negative) sure(p);
        }
        f.foreign_codes = keep_codes(in_, c, marks, "/code");
        f.source = source(part_);
        push(record_.infections, "infections", std::move(f), marks, p == r ? in_.member(r, "code") : p);
    }
    /// Weight or height: the latest counts, which is known only when all have been read.
    struct BodyValue {
        bool weight = false;
        Quantity value{};
        Optional<PartialDate> date{};
        Place place = 0;
    };
    void body_value(Place p, const Concept& c, Reading reading, const Optional<PartialDate>& date) {
        const Place v = in_.member(p, "valueQuantity");
        const Optional<double> n = in_.number(in_.member(v, "value"));
        const Optional<UcumUnit> unit = unit_of(v);
        const bool weight = c.row->term == "body-weight";
        if (reading != Reading::present || v == 0 || !n || !unit || *n <= 0 || in_.member(v, "comparator") != 0 ||
            !convert(*n, *unit, UcumUnit::of(weight ? "kg" : "cm"))) {
            if (reading == Reading::present) unread(v != 0 ? v : p);
            return;
        }
        BodyValue b;
        b.weight = weight;
        b.value = amount(*n, *unit);
        b.date = date;
        b.place = v;
        body_.push_back(std::move(b));
    }
    void body() {
        Demographics& d = record_.demographics;
        for (const bool weight : {true, false}) {
            const BodyValue* last = nullptr;
            bool disputed = false;
            for (const BodyValue& b : body_) {
                if (b.weight != weight) continue;
                const auto first = [](const BodyValue* x) {
                    return x->date ? x->date->first_day() : DayNumber(-1000000);
                };
                if (!last || first(&b) > first(last)) {
                    last = &b;
                    disputed = false;
                } else if (first(&b) == first(last) && !(b.value == last->value))
                    disputed = true;
            }
            if (!last) continue;
            if (disputed) {
                in_.report("CNK-FHIRIN-005", Severity::warning,
                           "weights or heights of the last day differ; neither is taken", last->place);
                continue;
            }
            for (const BodyValue& b : body_)
                if (b.weight == weight) {
                    in_.reset(b.place);
                    if (&b != last) in_.drop(b.place, "a later value of the person counts");
                }
            (weight ? d.body_weight : d.height) = last->value;
            const std::string at = weight ? "/demographics/body_weight" : "/demographics/height";
            in_.set(in_.member(last->place, "value"), LedgerFate::exact, at + "/value", {});
            in_.set(in_.member(last->place, "code"), LedgerFate::exact, at + "/unit", {});
            in_.drop(last->place, "the code of the unit says it");
            if (last->date && (weight || !d.body_date)) d.body_date = last->date;
        }
    }

    // ------------------------------------------------------------------------------------------------ Procedure

    void procedure(Place r) {
        // One that was not done does not say that none ever was.
        static constexpr StatusWord words[] = {{"completed", Reading::present}, {"in-progress", Reading::present},
                                               {"preparation", Reading::open},  {"on-hold", Reading::open},
                                               {"stopped", Reading::open},      {"unknown", Reading::open},
                                               {"not-done", Reading::error},    {"entered-in-error", Reading::error}};
        const Optional<Reading> reading = status(r, "status", in_.text(r, "status"), words);
        if (!reading) return;
        const Concept c = concept_at(in_, in_.member(r, "code"),
                                     {FactDomain::procedure, FactDomain::therapy, FactDomain::transplant});
        if (!c.row) unmapped(c, r);
        Marks marks;
        const Assertion assertion = assertion_of(*reading);
        marks.push_back({in_.member(r, "status"), LedgerFate::renamed, "/assertion"});
        if (c.row && c.row->domain == FactDomain::therapy) {
            TherapyFact f;
            f.classes.push_back(code_of(c));
            f.assertion = assertion;
            span(r, "performed", f.start, f.end, marks, true);
            f.foreign_codes = keep_codes(in_, c, marks, "/classes/0");
            f.source = source();
            return push(record_.therapies, "therapies", std::move(f), marks, r);
        }
        Optional<PartialDate> date;
        day_of_choice(r, "performed", date, marks, "/date");
        if (c.row && c.row->domain == FactDomain::transplant) {
            TransplantFact f;
            f.code = code_of(c);
            f.assertion = assertion;
            f.date = date;
            drop_codes(c, marks, "/code");
            f.source = source();
            return push(record_.transplants, "transplants", std::move(f), marks, r);
        }
        ProcedureFact f;
        f.code = code_of(c);
        f.assertion = assertion;
        f.date = date;
        f.foreign_codes = keep_codes(in_, c, marks, "/code");
        if (c.codings.empty() && !c.words.empty()) {
            f.notes = c.words;
            marks.push_back({c.words_place, LedgerFate::exact, "/notes"});
        }
        f.source = source();
        push(record_.procedures, "procedures", std::move(f), marks, r);
    }
    /// First and last day. A single moment is both, where what lasts is over within the day.
    void span(Place r, const std::string& stem, Optional<PartialDate>& start, Optional<PartialDate>& end, Marks& marks,
              bool moment) {
        const Place at = in_.member(r, stem + "DateTime");
        day(at, start, marks, "/start");
        if (at != 0 && moment) end = start;
        const Place period = in_.member(r, stem + "Period");
        day(in_.member(period, "start"), start, marks, "/start");
        day(in_.member(period, "end"), end, marks, "/end");
    }

    // ------------------------------------------------------------------------------------------------ drugs

    void medication(Place r, const std::string& type) {
        static constexpr StatusWord statement[] = {
            {"active", Reading::present},    {"completed", Reading::present},     {"stopped", Reading::present},
            {"on-hold", Reading::present},   {"intended", Reading::open},         {"unknown", Reading::open},
            {"not-taken", Reading::refuted}, {"entered-in-error", Reading::error}};
        // A dose that was not given does not say that the drug was not given.
        static constexpr StatusWord administration[] = {
            {"completed", Reading::present},     {"in-progress", Reading::present}, {"stopped", Reading::present},
            {"on-hold", Reading::open},          {"unknown", Reading::open},        {"not-done", Reading::error},
            {"entered-in-error", Reading::error}};
        static constexpr StatusWord request[] = {{"completed", Reading::present}, {"active", Reading::open},
                                                 {"on-hold", Reading::open},      {"stopped", Reading::open},
                                                 {"unknown", Reading::open},      {"draft", Reading::error},
                                                 {"cancelled", Reading::error},   {"entered-in-error", Reading::error}};
        const bool order = type == "MedicationRequest", dose = type == "MedicationAdministration";
        Optional<Reading> reading = order  ? status(r, "status", in_.text(r, "status"), request)
                                    : dose ? status(r, "status", in_.text(r, "status"), administration)
                                           : status(r, "status", in_.text(r, "status"), statement);
        if (!reading) return;
        // Members that change the meaning: an order not to give, a plan, and what an older version of the specification said.
        if (order && in_.is_true(in_.member(r, "doNotPerform"))) {
            sure(r);
            return in_.drop(r, "it is an order not to give the drug");
        }
        const std::string intent = in_.text(r, "intent");
        if (order && intent != "order" && intent != "original-order" && intent != "reflex-order" &&
            intent != "filler-order" && intent != "instance-order")
            reading = Reading::open;
        if (const Place older = in_.member(r, order ? "notTaken" : dose ? "notGiven" : "taken")) {
            in_.report(
                "CNK-FHIRIN-007", Severity::warning,
                "a resource has a member of an older FHIR version that changes what it says, and is not imported",
                older, "FHIR R4");
            return in_.drop(r, "a member of an older version may change what the resource says");
        }
        Marks marks;
        Place drug = in_.member(r, "medicationCodeableConcept");
        Place resource_of_drug = 0;
        if (const Place reference = in_.member(r, "medicationReference")) {
            resource_of_drug = medication_at(r, in_.text(reference, "reference"));
            if (resource_of_drug != 0) drug = in_.member(resource_of_drug, "code");
            in_.drop(reference, taken_apart);
        }
        Concept c = concept_at(in_, drug, {FactDomain::medication, FactDomain::therapy});
        Optional<Slug> route;
        const bool systemic = way(r, dose, route, marks);
        if (c.row && c.row->systemic_only && !systemic) {
            in_.report("CNK-FHIRIN-006", Severity::warning,
                       "a drug that is also used locally is kept as a code: no systemic way of giving is stated", r,
                       "a route such as SNOMED CT 26643006, oral");
            c.row = nullptr;
        } else if (!c.row)
            unmapped(c, drug != 0 ? drug : r);
        Optional<PartialDate> start, end;
        if (!order) span(r, "effective", start, end, marks, dose);
        if (*reading == Reading::refuted && !start && !end) {
            day(in_.member(r, "dateAsserted"), start, marks, "/start", "the day of the statement");
            if (!start) reading = Reading::open;
        }
        // That a drug is not taken now does not say that the disease was never treated with it.
        if (*reading == Reading::refuted && c.row && c.row->domain == FactDomain::therapy) reading = Reading::open;
        const Assertion assertion = assertion_of(*reading);
        marks.push_back({in_.member(r, "status"), LedgerFate::renamed, "/assertion"});
        // Only a drug that is known as one of a disease under study stands among its treatments; what nobody knows never counts as one.
        const bool therapy = c.row && c.row->domain == FactDomain::therapy;
        const bool both = c.row && !therapy && *reading != Reading::refuted && treats_disease(r);
        const auto fill = [&](auto& f) {
            const bool named = is_drug(c);
            (named ? f.agents : f.classes).push_back(code_of(c));
            f.assertion = assertion;
            f.start = start;
            f.end = end;
            f.route = route;
            f.foreign_codes = keep_codes(in_, c, marks, named ? "/agents/0" : "/classes/0");
            if (c.codings.empty() && !c.words.empty()) {
                f.notes = c.words;
                marks.push_back({c.words_place, LedgerFate::exact, "/notes"});
            }
            f.source = source();
        };
        if (therapy || both) {
            TherapyFact f;
            fill(f);
            if (both) {
                record_.therapies.push_back(std::move(f));  // the ledger names the one among the drugs
            } else {
                push(record_.therapies, "therapies", std::move(f), marks, r);
                if (resource_of_drug != 0) in_.drop(resource_of_drug, no_home);
                return;
            }
        }
        MedicationFact f;
        fill(f);
        push(record_.medications, "medications", std::move(f), marks, r);
        if (resource_of_drug != 0) in_.drop(resource_of_drug, no_home);
    }
    /// Whether the term is a drug and not a class of drugs: no other term is narrower, and it says no kind of treatment.
    static bool is_drug(const Concept& c) {
        if (!c.row) return true;
        const std::vector<ClinicalTerm>& terms = builtin_catalog().terms;
        static constexpr std::string_view kinds[] = {"car-t", "live-vaccine", "monoclonal-antibody"};
        if (std::find(std::begin(kinds), std::end(kinds), c.row->term) != std::end(kinds)) return false;
        return std::none_of(terms.begin(), terms.end(), [&](const ClinicalTerm& t) {
            return std::any_of(t.broader.begin(), t.broader.end(),
                               [&](const Slug& b) { return b.text() == c.row->term; });
        });
    }
    Place medication_at(Place r, const std::string& reference) {
        if (reference.starts_with('#')) {
            for (const Place p : in_.elements(r, "contained"))
                if (in_.text(p, "resourceType") == "Medication" && in_.text(p, "id") == reference.substr(1))
                    return usable(p);
            return 0;
        }
        const Entry* const e = referred(reference);
        return e && e->usable && e->type == "Medication" ? usable(e->resource) : 0;
    }
    /// A medication that is not in error.
    Place usable(Place p) {
        if (in_.text(p, "status") == "entered-in-error" || in_.has_below(p, "modifierExtension") ||
            in_.has_below(p, "implicitRules"))
            return 0;
        return p;
    }
    /// The way of giving; true if it reaches the whole body.
    bool way(Place r, bool dose, Optional<Slug>& route, Marks& marks) const {
        struct Route {
            std::string_view code, ours;
            bool systemic;
        };
        static constexpr Route routes[] = {
            {"26643006", "oral", true}, {"47625008", {}, true},        {"78421000", {}, true},
            {"34206005", {}, true},     {"6064005", "topical", false}, {"18679011000001101", "inhaled", false},
        };
        std::vector<Place> dosages;
        if (dose) {
            if (const Place p = in_.member(r, "dosage")) dosages.push_back(p);
        } else {
            dosages = in_.elements(r, "dosage");
            for (const Place p : in_.elements(r, "dosageInstruction"))
                dosages.push_back(p);
        }
        const Route* found = nullptr;
        Place code = 0;
        for (const Place d : dosages) {
            const Route* one = nullptr;
            for (const Place c : in_.elements(in_.member(d, "route"), "coding"))
                for (const Route& w : routes)
                    if (in_.text(c, "system") == snomed_uri && in_.text(c, "code") == w.code) {
                        one = &w;
                        code = in_.member(c, "code");
                    }
            // Two ways, or one that is not known: none is said.
            if (!one || (found && found != one)) return false;
            found = one;
        }
        if (!found) return false;
        if (!found->ours.empty()) {
            route = Slug::of(found->ours);
            marks.push_back({code, LedgerFate::renamed, "/route"});
        }
        return found->systemic;
    }
    /// Whether the resource says that the drug is for a tumour or an autoimmune disease.
    bool treats_disease(Place r) const {
        const auto disease = [&](Place p) {
            const Concept c = concept_at(in_, p, {FactDomain::condition});
            return c.row && (Terms::all().words().is_a(c.row->term, "malignancy") ||
                             Terms::all().words().is_a(c.row->term, "rheumatic-disease") ||
                             Terms::all().words().is_a(c.row->term, "autoimmune-disease"));
        };
        for (const Place p : in_.elements(r, "reasonCode"))
            if (disease(p)) return true;
        for (const Place p : in_.elements(r, "reasonReference")) {
            const Entry* const e = referred(in_.text(p, "reference"));
            if (!e || !e->usable || e->type != "Condition") continue;
            const std::string known = concept_word(e->resource, "verificationStatus", verification_uri);
            if ((known.empty() || known == "confirmed") && disease(in_.member(e->resource, "code"))) return true;
        }
        return false;
    }

    void allergy(Place r) {
        static constexpr StatusWord verification[] = {
            {"", Reading::present},      {"confirmed", Reading::present}, {"unconfirmed", Reading::open},
            {"presumed", Reading::open}, {"refuted", Reading::refuted},   {"entered-in-error", Reading::error}};
        static constexpr StatusWord clinical[] = {{"", Reading::present},
                                                  {"active", Reading::present},
                                                  {"inactive", Reading::open},
                                                  {"resolved", Reading::open}};
        const Optional<Reading> reading =
            status(r, "verificationStatus",
                   concept_word(r, "verificationStatus",
                                "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"),
                   verification);
        if (!reading) return;
        const Optional<Reading> now = status(
            r, "clinicalStatus",
            concept_word(r, "clinicalStatus", "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"),
            clinical);
        if (!now) return;
        const Concept c =
            concept_at(in_, in_.member(r, "code"), {FactDomain::medication, FactDomain::therapy, FactDomain::allergy});
        if (!c.row) unmapped(c, r);
        Marks marks;
        AllergyFact f;
        f.code = code_of(c);
        f.assertion =
            *reading == Reading::present && *now == Reading::open ? Assertion::not_assessed : assertion_of(*reading);
        day_of_choice(r, "onset", f.date, marks, "/date");
        if (!f.date) day(in_.member(r, "recordedDate"), f.date, marks, "/date", "the day of the record");
        marks.push_back({in_.member(r, "verificationStatus"), LedgerFate::renamed, "/assertion"});
        drop_codes(c, marks, "/code");
        f.source = source();
        push(record_.allergies, "allergies", std::move(f), marks, r);
    }

    Origin in_;
    const FhirPatientOptions& options_;
    Slug label_;
    PatientRecord record_{};
    std::vector<Entry> entries_{};
    const Entry* patient_ = nullptr;
    std::vector<BodyValue> body_{};
    std::unordered_map<std::string, std::size_t> by_url_{}, by_id_{};
    std::string where_{}, part_{};  // pointer of the resource that is read, and of the component in it
};

/// Findings of the reader of JSON, without what they quote of the text.
Findings withheld(Findings findings) {
    for (Finding& f : findings.list())
        f.observed.clear();
    return findings;
}

void read_one(const Tree& tree, const FhirPatientOptions& options, Slug label, FhirPatientImport& out) {
    Bundle bundle(tree, options, std::move(label));
    const bool imported = bundle.run();
    out.findings.add(bundle.findings());
    out.ledgers.push_back(bundle.ledger(imported));
    if (imported) out.records.push_back(std::move(bundle.record()));
}

}  // namespace

FhirPatientImport read_fhir_patient(std::string_view text, const FhirPatientOptions& options) {
    FhirPatientImport out;
    const Slug label = options.label.empty() ? Slug::of("patient") : options.label;
    Tree tree;
    Findings findings = tree.read(text, options.read);
    if (findings.empty()) {
        read_one(tree, options, label, out);
        return out;
    }
    // One bundle a line: the second one begins a line.
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text[first] != '{' || text.find("\n{") == std::string_view::npos) {
        out.findings = withheld(std::move(findings));
        return out;
    }
    NdjsonOptions lines_options;
    lines_options.max_line_bytes = options.read.max_bytes;
    NdjsonLines lines(text, lines_options);
    std::size_t number = 0;
    for (NdjsonLine line; lines.next(line);) {
        ++number;
        FhirPatientImport one;
        one.findings = line.state == NdjsonLine::State::whole
                           ? withheld(tree.read(line.text, options.read))
                           : Findings({detail::ndjson_line_finding(line, lines_options)});
        if (one.findings.empty()) {
            Slug own;
            if (!own.assign(label.text() + '-' + std::to_string(number))) own = label;
            read_one(tree, options, own, one);
            for (PatientRecord& record : one.records)
                out.records.push_back(std::move(record));
            for (Ledger& ledger : one.ledgers)
                out.ledgers.push_back(std::move(ledger));
        }
        detail::ndjson_place(one.findings, line.line);
        out.findings.add(one.findings);
    }
    return out;
}

}  // namespace carnk::inline v0_1
