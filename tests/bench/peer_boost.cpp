// SPDX-License-Identifier: BSL-1.0
#include "described.hpp"
#include "peers.hpp"

#include <boost/json.hpp>

namespace bench {

namespace {

namespace bj = boost::json;

struct Tree {
    static std::string_view text(const bj::value& v) {
        const bj::string& s = v.as_string();
        return {s.data(), s.size()};
    }
    static std::int64_t whole(const bj::value& v) { return v.to_number<std::int64_t>(); }
    static double real(const bj::value& v) { return v.to_number<double>(); }
    static bool truth(const bj::value& v) { return v.as_bool(); }
    static bool is_null(const bj::value& v) { return v.is_null(); }
    static const bj::value* find(const bj::value& v, std::string_view name) {
        return v.as_object().if_contains({name.data(), name.size()});
    }
    template <class V, class F>
    static void each(const bj::value& v, V& out, F f) {
        const bj::array& a = v.as_array();
        out.reserve(a.size());
        for (const bj::value& element : a)
            f(element, out.emplace_back());
    }
};

struct Maker {
    bj::storage_ptr storage;
    bj::value text(std::string_view s) { return bj::value(bj::string_view(s.data(), s.size()), storage); }
    bj::value object() { return bj::value(bj::object_kind, storage); }
    bj::value array() { return bj::value(bj::array_kind, storage); }
    static void add(bj::value& to, std::string_view key, bj::value&& node) {
        if (to.is_object())
            to.get_object().emplace(bj::string_view(key.data(), key.size()), std::move(node));
        else
            to.get_array().push_back(std::move(node));
    }
};

carnk::Trial read(std::string_view text, bj::storage_ptr storage) {
    const bj::value v = bj::parse(bj::string_view(text.data(), text.size()), std::move(storage));
    carnk::Trial trial;
    from_tree<Tree>(v, trial);
    return trial;
}

std::string write(const carnk::Trial& trial, const bj::storage_ptr& storage) {
    TreeSink<bj::value, Maker> sink(Maker{storage});
    to_sink(sink, trial, true);
    return bj::serialize(sink.result());
}

}  // namespace

carnk::Trial boost_read(std::string_view text) {
    return read(text, {});
}
carnk::Trial boost_read_monotonic(std::string_view text) {
    unsigned char first[65536];
    bj::monotonic_resource resource(first);
    return read(text, &resource);
}
std::string boost_write(const carnk::Trial& trial) {
    return write(trial, {});
}
std::string boost_write_monotonic(const carnk::Trial& trial) {
    unsigned char first[65536];
    bj::monotonic_resource resource(first);
    return write(trial, &resource);
}

}  // namespace bench
