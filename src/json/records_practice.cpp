// SPDX-License-Identifier: BSL-1.0
// The codecs share most of what they instantiate, so a few compiled together take half the time of each alone.
#include "json/access.cpp"
#include "json/center.cpp"
#include "json/cost.cpp"
#include "json/cost_estimate.cpp"
#include "json/guide.cpp"
#include "json/referral.cpp"
