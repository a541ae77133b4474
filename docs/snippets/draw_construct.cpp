#include <carnk/carnk.hpp>

#include <iostream>

int main() {
    const carnk::Catalog& catalog = carnk::builtin_catalog();
    carnk::draw::Options options;
    options.names = &catalog;  // "CD19" instead of "cd19"
    const std::string svg = carnk::draw::construct(*catalog.find<carnk::CarConstruct>("car19-il15-ic9"), options);
    std::cout << svg.substr(svg.find("<desc"), svg.find("</desc>") - svg.find("<desc")) << '\n';
}
