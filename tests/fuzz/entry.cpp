// SPDX-License-Identifier: BSL-1.0
// What libFuzzer calls; compiled once for each target.
#include "targets.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const carnk::fuzz::Target* const target = carnk::fuzz::target_named(CARNK_FUZZ_TARGET);
    target->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
