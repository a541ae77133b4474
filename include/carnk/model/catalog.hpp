// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The document that ties all records together, so that references between them can be followed and checked.
#include <carnk/core/describe.hpp>
#include <carnk/model/access.hpp>
#include <carnk/model/center.hpp>
#include <carnk/model/clinical_term.hpp>
#include <carnk/model/comparison.hpp>
#include <carnk/model/construct.hpp>
#include <carnk/model/cost.hpp>
#include <carnk/model/eligibility.hpp>
#include <carnk/model/guide.hpp>
#include <carnk/model/mechanism.hpp>
#include <carnk/model/product.hpp>
#include <carnk/model/standards.hpp>
#include <carnk/model/study.hpp>
#include <carnk/model/target.hpp>
#include <carnk/model/trial.hpp>

#include <boost/mp11/list.hpp>

#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief All records of a catalogue. Records refer to each other by id; see the rules CNK-REF.
/// @ingroup catalog
struct Catalog {
    static constexpr std::string_view schema = "carnk/catalog/1";  ///< Name and version of the document type.

    std::vector<TargetAntigen> targets;          ///< Target antigens.
    std::vector<CarConstruct> constructs;        ///< Constructs.
    std::vector<CellProduct> products;           ///< Cell products that have a name.
    std::vector<Trial> trials;                   ///< Registered trials, doubtful ones included.
    std::vector<PublishedStudy> studies;         ///< Published results.
    std::vector<Center> centers;                 ///< Treatment centers and sponsors.
    std::vector<CostItem> costs;                 ///< Facts about cost.
    std::vector<EligibilityRecord> eligibility;  ///< Eligibility criteria of trials.
    std::vector<ClinicalTerm> terms;             ///< Words that criteria and patient records share.
    std::vector<ComparisonRow> comparisons;      ///< CAR-NK beside CAR-T.
    std::vector<MechanismItem> mechanisms;       ///< How the cells work and fail.
    std::vector<AccessTopic> access;             ///< Questions of access, answered by country.
    std::vector<Checklist> checklists;           ///< What to do and to bring.
    std::vector<Faq> faqs;                       ///< Questions and answers.
    std::vector<ValueSet> value_sets;            ///< Grades, codes and formats of standards.
    std::vector<CatalogNote> notes;              ///< What the catalogue covers and what it does not.
    Extra extra;                                 ///< Members that this version does not know.
    bool operator==(const Catalog&) const = default;

    /// @brief All records of one type, as `all<Trial>()`.
    template <class T>
    [[nodiscard]] const std::vector<T>& all() const noexcept;

    /// @brief The record with this id, or null. The id of a trial is its registry number.
    /// @par Complexity  Linear; use CatalogIndex for many look-ups.
    template <class T>
    [[nodiscard]] const T* find(std::string_view id) const noexcept {
        for (const T& record : all<T>())
            if (record.id.text() == id) return &record;
        return nullptr;
    }
};
CARNK_DESCRIBE_STRUCT(Catalog, targets, constructs, products, trials, studies, centers, costs, eligibility, terms,
                      comparisons, mechanisms, access, checklists, faqs, value_sets, notes)

/// @brief The types of record of a catalogue, in the order of its members.
/// @ingroup catalog
using CatalogRecords = boost::mp11::mp_list<TargetAntigen, CarConstruct, CellProduct, Trial, PublishedStudy, Center,
                                            CostItem, EligibilityRecord, ClinicalTerm, ComparisonRow, MechanismItem,
                                            AccessTopic, Checklist, Faq, ValueSet, CatalogNote>;

/// @brief Whether a trial may not describe anything real and stays out of default views.
/// @ingroup catalog
[[nodiscard]] inline bool is_doubtful(const Trial& trial) noexcept {
    return trial.doubt.has_value();
}

// clang-format off
template <> inline const std::vector<TargetAntigen>& Catalog::all() const noexcept { return targets; }
template <> inline const std::vector<CarConstruct>& Catalog::all() const noexcept { return constructs; }
template <> inline const std::vector<CellProduct>& Catalog::all() const noexcept { return products; }
template <> inline const std::vector<Trial>& Catalog::all() const noexcept { return trials; }
template <> inline const std::vector<PublishedStudy>& Catalog::all() const noexcept { return studies; }
template <> inline const std::vector<Center>& Catalog::all() const noexcept { return centers; }
template <> inline const std::vector<CostItem>& Catalog::all() const noexcept { return costs; }
template <> inline const std::vector<EligibilityRecord>& Catalog::all() const noexcept { return eligibility; }
template <> inline const std::vector<ClinicalTerm>& Catalog::all() const noexcept { return terms; }
template <> inline const std::vector<ComparisonRow>& Catalog::all() const noexcept { return comparisons; }
template <> inline const std::vector<MechanismItem>& Catalog::all() const noexcept { return mechanisms; }
template <> inline const std::vector<AccessTopic>& Catalog::all() const noexcept { return access; }
template <> inline const std::vector<Checklist>& Catalog::all() const noexcept { return checklists; }
template <> inline const std::vector<Faq>& Catalog::all() const noexcept { return faqs; }
template <> inline const std::vector<ValueSet>& Catalog::all() const noexcept { return value_sets; }
template <> inline const std::vector<CatalogNote>& Catalog::all() const noexcept { return notes; }
// clang-format on

}  // namespace carnk::inline v0_1
