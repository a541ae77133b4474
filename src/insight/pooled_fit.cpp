// SPDX-License-Identifier: BSL-1.0
// Intervals, models and heterogeneity of proportions.
#include <carnk/insight/pooled.hpp>

#include "insight/binomial_normal.hpp"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace carnk::inline v0_1 {

namespace {

using detail::Cell;

Finding finding(std::string rule, std::string pointer, std::string message, std::string observed,
                std::string expected) {
    Finding f;
    f.rule = std::move(rule);
    f.pointer = std::move(pointer);
    f.message = std::move(message);
    f.observed = std::move(observed);
    f.expected = std::move(expected);
    return f;
}

// What is wrong with the input; empty if nothing is.
Findings check(const std::vector<EventCount>& counts, double level) {
    Findings found;
    if (!(level > 0 && level < 1))
        found.add(finding("CNK-STA-002", {}, "the confidence level is not between 0 and 1", std::to_string(level),
                          "above 0 and below 1"));
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (const EventCount& c = counts[i]; c.events.number() > c.patients.number())
            found.add(finding("CNK-STA-001", '/' + std::to_string(i), "more patients with the event than patients",
                              std::to_string(c.events.number()) + " of " + std::to_string(c.patients.number()),
                              "no more events than patients"));
    return found;
}

Fraction fraction(double x) {
    return {std::clamp(x, 0.0, 1.0)};
}

FractionInterval interval(double low, double high) {
    FractionInterval i;
    i.low = fraction(low);
    i.high = fraction(high);
    return i;
}

double logistic(double x) {
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

double normal_quantile(double level) {
    return boost::math::quantile(boost::math::normal(), (1 + level) / 2);
}

FractionInterval exact_of(double events, double patients, double level) {
    const double tail = (1 - level) / 2;
    const double low = events <= 0 ? 0 : boost::math::ibeta_inv(events, patients - events + 1, tail);
    const double high = events >= patients ? 1 : boost::math::ibetac_inv(events + 1, patients - events, tail);
    return interval(low, high);
}

// Studies that have patients.
std::vector<Cell> cells_of(const std::vector<EventCount>& counts) {
    std::vector<Cell> cells;
    for (const EventCount& c : counts)
        if (c.patients.number() > 0)
            cells.push_back({static_cast<double>(c.events.number()), static_cast<double>(c.patients.number())});
    return cells;
}

// The factor that makes a prediction interval of a standard deviation, or nothing if there are too few studies.
Optional<double> prediction_factor(std::size_t studies, const PoolSettings& settings) {
    if (studies < 3) return std::nullopt;
    if (!settings.student_prediction) return normal_quantile(settings.level);
    const boost::math::students_t t(static_cast<double>(studies - 2));
    return boost::math::quantile(t, (1 + settings.level) / 2);
}

void fit_binomial_normal(PoolFit& fit, const std::vector<Cell>& cells, const PoolSettings& settings) {
    const detail::LikelihoodMaximum top = detail::maximum(cells);
    if (top.at_greatest_tau || !std::isfinite(top.standard_error)) {
        fit.state = PoolState::not_estimable;
        return;
    }
    const double z = normal_quantile(settings.level);
    fit.state = PoolState::pooled;
    fit.scaled_estimate = top.mean;
    fit.standard_error = top.standard_error;
    fit.tau_squared = top.tau * top.tau;
    fit.estimate = fraction(logistic(top.mean));
    fit.average = fraction(detail::average_proportion(top.mean, top.tau));
    fit.interval = interval(logistic(top.mean - z * top.standard_error), logistic(top.mean + z * top.standard_error));
    const detail::LikelihoodEnds ends = detail::profile_ends(cells, top, z * z / 2);
    fit.likelihood_interval = interval(logistic(ends.low), logistic(ends.high));
    if (const Optional<double> factor = prediction_factor(cells.size(), settings)) {
        const double half = *factor * std::hypot(top.tau, top.standard_error);
        fit.prediction_interval = interval(logistic(top.mean - half), logistic(top.mean + half));
    }
}

double double_arcsine(double events, double patients) {
    return (std::asin(std::sqrt(events / (patients + 1))) + std::asin(std::sqrt((events + 1) / (patients + 1)))) / 2;
}

// The proportion with this double arcsine in a study of that size (Miller, Am Stat 1978;32:138).
double from_double_arcsine(double y, double patients) {
    if (y <= double_arcsine(0, patients)) return 0;
    if (y >= double_arcsine(patients, patients)) return 1;
    const double s = std::sin(2 * y), c = std::cos(2 * y);
    const double inner = s + (s - 1 / s) / patients;
    return (1 - std::copysign(std::sqrt(std::max(0.0, 1 - inner * inner)), c)) / 2;
}

void fit_freeman_tukey(PoolFit& fit, const std::vector<Cell>& cells, const PoolSettings& settings) {
    const auto k = static_cast<double>(cells.size());
    double sum_w = 0, sum_w2 = 0, sum_wy = 0, reciprocals = 0;
    for (const Cell& c : cells) {
        const double w = 4 * c.patients + 2;
        sum_w += w;
        sum_w2 += w * w;
        sum_wy += w * double_arcsine(c.events, c.patients);
        reciprocals += 1 / c.patients;
    }
    double q = 0;
    for (const Cell& c : cells) {
        const double d = double_arcsine(c.events, c.patients) - sum_wy / sum_w;
        q += (4 * c.patients + 2) * d * d;
    }
    const double tau2 = std::max(0.0, (q - (k - 1)) / (sum_w - sum_w2 / sum_w));
    double total = 0, mean = 0;
    for (const Cell& c : cells) {
        const double w = 1 / (1 / (4 * c.patients + 2) + tau2);
        total += w;
        mean += w * double_arcsine(c.events, c.patients);
    }
    mean /= total;
    const double size = k / reciprocals, error = 1 / std::sqrt(total), z = normal_quantile(settings.level);
    fit.state = PoolState::pooled;
    fit.scaled_estimate = mean;
    fit.standard_error = error;
    fit.tau_squared = tau2;
    fit.estimate = fraction(from_double_arcsine(mean, size));
    fit.interval = interval(from_double_arcsine(mean - z * error, size), from_double_arcsine(mean + z * error, size));
    if (const Optional<double> factor = prediction_factor(cells.size(), settings)) {
        const double half = *factor * std::sqrt(tau2 + error * error);
        fit.prediction_interval =
            interval(from_double_arcsine(mean - half, size), from_double_arcsine(mean + half, size));
    }
}

double upper_tail(double x, double degrees) {
    return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), x));
}

