// SPDX-License-Identifier: BSL-1.0
// Rules on treatment centers.
#include <carnk/model/center.hpp>

#include "rules/builtin.hpp"
#include "rules/text.hpp"

#include <algorithm>

namespace carnk::inline v0_1::detail {

namespace {

constexpr RuleInfo no_country =
    card("CNK-CENTER-001", Severity::error, RuleCategory::structure, "a center lies in a country",
         "Access, visa and payment all depend on the country.", "CenterAddress.country", "ISO 3166-1");
constexpr RuleInfo confirmed_by_nothing = card("CNK-CENTER-002", Severity::warning, RuleCategory::provenance,
                                               "a confirmed programme names a trial or a programme",
                                               "A confirmation rests on something that can be looked up.",
                                               "Center.car_nk_programme_confirmed, .programmes, .trial_ids");
constexpr RuleInfo coordinates_source =
    card("CNK-CENTER-003", Severity::warning, RuleCategory::provenance, "coordinates say where they come from",
         "Coordinates of a city are not those of a hospital.", "CenterAddress.coordinates, .coordinates_source");
constexpr RuleInfo city_and_basis =
    card("CNK-CENTER-004", Severity::warning, RuleCategory::consistency,
         "a city and the basis on which it is known go together",
         "A city without basis is a guess, a basis without city is a loss.", "CenterAddress.city, Center.city_basis");
constexpr RuleInfo company_treats = card("CNK-CENTER-005", Severity::warning, RuleCategory::consistency,
                                         "a company sponsors trials and is no site of them",
                                         "Patients would be sent to an office.", "Center.type, Center.roles");
constexpr RuleInfo contact_unreachable =
    card("CNK-CENTER-006", Severity::warning, RuleCategory::structure, "a contact can be reached",
         "A name alone reaches nobody.", "CenterContact.phone, .email, .url");
constexpr RuleInfo bad_email =
    card("CNK-CENTER-007", Severity::warning, RuleCategory::format, "an electronic mail address has one @ and a domain",
         "Mail to anything else does not arrive.", "CenterContact.email, TrialContact.email, ReferralContact.email",
         "RFC 5322, section 3.4.1");
constexpr RuleInfo no_name = card("CNK-CENTER-008", Severity::warning, RuleCategory::structure, "a center has a name",
                                  "Lists of centers show the name.", "Center.official_name");
constexpr RuleInfo conjugate_only = card("CNK-CENTER-009", Severity::warning, RuleCategory::consistency,
                                         "a confirmed programme is one with CAR-NK cells for patients",
                                         "Antibody-coupled cells, production studies and laboratory work are none.",
                                         "Center.car_nk_programme_confirmed, CenterProgramme.activity");

bool plausible_email(std::string_view s) {
    const std::size_t a = s.find('@');
    if (a == std::string_view::npos || a == 0 || s.find('@', a + 1) != std::string_view::npos) return false;
    const std::string_view domain = s.substr(a + 1);
    const std::size_t dot = domain.find('.');
    return dot != std::string_view::npos && dot > 0 && !domain.ends_with('.') &&
           s.find_first_of(" \t,;") == std::string_view::npos;
}

template <class Contact>
void check_email(const Contact& c, RuleContext& ctx) {
    if (c.email && !plausible_email(*c.email))
        ctx.report("/email", "the text is no electronic mail address", *c.email, "name@domain");
}

}  // namespace

void add_center_rules(BuiltinRules& rules) {
    rules.add<CenterAddress>(no_country, [](const CenterAddress& a, RuleContext& ctx) {
        if (a.country.empty()) ctx.report("/country", "the center has no country");
    });
    rules.add<Center>(confirmed_by_nothing, [](const Center& c, RuleContext& ctx) {
        if (c.car_nk_programme_confirmed && c.programmes.empty() && c.trial_ids.empty())
            ctx.report("/car_nk_programme_confirmed",
                       "the programme is confirmed, and neither programme nor trial is named", c.official_name);
    });
    rules.add<CenterAddress>(coordinates_source, [](const CenterAddress& a, RuleContext& ctx) {
        if (a.coordinates && !a.coordinates_source)
            ctx.report("/coordinates", "the coordinates do not say where they come from");
        if (!a.coordinates && a.coordinates_source)
            ctx.report("/coordinates_source", "there is a source of coordinates and there are none");
    });
    rules.add<Center>(city_and_basis, [](const Center& c, RuleContext& ctx) {
        const bool none = c.city_basis == CityBasis::not_seen || c.city_basis == CityBasis::region_in_name;
        if (none == c.address.city.has_value())
            ctx.report("/city_basis",
                       none ? "the city is given, and the basis says that it is not known"
                            : "the basis says how the city is known, and it is not given",
                       text_of(c.city_basis));
    });
    rules.add<Center>(company_treats, [](const Center& c, RuleContext& ctx) {
        if (c.type != CenterType::company_sponsor) return;
        for (std::size_t i = 0; i < c.roles.size(); ++i)
            if (c.roles[i] == CenterRole::site || c.roles[i] == CenterRole::nk_site_without_car)
                ctx.report(at("roles", i), "the center is a company and is called a site", text_of(c.roles[i]),
                           "sponsor");
    });
    rules.add<CenterContact>(contact_unreachable, [](const CenterContact& c, RuleContext& ctx) {
        if (!c.phone && !c.email && !c.url) ctx.report("", "the contact has neither telephone, mail nor page", c.name);
    });
    rules.add<CenterContact>(bad_email, check_email<CenterContact>);
    rules.add<TrialContact>(bad_email, check_email<TrialContact>);
    rules.add<Center>(no_name, [](const Center& c, RuleContext& ctx) {
        if (c.official_name.find_first_not_of(' ') == std::string::npos)
            ctx.report("/official_name", "the name is empty");
    });
    rules.add<Center>(conjugate_only, [](const Center& c, RuleContext& ctx) {
        const auto none = [](const CenterProgramme& p) {
            return p.activity == ProgrammeKind::antibody_conjugated_nk ||
                   p.activity == ProgrammeKind::cell_production || p.activity == ProgrammeKind::preclinical;
        };
        if (c.car_nk_programme_confirmed && !c.programmes.empty() &&
            std::all_of(c.programmes.begin(), c.programmes.end(), none))
            ctx.report("/car_nk_programme_confirmed",
                       "the programme is confirmed, and none of its parts treats with CAR-NK cells", "true", "false");
    });
}

}  // namespace carnk::inline v0_1::detail
