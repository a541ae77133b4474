// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The verbs of the command. Each adds itself to the command line; its callback does the work and sets the exit code.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <carnk/json/options.hpp>

#include "tool/output.hpp"

#include <string>

namespace carnk::inline v0_1::tool {

/// @brief What the verbs share.
struct Session {
    Terminal terminal{};         ///< Where to write.
    int exit_code = exit_clean;  ///< What the process returns.
};

void add_validate(CLI::App& app, Session& session);  ///< carnk validate
void add_list(CLI::App& app, Session& session);      ///< carnk list
void add_show(CLI::App& app, Session& session);      ///< carnk show
void add_stats(CLI::App& app, Session& session);     ///< carnk stats
void add_centers(CLI::App& app, Session& session);   ///< carnk centers
void add_compare(CLI::App& app, Session& session);   ///< carnk compare
void add_cost(CLI::App& app, Session& session);      ///< carnk cost
void add_evidence(CLI::App& app, Session& session);  ///< carnk evidence
void add_guide(CLI::App& app, Session& session);     ///< carnk guide
void add_draw(CLI::App& app, Session& session);      ///< carnk draw
void add_export(CLI::App& app, Session& session);    ///< carnk export
void add_import(CLI::App& app, Session& session);    ///< carnk import
void add_match(CLI::App& app, Session& session);     ///< carnk match
void add_refer(CLI::App& app, Session& session);     ///< carnk refer
void add_rules(CLI::App& app, Session& session);     ///< carnk rules
void add_schema(CLI::App& app, Session& session);    ///< carnk schema
void add_screen(CLI::App& app, Session& session);    ///< carnk screen
void add_convert(CLI::App& app, Session& session);   ///< carnk convert
void add_diff(CLI::App& app, Session& session);      ///< carnk diff
void add_criteria(CLI::App& app, Session& session);  ///< carnk criteria
void add_manual(CLI::App& app, Session& session);    ///< carnk manual
void add_version(CLI::App& app, Session& session);   ///< carnk version

/// @brief Adds the option --format with its allowed words; the first is the default.
void add_format(CLI::App& verb, std::string& format, const std::vector<std::string>& words);

/// @brief Adds the option --policy; "preserve" is the default.
void add_policy(CLI::App& verb, std::string& policy);
/// @brief What a checked word of --policy says.
[[nodiscard]] ReadPolicy policy_of(const std::string& policy);

}  // namespace carnk::inline v0_1::tool
