// SPDX-License-Identifier: BSL-1.0
// As little as a program needs: one document read, checked and written.
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/guide.hpp>
#include <carnk/rules/validate.hpp>
#include <carnk/version.hpp>

#include <cstdio>
#include <cstring>

int main() {
    const carnk::Result<carnk::Faq> bad = carnk::read<carnk::Faq>("{}");
    if (bad || bad.findings().empty()) return 1;
    if (carnk::validate(carnk::Faq()).empty()) return 2;
    if (carnk::try_write(carnk::Faq())) return 3;
    if (std::strcmp(carnk::version_string(), CARNK_VERSION_STRING) != 0) return 4;
    try {
        static_cast<void>(bad.value());
        return 5;
    } catch (const carnk::PreconditionError& error) {
        return error.findings().empty() ? 6 : 0;
    }
}
