// SPDX-License-Identifier: BSL-1.0
// What the words of a record suggest and the register does not state. Each value is marked with the rule, the text and its words.
#include <carnk/catalog/builtin.hpp>
#include <carnk/interop/clinicaltrials_gov.hpp>
#include <carnk/json/locate.hpp>
#include <carnk/json/patch.hpp>
#include <carnk/model/catalog.hpp>
#include <carnk/screen/criteria.hpp>

#include "interop/ctgov_layout.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

constexpr std::array rules{
    CtgovRule{"therapy.car-nk", "/trial/product/therapy", "car_nk",
              "a title or the name of an intervention speaks of CAR-NK, or of a CAR and NK cells and not of CAR-T"},
    CtgovRule{"therapy.car-nk-and-car-t", "/trial/product/therapy", "car_nk_and_car_t",
              "titles or names of interventions speak of CAR-NK and of CAR-T"},
    CtgovRule{"therapy.car-t", "/trial/product/therapy", "car_t",
              "a title or the name of an intervention speaks of CAR-T, and one of them of autologous cells"},
    CtgovRule{"therapy.car-t-donor", "/trial/product/therapy", "allogeneic_car_t",
              "a title or the name of an intervention speaks of CAR-T, and one of them of allogeneic cells"},
    CtgovRule{"therapy.car-cells", "/trial/product/therapy", "any_cell_therapy",
              "a title or the name of an intervention speaks of CAR-T and none says whose cells they are"},
    CtgovRule{
        "therapy.nk-cells", "/trial/product/therapy", "any_cell_therapy",
        "a title or the name of an intervention speaks of NK cells, and none of a CAR; they may have one all the same"},
    CtgovRule{"therapy.none", "/trial/product/therapy", "any_trial",
              "no title and no name of an intervention says more"},
    CtgovRule{"product.car", "/trial/product/names", "", "the name of an intervention speaks of a CAR"},
    CtgovRule{
        "target.car", "/trial/targets", "",
        "in a title, the name of an intervention or the summary of a study of one kind of CAR cells the name of a target of the catalogue stands beside CAR, "
        "targeted, targeting, directed, specific or anti"},
    CtgovRule{"origin.cord-blood", "/trial/product/cell_source/origin", "cord_blood",
              "a text on NK cells speaks of cord blood, and none of another origin"},
    CtgovRule{"origin.peripheral-blood", "/trial/product/cell_source/origin", "peripheral_blood",
              "a text on NK cells calls them peripheral blood derived, and none speaks of another origin"},
    CtgovRule{"origin.ipsc", "/trial/product/cell_source/origin", "ipsc",
              "a text on NK cells speaks of induced pluripotent stem cells, and none of another origin"},
    CtgovRule{"origin.nk92", "/trial/product/cell_source/origin", "nk92",
              "a text on NK cells speaks of NK-92, and none of another origin"},
    CtgovRule{"origin.placenta", "/trial/product/cell_source/origin", "placenta",
              "a text on NK cells speaks of placental cells, and none of another origin"},
    CtgovRule{"donor.haploidentical", "/trial/product/cell_source/donor", "haploidentical",
              "a title or the name of an intervention says haploidentical"},
    CtgovRule{"donor.autologous", "/trial/product/cell_source/donor", "autologous",
              "a title or the name of an intervention says autologous, not of a transplant, and none says allogeneic"},
    CtgovRule{
        "donor.allogeneic", "/trial/product/cell_source/donor", "allogeneic",
        "a title or the name of an intervention says allogeneic or off the shelf, and none autologous or haploidentical"},
    CtgovRule{
        "armor.il15", "/trial/product/armoring", "il15",
        "a title or the name of an intervention that speaks of a CAR names IL-15, not an agonist of its receptor"},
    CtgovRule{"armor.caspase9", "/trial/product/armoring", "inducible_caspase9",
              "a title or the name of an intervention that speaks of a CAR names inducible caspase 9"},
    CtgovRule{"delivery.retroviral", "/trial/product/gene_delivery", "retroviral",
              "a text on CAR cells says retroviral, and none lentiviral"},
    CtgovRule{"delivery.lentiviral", "/trial/product/gene_delivery", "lentiviral",
              "a text on CAR cells says lentiviral, and none retroviral"},
    CtgovRule{"group.conditions", "/trial/disease_group", "", "every condition names a disease of one group"},
    CtgovRule{"countries.sites", "/trial/countries", "", "the countries of the sites"},
    CtgovRule{"status.accessed", "/trial/status_as_of", "", "the day on which the text was fetched"},
    CtgovRule{"status.version-holder", "/trial/status_as_of", "", "the register's date of its data"},
    CtgovRule{"status.not-stated", "/trial/status", "unknown", "the register states no status that is on its list"},
    CtgovRule{"retraction.listed", "/trial/registration/references", "", "the register lists notices of retraction"},
    CtgovRule{"event.syndrome", "/results/adverse_events", "",
              "the term of an adverse event names a syndrome of cell therapy"},
};

