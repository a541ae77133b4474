// SPDX-License-Identifier: BSL-1.0
// The model as data, for the release script.
//
//   carnk_model describe             the model of this library
//   carnk_model delta OLD [NEW]      what differs between two descriptions, or from OLD to this library; ends with 1 if a promise is broken
#include "model.hpp"

#include <fstream>
#include <iostream>
#include <sstream>

namespace {

using namespace carnk::promises;

bool load(const char* file, Model& model) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    carnk::Result<Model> read = read_model(text.str());
    if (!in || !read) {
        std::cerr << file << ":\n" << read.findings();
        return false;
    }
    model = std::move(*read);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string verb = argc > 1 ? argv[1] : "";
    if (verb == "describe" && argc == 2) {
        std::cout << text_of(current_model()) << std::flush;
        return std::cout ? 0 : 3;
    }
    if (verb == "delta" && (argc == 3 || argc == 4)) {
        Model before, after = current_model();
        if (!load(argv[2], before) || (argc == 4 && !load(argv[3], after))) return 3;
        const ModelDelta delta = delta_of(before, after);
        std::cout << text_of(delta) << std::flush;
        for (const std::string& broken : delta.broken)
            std::cerr << broken << '\n';
        return delta.broken.empty() ? 0 : 1;
    }
    std::cerr << "carnk_model describe | carnk_model delta OLD [NEW]\n";
    return 2;
}
