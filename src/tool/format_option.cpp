// SPDX-License-Identifier: BSL-1.0
#include "tool/app.hpp"
#include "tool/text.hpp"

#include <vector>

namespace carnk::tool {

void add_format(CLI::App& verb, std::string& format, const std::vector<std::string>& words) {
    format = words.front();
    verb.add_option("--format", format, "Form of the output; " + words.front() + " if not given")
        ->check(CLI::IsMember(words).description(""))
        ->option_text(joined(words, "|"));
}

}  // namespace carnk::tool