// ---------------------------------------------------------------------------------------------------- words

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

/// A text in lower case, with one blank for everything that is no letter or digit, and where each byte of it came from.
struct Words {
    std::string text;
    std::vector<std::uint32_t> at;
    std::string_view original;

    explicit Words(std::string_view s) : original(s) {
        text.resize(s.size());
        at.resize(s.size() + 1);
        std::size_t n = 0;
        for (std::size_t i = 0; i < s.size(); ++i) {
            const std::size_t dash = static_cast<unsigned char>(s[i]) < 0x80 ? 0 : dash_at(s.substr(i));
            char c = s[i];
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            if (dash > 0 || !is_word(c)) c = ' ';
            if (c != ' ' || (n > 0 && text[n - 1] != ' ')) {
                text[n] = c;
                at[n++] = static_cast<std::uint32_t>(i);
            }
            if (dash > 0) i += dash - 1;
        }
        text.resize(n);
        at[n] = static_cast<std::uint32_t>(s.size());
        at.resize(n + 1);
    }
    /// Where a phrase stands as whole words from a place on; npos if nowhere.
    [[nodiscard]] std::size_t find(std::string_view phrase, std::size_t from = 0) const {
        for (std::size_t i = from; (i = text.find(phrase, i)) != std::string::npos; ++i)
            if ((i == 0 || text[i - 1] == ' ') && ends(i + phrase.size())) return i;
        return std::string::npos;
    }
    [[nodiscard]] bool has(std::string_view phrase) const { return find(phrase) != std::string::npos; }
    /// Where one of several phrases stands.
    template <std::size_t N>
    [[nodiscard]] std::pair<std::size_t, std::size_t> any(const std::array<std::string_view, N>& phrases) const {
        for (const std::string_view p : phrases)
            if (const std::size_t i = find(p); i != std::string::npos) return {i, p.size()};
        return {std::string::npos, 0};
    }
    /// The words of the original that a stretch came from.
    [[nodiscard]] std::string quote(std::size_t begin, std::size_t length) const {
        const std::size_t end = begin + length;
        std::size_t last = end < at.size() ? at[end] : original.size();
        const std::size_t first = at[begin];
        if (end > begin) last = at[end - 1] + 1U;
        while (last < original.size() && (static_cast<unsigned char>(original[last]) & 0xC0) == 0x80)
            ++last;
        return std::string(original.substr(first, last - first));
    }

private:
    /// Bytes of a hyphen or dash of Unicode, U+2010 to U+2015, or a no-break space with which a text begins; else 0.
    [[nodiscard]] static std::size_t dash_at(std::string_view s) {
        if (s.starts_with("\xC2\xA0")) return 2;
        return s.starts_with("\xE2\x80") && s.size() > 2 && static_cast<unsigned char>(s[2]) >= 0x90 &&
                       static_cast<unsigned char>(s[2]) <= 0x95
                   ? 3
                   : 0;
    }
    // A plural is the same word.
    [[nodiscard]] bool ends(std::size_t i) const {
        if (i >= text.size() || text[i] == ' ') return true;
        return text[i] == 's' && (i + 1 >= text.size() || text[i + 1] == ' ');
    }
};

constexpr auto none = std::string::npos;

// The text of a JSON string.
std::string decoded(std::string_view quoted) {
    const ReadOptions options;
    detail::Decoder d(quoted, options);
    std::string text;
    d.string(d.begin, text);
    return text;
}

/// A text of the record and where it stands in that of the register.
struct Text {
    std::string source;
    Words words;
    bool name;  // title or name of an intervention
};

std::vector<Text> texts_of(const Trial& t) {
    std::vector<Text> list;
    const auto add = [&](std::string source, std::string_view text, bool name) {
        if (!text.empty()) list.push_back({std::move(source), Words(text), name});
    };
    const std::string p = "/protocolSection/";
    add(p + "identificationModule/briefTitle", t.title, true);
    if (t.official_title) add(p + "identificationModule/officialTitle", *t.official_title, true);
    for (std::size_t i = 0; i < t.interventions.size(); ++i) {
        const std::string at = p + "armsInterventionsModule/interventions/" + std::to_string(i);
        add(at + "/name", t.interventions[i].name, true);
        for (std::size_t k = 0; k < t.interventions[i].other_names.size(); ++k)
            add(at + "/otherNames/" + std::to_string(k), t.interventions[i].other_names[k], true);
        if (t.interventions[i].description) add(at + "/description", *t.interventions[i].description, false);
    }
    if (t.summary) add(p + "descriptionModule/briefSummary", *t.summary, false);
    return list;
}

