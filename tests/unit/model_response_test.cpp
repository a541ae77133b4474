// SPDX-License-Identifier: BSL-1.0
#include <carnk/model/response.hpp>

#include <gtest/gtest.h>
#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>

#include <set>
#include <string_view>
#include <utility>

namespace {

using namespace carnk;

TEST(ResponseCodes, AreUniqueWithinTheirCriteria) {
    std::set<std::pair<ResponseCriteria, std::string_view>> codes;
    std::set<std::pair<ResponseCriteria, ResponseCategory>> categories;
    for (const ResponseCode& c : response_codes) {
        EXPECT_TRUE(codes.emplace(c.criteria, c.code).second) << c.code;
        EXPECT_TRUE(categories.emplace(c.criteria, c.category).second) << c.code;
    }
}

TEST(ResponseCodes, KnowEveryCriteriaAndEveryCategory) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ResponseCriteria>>([](auto d) {
        bool found = false;
        for (const ResponseCode& c : response_codes)
            found = found || c.criteria == d.value;
        EXPECT_TRUE(found) << d.name;
    });
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ResponseCategory>>([](auto d) {
        bool found = false;
        for (const ResponseCode& c : response_codes)
            found = found || c.category == d.value;
        EXPECT_TRUE(found) << d.name;
    });
}

TEST(ResponseCodes, ACompleteResponseIsAnObjectiveOne) {
    for (const ResponseCode& c : response_codes)
        EXPECT_TRUE(c.objective || !c.complete) << c.code;
}

TEST(ResponseCodes, AreFoundBothWays) {
    for (const ResponseCode& c : response_codes) {
        ASSERT_NE(response_code(c.criteria, c.category), nullptr);
        EXPECT_EQ(response_code(c.criteria, c.category)->code, c.code);
        EXPECT_EQ(response_category(c.criteria, c.code), c.category);
    }
    EXPECT_EQ(response_code(ResponseCriteria::recist_1_1, ResponseCategory::very_good_partial_response), nullptr);
    EXPECT_EQ(response_category(ResponseCriteria::recist_1_1, "VGPR"), std::nullopt);
    EXPECT_EQ(response_category(ResponseCriteria::imwg_2016, "vgpr"), std::nullopt);
}

TEST(ResponseCodes, MinimalResponseIsNoObjectiveResponseAndLeukemiaFreeStateIsNoCompleteOne) {
    EXPECT_FALSE(response_code(ResponseCriteria::imwg_2016, ResponseCategory::minimal_response)->objective);
    const ResponseCode* mlfs =
        response_code(ResponseCriteria::eln_aml_2022, ResponseCategory::morphologic_leukemia_free_state);
    EXPECT_TRUE(mlfs->objective);
    EXPECT_FALSE(mlfs->complete);
}

TEST(BestResponse, IsConsistentIfItsCriteriaHaveTheCategory) {
    BestResponse r;
    r.category = ResponseCategory::complete_response_incomplete_recovery;
    EXPECT_TRUE(r.consistent());
    r.criteria = ResponseCriteria::eln_aml_2022;
    EXPECT_TRUE(r.consistent());
    r.criteria = ResponseCriteria::lugano_2014;
    EXPECT_FALSE(r.consistent());
}

}  // namespace
