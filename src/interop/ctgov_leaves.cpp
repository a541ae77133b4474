// SPDX-License-Identifier: BSL-1.0
// How single values of a register's record are read and written.
#include <carnk/json/detail/encode.hpp>
#include <carnk/model/posted_results.hpp>
#include <carnk/model/trial.hpp>

#include "interop/ctgov_layout.hpp"

#include <array>

namespace carnk::inline v0_1::ctgov {

namespace {

void put_text(std::string_view text, std::string& out) {
    if (detail::ill_formed_utf8(text.data(), text.data() + text.size()) != nullptr) return;  // no JSON says it
    detail::Encoder e(compact);
    e.string(text);
    out += e.out.view();
}

template <class T>
void assign(void* object, void* (*make)(void*), T value) {
    *static_cast<T*>(make(object)) = std::move(value);
}

template <class T>
const T& as(const void* value) {
    return *static_cast<const T*>(value);
}

// ---------------------------------------------------------------------------------------------------- plain types

Fit read_text(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    static_cast<std::string*>(make(object))->assign(leaf.text);
    return Fit::fits;
}
bool write_text(const void* value, std::string& out) {
    const std::size_t before = out.size();
    put_text(as<std::string>(value), out);
    return out.size() != before;
}

Fit read_required(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind == Kind::text && leaf.text.empty()) return Fit::empty;
    return read_text(leaf, object, make);
}
bool write_required(const void* value, std::string& out) {
    return !as<std::string>(value).empty() && write_text(value, out);
}

Fit read_bool(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::word || leaf.raw == "null") return Fit::wrong_kind;
    assign(object, make, leaf.raw == "true");
    return Fit::fits;
}
bool write_bool(const void* value, std::string& out) {
    out += as<bool>(value) ? "true" : "false";
    return true;
}

Fit read_count(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::number) return Fit::wrong_kind;
    std::uint64_t plain = 0;
    const char* const end = leaf.raw.data() + leaf.raw.size();
    if (detail::short_whole(leaf.raw.data(), end, plain) == end && plain <= Count::high) {
        assign(object, make, Count(static_cast<std::int64_t>(plain)));
        return Fit::fits;
    }
    const detail::WholeNumber n =
        detail::whole_number(detail::scan_number(leaf.raw.data(), leaf.raw.data() + leaf.raw.size()));
    if (n.is != detail::WholeNumber::Is::whole || (n.negative && n.magnitude != 0) || n.magnitude > Count::high)
        return Fit::wrong_form;
    const auto value = static_cast<std::int64_t>(n.magnitude);
    assign(object, make, Count(value));
    return std::to_string(value) == leaf.raw ? Fit::fits : Fit::fits_keep;
}
bool write_count(const void* value, std::string& out) {
    out += std::to_string(as<Count>(value).number());
    return true;
}

std::string real_text(double x) {
    char buffer[40];
    return {buffer, detail::write_real(buffer, x)};
}
template <class T>
Fit read_real(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::number) return Fit::wrong_kind;
    const double x = detail::real_number(leaf.raw.data(), leaf.raw.data() + leaf.raw.size());
    const Optional<T> value = x - x == 0 ? T::from_number(x) : std::nullopt;
    if (!value) return Fit::wrong_form;
    assign(object, make, *value);
    return real_text(x) == leaf.raw ? Fit::fits : Fit::fits_keep;
}
template <class T>
bool write_real(const void* value, std::string& out) {
    out += real_text(as<T>(value).number());
    return true;
}

// Identifiers and dates.
template <class T>
Fit read_form(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    Optional<T> value = T::from_text(leaf.text);
    if (!value) return Fit::wrong_form;
    assign(object, make, std::move(*value));
    return Fit::fits;
}
template <class T>
bool write_form(const void* value, std::string& out) {
    if (as<T>(value).empty()) return false;
    put_text(as<T>(value).text(), out);
    return true;
}

// ---------------------------------------------------------------------------------------------------- words

