// SPDX-License-Identifier: BSL-1.0
#include <carnk/insight/deidentify.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/model/catalog.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <variant>

namespace carnk::inline v0_1 {

namespace {

using Rule = DeidentificationRule;

std::string lowered(std::string_view text) {
    std::string s(text);
    for (char& c : s)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return s;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool has(const std::vector<std::string>& sorted, std::string_view text) {
    return std::binary_search(sorted.begin(), sorted.end(), text, std::less<>());
}

Finding finding(std::string rule, std::string pointer, std::string message) {
    Finding f;
    f.rule = std::move(rule);
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    return f;
}

Optional<Year> year_of(const Optional<PartialDate>& date) {
    if (!date || !Year::valid(date->year())) return std::nullopt;
    return Year(date->year());
}

// What in a text identifies by its form; empty if nothing does. Rather too much is taken for a number than too little.
std::string_view identifying_form(std::string_view text) {
    if (text.find('@') != std::string_view::npos) return "an electronic mail address";
    const std::string lower = lowered(text);
    if (lower.find("://") != std::string::npos || lower.find("www.") != std::string::npos) return "a web address";
    for (std::size_t begin = 0; begin < text.size();) {
        if (!is_digit(text[begin])) {
            ++begin;
            continue;
        }
        // A stretch of digits and of what joins them: telephone, date, social security number, address of a computer.
        std::size_t end = begin, digits = 0, run = 0, longest = 0, joints = 0;
        for (; end < text.size(); ++end) {
            const char c = text[end];
            if (is_digit(c)) {
                ++digits;
                longest = std::max(longest, ++run);
                continue;
            }
            run = 0;
            if (std::string_view("-/.:() +").find(c) == std::string_view::npos) break;
            if (c != ' ' && end + 1 < text.size() && is_digit(text[end + 1])) ++joints;
        }
        if (longest >= 5) return "a long number";
        if (digits >= 7) return "a number in parts, as of a telephone";
        if (joints >= 2) return "a number in parts, as of a date";
        if (joints == 1 && longest == 4) return "a month of a year";
        int value = 0;
        for (std::size_t i = begin; i < end && is_digit(text[i]); ++i)
            value = value * 10 + (text[i] - '0');
        if (value >= 90 && value <= 125 && lower.compare(end, 4, "year") == 0) return "an age over 89";
        begin = end;
    }
    static constexpr std::string_view months[] = {"january", "february",  "march",   "april",    "june",    "july",
                                                  "august",  "september", "october", "november", "december"};
    for (const std::string_view m : months)
        if (lower.find(m) != std::string::npos) return "a month";
    return {};
}

// The words of the request that identify, as far as they can be told: each of three letters or more of the contact, ids, titles.
std::vector<std::string> identifying_words(const ReferralRequest& r) {
    std::vector<std::string> words;
    const auto add = [&](std::string_view text) {
        const std::string lower = lowered(text);
        std::string word;
        for (const char c : lower + ' ') {
            const bool part = (c >= 'a' && c <= 'z') || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
            if (part) {
                word += c;
                continue;
            }
            if (word.size() >= 3) words.push_back(word);
            word.clear();
        }
    };
    add(r.contact.name);
    if (r.contact.organisation) add(*r.contact.organisation);
    if (r.contact.email) add(*r.contact.email);
    if (r.contact.phone) add(*r.contact.phone);
    add(r.id.text());
    if (r.patient.patient_id) add(r.patient.patient_id->text());
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    // Words that every such text has identify nobody.
    static constexpr std::string_view common[] = {
        "and",        "the",      "for",     "center",  "centre",     "clinic",     "cancer",   "doctor",
        "hospital",   "office",   "of",      "patient", "department", "university", "oncology", "haematology",
        "hematology", "referral", "request", "com",     "org",        "www"};
    std::erase_if(words, [](const std::string& w) {
        return std::find(std::begin(common), std::end(common), w) != std::end(common);
    });
    return words;
}

bool holds_word(const std::string& lower, const std::string& word) {
    for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
        const auto letter = [&](std::size_t i) {
            return i < lower.size() && ((lower[i] >= 'a' && lower[i] <= 'z') || is_digit(lower[i]));
        };
        if (!(at > 0 && letter(at - 1)) && !letter(at + word.size())) return true;
    }
    return false;
}

class Writer {
public:
    explicit Writer(DeidentifiedReferral& form) : form_(form) {}

