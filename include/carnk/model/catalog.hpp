// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The document that ties all records together, so that references between them can be followed and checked.
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

#include <boost/describe/class.hpp>
#include <boost/mp11/list.hpp>

#include <string_view>
#include <type_traits>
#include <vector>

namespace carnk {

/// @brief All records of a catalogue. Records refer to each other by id; the rules CNK-REF check that they do so rightly.
///
/// It is read and written like any other document. The catalogue that comes with the library is builtin_catalog().
/// @ingroup catalog
struct Catalog {
    static constexpr std::string_view schema = "carnk/catalog/1";  ///< Name and version of the document type.

    std::vector<TargetAntigen> targets;          ///< Target antigens.
    std::vector<CarConstruct> constructs;        ///< Constructs.
    std::vector<CellProduct> products;           ///< Cell products that have a name.
    std::vector<MechanismItem> mechanisms;       ///< How the cells recognise, kill and fail.
    std::vector<Trial> trials;                   ///< Registered trials, doubtful ones included.
    std::vector<EligibilityRecord> eligibility;  ///< Eligibility criteria of trials.
    std::vector<PublishedStudy> studies;         ///< Published results of treated patients.
    std::vector<ComparisonRow> comparisons;      ///< CAR-NK beside CAR-T.
    std::vector<Center> centers;                 ///< Treatment centers and sponsors.
    std::vector<CostItem> costs;                 ///< Facts about cost, missing prices among them.
    std::vector<AccessTopic> access;             ///< Access to treatment by country.
    std::vector<Checklist> checklists;           ///< Lists of things to do or to check.
    std::vector<Faq> faq;                        ///< Questions and answers.
    std::vector<ClinicalTerm> terms;             ///< Vocabulary of criteria and patient records.
    std::vector<ValueSet> value_sets;            ///< Scales, code lists and formats of standards.
    std::vector<CatalogNote> notes;              ///< Notes on the catalogue itself.
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
BOOST_DESCRIBE_STRUCT(Catalog, (),
                      (targets, constructs, products, mechanisms, trials, eligibility, studies, comparisons,
                       centers, costs, access, checklists, faq, terms, value_sets, notes))

/// @brief The types of record of a catalogue, in the order of its members.
/// @ingroup catalog
using CatalogRecords = boost::mp11::mp_list<TargetAntigen, CarConstruct, CellProduct, MechanismItem, Trial,
                                            EligibilityRecord, PublishedStudy, ComparisonRow, Center, CostItem,
                                            AccessTopic, Checklist, Faq, ClinicalTerm, ValueSet, CatalogNote>;

/// @brief Whether a trial may not describe anything real and stays out of default views.
/// @ingroup catalog
[[nodiscard]] inline bool is_doubtful(const Trial& trial) noexcept {
    return trial.doubt.has_value();
}

template <class T>
const std::vector<T>& Catalog::all() const noexcept {
    if constexpr (std::is_same_v<T, TargetAntigen>)
        return targets;
    else if constexpr (std::is_same_v<T, CarConstruct>)
        return constructs;
    else if constexpr (std::is_same_v<T, CellProduct>)
        return products;
    else if constexpr (std::is_same_v<T, MechanismItem>)
        return mechanisms;
    else if constexpr (std::is_same_v<T, Trial>)
        return trials;
    else if constexpr (std::is_same_v<T, EligibilityRecord>)
        return eligibility;
    else if constexpr (std::is_same_v<T, PublishedStudy>)
        return studies;
    else if constexpr (std::is_same_v<T, ComparisonRow>)
        return comparisons;
    else if constexpr (std::is_same_v<T, Center>)
        return centers;
    else if constexpr (std::is_same_v<T, CostItem>)
        return costs;
    else if constexpr (std::is_same_v<T, AccessTopic>)
        return access;
    else if constexpr (std::is_same_v<T, Checklist>)
        return checklists;
    else if constexpr (std::is_same_v<T, Faq>)
        return faq;
    else if constexpr (std::is_same_v<T, ClinicalTerm>)
        return terms;
    else if constexpr (std::is_same_v<T, ValueSet>)
        return value_sets;
    else {
        static_assert(std::is_same_v<T, CatalogNote>, "not a type of record of a catalogue");
        return notes;
    }
}

}  // namespace carnk