// The register's word for a value: ours in capitals, but for these.
template <class E>
struct Word {
    E value;
    std::string_view word;
};
template <class E>
constexpr std::array<Word<E>, 0> other_words{};
template <>
constexpr std::array other_words<Allocation>{Word<Allocation>{Allocation::not_applicable, "NA"}};
template <>
constexpr std::array other_words<Masking>{
    Word<Masking>{Masking::open_label, "NONE"}, Word<Masking>{Masking::single_blind, "SINGLE"},
    Word<Masking>{Masking::double_blind, "DOUBLE"}, Word<Masking>{Masking::triple_blind, "TRIPLE"},
    Word<Masking>{Masking::quadruple_blind, "QUADRUPLE"}};
template <>
constexpr std::array other_words<NumberIssuer>{
    Word<NumberIssuer>{NumberIssuer::sponsor, {}}};  // has a member of its own

bool is_capital_of(std::string_view word, std::string_view name) {
    return word.size() == name.size() && std::equal(word.begin(), word.end(), name.begin(), [](char w, char n) {
               return w == (n >= 'a' && n <= 'z' ? static_cast<char>(n - 'a' + 'A') : n);
           });
}
template <class E>
Fit read_word(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    for (const Word<E>& w : other_words<E>)
        if (!w.word.empty() && w.word == leaf.text) return assign(object, make, w.value), Fit::fits;
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i) {
        if (!is_capital_of(leaf.text, detail::enumerator_names<E>[i])) continue;
        const E value = detail::enumerator_values<E>[i];
        for (const Word<E>& w : other_words<E>)
            if (w.value == value) return Fit::unknown_word;
        return assign(object, make, value), Fit::fits;
    }
    return Fit::unknown_word;
}
template <class E>
bool write_word(const void* value, std::string& out) {
    const E e = as<E>(value);
    for (const Word<E>& w : other_words<E>)
        if (w.value == e) {
            if (!w.word.empty()) out.append("\"").append(w.word).append("\"");
            return !w.word.empty();
        }
    for (std::size_t i = 0; i < detail::enumerator_count<E>; ++i) {
        if (detail::enumerator_values<E>[i] != e) continue;
        out += '"';
        for (const char c : detail::enumerator_names<E>[i])
            out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        out += '"';
        return true;
    }
    return false;
}

// ---------------------------------------------------------------------------------------------------- other notations

struct TimeUnit {
    std::string_view word, ucum;
};
constexpr TimeUnit time_units[] = {{"Year", "a"}, {"Month", "mo"}, {"Week", "wk"},
                                   {"Day", "d"},  {"Hour", "h"},   {"Minute", "min"}};

Fit read_age(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    std::uint64_t n = 0;
    const char* const begin = leaf.text.data();
    const char* const end = begin + leaf.text.size();
    const char* const p = detail::short_whole(begin, end, n);
    if (!p || p == end || *p != ' ' || n > 1'000'000) return Fit::wrong_form;
    const std::string_view word(p + 1, static_cast<std::size_t>(end - p - 1));
    for (const TimeUnit& unit : time_units) {
        const std::string expected = std::string(unit.word) + (n == 1 ? "" : "s");
        if (word != unit.word && word != std::string(unit.word) + 's') continue;
        Quantity q;
        q.value = static_cast<double>(n);
        q.unit = UcumUnit::of(unit.ucum);
        assign(object, make, std::move(q));
        return word == expected ? Fit::fits : Fit::fits_keep;
    }
    return Fit::wrong_form;
}
bool write_age(const void* value, std::string& out) {
    const Quantity& q = as<Quantity>(value);
    for (const TimeUnit& unit : time_units)
        if (q.unit.text() == unit.ucum) {
            out.append("\"")
                .append(real_text(q.value))
                .append(" ")
                .append(unit.word)
                .append(q.value == 1 ? "\"" : "s\"");
            return true;
        }
    return false;
}

Fit read_disease(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    if (leaf.text.empty()) return Fit::empty;
    Disease disease;
    disease.name = leaf.text;
    assign(object, make, std::move(disease));
    return Fit::fits;
}
bool write_disease(const void* value, std::string& out) {
    return write_required(&as<Disease>(value).name, out);
}

