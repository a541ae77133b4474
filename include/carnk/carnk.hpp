// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief Everything: the models, reading and writing, rules, the built-in catalogue, and what is computed and drawn from it.
#include <carnk/catalog/builtin.hpp>
#include <carnk/draw/charts.hpp>
#include <carnk/draw/construct.hpp>
#include <carnk/draw/screening.hpp>
#include <carnk/insight/landscape.hpp>
#include <carnk/interop/documents.hpp>
#include <carnk/json/read.hpp>
#include <carnk/json/write.hpp>
#include <carnk/model/cost_estimate.hpp>
#include <carnk/model/patient.hpp>
#include <carnk/model/referral.hpp>
#include <carnk/rules/validate.hpp>
#include <carnk/screen/clinical.hpp>
#include <carnk/screen/criteria.hpp>
#include <carnk/screen/screen.hpp>
#include <carnk/version.hpp>
