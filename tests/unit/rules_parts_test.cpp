// SPDX-License-Identifier: BSL-1.0
// Codecs of what only the rule fixtures read.
#include <carnk/core/optional.hpp>
#include <carnk/json/codec.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/model/safety.hpp>

#include "rules/fixtures.hpp"

namespace carnk::testing {

namespace {

template <class T>
Outcome look(std::string_view text, const ReadOptions& options, const ValidateOptions& check) {
    const Result<T> value = read<T>(text, options);
    return {value.findings(), value.best_effort() ? validate(*value.best_effort(), check) : Findings()};
}

}  // namespace

Result<Expectation> read_expectation(std::string_view text) {
    return read<Expectation>(text, {.policy = strict});
}

carnk::Optional<Outcome> look_at_part(std::string_view type, std::string_view text, const ReadOptions& options,
                                      const ValidateOptions& check) {
    if (type == "adverse_event") return look<AdverseEvent>(text, options, check);
    if (type == "safety_summary") return look<SafetySummary>(text, options, check);
    if (type == "best_response") return look<BestResponse>(text, options, check);
    if (type == "carnk/consultation-response/1") return look<ConsultationResponse>(text, options, check);
    return std::nullopt;
}

}  // namespace carnk::testing