Fit read_former(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    Optional<RegistryId> id = RegistryId::from_text(leaf.text);
    if (!id) return Fit::wrong_form;
    RegistryNumber number;
    number.id = std::move(*id);
    number.former = true;
    assign(object, make, SecondaryId(std::move(number)));
    return Fit::fits;
}
bool write_former(const void* value, std::string& out) {
    const auto* number = std::get_if<RegistryNumber>(&as<SecondaryId>(value));
    return number && number->former.value_or(false) && write_form<RegistryId>(&number->id, out);
}

struct Country {
    std::string_view code, name;
    std::string_view other = {}, third = {};
};
// The register's names; it takes them from the ISO list and has changed some over the years.
constexpr Country countries[] = {
    {"AD", "Andorra"},
    {"AE", "United Arab Emirates"},
    {"AF", "Afghanistan"},
    {"AL", "Albania"},
    {"AM", "Armenia"},
    {"AO", "Angola"},
    {"AR", "Argentina"},
    {"AT", "Austria"},
    {"AU", "Australia"},
    {"AZ", "Azerbaijan"},
    {"BA", "Bosnia and Herzegovina"},
    {"BB", "Barbados"},
    {"BD", "Bangladesh"},
    {"BE", "Belgium"},
    {"BF", "Burkina Faso"},
    {"BG", "Bulgaria"},
    {"BH", "Bahrain"},
    {"BI", "Burundi"},
    {"BJ", "Benin"},
    {"BM", "Bermuda"},
    {"BN", "Brunei", "Brunei Darussalam"},
    {"BO", "Bolivia"},
    {"BR", "Brazil"},
    {"BS", "Bahamas", "The Bahamas"},
    {"BT", "Bhutan"},
    {"BW", "Botswana"},
    {"BY", "Belarus"},
    {"BZ", "Belize"},
    {"CA", "Canada"},
    {"CD", "Democratic Republic of the Congo", "Congo, The Democratic Republic of the"},
    {"CF", "Central African Republic"},
    {"CG", "Republic of the Congo", "Congo"},
    {"CH", "Switzerland"},
    {"CI", "Côte d’Ivoire", "Côte D'Ivoire", "Ivory Coast"},
    {"CL", "Chile"},
    {"CM", "Cameroon"},
    {"CN", "China"},
    {"CO", "Colombia"},
    {"CR", "Costa Rica"},
    {"CU", "Cuba"},
    {"CY", "Cyprus"},
    {"CZ", "Czechia", "Czech Republic"},
    {"DE", "Germany"},
    {"DJ", "Djibouti"},
    {"DK", "Denmark"},
    {"DO", "Dominican Republic"},
    {"DZ", "Algeria"},
    {"EC", "Ecuador"},
    {"EE", "Estonia"},
    {"EG", "Egypt"},
    {"ES", "Spain"},
    {"ET", "Ethiopia"},
    {"FI", "Finland"},
    {"FJ", "Fiji"},
    {"FR", "France"},
    {"GA", "Gabon"},
    {"GB", "United Kingdom"},
    {"GE", "Georgia"},
    {"GH", "Ghana"},
    {"GL", "Greenland"},
    {"GM", "The Gambia", "Gambia"},
    {"GN", "Guinea"},
    {"GP", "Guadeloupe"},
    {"GR", "Greece"},
    {"GT", "Guatemala"},
    {"GU", "Guam"},
    {"GW", "Guinea-Bissau"},
    {"GY", "Guyana"},
    {"HK", "Hong Kong"},
    {"HN", "Honduras"},
    {"HR", "Croatia"},
    {"HT", "Haiti"},
    {"HU", "Hungary"},
    {"ID", "Indonesia"},
    {"IE", "Ireland"},
    {"IL", "Israel"},
    {"IN", "India"},
    {"IQ", "Iraq"},
    {"IR", "Iran", "Iran, Islamic Republic of"},
    {"IS", "Iceland"},
    {"IT", "Italy"},
    {"JM", "Jamaica"},
    {"JO", "Jordan"},
    {"JP", "Japan"},
    {"KE", "Kenya"},
    {"KG", "Kyrgyzstan"},
    {"KH", "Cambodia"},
    {"KP", "North Korea", "Korea, Democratic People's Republic of"},
    {"KR", "South Korea", "Korea, Republic of"},
    {"KW", "Kuwait"},
    {"KZ", "Kazakhstan"},
    {"LA", "Laos", "Lao People's Democratic Republic"},
    {"LB", "Lebanon"},
    {"LC", "Saint Lucia"},
    {"LI", "Liechtenstein"},
    {"LK", "Sri Lanka"},
    {"LR", "Liberia"},
    {"LS", "Lesotho"},
    {"LT", "Lithuania"},
    {"LU", "Luxembourg"},
    {"LV", "Latvia"},
    {"LY", "Libya", "Libyan Arab Jamahiriya"},
    {"MA", "Morocco"},
    {"MC", "Monaco"},
    {"MD", "Moldova", "Moldova, Republic of"},
    {"ME", "Montenegro"},
    {"MG", "Madagascar"},
    {"MK", "North Macedonia", "Macedonia, The Former Yugoslav Republic of"},
    {"ML", "Mali"},
    {"MM", "Myanmar", "Burma", "Myanmar (Burma)"},
    {"MN", "Mongolia"},
    {"MO", "Macao", "Macau"},
    {"MQ", "Martinique"},
    {"MR", "Mauritania"},
    {"MT", "Malta"},
    {"MU", "Mauritius"},
    {"MV", "Maldives"},
    {"MW", "Malawi"},
    {"MX", "Mexico"},
    {"MY", "Malaysia"},
    {"MZ", "Mozambique"},
    {"NA", "Namibia"},
    {"NC", "New Caledonia"},
    {"NE", "Niger"},
    {"NG", "Nigeria"},
    {"NI", "Nicaragua"},
    {"NL", "Netherlands"},
    {"NO", "Norway"},
    {"NP", "Nepal"},
    {"NZ", "New Zealand"},
    {"OM", "Oman"},
    {"PA", "Panama"},
    {"PE", "Peru"},
    {"PF", "French Polynesia"},
    {"PG", "Papua New Guinea"},
    {"PH", "Philippines"},
    {"PK", "Pakistan"},
    {"PL", "Poland"},
    {"PR", "Puerto Rico"},
    {"PS", "Palestinian Territories", "Palestinian Territory, occupied", "Palestinian Territories, Occupied"},
    {"PT", "Portugal"},
    {"PY", "Paraguay"},
    {"QA", "Qatar"},
    {"RE", "Réunion", "Reunion"},
    {"RO", "Romania"},
    {"RS", "Serbia"},
    {"RU", "Russia", "Russian Federation"},
    {"RW", "Rwanda"},
    {"SA", "Saudi Arabia"},
    {"SD", "Sudan"},
    {"SE", "Sweden"},
    {"SG", "Singapore"},
    {"SI", "Slovenia"},
    {"SK", "Slovakia"},
    {"SL", "Sierra Leone"},
    {"SN", "Senegal"},
    {"SO", "Somalia"},
    {"SR", "Suriname"},
    {"SS", "South Sudan"},
    {"SV", "El Salvador"},
    {"SY", "Syria", "Syrian Arab Republic"},
    {"SZ", "Eswatini", "Swaziland"},
    {"TD", "Chad"},
    {"TG", "Togo"},
    {"TH", "Thailand"},
    {"TJ", "Tajikistan"},
    {"TM", "Turkmenistan"},
    {"TN", "Tunisia"},
    {"TR", "Turkey (Türkiye)", "Turkey", "Türkiye"},
    {"TT", "Trinidad and Tobago"},
    {"TW", "Taiwan"},
    {"TZ", "Tanzania"},
    {"UA", "Ukraine"},
    {"UG", "Uganda"},
    {"US", "United States"},
    {"UY", "Uruguay"},
    {"UZ", "Uzbekistan"},
    {"VE", "Venezuela"},
    {"VI", "Virgin Islands (U.S.)", "Virgin Islands, U.S."},
    {"VN", "Vietnam", "Viet Nam"},
    {"XK", "Kosovo"},
    {"YE", "Yemen"},
    {"ZA", "South Africa"},
    {"ZM", "Zambia"},
    {"ZW", "Zimbabwe"},
};

