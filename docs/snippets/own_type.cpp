#include <carnk/carnk.hpp>
#include <carnk/json/codec.hpp>

#include <boost/describe/class.hpp>

#include <iostream>

namespace acme {

/// A freezer of cell products: a document that the library knows nothing of.
struct Freezer {
    static constexpr std::string_view schema = "acme/freezer/1";
    std::string name;
    carnk::Quantity temperature;
    carnk::Optional<carnk::PartialDate> checked;
    carnk::Extra extra;  // members that this version does not know survive
};
BOOST_DESCRIBE_STRUCT(Freezer, (), (name, temperature, checked))

}  // namespace acme

int main() {
    const carnk::Result<acme::Freezer> read = carnk::read<acme::Freezer>(
        R"({"schema": "acme/freezer/1", "name": "B2", "temperature": {"value": -150, "unit": "Cel"}, "shelf": 3})");
    std::cout << read.findings() << carnk::write(*read) << '\n';
}