constexpr std::array<std::string_view, 12> car_nk_words{"car nk",
                                                        "carnk",
                                                        "car natural killer",
                                                        "chimeric antigen receptor natural killer",
                                                        "chimeric antigen receptor nk",
                                                        "car engineered nk",
                                                        "car transduced nk",
                                                        "car modified nk",
                                                        "car expressing nk",
                                                        "car engineered natural killer",
                                                        "car cb nk",
                                                        "car modified natural killer"};
constexpr std::array<std::string_view, 6> car_t_words{"car t",
                                                      "cart",
                                                      "chimeric antigen receptor t",
                                                      "car modified t",
                                                      "car engineered t",
                                                      "chimeric antigen receptor modified t"};
constexpr std::array<std::string_view, 3> car_words{"car", "chimeric antigen receptor", "chimeric receptor"};
constexpr std::array<std::string_view, 4> nk_words{"nk", "natural killer", "nk92", "nk 92"};
constexpr std::array<std::string_view, 3> nkt_words{"nkt", "natural killer t", "car nkt"};

class Derivation {
public:
    Derivation(RegistryRecord& record, const CtgovOptions& options)
        : record_(record), trial_(record.trial), options_(options), texts_(texts_of(trial_)) {}

    void run() {
        source();
        as_of();
        countries();
        disease_group();
        therapy();
        if (is_car_ || is_nk_) {
            product();
            origin();
            donor();
        }
        if (is_car_) {
            targets();
            armor();
            delivery();
        }
        retractions();
        events();
        notes();
        if (options_.criteria) criteria();
    }

private:
    void mark(std::string_view rule, std::string target, std::string value, const Text* text = nullptr,
              std::string words = {}) {
        DerivedFact fact;
        fact.target = std::move(target);
        fact.value = std::move(value);
        fact.rule = Slug::of(rule);
        if (text) fact.source = text->source;
        if (!words.empty()) fact.words = std::move(words);
        record_.derived.push_back(std::move(fact));
    }
    void mark_at(std::string_view rule, std::string target, std::string value, std::string source) {
        mark(rule, std::move(target), std::move(value));
        record_.derived.back().source = std::move(source);
    }

    // ------------------------------------------------------------------------------------------------ from values

