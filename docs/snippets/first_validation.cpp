#include <carnk/carnk.hpp>

#include <iostream>
#include <utility>

int main() {
    carnk::Trial trial = *carnk::builtin_catalog().find<carnk::Trial>("NCT03056339");
    std::swap(trial.dates.start, trial.dates.completion);
    trial.targets.push_back(carnk::Slug::of("cd91"));  // no such target in the catalogue

    carnk::ValidateOptions options;
    options.catalog = &carnk::builtin_catalog();  // so that ids can be followed
    for (const carnk::Finding& f : carnk::validate(trial, options))
        std::cout << f.rule << " at " << f.pointer << "\n  " << f.message << '\n';
}
