// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief A plan made from a referral request: trials and centers, open questions, cost, what to do by when; and the life of a request.
///
/// It prepares the decision of doctor and patient and does not replace it.
#include <carnk/core/describe.hpp>
#include <carnk/core/extra.hpp>
#include <carnk/core/optional.hpp>
#include <carnk/core/result.hpp>
#include <carnk/export.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/referral.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carnk::inline v0_1 {

struct Catalog;

/// @brief Statuses that can follow, in the order of their life; empty for a closed request.
/// @ingroup insight
[[nodiscard]] CARNK_API std::vector<ReferralStatus> next_statuses(ReferralStatus status);

/// @brief The request after a step in its life.
/// @return  The request with the new status and the step at the end of its history.
/// @errors  CNK-REFERRAL-013 for a status that cannot follow; CNK-REFERRAL-006 for a step before the last; CNK-REFERRAL-010 for a
///          request that is declined, withdrawn or halted without a reason; and all errors of validate() that the new request has, such
///          as CNK-REFERRAL-001 for a request that is sent without consent
/// @ingroup insight
[[nodiscard]] CARNK_API Result<ReferralRequest> advance(const ReferralRequest& request, const StatusChange& step);

/// @brief A center of a plan.
/// @ingroup insight
struct PlannedCenter {
    /// Center.
    Slug center_id;
    /// Its name.
    std::string name;
    /// Country.
    CountryCode country;
    /// Trials of the plan at this center, by its record.
    std::vector<RegistryId> trial_ids;
    /// True if the sender has named it.
    bool named_by_sender{};
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PlannedCenter&) const = default;
};
CARNK_DESCRIBE_STRUCT(PlannedCenter, center_id, name, country, trial_ids, named_by_sender, sources)

/// @brief A trial of a plan, with where its facts come from.
/// @ingroup insight
struct PlannedTrial {
    /// How well it fits, why, and what is missing.
    ConsultationOption option;
    /// Title.
    std::string title;
    /// Date on which its status was seen.
    Optional<PartialDate> status_as_of;
    /// Criteria of the catalogue that the summary already answers with no; their ids.
    std::vector<Slug> failed_criteria;
    /// Where it comes from.
    std::vector<Source> sources;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const PlannedTrial&) const = default;
};
CARNK_DESCRIBE_STRUCT(PlannedTrial, option, title, status_as_of, failed_criteria, sources)

/// @brief What to do about a request.
/// @ingroup insight
struct ReferralPlan {
    static constexpr std::string_view schema = "carnk/referral-plan/1";  ///< Name and version of the document.
    static constexpr bool personal = true;  ///< About a person: findings do not quote its values.

    /// Request for which it was made.
    Slug request_id;
    /// Day for which it was made.
    PartialDate as_of;
    /// Trials, the best fit first.
    std::vector<PlannedTrial> trials;
    /// Trials that fit as well, beyond the limit.
    Count further_trial_count{};
    /// Trials that were looked at and left out because there is doubt about their records.
    Count doubtful_left_out_count{};
    /// Centers of these trials and those that the sender has named.
    std::vector<PlannedCenter> centers;
    /// Questions to the sender.
    std::vector<std::string> questions;
    /// What it costs, for each country in question; empty unless a cost analysis is asked for.
    std::vector<CostEstimate> costs;
    /// What to do, in an order in which it can be done, with days where they can be reckoned.
    std::vector<ConsultationStep> steps;
    /// Days from `as_of` to the deadline; absent without one that is known to the day. Below zero: it is over. @unit{d}
    Optional<int> days_to_deadline;
    /// Statuses that can follow.
    std::vector<ReferralStatus> next_statuses;
    /// What a reader must know.
    std::vector<std::string> cautions;
    Extra extra;  ///< Members that this version does not know.
    bool operator==(const ReferralPlan&) const = default;
};
CARNK_DESCRIBE_STRUCT(ReferralPlan, request_id, as_of, trials, further_trial_count, doubtful_left_out_count, centers,
                      questions, costs, steps, days_to_deadline, next_statuses, cautions)

/// @brief How a plan is made.
/// @ingroup insight
struct ReferralPlanOptions {
    /// Day for which it is made, to the day.
    PartialDate as_of;
    /// Most trials that are listed; those that the sender has named are always listed.
    std::size_t trial_limit = 10;
};

/// @brief Makes a plan.
///
/// Trials are those that recruit or are about to, of the group of the diagnosis, whose records are not in doubt; and every trial that
/// the sender has named. A trial whose conditions name the diagnosis goes before one of the same group only. Where the catalogue has its
/// criteria, age, sex and performance status are screened against them; what the summary does not say excludes nobody. Steps are
/// the items of the referral checklist; an item due before the referral gets the day of the deadline, if there is one, and others
/// none, for their days depend on appointments that nobody has made yet.
/// @errors  CNK-REFERRAL-016 for a day that is not known to the day; and all errors of validate() that the request has
/// @ingroup insight
[[nodiscard]] CARNK_API Result<ReferralPlan> plan_referral(const Catalog& catalog, const ReferralRequest& request,
                                                           const ReferralPlanOptions& options);

}  // namespace carnk::inline v0_1