Fit read_country(const Leaf& leaf, void* object, void* (*make)(void*)) {
    if (leaf.kind != Kind::text) return Fit::wrong_kind;
    for (const Country& c : countries) {
        if (leaf.text != c.name && (c.other.empty() || leaf.text != c.other) &&
            (c.third.empty() || leaf.text != c.third))
            continue;
        Optional<CountryCode> code = CountryCode::from_text(c.code);
        if (!code) return Fit::wrong_form;  // such as Kosovo, which has no code assigned
        assign(object, make, std::move(*code));
        return leaf.text == c.name ? Fit::fits : Fit::fits_keep;
    }
    return Fit::wrong_form;
}
bool write_country(const void* value, std::string& out) {
    const std::string_view name = name_of_country(as<CountryCode>(value).text());
    if (!name.empty()) put_text(name, out);
    return !name.empty();
}

}  // namespace

std::string_view name_of_country(std::string_view code) noexcept {
    for (const Country& c : countries)
        if (c.code == code) return c.name;
    return {};
}

void seal_extra(Extra& extra, std::uint16_t after) {
    std::vector<ExtraMember> members = extra.members();
    std::sort(members.begin(), members.end(), [](const ExtraMember& a, const ExtraMember& b) { return a.key < b.key; });
    extra.clear();
    for (ExtraMember& m : members) {
        m.after = after;
        extra.add(std::move(m));
    }
}

