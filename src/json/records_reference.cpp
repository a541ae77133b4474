// SPDX-License-Identifier: BSL-1.0
// The codecs share most of what they instantiate, so a few compiled together take half the time of each alone.
#include "json/clinical_term.cpp"
#include "json/comparison.cpp"
#include "json/mechanism.cpp"
#include "json/standards.cpp"
