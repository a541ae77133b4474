// SPDX-License-Identifier: BSL-1.0
// Usage: carnk_embed_check <data directory> <number of files>: compares what is embedded with the files.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "catalog/embedded.hpp"

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const auto files = carnk::detail::embedded_catalog();
    bool same = files.size() == static_cast<std::size_t>(std::atoi(argv[2]));
    if (!same) std::cerr << files.size() << " files are embedded, not " << argv[2] << '\n';
    for (const auto& file : files) {
        std::ifstream in(std::string(argv[1]) + '/' + std::string(file.name), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (!in || text != file.text) {
            std::cerr << file.name << " differs: " << text.size() << " bytes, embedded " << file.text.size() << '\n';
            same = false;
        }
    }
    return same ? 0 : 1;
}
