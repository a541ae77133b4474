// SPDX-License-Identifier: BSL-1.0
#include "insight/binomial_normal.hpp"

#include <boost/math/tools/minima.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <utility>

namespace carnk::inline v0_1::detail {

namespace {

constexpr std::size_t node_count = 31;
constexpr double greatest_tau = 12;
constexpr double greatest_mean = 60;

struct Nodes {
    std::array<double, node_count> at{};
    std::array<double, node_count> log_weight{};
};

// The orthonormal Hermite polynomials of degree node_count and one less.
std::pair<double, double> hermite(double x) {
    double before = 0, now = std::pow(std::numbers::pi, -0.25);
    for (std::size_t j = 0; j < node_count; ++j) {
        const auto k = static_cast<double>(j);
        const double next = x * std::sqrt(2 / (k + 1)) * now - std::sqrt(k / (k + 1)) * before;
        before = now;
        now = next;
    }
    return {now, before};
}

// Gauss-Hermite nodes: the zeros, which lie more than 0.3 apart, found by bisection; weights 1 / (n p(n-1)^2).
Nodes make_nodes() {
    Nodes nodes;
    std::size_t found = 0;
    const double end = std::sqrt(2.0 * node_count + 1) + 0.05;
    constexpr double step = 0.1;
    for (double x = -end; x < end && found < node_count; x += step) {
        double low = x, high = x + step;
        if ((hermite(low).first < 0) == (hermite(high).first < 0)) continue;
        for (int i = 0; i < 60; ++i) {
            const double middle = (low + high) / 2;
            ((hermite(low).first < 0) == (hermite(middle).first < 0) ? low : high) = middle;
        }
        nodes.at[found] = (low + high) / 2;
        const double p = hermite(nodes.at[found]).second;
        nodes.log_weight[found] = -std::log(static_cast<double>(node_count) * p * p);
        ++found;
    }
    return nodes;
}

const Nodes& nodes() {
    static const Nodes made = make_nodes();
    return made;
}

double log_one_plus_exp(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

double logistic(double x) {
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

double log_binomial(const Cell& c) {
    return std::lgamma(c.patients + 1) - std::lgamma(c.events + 1) - std::lgamma(c.patients - c.events + 1);
}

// One study: the integral over its standardised deviation z, with nodes around the mode of the integrand.
void add_study(Likelihood& sum, const Cell& c, double mean, double tau) {
    const auto exponent = [&](double z) {
        const double eta = mean + tau * z;
        return c.events * eta - c.patients * log_one_plus_exp(eta) - z * z / 2;
    };
    // The exponent is concave with a second derivative of -1 or less: its slope changes sign between 0 and the slope at 0.
    const auto slope = [&](double z) {
        return tau * (c.events - c.patients * logistic(mean + tau * z)) - z;
    };
    double mode = 0;
    double low = std::min(0.0, slope(0)), high = std::max(0.0, slope(0));
    for (int i = 0; i < 100 && high - low > 0; ++i) {
        const double s = slope(mode);
        (s > 0 ? low : high) = mode;
        const double p = logistic(mean + tau * mode);
        double next = mode + s / (1 + tau * tau * c.patients * p * (1 - p));
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (std::abs(next - mode) < 1e-12) break;
        mode = next;
    }
    const double p_mode = logistic(mean + tau * mode);
    const double scale = std::numbers::sqrt2 / std::sqrt(1 + tau * tau * c.patients * p_mode * (1 - p_mode));
    const double top = exponent(mode);

    double total = 0, residual_sum = 0, residual_z_sum = 0, residual_square = 0, spread_sum = 0;
    const Nodes& n = nodes();
    for (std::size_t i = 0; i < node_count; ++i) {
        const double z = mode + scale * n.at[i];
        const double weight = std::exp(exponent(z) - top + n.at[i] * n.at[i] + n.log_weight[i]);
        const double p = logistic(mean + tau * z);
        const double residual = c.events - c.patients * p;
        total += weight;
        residual_sum += weight * residual;
        residual_z_sum += weight * residual * z;
        residual_square += weight * residual * residual;
        spread_sum += weight * c.patients * p * (1 - p);
    }
    const double by_mean = residual_sum / total;
    sum.value += log_binomial(c) + top + std::log(scale * total) - std::log(2 * std::numbers::pi) / 2;
    sum.by_mean += by_mean;
    sum.by_tau += residual_z_sum / total;
    sum.by_mean_mean += residual_square / total - by_mean * by_mean - spread_sum / total;
}

// The mean with the greatest likelihood for a tau. The likelihood is log-concave in the mean, so its slope has one zero.
double best_mean(const std::vector<Cell>& cells, double tau, double start) {
    double low = -greatest_mean, high = greatest_mean, mean = start;
    for (int i = 0; i < 200; ++i) {
        const Likelihood l = likelihood(cells, mean, tau);
        (l.by_mean > 0 ? low : high) = mean;
        double next = l.by_mean_mean < 0 ? mean - l.by_mean / l.by_mean_mean : low;
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (std::abs(next - mean) < 1e-11) return next;
        mean = next;
    }
    return mean;
}

// The tau at which a function is greatest: the best of a grid, then Brent's method around it.
template <class F>
std::pair<double, double> best_tau(const F& f) {
    static constexpr std::array grid{0.0, 0.1, 0.25, 0.45, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 6.0, 9.0, greatest_tau};
    std::size_t best = 0;
    std::array<double, grid.size()> values{};
    for (std::size_t i = 0; i < grid.size(); ++i) {
        values[i] = f(grid[i]);
        if (values[i] > values[best]) best = i;
    }
    const double low = grid[best == 0 ? 0 : best - 1], high = grid[std::min(best + 1, grid.size() - 1)];
    std::uintmax_t most = 60;
    const auto [tau, negative] =
        boost::math::tools::brent_find_minima([&](double t) { return -f(t); }, low, high, 26, most);
    std::pair<double, double> found{tau, -negative};
    for (const std::size_t edge : {std::size_t{0}, grid.size() - 1})
        if (values[edge] >= found.second - 1e-10) found = {grid[edge], values[edge]};
    return found;
}

}  // namespace

Likelihood likelihood(const std::vector<Cell>& cells, double mean, double tau) {
    Likelihood sum;
    for (const Cell& c : cells)
        add_study(sum, c, mean, tau);
    return sum;
}

double average_proportion(double mean, double tau) {
    // The trapezoidal rule, which is exact to rounding for such an integrand; the tails beyond 10 are below 1e-22.
    constexpr int half = 1000;
    constexpr double step = 0.01;
    double sum = 0, weights = 0;
    for (int i = -half; i <= half; ++i) {
        const double z = i * step, weight = std::exp(-z * z / 2);
        sum += weight * logistic(mean + tau * z);
        weights += weight;
    }
    return sum / weights;
}

LikelihoodMaximum maximum(const std::vector<Cell>& cells) {
    double events = 0, patients = 0;
    for (const Cell& c : cells) {
        events += c.events;
        patients += c.patients;
    }
    const double start = std::log(events / (patients - events));
    const auto [tau, value] =
        best_tau([&](double t) { return likelihood(cells, best_mean(cells, t, start), t).value; });

    LikelihoodMaximum top;
    top.tau = tau;
    top.value = value;
    top.mean = best_mean(cells, tau, start);
    top.at_greatest_tau = tau >= greatest_tau * 0.99;
    const double mean_mean = likelihood(cells, top.mean, tau).by_mean_mean;
    double information = -mean_mean;
    if (tau > 1e-3) {
        // Both parameters are estimated, so that what tau leaves open counts as well.
        const double h = std::min(1e-4, tau / 4);
        const Likelihood more = likelihood(cells, top.mean, tau + h), less = likelihood(cells, top.mean, tau - h);
        const double tau_tau = (more.by_tau - less.by_tau) / (2 * h);
        const double mean_tau = (more.by_mean - less.by_mean) / (2 * h);
        if (tau_tau < 0) information = -(mean_mean - mean_tau * mean_tau / tau_tau);
    }
    top.standard_error = information > 0 ? 1 / std::sqrt(information) : std::numeric_limits<double>::infinity();
    return top;
}

LikelihoodEnds profile_ends(const std::vector<Cell>& cells, const LikelihoodMaximum& top, double drop) {
    const auto fallen = [&](double mean) {
        return top.value - best_tau([&](double t) { return likelihood(cells, mean, t).value; }).second > drop;
    };
    const auto end = [&](double direction) {
        double inside = top.mean, step = std::min(std::max(top.standard_error, 0.1), 4.0), outside = inside;
        for (;;) {
            outside = inside + direction * step;
            if (std::abs(outside) > greatest_mean) return direction * std::numeric_limits<double>::infinity();
            if (fallen(outside)) break;
            inside = outside;
            step *= 2;
        }
        while (std::abs(outside - inside) > 1e-6) {
            const double middle = (inside + outside) / 2;
            (fallen(middle) ? outside : inside) = middle;
        }
        return (inside + outside) / 2;
    };
    return {end(-1), end(1)};
}

}  // namespace carnk::inline v0_1::detail
