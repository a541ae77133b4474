// SPDX-License-Identifier: BSL-1.0
// Cards of the rules that functions check which are called for one value, not for a document: texts, numbers, patches, estimates.
#include <carnk/core/decimal.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/number.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/unit.hpp>
#include <carnk/json/patch.hpp>

#include "rules/builtin.hpp"
#include "rules/config_cards.hpp"

namespace carnk::inline v0_1::detail {

namespace {

/// A rule on the form of a text: in documents it is CNK-JSON-016, with what was expected.
template <class Format>
constexpr RuleInfo form(std::string_view title, std::string_view rationale, std::string_view reads,
                        std::string_view citation) {
    return card(Format::rule, Severity::error, RuleCategory::format, title, rationale, reads, citation);
}

/// A rule on the range of a number: in documents it is CNK-JSON-015.
template <class Range>
constexpr RuleInfo range_of(std::string_view title, std::string_view rationale, std::string_view reads,
                            std::string_view citation = "structural") {
    return card(Range::rule, Severity::error, RuleCategory::format, title, rationale, reads, citation);
}

constexpr std::array text_cards{
    form<format::Slug>(
        "an own id is a slug",
        "Ids stand in addresses, file names and references, where any other character is written in many ways.",
        "Slug::parse()", "structural"),
    form<format::RegistryId>(
        "a trial number has the form of a register that the library knows", "A number of another form finds no trial.",
        "RegistryId::parse()",
        "the numbers as the registers issue them; WHO ICTRP, primary registries and ClinicalTrials.gov"),
    form<format::Doi>("a DOI has the form of one, without address before it",
                      "One work must have one spelling, else its citations are not found to be the same.",
                      "Doi::parse()", "ISO 26324; DOI Handbook"),
    form<format::Pmid>("a PubMed id is a number of at most eight digits", "Another form finds no article.",
                       "Pmid::parse()", "NLM, PubMed: PMID"),
    form<format::Pmcid>("a PubMed Central id is PMC and a number", "Without PMC it is taken for a PubMed id.",
                        "Pmcid::parse()", "NLM, PubMed Central: PMCID"),
    form<format::HgncSymbol>("a gene symbol has the form that HGNC gives",
                             "An old or invented symbol finds no gene, or another one.", "HgncSymbol::parse()",
                             "HGNC, Guidelines for human gene nomenclature, 2020"),
    form<format::UniprotAccession>("a UniProtKB accession has the form of one", "Another form finds no protein.",
                                   "UniprotAccession::parse()", "UniProt help, accession numbers"),
    form<format::UniprotEntryName>("a UniProtKB entry name is a mnemonic and a species",
                                   "The species tells the human protein from that of a mouse.",
                                   "UniprotEntryName::parse()", "UniProt help, entry name"),
    form<format::NcitCode>("a code of the NCI Thesaurus is C and a number", "Another form finds no concept.",
                           "NcitCode::parse()", "NCI Thesaurus"),
    form<format::RorId>("a ROR id has right check digits", "A slip of the hand would name another organisation.",
                        "RorId::parse()", "Research Organization Registry; ISO/IEC 7064 MOD 97-10"),
    form<format::Orcid>("an ORCID iD has a right check digit", "A slip of the hand would name another person.",
                        "Orcid::parse()", "ORCID; ISO/IEC 7064 MOD 11-2"),
    form<format::CountryCode>("a country code is assigned", "A code that nobody has been given is no country.",
                              "CountryCode::parse()", "ISO 3166-1 alpha-2"),
    form<format::CurrencyCode>("a currency code is assigned",
                               "An amount in a currency that does not exist cannot be compared.",
                               "CurrencyCode::parse()", "ISO 4217"),
    form<format::LanguageTag>("a language tag is language, script and region",
                              "Programs choose fonts and translations by it.", "LanguageTag::parse()", "RFC 5646"),
    form<format::Url>("a web address is absolute and has no blanks",
                      "A reader must be able to follow it, and another scheme may run a program.", "Url::parse()",
                      "RFC 3986"),
    form<PartialDate>("a date is a year, a month or a day that exists",
                      "A day that does not exist would be shifted to another one by each program in its own way.",
                      "PartialDate::parse()", "ISO 8601-1:2019, calendar dates with reduced precision"),
    form<Decimal>("a decimal is a text of at most 18 digits", "What has more digits cannot be computed exactly.",
                  "Decimal::parse()", "structural"),
    form<UcumUnit>(
        "a unit is one of case-sensitive UCUM that the library knows",
        "A unit that is not understood cannot be compared with another: mg and Mg differ by nine powers of ten.",
        "UcumUnit::parse()", "UCUM specification 2.1, sections 2.1 to 2.4"),
};

constexpr std::array number_cards{
    range_of<range::Count>("a count is whole and not negative", "Nobody can treat fewer than no patients.",
                           "checked_number<Count>()"),
    range_of<range::Year>("a year lies between 1900 and 2200",
                          "A year outside is a slip, or a number of something else.", "checked_number<Year>()"),
    range_of<range::Fraction>("a fraction lies between 0 and 1", "Above 1 it is most often a percentage.",
                              "checked_number<Fraction>()"),
    range_of<range::Percent>("a percentage of a whole lies between 0 and 100", "No part is larger than its whole.",
                             "checked_number<Percent>()"),
    range_of<range::NonNegative>("an amount that cannot be negative is not",
                                 "A negative dose, weight or concentration does not exist.",
                                 "checked_number<NonNegative>()"),
    range_of<range::Latitude>("a latitude lies between -90 and 90 degrees",
                              "Beyond it there is no place; most often latitude and longitude are exchanged.",
                              "checked_number<Latitude>()", "ISO 6709"),
    range_of<range::Longitude>("a longitude lies between -180 and 180 degrees",
                               "Beyond it, one place has several longitudes.", "checked_number<Longitude>()",
                               "ISO 6709"),
};

constexpr RuleInfo estimate(std::string_view id, RuleCategory category, std::string_view title,
                            std::string_view rationale, std::string_view reads) {
    return card(id, Severity::error, category, title, rationale, reads);
}

constexpr std::array estimate_cards{
    estimate("CNK-EST-001", RuleCategory::consistency, "amounts that are added have one currency and one price year",
             "A sum of dollars and yuan, or of prices of different years, is an amount of nothing.",
             "Money.currency, Money.price_year, MoneyConversion.from, MoneyConversion.from_year"),
    estimate("CNK-EST-002", RuleCategory::format, "a computed amount has at most 18 digits",
             "Rounding it without saying so would give an amount that nobody can check.", "Money.low, Money.high"),
    estimate("CNK-EST-003", RuleCategory::structure, "a sum has amounts",
             "The sum of nothing has no currency, and zero would be taken for free of charge.", "sum()"),
    estimate(
        "CNK-EST-004", RuleCategory::provenance, "a conversion has a factor above zero, a date and a source",
        "A factor that nobody answers for decides what the estimate says.",
        "MoneyConversion.factor, MoneyConversion.source, ExchangeRate.rate, ExchangeRate.date, ExchangeRate.source"),
    estimate("CNK-EST-005", RuleCategory::reference, "a planned part names a cost fact that there is",
             "Its line would be unknown, and the total too low.", "PlannedCost.item_id"),
    estimate("CNK-EST-006", RuleCategory::consistency, "a planned quantity or amount is not negative",
             "A part cannot be had less than not at all; it would lower the total.",
             "PlannedCost.quantity, PlannedCost.unit_cost"),
    estimate("CNK-EST-007", RuleCategory::consistency, "a plan has one rate from a currency to another for each year",
             "With two, the order of the list would decide what the estimate says.", "CostPlan.exchange_rates"),
    card("CNK-EST-008", Severity::warning, RuleCategory::consistency, "a rate of exchange serves for a line",
         "Whoever gave it expects it in the total; most often it is of another year than the prices.",
         "CostPlan.exchange_rates"),
};

constexpr std::array pool_cards{
    card("CNK-STA-001", Severity::error, RuleCategory::consistency,
         "no more patients have an outcome than were counted", "A proportion above one is none.",
         "EventCount.events, EventCount.patients"),
    card("CNK-STA-002", Severity::error, RuleCategory::format, "a confidence level lies between 0 and 1",
         "Most often 95 was written for 0.95; an interval of another level would look as if it were right.",
         "PoolSettings.level, exact_interval(), wilson_interval()"),
    card("CNK-STA-003", Severity::error, RuleCategory::format, "the patients of all studies together can be counted",
         "A sum that does not fit would be a wrong one.", "pool()"),
};

constexpr std::array compare_cards{
    card("CNK-COMPARE-001", Severity::error, RuleCategory::reference, "what is compared is in the catalogue",
         "Nothing beside something would look like a difference in everything.", "compare_records()"),
    card("CNK-COMPARE-002", Severity::error, RuleCategory::structure, "records of one type are compared",
         "Members of different types have the same names and another meaning.",
         "compare_documents(), compare_records()"),
};

constexpr std::array referral_cards{
    card("CNK-REFERRAL-014", Severity::error, RuleCategory::practice,
         "the code of a de-identified form is not made from ids of the request or the patient",
         "Whoever has the id would find the person.", "DeidentifyOptions.code", "45 CFR 164.514(c)"),
    card("CNK-REFERRAL-015", Severity::error, RuleCategory::practice,
         "a question that goes into a de-identified form has nothing in it that identifies",
         "A name, a number, a date or an address in a sentence tells who the person is.", "DeidentifyOptions.question",
         "45 CFR 164.514(b)(2)(i)"),
    card("CNK-REFERRAL-016", Severity::error, RuleCategory::format, "a plan is made for a day",
         "Deadlines cannot be reckoned from a month or a year.", "ReferralPlanOptions.as_of"),
};

constexpr RuleInfo ledger_card(std::string_view id, std::string_view title, std::string_view rationale) {
    return card(id, Severity::error, RuleCategory::consistency, title, rationale,
                "LedgerBuilder::finish(), check_ledger()");
}

constexpr std::array ledger_cards{
    ledger_card("CNK-LEDGER-001", "a ledger accounts for every leaf of its source",
                "What nobody accounts for was lost in silence."),
    ledger_card("CNK-LEDGER-002", "a ledger accounts for each leaf once",
                "Of two fates of one value one is wrong, and the counts say too much."),
    ledger_card("CNK-LEDGER-003", "a ledger accounts for nothing that its source does not have",
                "It was made for another document, or for a value that was made up."),
    ledger_card("CNK-LEDGER-004", "the counts of a ledger are those of its entries and its source",
                "Most readers look at the counts only."),
    ledger_card("CNK-LEDGER-005", "a ledger says why a leaf did not arrive in full",
                "Without the reason nobody can judge whether the loss matters."),
};

constexpr std::array upgrade_cards{
    card("CNK-UPGRADE-001", Severity::error, RuleCategory::format,
         "a document that is upgraded names its type and version", "Without them nobody knows what its members mean.",
         "upgrade()", "structural"),
    card("CNK-UPGRADE-002", Severity::error, RuleCategory::format,
         "a document that is upgraded is not newer than what is wanted",
         "What a newer version says cannot be said in an older one.", "upgrade()", "structural"),
    card("CNK-UPGRADE-003", Severity::error, RuleCategory::format,
         "there is a step from each version of a document to the next",
         "A version that is left out would lose what changed in it.", "upgrade()", "structural"),
    card("CNK-UPGRADE-004", Severity::error, RuleCategory::consistency, "an upgrade renames no member onto another one",
         "One of two values would be lost in silence.", "upgrade()", "structural"),
};

constexpr RuleInfo ctgov(std::string_view id, Severity severity, RuleCategory category, std::string_view title,
                         std::string_view rationale) {
    return card(id, severity, category, title, rationale, "read_clinicaltrials_gov()",
                "ClinicalTrials.gov API v2, OpenAPI document");
}

constexpr std::array ctgov_cards{
    ctgov("CNK-CTGOV-001", Severity::note, RuleCategory::structure,
          "a member of a record is known to the register's layout", "It is kept, but nobody has said what it means."),
    ctgov("CNK-CTGOV-002", Severity::warning, RuleCategory::format, "a word of a record is on the register's list",
          "It is kept, but the typed member is absent: a new status must not look like an old one."),
    ctgov("CNK-CTGOV-003", Severity::warning, RuleCategory::format,
          "a value of a record has the kind and form that the register's layout says",
          "It is kept, but the typed member is absent."),
    ctgov("CNK-CTGOV-004", Severity::error, RuleCategory::structure, "a text that is imported holds studies",
          "Otherwise nothing is imported, which must not look as if the register had nothing."),
    ctgov("CNK-CTGOV-005", Severity::error, RuleCategory::structure, "a record has the layout of the API's version 2",
          "The older layouts have other names and other words; the register has given them up."),
    ctgov("CNK-CTGOV-006", Severity::error, RuleCategory::reference, "a study has its number",
          "Without it nobody can tell which study it is."),
    ctgov("CNK-CTGOV-007", Severity::warning, RuleCategory::structure, "an object of a record has what makes it one",
          "An arm without label or a status that is not stated cannot be typed; the rest is kept as it stands."),
    ctgov("CNK-CTGOV-008", Severity::warning, RuleCategory::reference, "a text that is imported has each study once",
          "Two records of one study would be counted as two studies."),
    ctgov("CNK-CTGOV-009", Severity::warning, RuleCategory::structure, "a page that is imported is the last one",
          "There are further studies, which are missing in whatever is made of this page alone."),
    ctgov("CNK-CTGOV-010", Severity::note, RuleCategory::provenance, "what a record says is stated by the register",
          "A value that was derived from words may be wrong; it is marked, and an editor should look at it."),
};

constexpr RuleInfo fhir_in(std::string_view id, Severity severity, RuleCategory category, std::string_view title,
                           std::string_view rationale) {
    return card(id, severity, category, title, rationale, "read_fhir_patient()", "HL7 FHIR R4 (4.0.1)");
}

constexpr std::array fhir_in_cards{
    fhir_in("CNK-FHIRIN-001", Severity::error, RuleCategory::structure,
            "a text that is imported as a patient is a Bundle of what holds now",
            "Nothing is imported of another text, nor of a history, whose versions are past."),
    fhir_in("CNK-FHIRIN-002", Severity::error, RuleCategory::reference, "a bundle has one patient",
            "With several, facts of one would be taken for those of another."),
    fhir_in("CNK-FHIRIN-003", Severity::warning, RuleCategory::reference,
            "a resource of a bundle is about the patient of the bundle",
            "A donor's, a mother's or nobody's value must not become the patient's; it is not imported."),
    fhir_in("CNK-FHIRIN-004", Severity::warning, RuleCategory::reference, "a code of a bundle is one that is mapped",
            "It is kept as a code, and whatever depends on it is unknown; no meaning is guessed from words."),
    fhir_in("CNK-FHIRIN-005", Severity::warning, RuleCategory::consistency, "what a bundle says twice is the same",
            "Nobody can tell which of the two is right; neither is taken."),
    fhir_in("CNK-FHIRIN-006", Severity::warning, RuleCategory::format,
            "a value of a bundle has the kind, form and unit that a fact can hold",
            "It is not read; a value without a UCUM unit could be off by a factor of a thousand."),
    fhir_in("CNK-FHIRIN-007", Severity::warning, RuleCategory::structure,
            "a resource has a status of FHIR R4 and no modifier that is not known",
            "What is not understood may say the contrary; the resource is not imported."),
    fhir_in("CNK-FHIRIN-008", Severity::note, RuleCategory::structure, "a resource is of a type that is imported",
            "It is dropped, and the ledger says so."),
    fhir_in("CNK-FHIRIN-009", Severity::note, RuleCategory::provenance, "a statement of a bundle is sure",
            "What is in error is dropped; what is suspected, preliminary, planned or ordered is not taken for a fact."),
    fhir_in("CNK-FHIRIN-010", Severity::warning, RuleCategory::structure,
            "a bundle is whole and has each resource once",
            "Of two versions of a resource one is past; what stands on further pages is missing."),
};

}  // namespace

void add_call_cards(BuiltinRules& rules) {
    for (const RuleInfo& info : text_cards)
        rules.card(info);
    for (const RuleInfo& info : number_cards)
        rules.card(info);
    for (const RuleInfo& info : patch_rules)
        rules.card(info);
    for (const RuleInfo& info : estimate_cards)
        rules.card(info);
    for (const RuleInfo& info : pool_cards)
        rules.card(info);
    for (const RuleInfo& info : config_cards)
        rules.card(info);
    for (const RuleInfo& info : compare_cards)
        rules.card(info);
    for (const RuleInfo& info : referral_cards)
        rules.card(info);
    for (const RuleInfo& info : ledger_cards)
        rules.card(info);
    for (const RuleInfo& info : upgrade_cards)
        rules.card(info);
    for (const RuleInfo& info : ctgov_cards)
        rules.card(info);
    for (const RuleInfo& info : fhir_in_cards)
        rules.card(info);
}

}  // namespace carnk::inline v0_1::detail
