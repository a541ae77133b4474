// SPDX-License-Identifier: BSL-1.0
#include <carnk/catalog/builtin.hpp>
#include <carnk/json/detail/traits.hpp>
#include <carnk/json/read.hpp>

#include "catalog/embedded.hpp"

namespace carnk::inline v0_1 {

namespace {

std::string_view embedded_text(std::string_view name) {
    for (const detail::EmbeddedFile& file : detail::embedded_catalog())
        if (file.name == name) return file.text;
    throw PreconditionError("carnk: the library was built without the catalogue file " + std::string(name));
}

// Each list of the catalogue is one file of the same name.
Catalog load() {
    Catalog catalog;
    detail::for_each_member<Catalog>([&](auto d, auto) {
        using D = decltype(d);
        using List = detail::MemberType<Catalog, D>;
        catalog.*D::pointer = read<List>(embedded_text(std::string(D::name) + ".json"), {.policy = strict}).value();
    });
    return catalog;
}

}  // namespace

const Catalog& builtin_catalog() {
    static const Catalog catalog = load();
    return catalog;
}

}  // namespace carnk::inline v0_1
