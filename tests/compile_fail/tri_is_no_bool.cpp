// SPDX-License-Identifier: BSL-1.0
// "Unknown" would silently count as true or false, so a Tri is never a condition.
// expect: to 'bool'
#include <carnk/core/tri.hpp>

bool decide(carnk::Tri answer) {
#ifdef FAIL
    if (answer) return true;
    return false;
#else
    return answer == carnk::Tri::yes;
#endif
}
