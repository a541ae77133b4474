// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief The made-up patients of the tests.
#include <carnk/json/ndjson.hpp>
#include <carnk/model/patient.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace carnk::test {

/// All patients of tests/data/patients/cohort.ndjson, each of which can be read.
inline std::vector<PatientRecord> cohort() {
    std::ifstream in(CARNK_TEST_DATA_DIR "/patients/cohort.ndjson", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const std::string all = text.str();
    std::vector<PatientRecord> list;
    NdjsonReader<PatientRecord> reader{NdjsonLines(all)};
    for (NdjsonRecord<PatientRecord> r; reader.next(r);) {
        EXPECT_TRUE(r.result.ok()) << r.line << ": " << to_string(r.result.findings());
        if (r.result.ok()) list.push_back(std::move(*r.result));
    }
    return list;
}

}  // namespace carnk::test
