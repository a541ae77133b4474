// SPDX-License-Identifier: BSL-1.0
// The codecs share most of what they instantiate, so a few compiled together take half the time of each alone.
#include "json/construct.cpp"
#include "json/product.cpp"
#include "json/target.cpp"
#include "json/trial.cpp"
