#include <carnk/carnk.hpp>

#include <iostream>

int main() {
    const carnk::Catalog& catalog = carnk::builtin_catalog();  // cited facts: no file, no server
    carnk::CarConstruct car = *catalog.find<carnk::CarConstruct>("car19-il15-ic9");
    std::cout << car.name << ", " << car.sources.size() << " sources\n\n";

    car.safety_switch->drug.reset();            // a plain struct: change what you like,
    std::cout << carnk::validate(car) << '\n';  // and see what the rules say of it

    std::string text = carnk::write(car, carnk::pretty);
    text.replace(text.find("retroviral"), 10, "retro");  // three slips in one document
    text.replace(text.find("\"name\""), 6, "\"nmae\"");
    text.replace(text.find("\"NCT"), 5, "\"NC-");
    carnk::Result<carnk::CarConstruct> refused = carnk::read<carnk::CarConstruct>(text);
    std::cout << refused.findings();  // all found in one pass, each with its place
    return refused ? 1 : 0;
}
