// SPDX-License-Identifier: BSL-1.0
// What a user of the installed library does: make a construct, check it, write it, read it back.
#include <carnk/carnk.hpp>

#include <cstring>
#include <iostream>

namespace {

carnk::Domain domain(carnk::DomainKind kind, const char* name) {
    carnk::Domain d;
    d.kind = kind;
    d.name = name;
    return d;
}

carnk::CarConstruct my_construct() {
    carnk::CarReceptor receptor;
    receptor.targets = {carnk::Slug::of("cd19")};
    receptor.domains = {domain(carnk::DomainKind::binder, "FMC63 scFv"), domain(carnk::DomainKind::hinge, "CD8alpha"),
                        domain(carnk::DomainKind::transmembrane, "CD8alpha"),
                        domain(carnk::DomainKind::costimulatory, "4-1BB"),
                        domain(carnk::DomainKind::activation, "CD3zeta")};
    receptor.domain_order = carnk::DomainOrder::n_to_c;

    carnk::Source source;
    source.kind = carnk::SourceKind::primary_article;
    source.title = "Liu E et al., N Engl J Med 2020";
    source.doi = carnk::Doi::of("10.1056/NEJMoa1910607");

    carnk::CarConstruct c;
    c.id = carnk::Slug::of("my-car19");
    c.name = "My CAR19";
    c.antigens.activating = {carnk::Slug::of("cd19")};
    c.stage = carnk::DevelopmentStage::preclinical;
    c.cell_source.origin = carnk::NkOrigin::cord_blood;
    c.receptors = {receptor};
    c.sources = {source};
    return c;
}

bool check(bool ok, const char* what) {
    if (!ok) std::cerr << "failed: " << what << '\n';
    return ok;
}

}  // namespace

int main() {
    const carnk::CarConstruct construct = my_construct();
    carnk::ValidateOptions options;
    options.catalog = &carnk::builtin_catalog();
    const carnk::Findings findings = carnk::validate(construct, options);
    std::cout << findings;

    const std::string text = carnk::write(construct, carnk::pretty);
    const carnk::Result<carnk::CarConstruct> back = carnk::read<carnk::CarConstruct>(text);

    carnk::CarConstruct wrong = construct;
    wrong.antigens.activating = {carnk::Slug::of("cd91")};
    const bool ok =
        check(!findings.has_errors(), "a right construct has no errors") &&
        check(back.ok() && *back == construct, "round trip") &&
        check(carnk::validate(wrong, options).has_errors(), "a target that does not exist is found") &&
        check(!carnk::read<carnk::CarConstruct>("{").ok(), "a broken document is refused") &&
        check(options.catalog->trials.size() > 100, "the catalogue is there") &&
        check(std::strcmp(carnk::version_string(), CARNK_VERSION_STRING) == 0, "header and library are of one version");
    std::cout << "carnk " << carnk::version_string() << '\n';
    return ok ? 0 : 1;
}
