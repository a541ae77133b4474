// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What several model families share: therapy classes, cell origin, disease groups, doubt about a record.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/identifier.hpp>
#include <carnk/core/interval.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/source.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace carnk::inline v0_1 {

/// @brief Class of cell therapy that a fact is about.
/// @ingroup common
enum class TherapyClass : std::uint8_t {
    car_nk,            ///< Natural killer cells with a chimeric antigen receptor.
    car_t,             ///< Autologous T cells with a chimeric antigen receptor.
    allogeneic_car_t,  ///< T cells of a donor with a chimeric antigen receptor.
    car_nk_and_car_t,  ///< Both, given or studied together.
    nk,                ///< Natural killer cells without a receptor of this kind.
    any_cell_therapy,  ///< Whatever the cell therapy.
    any_trial,         ///< Whatever is studied.
};
CARNK_DESCRIBE_ENUM(TherapyClass, car_nk, car_t, allogeneic_car_t, car_nk_and_car_t, nk, any_cell_therapy, any_trial)

/// @brief Tissue or line from which the natural killer cells are made.
/// @ingroup common
enum class NkOrigin : std::uint8_t {
    cord_blood,           ///< Umbilical cord blood unit.
    umbilical_cord,       ///< "Umbilical cord-derived", where the source does not say blood.
    peripheral_blood,     ///< Peripheral blood of a donor or of the patient.
    ipsc,                 ///< Induced pluripotent stem cells.
    nk92,                 ///< The NK-92 cell line or a derivative.
    other_line,           ///< Another NK cell line.
    placenta,             ///< Placental stem or progenitor cells.
    primary_unspecified,  ///< Primary NK cells of unstated tissue.
};
CARNK_DESCRIBE_ENUM(NkOrigin, cord_blood, umbilical_cord, peripheral_blood, ipsc, nk92, other_line, placenta,
                    primary_unspecified)

/// @brief Relation between the donor of the cells and the patient.
/// @ingroup common
enum class DonorRelation : std::uint8_t {
    autologous,      ///< The patient's own cells.
    haploidentical,  ///< A relative who shares one HLA haplotype.
    related,         ///< Another relative.
    unrelated,       ///< An unrelated, healthy donor.
    allogeneic,      ///< Another person; the source says no more.
    cell_line,       ///< A cell line.
};
CARNK_DESCRIBE_ENUM(DonorRelation, autologous, haploidentical, related, unrelated, allogeneic, cell_line)

/// @brief Where the cells of a product or study come from. What is absent, the source does not say.
/// @ingroup common
struct CellSource {
    /// Tissue or line.
    Optional<NkOrigin> origin;
    /// Donor in relation to the patient.
    Optional<DonorRelation> donor;
    /// True if made from a single clone (clonal iPSC bank, single-cell line clone).
    Optional<bool> clonal;
    /// True if irradiated before infusion so that the cells cannot divide, as NK-92 must be.
    Optional<bool> irradiated;
    /// True if given after freezing and thawing.
    Optional<bool> cryopreserved;
    /// In the words of the source: "peripheral blood, IL-12/15/18 memory-like".
    Optional<std::string> description;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const CellSource&) const = default;
};
CARNK_DESCRIBE_STRUCT(CellSource, origin, donor, clonal, irradiated, cryopreserved, description)

/// @brief Group of diseases, as the trial landscape is counted.
/// @ingroup common
enum class DiseaseGroup : std::uint8_t {
    hematologic,  ///< Cancers of blood, marrow and lymph nodes.
    solid,        ///< Solid tumours.
    autoimmune,   ///< Autoimmune diseases.
    other,        ///< Anything else: infections, healthy volunteers, laboratory studies.
};
CARNK_DESCRIBE_ENUM(DiseaseGroup, hematologic, solid, autoimmune, other)

/// @brief A disease, as the source names it and, where known, coded.
/// @ingroup common
struct Disease {
    /// Name as the source gives it.
    std::string name;
    /// Code in the NCI Thesaurus.
    Optional<NcitCode> ncit;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Disease&) const = default;
};
CARNK_DESCRIBE_STRUCT(Disease, name, ncit)