    [[nodiscard]] Source register_source() const {
        Source s;
        s.kind = SourceKind::registry;
        s.title = "ClinicalTrials.gov record of " + trial_.id.text();
        s.registry_id = trial_.id;
        s.url = Url::from_text("https://clinicaltrials.gov/study/" + trial_.id.text());
        if (!options_.accessed.empty()) s.accessed = options_.accessed;
        return s;
    }
    void source() {
        if (trial_.sources.empty()) trial_.sources.push_back(register_source());
    }
    void as_of() {
        if (trial_.status_as_of) return;
        if (!options_.accessed.empty()) {
            trial_.status_as_of = options_.accessed;
            return mark("status.accessed", "/trial/status_as_of", options_.accessed.text());
        }
        const std::string* const derived = record_.extra.find("ctgov:/derivedSection");
        if (!derived) return;
        const Result<std::string_view> holder = find_at(*derived, "/miscInfoModule/versionHolder");
        if (!holder || holder->size() < 2 || holder->front() != '"') return;
        const Optional<PartialDate> date = PartialDate::from_text(holder->substr(1, holder->size() - 2));
        if (!date) return;
        trial_.status_as_of = *date;
        mark_at("status.version-holder", "/trial/status_as_of", date->text(),
                "/derivedSection/miscInfoModule/versionHolder");
    }
    void countries() {
        if (!trial_.countries.empty()) return;
        std::string value;
        for (const TrialSite& site : trial_.sites) {
            if (!site.country) continue;
            if (std::find(trial_.countries.begin(), trial_.countries.end(), *site.country) != trial_.countries.end())
                continue;
            trial_.countries.push_back(*site.country);
            value.append(value.empty() ? "" : ", ").append(site.country->text());
        }
        if (!value.empty())
            mark_at("countries.sites", "/trial/countries", value, "/protocolSection/contactsLocationsModule/locations");
    }
    void disease_group() {
        static constexpr std::array<std::string_view, 16> blood{"leukemia",
                                                                "leukaemia",
                                                                "lymphoma",
                                                                "myeloma",
                                                                "myelodysplastic syndrome",
                                                                "myelodysplastic",
                                                                "dlbcl",
                                                                "aml",
                                                                "b all",
                                                                "cll",
                                                                "hematologic malignancy",
                                                                "hematologic malignancies",
                                                                "hematological malignancies",
                                                                "haematological malignancies",
                                                                "b cell malignancies",
                                                                "waldenstrom macroglobulinemia"};
        static constexpr std::array<std::string_view, 16> solid{
            "carcinoma", "adenocarcinoma",  "sarcoma",       "glioma",        "glioblastoma", "neuroblastoma",
            "melanoma",  "mesothelioma",    "solid tumor",   "solid tumour",  "cancer",       "osteosarcoma",
            "nsclc",     "breast neoplasm", "lung neoplasm", "hepatoblastoma"};
        static constexpr std::array<std::string_view, 14> immune{"lupus",
                                                                 "systemic sclerosis",
                                                                 "scleroderma",
                                                                 "myasthenia gravis",
                                                                 "multiple sclerosis",
                                                                 "rheumatoid arthritis",
                                                                 "vasculitis",
                                                                 "myositis",
                                                                 "autoimmune disease",
                                                                 "autoimmune diseases",
                                                                 "neuromyelitis optica",
                                                                 "sjogren syndrome",
                                                                 "immune thrombocytopenia",
                                                                 "dermatomyositis"};
        if (trial_.disease_group || trial_.conditions.empty()) return;
        Optional<DiseaseGroup> group;
        for (const Disease& disease : trial_.conditions) {
            const Words words(disease.name);
            const bool is_blood = words.any(blood).first != none, is_solid = words.any(solid).first != none,
                       is_immune = words.any(immune).first != none;
            if ((is_blood ? 1 : 0) + (is_solid ? 1 : 0) + (is_immune ? 1 : 0) != 1) return;
            const DiseaseGroup g = is_blood   ? DiseaseGroup::hematologic
                                   : is_solid ? DiseaseGroup::solid
                                              : DiseaseGroup::autoimmune;
            if (group && *group != g) return;
            group = g;
        }
        trial_.disease_group = group;
        mark_at("group.conditions", "/trial/disease_group",
                *group == DiseaseGroup::hematologic ? "hematologic"
                : *group == DiseaseGroup::solid     ? "solid"
                                                    : "autoimmune",
                "/protocolSection/conditionsModule/conditions");
    }

    // ------------------------------------------------------------------------------------------------ from words

