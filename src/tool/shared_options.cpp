// SPDX-License-Identifier: BSL-1.0
#include "tool/app.hpp"
#include "tool/text.hpp"

#include <map>
#include <vector>

namespace carnk::inline v0_1::tool {

void add_format(CLI::App& verb, std::string& format, const std::vector<std::string>& words) {
    format = words.front();
    verb.add_option("--format", format, "Form of the output; " + words.front() + " if not given")
        ->check(CLI::IsMember(words).description(""))
        ->option_text(joined(words, "|"));
}

namespace {

const std::map<std::string, ReadPolicy, std::less<>>& policies() {
    static const std::map<std::string, ReadPolicy, std::less<>> all{
        {"preserve", preserve}, {"strict", strict}, {"forward", forward}, {"syntax-only", syntax_only}};
    return all;
}

}  // namespace

void add_policy(CLI::App& verb, std::string& policy) {
    policy = "preserve";
    verb.add_option("--policy", policy,
                    "What is forgiven: preserve (unknown members, the default), strict (nothing), forward (what newer "
                    "versions add), syntax-only")
        ->check(CLI::IsMember(&policies()).description(""))
        ->option_text("POLICY");
}

ReadPolicy policy_of(const std::string& policy) {
    return policies().at(policy);
}

}  // namespace carnk::inline v0_1::tool