const LeafType required_text{LedgerFate::exact, &read_required, &write_required};
const LeafType country_name{LedgerFate::renamed, &read_country, &write_country};
const LeafType age_text{LedgerFate::renamed, &read_age, &write_age};
const LeafType disease_name{LedgerFate::widened, &read_disease, &write_disease};
const LeafType former_number{LedgerFate::renamed, &read_former, &write_former};

#define CARNK_LEAF(T, READ, WRITE) \
    template <>                    \
    const LeafType LeafTypeOf<T>::value{LedgerFate::exact, READ, WRITE};
CARNK_LEAF(std::string, &read_text, &write_text)
CARNK_LEAF(bool, &read_bool, &write_bool)
CARNK_LEAF(Count, &read_count, &write_count)
CARNK_LEAF(Latitude, &read_real<Latitude>, &write_real<Latitude>)
CARNK_LEAF(Longitude, &read_real<Longitude>, &write_real<Longitude>)
CARNK_LEAF(PartialDate, &read_form<PartialDate>, &write_form<PartialDate>)
CARNK_LEAF(RegistryId, &read_form<RegistryId>, &write_form<RegistryId>)
CARNK_LEAF(Pmid, &read_form<Pmid>, &write_form<Pmid>)
CARNK_LEAF(Url, &read_form<Url>, &write_form<Url>)

#define CARNK_WORDS(E) \
    template <>        \
    const LeafType LeafTypeOf<E>::value{LedgerFate::renamed, &read_word<E>, &write_word<E>};
CARNK_WORDS(TrialStatus)
CARNK_WORDS(StudyType)
CARNK_WORDS(Allocation)
CARNK_WORDS(InterventionModel)
CARNK_WORDS(Masking)
CARNK_WORDS(MaskedParty)
CARNK_WORDS(PrimaryPurpose)
CARNK_WORDS(ObservationalModel)
CARNK_WORDS(TimePerspective)
CARNK_WORDS(Certainty)
CARNK_WORDS(AgencyClass)
CARNK_WORDS(TrialRole)
CARNK_WORDS(SiteStatus)
CARNK_WORDS(NumberIssuer)
CARNK_WORDS(ResponsiblePartyKind)
CARNK_WORDS(DataSharingPlan)
CARNK_WORDS(SharedDocument)
CARNK_WORDS(ReferenceKind)
CARNK_WORDS(ArmKind)
CARNK_WORDS(InterventionKind)
CARNK_WORDS(EligibleSex)
CARNK_WORDS(AgeGroup)
CARNK_WORDS(SamplingMethod)
CARNK_WORDS(OutcomeRank)
CARNK_WORDS(MeasureStatistic)
CARNK_WORDS(EventAssessment)

}  // namespace carnk::inline v0_1::ctgov
