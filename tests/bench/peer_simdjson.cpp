// SPDX-License-Identifier: BSL-1.0
#include "described.hpp"
#include "peers.hpp"

#include <simdjson.h>

namespace bench {

namespace {

namespace sj = simdjson::ondemand;

template <class T>
void read_value(sj::value node, T& out);

/// All fields in one pass; where the writer kept the order of the description, each is found by one comparison.
template <class T>
void read_object(sj::object object, T& out) {
    std::uint64_t seen = 0;
    std::size_t next = 0;
    using Reader = void (*)(sj::value, T&);
    static constexpr auto readers = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<Reader, sizeof...(I)>{[](sj::value v, T& t) {
            read_value(v, t.*d::mp::mp_at_c<d::Members<T>, I>::pointer);
        }...};
    }
    (std::make_index_sequence<d::member_count<T>>{});
    const auto& names = d::member_names<T>;
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        std::size_t i = next;
        while (i < names.size() && names[i] != key)
            ++i;
        if (i == names.size()) i = d::index_of(names, key);
        if (i == names.size()) continue;
        next = i + 1;
        seen |= std::uint64_t{1} << i;
        readers[i](field.value(), out);
    }
    if ((d::required_members<T> & ~seen) != 0) fail("missing member");
    // Only an object that is used again has something there.
    d::for_each_member<T>([&](auto member, auto i) {
        using D = decltype(member);
        if constexpr (d::is_optional<d::MemberType<T, D>>)
            if ((seen >> i.value & 1) == 0 && (out.*D::pointer).has_value()) (out.*D::pointer).reset();
    });
}

template <class T>
void read_value(sj::value node, T& out) {
    if constexpr (d::is_optional<T>) {
        if (node.is_null())
            out.reset();
        else
            read_value(node, out.has_value() ? *out : out.emplace());
    } else if constexpr (std::same_as<T, std::string>) {
        out = std::string_view(node.get_string());
    } else if constexpr (std::same_as<T, bool>) {
        out = node.get_bool();
    } else if constexpr (std::integral<T>) {
        const std::int64_t n = node.get_int64();
        if (!std::in_range<T>(n)) fail("number out of range");
        out = static_cast<T>(n);
    } else if constexpr (std::same_as<T, double>) {
        out = node.get_double();
    } else if constexpr (carnk::NumberValue<T>) {
        typename T::rep n{};
        read_value(node, n);
        const auto value = T::from_number(n);
        require(value, "number out of range");
        out = *value;
    } else if constexpr (carnk::TextValue<T>) {
        const std::string_view text = node.get_string();
        if constexpr (requires { out.assign(text); }) {
            if (!out.assign(text)) fail("bad text");
        } else {
            auto value = T::from_text(text);
            require(value, "bad text");
            out = std::move(*value);
        }
    } else if constexpr (d::DescribedEnum<T>) {
        out = enumerator<T>(std::string_view(node.get_string()));
    } else if constexpr (d::is_vector<T>) {
        std::size_t n = 0;
        for (auto element : node.get_array()) {
            if (n == out.size()) out.emplace_back();
            read_value(element.value(), out[n++]);
        }
        while (out.size() > n)
            out.pop_back();
    } else if constexpr (d::Variant<T>) {
        sj::object object = node.get_object();
        const std::string kind(std::string_view(object.find_field_unordered("kind").get_string()));
        object.reset();
        with_kind(out, kind, [&](auto& alternative) { read_object(object, alternative); });
    } else {
        read_object(node.get_object(), out);
    }
}

}  // namespace

void simdjson_read_again(const PaddedLine& line, carnk::Trial& trial) {
    static thread_local sj::parser parser;
    sj::document document = parser.iterate(simdjson::padded_string_view(line.text, line.readable));
    read_object(document.get_object(), trial);
}
carnk::Trial simdjson_read(const PaddedLine& line) {
    carnk::Trial trial;
    simdjson_read_again(line, trial);
    return trial;
}

}  // namespace bench
