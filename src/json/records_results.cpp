// SPDX-License-Identifier: BSL-1.0
// The codecs share most of what they instantiate, so a few compiled together take half the time of each alone.
#include "json/eligibility.cpp"
#include "json/patient.cpp"
#include "json/study.cpp"
