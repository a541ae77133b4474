// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The likelihood of the binomial-normal model and its maximum.
#include <cstddef>
#include <vector>

namespace carnk::inline v0_1::detail {

/// @brief Events and patients of a study, as numbers to compute with; 0 <= events <= patients, patients > 0.
struct Cell {
    double events;    ///< Patients with the outcome.
    double patients;  ///< Patients in all.
};

/// @brief The log likelihood at a point, with its derivatives.
struct Likelihood {
    double value = 0;       ///< Log likelihood, binomial coefficients included.
    double by_mean = 0;     ///< First derivative by the mean log odds.
    double by_tau = 0;      ///< First derivative by the standard deviation between studies.
    double by_mean_mean{};  ///< Second derivative by the mean log odds; below 0 everywhere.
};

/// @brief Log likelihood of studies whose log odds are normal with this mean and standard deviation.
[[nodiscard]] Likelihood likelihood(const std::vector<Cell>& cells, double mean, double tau);

/// @brief Where the likelihood is greatest.
struct LikelihoodMaximum {
    double mean = 0;            ///< Mean log odds.
    double tau = 0;             ///< Standard deviation between studies.
    double value = 0;           ///< Log likelihood there.
    double standard_error = 0;  ///< Of the mean, from the observed information.
    bool at_greatest_tau{};     ///< True if there is no maximum at a finite standard deviation.
};

/// @brief Fits the model. There must be an event and a patient without one.
[[nodiscard]] LikelihoodMaximum maximum(const std::vector<Cell>& cells);

/// @brief Mean of the proportions of studies whose log odds are normal with this mean and standard deviation.
[[nodiscard]] double average_proportion(double mean, double tau);

/// @brief Means at which the log likelihood, greatest over all tau, is `drop` less than at the maximum.
struct LikelihoodEnds {
    double low;   ///< Below the maximum; minus infinity if it never falls so far.
    double high;  ///< Above the maximum; infinity if it never falls so far.
};
[[nodiscard]] LikelihoodEnds profile_ends(const std::vector<Cell>& cells, const LikelihoodMaximum& top, double drop);

}  // namespace carnk::inline v0_1::detail
