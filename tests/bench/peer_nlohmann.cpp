// SPDX-License-Identifier: BSL-1.0
#include "described.hpp"
#include "peers.hpp"

#include <nlohmann/json.hpp>

namespace bench {

namespace {

using Json = nlohmann::json;
using Ordered = nlohmann::ordered_json;

struct Tree {
    static std::string_view text(const Json& v) { return v.get_ref<const std::string&>(); }
    static std::int64_t whole(const Json& v) {
        if (!v.is_number_integer()) fail("no whole number");
        return v.get<std::int64_t>();
    }
    static double real(const Json& v) {
        if (!v.is_number()) fail("no number");
        return v.get<double>();
    }
    static bool truth(const Json& v) { return v.get<bool>(); }
    static bool is_null(const Json& v) { return v.is_null(); }
    static const Json* find(const Json& v, std::string_view name) {
        if (!v.is_object()) fail("no object");
        const auto it = v.find(name);
        return it == v.end() ? nullptr : &*it;
    }
    template <class V, class F>
    static void each(const Json& v, V& out, F f) {
        if (!v.is_array()) fail("no array");
        out.reserve(v.size());
        for (const Json& element : v)
            f(element, out.emplace_back());
    }
};

struct Maker {
    static Ordered text(std::string_view s) { return Ordered(std::string(s)); }
    static Ordered object() { return Ordered::object(); }
    static Ordered array() { return Ordered::array(); }
    static void add(Ordered& to, std::string_view key, Ordered&& node) {
        if (to.is_object())
            to.get_ref<Ordered::object_t&>().std::vector<std::pair<const std::string, Ordered>>::emplace_back(
                std::string(key), std::move(node));
        else
            to.push_back(std::move(node));
    }
};

}  // namespace

carnk::Trial nlohmann_read(std::string_view text) {
    const Json v = Json::parse(text);
    carnk::Trial trial;
    from_tree<Tree>(v, trial);
    return trial;
}
std::string nlohmann_write(const carnk::Trial& trial) {
    TreeSink<Ordered, Maker> sink(Maker{});
    to_sink(sink, trial, true);
    return sink.result().dump();
}

}  // namespace bench