    void note(std::string pointer, Rule rule, RemovalAction action = RemovalAction::removed) {
        Removal r;
        r.pointer = std::move(pointer);
        r.rule = rule;
        r.action = action;
        form_.removals.push_back(std::move(r));
    }
    void extra(const Extra& e, std::string pointer) {
        if (!e.empty()) note(std::move(pointer), Rule::other_unique_identifier);
    }

private:
    DeidentifiedReferral& form_;
};

}  // namespace

Deidentifier::Deidentifier(const Catalog& catalog) {
    const auto add = [&](std::string_view name, std::string_view shown, const Optional<NcitCode>& ncit) {
        if (!name.empty()) diseases_.push_back({lowered(name), std::string(shown), ncit});
    };
    for (const Trial& t : catalog.trials) {
        if (!is_doubtful(t))
            for (const Disease& d : t.conditions)
                add(d.name, d.name, d.ncit);
        trials_.emplace_back(t.id.text());
        for (const SecondaryId& other : t.secondary_ids)
            if (const auto* number = std::get_if<RegistryNumber>(&other)) trials_.emplace_back(number->id.text());
    }
    for (const PublishedStudy& s : catalog.studies)
        for (const Disease& d : s.population.diseases)
            add(d.name, d.name, d.ncit);
    for (const ClinicalTerm& t : catalog.terms)
        if (std::find(t.domains.begin(), t.domains.end(), FactDomain::condition) != t.domains.end()) {
            add(t.name, t.name, std::nullopt);
            for (const std::string& s : t.synonyms)
                add(s, t.name, std::nullopt);
        }
    std::stable_sort(diseases_.begin(), diseases_.end(),
                     [](const Name& a, const Name& b) { return a.lower < b.lower; });
    for (const TargetAntigen& t : catalog.targets)
        targets_.emplace_back(t.id.text());
    for (const Center& c : catalog.centers)
        centers_.emplace_back(c.id.text());
    std::sort(targets_.begin(), targets_.end());
    std::sort(centers_.begin(), centers_.end());
    std::sort(trials_.begin(), trials_.end());
}

const Deidentifier::Name* Deidentifier::disease(std::string_view name) const {
    const std::string wanted = lowered(name);
    const auto at = std::lower_bound(diseases_.begin(), diseases_.end(), wanted,
                                     [](const Name& n, const std::string& w) { return n.lower < w; });
    return at != diseases_.end() && at->lower == wanted ? &*at : nullptr;
}

Result<DeidentifiedReferral> Deidentifier::deidentify(const ReferralRequest& r,
                                                      const DeidentifyOptions& options) const {
    DeidentifiedReferral form;
    Findings found;
    Writer out(form);
    constexpr RemovalAction generalised = RemovalAction::generalised;

    // The code must not lead back to the patient.
    const std::string code = lowered(options.code.text());
    const auto leads_back = [&](std::string_view id) {
        return !id.empty() && code.find(lowered(id)) != std::string::npos;
    };
    if (code.empty() || leads_back(r.id.text()) || (r.patient.patient_id && leads_back(r.patient.patient_id->text())))
        found.add(finding("CNK-REFERRAL-014", "/code",
                          "the code is missing, or an id of the request or the patient is in it"));
    else
        form.code = options.code;
    out.note("/id", Rule::other_unique_identifier);
    out.extra(r.extra, "");

    form.kinds = r.kinds;
    const PatientSummary& p = r.patient;
    if (p.patient_id) out.note("/patient/patient_id", Rule::medical_record_number);
    if (p.age_years && *p.age_years < 90 && !p.age_90_or_over.value_or(false)) {
        form.age_years = p.age_years;
    } else if (p.age_years) {
        out.note("/patient/age_years", Rule::dates, generalised);
        form.age_90_or_over = true;
    } else {
        form.age_90_or_over = p.age_90_or_over;
    }
    form.sex = p.sex;
    form.country = p.country;
    if (const Name* name = disease(p.diagnosis.name)) {
        form.diagnosis.emplace();
        form.diagnosis->name = name->shown;
        form.diagnosis->ncit = name->ncit;
        if (p.diagnosis.name != name->shown)
            out.note("/patient/diagnosis/name", Rule::other_unique_identifier, generalised);
    } else {
        out.note("/patient/diagnosis", Rule::other_unique_identifier, generalised);
    }
    out.extra(p.diagnosis.extra, "/patient/diagnosis");
    form.disease_group = p.disease_group;
    if (p.stage) out.note("/patient/stage", Rule::other_unique_identifier);
    for (std::size_t i = 0; i < p.antigens.size(); ++i) {
        const AntigenStatus& a = p.antigens[i];
        const std::string pointer = "/patient/antigens/" + std::to_string(i);
        out.extra(a.extra, pointer);
        if (!has(targets_, a.target_id.text())) {
            out.note(pointer, Rule::other_unique_identifier);
            continue;
        }
        AntigenStatus kept = a;
        kept.extra.clear();
        form.antigens.push_back(std::move(kept));
    }
    form.prior_line_count = p.prior_line_count;
    form.prior_cell_therapies = p.prior_cell_therapies;
    if (p.ecog && *p.ecog <= 5)
        form.ecog = p.ecog;
    else if (p.ecog)
        out.note("/patient/ecog", Rule::other_unique_identifier);
    form.fit_to_travel = p.fit_to_travel;
    if (p.question) out.note("/patient/question", Rule::other_unique_identifier);
    if (p.deidentification) out.note("/patient/deidentification", Rule::dates);
    out.extra(p.extra, "/patient");

    if (options.question) {
        const std::string lower = lowered(*options.question);
        const std::string_view form_of = identifying_form(*options.question);
        const std::vector<std::string> words = identifying_words(r);
        if (!form_of.empty())
            found.add(finding("CNK-REFERRAL-015", "/question", "the question has in it " + std::string(form_of)));
        else if (std::any_of(words.begin(), words.end(), [&](const std::string& w) { return holds_word(lower, w); }))
            found.add(finding("CNK-REFERRAL-015", "/question",
                              "the question has in it a word of the contact or of an id of the request"));
        else
            form.question = options.question;
    }

    const ReferralContact& c = r.contact;
    form.contact_role = c.role;
    form.contact_country = c.country;
    form.languages = c.languages.empty() ? std::vector<LanguageTag>{r.language} : c.languages;
    out.note("/contact/name", Rule::names);
    if (c.organisation) out.note("/contact/organisation", Rule::names);
    if (c.email) out.note("/contact/email", Rule::email);
    if (c.phone) out.note("/contact/phone", Rule::telephone);
    out.extra(c.extra, "/contact");

    form.consent_holds = r.consent.given && !r.consent.withdrawn;
    if (form.consent_holds) form.consent_scope = r.consent.scope;
    if (r.consent.date) out.note("/consent/date", Rule::dates);
    if (r.consent.valid_until) out.note("/consent/valid_until", Rule::dates);
    if (r.consent.withdrawn) out.note("/consent/withdrawn", Rule::dates);
    out.extra(r.consent.extra, "/consent");

    form.urgency = r.urgency;
    form.preferred_countries = r.preferred_countries;
    for (std::size_t i = 0; i < r.trial_ids.size(); ++i)
        if (has(trials_, r.trial_ids[i].text()))
            form.trial_ids.push_back(r.trial_ids[i]);
        else
            out.note("/trial_ids/" + std::to_string(i), Rule::other_unique_identifier);
    for (std::size_t i = 0; i < r.center_ids.size(); ++i)
        if (has(centers_, r.center_ids[i].text()))
            form.center_ids.push_back(r.center_ids[i]);
        else
            out.note("/center_ids/" + std::to_string(i), Rule::other_unique_identifier);
    if (r.budget) out.note("/budget", Rule::other_unique_identifier);
    form.status = r.status;

    for (std::size_t i = 0; i < r.history.size(); ++i) {
        const StatusChange& s = r.history[i];
        const std::string pointer = "/history/" + std::to_string(i);
        DeidentifiedStep step;
        step.status = s.status;
        step.year = year_of(s.date);
        step.by = s.by;
        form.history.push_back(std::move(step));
        out.note(pointer + "/date", Rule::dates, generalised);
        if (s.reason) out.note(pointer + "/reason", Rule::other_unique_identifier);
        out.extra(s.extra, pointer);
    }
    if (r.response_deadline) {
        const bool to_the_day = r.response_deadline->day() && !r.history.empty() && r.history.back().date.day();
        const DayNumber days =
            to_the_day ? r.response_deadline->first_day() - r.history.back().date.first_day() : DayNumber{-1};
        if (days >= 0) form.days_to_answer = Count(days);
        out.note("/response_deadline", Rule::dates, days >= 0 ? generalised : RemovalAction::removed);
    }
    for (std::size_t i = 0; i < r.documents.size(); ++i) {
        const ReferralDocument& d = r.documents[i];
        const std::string pointer = "/documents/" + std::to_string(i);
        DeidentifiedDocument kept;
        kept.document = d.document;
        kept.status = d.status;
        kept.language = d.language;
        kept.year = d.year;
        kept.deidentified = d.deidentification.has_value();
        form.documents.push_back(std::move(kept));
        out.note(pointer + "/id", Rule::other_unique_identifier);
        if (d.title) out.note(pointer + "/title", Rule::other_unique_identifier);
        if (d.media_type) out.note(pointer + "/media_type", Rule::other_unique_identifier);
        if (d.sha256) out.note(pointer + "/sha256", Rule::other_unique_identifier);
        if (d.deidentification) out.note(pointer + "/deidentification", Rule::dates);
        out.extra(d.extra, pointer);
    }

    Deidentification& how = form.deidentification;
    how.method = DeidentificationMethod::safe_harbor;
    how.rules_checked.assign(detail::enumerator_values<Rule>.begin(), detail::enumerator_values<Rule>.end());
    how.no_actual_knowledge = options.no_actual_knowledge;
    if (options.year) how.date = PartialDate::from_text(std::to_string(options.year->number()));
    if (!options.no_actual_knowledge)
        found.add(
            finding("CNK-REFERRAL-003", "/deidentification/no_actual_knowledge",
                    "the sender has not said that nothing known is left by which the person could be identified"));
    return Result<DeidentifiedReferral>(std::move(form), std::move(found));
}

}  // namespace carnk::inline v0_1
