// SPDX-License-Identifier: BSL-1.0
#include <carnk/core/decimal.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/partial_date.hpp>
#include <carnk/core/unit.hpp>

#include "targets.hpp"

namespace carnk::fuzz {

namespace {

template <class T>
void value(std::string_view bytes) {
    const auto made = T::from_text(bytes);
    if (!made) {
        if (!detail::parse_text<T>(bytes).findings().has_errors()) broken("text that is refused has a finding");
        return;
    }
    // A text may be stored in another letter case or without a prefix; what is stored is stable.
    const std::string text(made->text());
    const auto again = T::from_text(text);
    if (!again || !(*again == *made) || again->text() != text)
        broken("text of a value gives the value again: " + std::string(T::rule) + ' ' + text);
    if (made->empty() && !bytes.empty()) broken("text that is accepted is not empty: " + std::string(T::rule));
}

}  // namespace

void values(std::string_view bytes) {
    value<Slug>(bytes);
    value<Doi>(bytes);
    value<Pmid>(bytes);
    value<Pmcid>(bytes);
    value<HgncSymbol>(bytes);
    value<UniprotAccession>(bytes);
    value<UniprotEntryName>(bytes);
    value<NcitCode>(bytes);
    value<RorId>(bytes);
    value<Orcid>(bytes);
    value<CountryCode>(bytes);
    value<CurrencyCode>(bytes);
    value<LanguageTag>(bytes);
    value<Url>(bytes);
    value<RegistryId>(bytes);
    value<PartialDate>(bytes);
    value<Decimal>(bytes);
    value<UcumUnit>(bytes);
}

}  // namespace carnk::fuzz
