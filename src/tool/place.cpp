// SPDX-License-Identifier: BSL-1.0
#include "tool/place.hpp"

#include <carnk/core/optional.hpp>

#include "tool/output.hpp"
#include "tool/text.hpp"

#include <charconv>
#include <cmath>
#include <string_view>
#include <system_error>

namespace carnk::inline v0_1::tool {

namespace {

Optional<double> number_of(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace

GeoPoint point_of(const std::string& text) {
    const std::size_t comma = text.find(',');
    const Optional<double> latitude = number_of(std::string_view(text).substr(0, comma));
    const Optional<double> longitude =
        comma == std::string::npos ? Optional<double>() : number_of(std::string_view(text).substr(comma + 1));
    if (!latitude || !longitude || !Latitude::valid(*latitude) || !Longitude::valid(*longitude))
        throw UsageError("--near: latitude,longitude in degrees, such as 52.52,13.41; found '" + printable(text) + "'");
    GeoPoint point;
    point.latitude = *latitude;
    point.longitude = *longitude;
    return point;
}

}  // namespace carnk::inline v0_1::tool
