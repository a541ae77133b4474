// SPDX-License-Identifier: BSL-1.0
#include <carnk/version.hpp>

#include <cstring>
#include <iostream>

int main() {
    std::cout << "carnk " << carnk::version_string() << '\n';
    return std::strcmp(carnk::version_string(), CARNK_VERSION_STRING) == 0 ? 0 : 1;
}