// x log(x / y), and 0 for no x.
double log_ratio(double x, double y) {
    return x > 0 ? x * std::log(x / y) : 0;
}

}  // namespace

Result<FractionInterval> exact_interval(const EventCount& count, double level) {
    if (Findings found = check({count}, level); !found.empty()) return {std::nullopt, std::move(found)};
    if (count.patients.number() == 0) return interval(0, 1);
    return exact_of(static_cast<double>(count.events.number()), static_cast<double>(count.patients.number()), level);
}

Result<FractionInterval> wilson_interval(const EventCount& count, double level) {
    if (Findings found = check({count}, level); !found.empty()) return {std::nullopt, std::move(found)};
    if (count.patients.number() == 0) return interval(0, 1);
    const auto x = static_cast<double>(count.events.number()), n = static_cast<double>(count.patients.number());
    const double z = normal_quantile(level), z2 = z * z, p = x / n;
    const double middle = p + z2 / (2 * n), half = z * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    // The ends of 0 and of all are 0 and 1 exactly, which the formula misses by rounding.
    return interval(x <= 0 ? 0 : (middle - half) / (1 + z2 / n), x >= n ? 1 : (middle + half) / (1 + z2 / n));
}

Result<PoolFit> pool(const std::vector<EventCount>& counts, PoolModel model, const PoolSettings& settings) {
    if (Findings found = check(counts, settings.level); !found.empty()) return {std::nullopt, std::move(found)};
    const std::vector<Cell> cells = cells_of(counts);
    double events = 0, patients = 0;
    for (const Cell& c : cells) {
        events += c.events;
        patients += c.patients;
    }
    PoolFit fit;
    fit.model = model;
    fit.study_count = static_cast<std::int64_t>(cells.size());
    std::int64_t event_count = 0, patient_count = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        event_count += counts[i].events.number();
        patient_count += counts[i].patients.number();
        if (!Count::valid(patient_count))
            return finding("CNK-STA-003", '/' + std::to_string(i),
                           "the patients of all studies are more than can be counted", std::to_string(patient_count),
                           std::string(Count::expected));
    }
    fit.event_count = event_count;
    fit.patient_count = patient_count;

    const bool one = cells.size() == 1;
    if (cells.empty()) {
        fit.state = PoolState::no_study;
    } else if (one || events <= 0 || events >= patients) {
        fit.state = one ? PoolState::single_study : events <= 0 ? PoolState::no_event : PoolState::all_events;
        fit.estimate = fraction(events / patients);
        fit.interval = exact_of(events, patients, settings.level);
    } else if (model == PoolModel::binomial_normal) {
        fit_binomial_normal(fit, cells, settings);
    } else {
        fit_freeman_tukey(fit, cells, settings);
    }
    return fit;
}

Result<Optional<Heterogeneity>> heterogeneity(const std::vector<EventCount>& counts) {
    if (Findings found = check(counts, 0.95); !found.empty()) return {std::nullopt, std::move(found)};
    const std::vector<Cell> cells = cells_of(counts);
    if (cells.size() < 2) return Optional<Heterogeneity>{};

    double events = 0, patients = 0, sum_w = 0, sum_wy = 0;
    const auto half = [](const Cell& c) {
        return c.events <= 0 || c.events >= c.patients ? 0.5 : 0.0;
    };
    const auto log_odds = [&](const Cell& c) {
        return std::log((c.events + half(c)) / (c.patients - c.events + half(c)));
    };
    const auto weight = [&](const Cell& c) {
        return 1 / (1 / (c.events + half(c)) + 1 / (c.patients - c.events + half(c)));
    };
    for (const Cell& c : cells) {
        events += c.events;
        patients += c.patients;
        sum_w += weight(c);
        sum_wy += weight(c) * log_odds(c);
    }
    double q = 0, ratio = 0;
    const double p = events / patients;
    for (const Cell& c : cells) {
        const double d = log_odds(c) - sum_wy / sum_w;
        q += weight(c) * d * d;
        ratio += 2 * (log_ratio(c.events, c.patients * p) + log_ratio(c.patients - c.events, c.patients * (1 - p)));
    }
    const auto degrees = static_cast<double>(cells.size() - 1);
    Heterogeneity h;
    h.degrees_of_freedom = static_cast<std::int64_t>(cells.size() - 1);
    h.q = q;
    h.q_p_value = fraction(upper_tail(q, degrees));
    h.likelihood_ratio = std::max(0.0, ratio);
    h.likelihood_ratio_p_value = fraction(upper_tail(std::max(0.0, ratio), degrees));
    h.i_squared = fraction(q > 0 ? (q - degrees) / q : 0);
    return Optional<Heterogeneity>(std::move(h));
}

}  // namespace carnk::inline v0_1