    static bool speaks_of_car_t(const Words& w) {
        const auto [at, length] = w.any(car_t_words);
        (void)length;
        return at != none;
    }
    /// Where a text speaks of CAR-NK.
    static std::pair<std::size_t, std::size_t> car_nk(const Words& w) {
        const auto found = w.any(car_nk_words);
        if (found.first != none) return found;
        const auto car = w.any(car_words), nk = w.any(nk_words);
        if (car.first == none || nk.first == none || speaks_of_car_t(w) || w.any(nkt_words).first != none)
            return {none, 0};
        return car;
    }
    void therapy() {
        const Text *nk_text = nullptr, *t_text = nullptr, *cell_text = nullptr, *donor_text = nullptr,
                   *own_text = nullptr;
        std::string nk_quote, t_quote, cell_quote;
        for (const Text& t : texts_) {
            if (!t.name) continue;
            if (const auto [at, n] = car_nk(t.words); at != none && !nk_text)
                nk_text = &t, nk_quote = t.words.quote(at, n);
            if (const auto [at, n] = t.words.any(car_t_words); at != none && !t_text)
                t_text = &t, t_quote = t.words.quote(at, n);
            if (const auto [at, n] = t.words.any(nk_words);
                at != none && !cell_text && t.words.any(nkt_words).first == none)
                cell_text = &t, cell_quote = t.words.quote(at, n);
            if (own_cells(t.words) != none && !own_text) own_text = &t;
            if ((t.words.has("allogeneic") || t.words.has("universal") || t.words.has("off the shelf")) && !donor_text)
                donor_text = &t;
        }
        TherapyClass& therapy = trial_.product.therapy;
        const auto set = [&](TherapyClass value, std::string_view rule, const Text* text, std::string words) {
            therapy = value;
            const auto it = std::find_if(rules.begin(), rules.end(), [&](const CtgovRule& r) { return r.id == rule; });
            mark(rule, "/trial/product/therapy", std::string(it->value), text, std::move(words));
        };
        is_car_ = nk_text || t_text;
        is_nk_ = nk_text || cell_text;
        if (nk_text && t_text)
            set(TherapyClass::car_nk_and_car_t, "therapy.car-nk-and-car-t", nk_text, nk_quote);
        else if (nk_text)
            set(TherapyClass::car_nk, "therapy.car-nk", nk_text, nk_quote);
        else if (t_text && own_text && !donor_text)
            set(TherapyClass::car_t, "therapy.car-t", t_text, t_quote);
        else if (t_text && donor_text && !own_text)
            set(TherapyClass::allogeneic_car_t, "therapy.car-t-donor", t_text, t_quote);
        else if (t_text)
            set(TherapyClass::any_cell_therapy, "therapy.car-cells", t_text, t_quote);
        else if (cell_text)
            set(TherapyClass::any_cell_therapy, "therapy.nk-cells", cell_text, cell_quote);
        else
            set(TherapyClass::any_trial, "therapy.none", nullptr, {});
    }
    void product() {
        if (!trial_.product.names.empty()) return;
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < trial_.interventions.size(); ++i) {
            const std::string& name = trial_.interventions[i].name;
            const Words words(name);
            if (car_nk(words).first == none && !speaks_of_car_t(words)) continue;
            if (!seen.insert(name).second) continue;
            trial_.product.names.push_back(name);
            mark_at("product.car", "/trial/product/names/" + std::to_string(trial_.product.names.size() - 1), name,
                    "/protocolSection/armsInterventionsModule/interventions/" + std::to_string(i) + "/name");
        }
    }
    [[nodiscard]] CellSource& cells() {
        if (!trial_.product.cell_source) trial_.product.cell_source.emplace();
        return *trial_.product.cell_source;
    }
    void origin() {
        struct Origin {
            NkOrigin origin;
            std::string_view rule, word;
            std::array<std::string_view, 6> phrases;
        };
        static constexpr std::array origins{
            Origin{NkOrigin::cord_blood,
                   "origin.cord-blood",
                   "cord_blood",
                   {"cord blood", "cord blood derived", "cb nk", "cb derived", "car cb nk", "cord blood nk"}},
            Origin{NkOrigin::peripheral_blood,
                   "origin.peripheral-blood",
                   "peripheral_blood",
                   {"peripheral blood derived nk", "peripheral blood nk", "pb nk", "pbnk",
                    "peripheral blood natural killer", "peripheral blood derived natural killer"}},
            Origin{NkOrigin::ipsc,
                   "origin.ipsc",
                   "ipsc",
                   {"ipsc", "induced pluripotent stem cell", "ips cell", "ipsc derived", "induced pluripotent stem",
                    "ipsc nk"}},
            Origin{NkOrigin::nk92, "origin.nk92", "nk92", {"nk 92", "nk92", "nk 92mi", "nk 92 mi", "nk92mi", "t hank"}},
            Origin{NkOrigin::placenta,
                   "origin.placenta",
                   "placenta",
                   {"placental", "placenta derived", "placental derived", "placental nk", "placenta",
                    "placental hematopoietic"}},
        };
        if (trial_.product.cell_source && trial_.product.cell_source->origin) return;
        const Origin* found = nullptr;
        const Text* where = nullptr;
        std::string quote;
        for (const Text& t : texts_) {
            if (t.words.any(nk_words).first == none) continue;
            for (const Origin& o : origins) {
                const auto [at, n] = t.words.any(o.phrases);
                if (at == none) continue;
                // A transplant of cord blood is none of the product.
                if (o.origin == NkOrigin::cord_blood && t.words.has("cord blood transplant")) continue;
                if (found && found != &o) return;
                if (!found) found = &o, where = &t, quote = t.words.quote(at, n);
            }
        }
        if (!found) return;
        cells().origin = found->origin;
        mark(found->rule, "/trial/product/cell_source/origin", std::string(found->word), where, quote);
    }
    /// Where a text says that cells are the patient's own; a transplant of them does not count.
    static std::size_t own_cells(const Words& w) {
        for (std::size_t i = 0; (i = w.find("autologous", i)) != none; ++i) {
            const std::string_view rest = std::string_view(w.text).substr(i + 10);
            bool transplant = false;
            for (const std::string_view next : {" stem", " hematopoietic", " haematopoietic", " hsct", " sct",
                                                " transplant", " bone marrow", " peripheral blood stem", " asct"})
                transplant = transplant || rest.starts_with(next);
            if (!transplant) return i;
        }
        return none;
    }
    void donor() {
        if (trial_.product.cell_source && trial_.product.cell_source->donor) return;
        static constexpr std::array<std::string_view, 2> haplo{"haploidentical", "haplo identical"};
        static constexpr std::array<std::string_view, 3> other{"allogeneic", "off the shelf", "allogenic"};
        const Text *half = nullptr, *own = nullptr, *donor = nullptr;
        std::string quote;
        for (const Text& t : texts_) {
            if (!t.name || t.words.has("transplantation") || t.words.has("transplant")) continue;
            if (const auto [at, n] = t.words.any(haplo); at != none && !half) half = &t, quote = t.words.quote(at, n);
            if (own_cells(t.words) != none && !own) own = &t;
            if (t.words.any(other).first != none && !donor) donor = &t;
        }
        if (own && (half || donor)) return;
        if (half) {
            cells().donor = DonorRelation::haploidentical;
            mark("donor.haploidentical", "/trial/product/cell_source/donor", "haploidentical", half, quote);
        } else if (own) {
            cells().donor = DonorRelation::autologous;
            mark("donor.autologous", "/trial/product/cell_source/donor", "autologous", own, "autologous");
        } else if (donor) {
            cells().donor = DonorRelation::allogeneic;
            const auto [at, n] = donor->words.any(other);
            mark("donor.allogeneic", "/trial/product/cell_source/donor", "allogeneic", donor,
                 donor->words.quote(at, n));
        }
    }

    /// Whether the words around a name say that the product is directed at it.
    static bool is_aimed_at(const Words& w, std::size_t at, std::size_t length) {
        std::string_view before = std::string_view(w.text).substr(0, at),
                         after = std::string_view(w.text).substr(at + length);
        const auto skip_list = [](std::string_view& s, bool back) {
            // Names of a list, "CD19 CD70 CAR": at most three short words that look like names (letters and digits).
            for (int i = 0; i < 3; ++i) {
                std::string_view word;
                if (back) {
                    if (s.size() < 2) return;
                    const std::string_view trimmed = s.substr(0, s.size() - 1);
                    word = trimmed.substr(trimmed.rfind(' ') + 1);
                } else {
                    if (s.size() < 2) return;
                    word = s.substr(1, s.find(' ', 1) - 1);
                }
                const bool name = word.size() <= 8 && word.find_first_of("0123456789") != std::string_view::npos;
                if (!name) return;
                s = back ? s.substr(0, s.size() - word.size() - 1) : s.substr(word.size() + 1);
            }
        };
        static constexpr std::array<std::string_view, 10> behind{
            " car",        " targeted", " targeting", " directed", " specific", " chimeric antigen receptor",
            " redirected", " car nk",   " car t",     " dual car"};
        static constexpr std::array<std::string_view, 9> ahead{
            "anti ",    "targeting ", "targeted to ", "directed against ", "directed at ",
            "targets ", "car ",       "directed to ", "targeted against "};
        static constexpr std::array<std::string_view, 3> not_target{" negative", " positive", " expression"};
        for (const std::string_view word : not_target)
            if (after.starts_with(word)) return false;
        const auto starts = [](std::string_view s, std::string_view word) {
            return s.starts_with(word) && (s.size() == word.size() || s[word.size()] == ' ' || s[word.size()] == 's');
        };
        std::string_view far_after = after, far_before = before;
        skip_list(far_after, false);
        skip_list(far_before, true);
        for (const std::string_view word : behind)
            if (starts(after, word) || starts(far_after, word)) return true;
        for (const std::string_view word : ahead) {
            const auto ends = [&](std::string_view s) {
                return s.ends_with(word) && (s.size() == word.size() || s[s.size() - word.size() - 1] == ' ');
            };
            if (ends(before) || ends(far_before)) return true;
        }
        return false;
    }
    void targets() {
        // Of two kinds of cells nobody can tell which is directed at what.
        if (!trial_.targets.empty() || trial_.product.therapy == TherapyClass::car_nk_and_car_t) return;
        for (const TargetAntigen& target : builtin_catalog().targets) {
            std::vector<std::string> names{target.symbol};
            names.insert(names.end(), target.aliases.begin(), target.aliases.end());
            if (target.hgnc && target.kind == TargetKind::protein) names.push_back(target.hgnc->text());
            if (target_in(target, names)) continue;
        }
    }
    bool target_in(const TargetAntigen& target, const std::vector<std::string>& names) {
        for (const Text& t : texts_) {
            const bool summary = !t.name;
            if (summary && !t.source.ends_with("briefSummary")) continue;
            for (const std::string& name : names) {
                const Words wanted(name);
                // Short names that are words of the language, such as TF or AXL, must stand in capitals.
                if (wanted.text.size() < 2) continue;
                for (std::size_t i = 0; (i = t.words.find(wanted.text, i)) != none; ++i) {
                    const std::string as_printed = t.words.quote(i, wanted.text.size());
                    if (wanted.text.size() <= 4 && wanted.text.find_first_of("0123456789") == none &&
                        as_printed != name)
                        continue;
                    if (!is_aimed_at(t.words, i, wanted.text.size())) continue;
                    const std::size_t begin = i < 12 ? 0 : i - 12;
                    const std::size_t from = begin == 0 ? 0 : t.words.text.find(' ', begin) + 1;
                    const std::size_t to = std::min(t.words.text.size(), i + wanted.text.size() + 12);
                    trial_.targets.push_back(target.id);
                    mark("target.car", "/trial/targets/" + std::to_string(trial_.targets.size() - 1), target.id.text(),
                         &t, t.words.quote(from, to - from));
                    return true;
                }
            }
        }
        return false;
    }
    void armor() {
        if (!trial_.product.armoring.empty()) return;
        static constexpr std::array<std::string_view, 3> il15{"il15", "il 15", "interleukin 15"};
        static constexpr std::array<std::string_view, 5> caspase{"icasp9", "ic9", "inducible caspase 9", "icaspase9",
                                                                 "icaspase 9"};
        const auto add = [&](ArmorFeature feature, std::string_view rule, const Text& t, std::size_t at,
                             std::size_t n) {
            for (const RegisteredArmor& a : trial_.product.armoring)
                if (a.feature == feature) return;
            RegisteredArmor a;
            a.feature = feature;
            a.named_as = t.words.quote(at, n);
            const auto it = std::find_if(rules.begin(), rules.end(), [&](const CtgovRule& r) { return r.id == rule; });
            mark(rule, "/trial/product/armoring/" + std::to_string(trial_.product.armoring.size()),
                 std::string(it->value), &t, a.named_as);
            trial_.product.armoring.push_back(std::move(a));
        };
        for (const Text& t : texts_) {
            if (!t.name || (car_nk(t.words).first == none && !speaks_of_car_t(t.words))) continue;
            if (const auto [at, n] = t.words.any(il15); at != none) {
                const std::string_view rest = std::string_view(t.words.text).substr(at + n);
                if (!rest.starts_with(" superagonist") && !rest.starts_with(" agonist") &&
                    !rest.starts_with(" receptor agonist"))
                    add(ArmorFeature::il15, "armor.il15", t, at, n);
            }
            if (const auto [at, n] = t.words.any(caspase); at != none)
                add(ArmorFeature::inducible_caspase9, "armor.caspase9", t, at, n);
        }
    }
    void delivery() {
        if (trial_.product.gene_delivery) return;
        static constexpr std::array<std::string_view, 4> retro{"retroviral", "retrovirus", "retrovirally",
                                                               "gammaretroviral"};
        static constexpr std::array<std::string_view, 3> lenti{"lentiviral", "lentivirus", "lentivirally"};
        const Text *retro_text = nullptr, *lenti_text = nullptr;
        for (const Text& t : texts_) {
            if (t.words.any(car_words).first == none) continue;
            if (t.words.any(retro).first != none && !retro_text) retro_text = &t;
            if (t.words.any(lenti).first != none && !lenti_text) lenti_text = &t;
        }
        if ((retro_text != nullptr) == (lenti_text != nullptr)) return;
        const Text& t = retro_text ? *retro_text : *lenti_text;
        const auto [at, n] = retro_text ? t.words.any(retro) : t.words.any(lenti);
        trial_.product.gene_delivery = retro_text ? GeneDelivery::retroviral : GeneDelivery::lentiviral;
        mark(retro_text ? "delivery.retroviral" : "delivery.lentiviral", "/trial/product/gene_delivery",
             retro_text ? "retroviral" : "lentiviral", &t, t.words.quote(at, n));
    }

    // ------------------------------------------------------------------------------------------------ the rest

    void retractions() {
        if (!trial_.registration) return;
        std::vector<TrialReference>& references = trial_.registration->references;
        for (std::size_t i = 0; i < references.size(); ++i) {
            const std::string* const kept = references[i].extra.find("ctgov:/retractions");
            if (!kept || !references[i].retractions.empty()) continue;
            for (std::size_t k = 0;; ++k) {
                const std::string at = '/' + std::to_string(k);
                if (!find_at(*kept, at)) break;
                std::string notice;
                for (const char* name : {"/source", "/pmid"}) {
                    const Result<std::string_view> value = find_at(*kept, at + name);
                    if (!value || value->front() != '"') continue;
                    const std::string text = decoded(*value);
                    if (text.empty()) continue;
                    notice.append(notice.empty() ? "" : "; PMID ").append(text);
                }
                if (notice.empty()) continue;
                mark_at("retraction.listed",
                        "/trial/registration/references/" + std::to_string(i) + "/retractions/" +
                            std::to_string(references[i].retractions.size()),
                        notice,
                        "/protocolSection/referencesModule/references/" + std::to_string(i) + "/retractions/" +
                            std::to_string(k));
                references[i].retractions.push_back(std::move(notice));
            }
        }
    }
    void events() {
        if (!record_.results || !record_.results->adverse_events) return;
        PostedAdverseEvents& all = *record_.results->adverse_events;
        const auto look = [&](std::vector<PostedEvent>& list, const std::string& ours, const std::string& theirs) {
            for (std::size_t i = 0; i < list.size(); ++i) {
                if (!list[i].term || list[i].recognised) continue;
                list[i].recognised = recognised_event(*list[i].term);
                if (!list[i].recognised) continue;
                ctgov::seal<PostedEvent>(&list[i]);  // it has a member more
                const ClinicalOutcome o = *list[i].recognised;
                mark_at("event.syndrome", "/results/adverse_events/" + ours + '/' + std::to_string(i) + "/recognised",
                        o == ClinicalOutcome::crs_any      ? "crs_any"
                        : o == ClinicalOutcome::icans_any  ? "icans_any"
                        : o == ClinicalOutcome::acute_gvhd ? "acute_gvhd"
                                                           : "chronic_gvhd",
                        "/resultsSection/adverseEventsModule/" + theirs + '/' + std::to_string(i) + "/term");
                record_.derived.back().words = *list[i].term;
            }
        };
        look(all.serious, "serious", "seriousEvents");
        look(all.other, "other", "otherEvents");
    }
    // So that the mark goes with the trial, whatever becomes of the rest of the record.
    void notes() {
        if (trial_.notes) return;
        std::string text;
        for (const DerivedFact& fact : record_.derived) {
            const bool counts = fact.target.starts_with("/trial/product/") ||
                                fact.target.starts_with("/trial/targets/") || fact.target == "/trial/disease_group" ||
                                fact.target == "/trial/status";
            if (!counts || fact.value == "any_trial") continue;
            text.append(text.empty() ? "" : "; ").append(fact.target.substr(7)).append(" = ").append(fact.value);
            text.append(" [").append(fact.rule.text()).append("]");
        }
        if (text.empty()) return;
        trial_.notes =
            "Imported from ClinicalTrials.gov. Not stated by the register but derived from its words by rule, and not checked by an editor: " +
            text + '.';
    }
    void criteria() {
        if (record_.eligibility || !trial_.eligibility || !trial_.eligibility->criteria_text) return;
        const std::string& text = *trial_.eligibility->criteria_text;
        ParsedCriteria parsed = parse_criteria(text);
        if (parsed.criteria.empty()) return;
        EligibilityRecord& e = record_.eligibility.emplace();
        std::string id = "elig-" + trial_.id.text();
        for (char& c : id)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        e.id = Slug::from_text(id).value_or(Slug::of("elig"));
        e.trial_id = trial_.id;
        e.product = !trial_.product.names.empty()   ? trial_.product.names[0]
                    : !trial_.interventions.empty() ? trial_.interventions[0].name
                                                    : trial_.title;
        e.therapy = trial_.product.therapy;
        for (const CriteriaSentence& s : parsed.sentences) {
            if (!s.list) continue;
            (*s.list == CriterionKind::inclusion ? e.coverage.inclusion : e.coverage.exclusion) =
                ListCompleteness::complete;
        }
        e.coverage.basis = CoverageBasis::registry_copy;
        e.trial_match.basis = TrialMatchBasis::printed;
        e.criteria = std::move(parsed.criteria);
        for (Criterion& c : e.criteria)
            if (c.span && !c.span->pointer) c.span->pointer = "/trial/eligibility/criteria_text";
        e.sources.push_back(register_source());
    }

    RegistryRecord& record_;
    Trial& trial_;
    const CtgovOptions& options_;
    const std::vector<Text> texts_;
    bool is_car_ = false, is_nk_ = false;
};

}  // namespace

std::span<const CtgovRule> ctgov_rules() {
    return rules;
}

void derive_from_words(RegistryRecord& record, const CtgovOptions& options) {
    Derivation(record, options).run();
}

Optional<ClinicalOutcome> recognised_event(std::string_view term) {
    const Words w(term);
    if (w.has("cytokine release syndrome")) return ClinicalOutcome::crs_any;
    if (w.has("immune effector cell associated neurotoxicity") || w.has("icans") ||
        w.has("cytokine release encephalopathy syndrome"))
        return ClinicalOutcome::icans_any;
    const bool gvhd = w.has("graft versus host disease") || w.has("graft vs host disease") || w.has("gvhd");
    if (gvhd && w.has("acute") && !w.has("chronic")) return ClinicalOutcome::acute_gvhd;
    if (gvhd && w.has("chronic") && !w.has("acute")) return ClinicalOutcome::chronic_gvhd;
    return std::nullopt;
}

}  // namespace carnk::inline v0_1