/// @brief Why a record may not describe anything real.
/// @ingroup common
enum class DoubtReason : std::uint8_t {
    template_like,   ///< The registered text calls itself an example, a draft or illustrative.
    same_series,     ///< No such words in the record itself, but in others of the same sponsor's series.
    near_duplicate,  ///< Nearly the same as another record.
    not_a_car,       ///< "CAR" does not mean a genetically encoded receptor here.
    no_infusion,     ///< Laboratory or manufacturing study; nobody is treated.
    other,           ///< See the explanation.
};
CARNK_DESCRIBE_ENUM(DoubtReason, template_like, same_series, near_duplicate, not_a_car, no_infusion, other)

/// @brief Mark of a record that stays in the catalogue but out of default views.
/// @ingroup common
struct Doubt {
    /// Kind of doubt.
    DoubtReason reason{};
    /// What was seen, in one or two sentences.
    std::string explanation;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Doubt&) const = default;
};
CARNK_DESCRIBE_STRUCT(Doubt, reason, explanation)

/// @brief One proportion that a source states: n of N, never a bare percentage where counts exist.
///
/// What the source does not print is absent: a count without its denominator, a percentage without counts. `derived` marks counts
/// that were computed from a printed percentage.
/// @ingroup common
struct Proportion {
    /// Patients with the event.
    Optional<Count> n;
    /// Patients counted in all.
    Optional<Count> of;
    /// Percentage as printed. @unit{%} @range{0 to 100}
    Optional<Percent> percent;
    /// Confidence interval as printed, in percent. @unit{%}
    Optional<Interval> confidence_interval;
    /// Level of that interval. @range{0 to 1}
    Optional<Fraction> confidence_level;
    /// True if `n` was computed from the printed percentage.
    Optional<bool> derived;
    /// What a reader must know: "grade 2 or lower", "denominator not stated".
    Optional<std::string> note;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const Proportion&) const = default;
};
CARNK_DESCRIBE_STRUCT(Proportion, n, of, percent, confidence_interval, confidence_level, derived, note)

/// @brief Sex, as criteria use it.
/// @ingroup patient
enum class Sex : std::uint8_t {
    female,    ///< Female.
    male,      ///< Male.
    intersex,  ///< Neither or both.
};
CARNK_DESCRIBE_ENUM(Sex, female, male, intersex)

/// @brief Who gives a consent.
/// @ingroup patient
enum class ConsentGiver : std::uint8_t {
    patient,         ///< The patient.
    legal_guardian,  ///< A legal guardian or representative.
    relative,        ///< A relative of the direct line.
    donor,           ///< The donor of cells.
};
CARNK_DESCRIBE_ENUM(ConsentGiver, patient, legal_guardian, relative, donor)

/// @brief How the genes get into the cell.
/// @ingroup construct
enum class GeneTransferMethod : std::uint8_t {
    retroviral,            ///< Gamma-retroviral vector.
    lentiviral,            ///< Lentiviral vector.
    mrna_electroporation,  ///< Messenger RNA by electroporation.
    electroporation,       ///< Electroporation; nucleic acid not stated.
    transposon,            ///< Transposon system.
    targeted_knock_in,     ///< Insertion at a chosen place of the genome.
};
CARNK_DESCRIBE_ENUM(GeneTransferMethod, retroviral, lentiviral, mrna_electroporation, electroporation, transposon,
                    targeted_knock_in)

/// @brief Intracellular part that passes the signal on.
/// @ingroup trial
enum class RegisteredSignal : std::uint8_t {
    cd3_zeta,     ///< CD3 zeta chain (CD247).
    cd28,         ///< CD28.
    cd137,        ///< 4-1BB (CD137, TNFRSF9).
    ox40,         ///< OX40 (CD134, TNFRSF4).
    cd244,        ///< 2B4 (CD244).
    dap10,        ///< DAP10 (HCST).
    dap12,        ///< DAP12 (TYROBP).
    dnam1,        ///< DNAM-1 (CD226).
    fcer1_gamma,  ///< Fc epsilon receptor gamma chain (FCER1G).
    cd27,         ///< CD27.
    icos,         ///< ICOS (CD278).
    il2rb,        ///< IL-2 receptor beta chain.
    other,        ///< Another, see the description.
};
CARNK_DESCRIBE_ENUM(RegisteredSignal, cd3_zeta, cd28, cd137, ox40, cd244, dap10, dap12, dnam1, fcer1_gamma, cd27, icos,
                    il2rb, other)

}  // namespace carnk::inline v0_1
