// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The life of a referral request: which status can follow which.
#include <carnk/model/referral.hpp>

namespace carnk::inline v0_1 {

/// @brief Whether a request can go from one status to another.
///
/// draft: submitted, withdrawn. submitted: acknowledged, awaiting_information, in_review, declined, withdrawn, expired. acknowledged:
/// awaiting_information, in_review, declined, withdrawn, expired. awaiting_information: acknowledged, in_review, declined, withdrawn,
/// expired. in_review: awaiting_information, answered, declined, withdrawn, expired. answered: in_review (a further question),
/// accepted, declined, withdrawn, closed. accepted: declined (screening failed), withdrawn, closed. expired: in_review (a late
/// answer), withdrawn, closed. declined and withdrawn: closed. closed: nothing.
/// @ingroup referral
[[nodiscard]] constexpr bool can_follow(ReferralStatus from, ReferralStatus to) noexcept {
    using S = ReferralStatus;
    switch (from) {
        case S::draft:
            return to == S::submitted || to == S::withdrawn;
        case S::submitted:
            return to == S::acknowledged || to == S::awaiting_information || to == S::in_review || to == S::declined ||
                   to == S::withdrawn || to == S::expired;
        case S::acknowledged:
            return to == S::awaiting_information || to == S::in_review || to == S::declined || to == S::withdrawn ||
                   to == S::expired;
        case S::awaiting_information:
            return to == S::acknowledged || to == S::in_review || to == S::declined || to == S::withdrawn ||
                   to == S::expired;
        case S::in_review:
            return to == S::awaiting_information || to == S::answered || to == S::declined || to == S::withdrawn ||
                   to == S::expired;
        case S::answered:
            return to == S::in_review || to == S::accepted || to == S::declined || to == S::withdrawn ||
                   to == S::closed;
        case S::accepted:
            return to == S::declined || to == S::withdrawn || to == S::closed;
        case S::expired:
            return to == S::in_review || to == S::withdrawn || to == S::closed;
        case S::declined:
        case S::withdrawn:
            return to == S::closed;
        case S::closed:
            break;
    }
    return false;
}

}  // namespace carnk::inline v0_1
