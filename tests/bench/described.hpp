// SPDX-License-Identifier: BSL-1.0
#pragma once
/// @file
/// @brief What the peers share: a struct from the tree of some library, and a struct to a sink of events.
#include <carnk/json/detail/traits.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace bench {

namespace d = carnk::detail;

[[noreturn]] inline void fail(const char* what) {
    throw std::runtime_error(what);
}
template <class O>
void require(const O& value, const char* what) {
    if (!value) fail(what);
}

template <class E>
E enumerator(std::string_view word) {
    const std::size_t i = d::index_of(d::enumerator_names<E>, word);
    if (i == d::enumerator_count<E>) fail("unknown word");
    return d::enumerator_values<E>[i];
}

/// Calls f with the emplaced alternative of the given kind.
template <class V, class F>
void with_kind(V& out, std::string_view kind, F f) {
    const std::size_t index = d::index_of(d::kind_names<V>, kind);
    if (index == d::kind_names<V>.size()) fail("unknown kind");
    [&]<class... A>(std::type_identity<std::variant<A...>>) {
        std::size_t i = 0;
        auto& variant = static_cast<std::variant<A...>&>(out);
        (void)((i++ == index && (f(variant.template emplace<A>()), true)) || ...);
    }(std::type_identity<d::VariantOf<V>>{});
}

/// Tree gives: text(node), whole(node), real(node), truth(node), is_null(node), find(node, name) as a pointer, and
/// each(node, f).
template <class Tree, class Node, class T>
void from_tree(const Node& node, T& out) {
    if constexpr (d::is_optional<T>) {
        if (!Tree::is_null(node)) from_tree<Tree>(node, out.emplace());
    } else if constexpr (std::same_as<T, std::string>) {
        out = Tree::text(node);
    } else if constexpr (std::same_as<T, bool>) {
        out = Tree::truth(node);
    } else if constexpr (std::integral<T>) {
        const std::int64_t n = Tree::whole(node);
        if (!std::in_range<T>(n)) fail("number out of range");
        out = static_cast<T>(n);
    } else if constexpr (std::same_as<T, double>) {
        out = Tree::real(node);
    } else if constexpr (carnk::NumberValue<T>) {
        typename T::rep n{};
        from_tree<Tree>(node, n);
        const auto value = T::from_number(n);
        require(value, "number out of range");
        out = *value;
    } else if constexpr (carnk::TextValue<T>) {
        auto value = T::from_text(Tree::text(node));
        require(value, "bad text");
        out = std::move(*value);
    } else if constexpr (d::DescribedEnum<T>) {
        out = enumerator<T>(Tree::text(node));
    } else if constexpr (d::is_vector<T>) {
        Tree::each(node, out, [](const Node& element, auto& into) { from_tree<Tree>(element, into); });
    } else if constexpr (d::Variant<T>) {
        const auto kind = Tree::find(node, "kind");
        require(kind, "missing kind");
        with_kind(out, Tree::text(*kind), [&](auto& alternative) { from_tree<Tree>(node, alternative); });
    } else {
        d::for_each_member<T>([&](auto member, auto) {
            using D = decltype(member);
            const auto found = Tree::find(node, D::name);
            if (found)
                from_tree<Tree>(*found, out.*D::pointer);
            else if (!d::is_optional<d::MemberType<T, D>>)
                fail("missing member");
        });
    }
}

/// Sink takes: text, whole, real, truth, begin_object, key, end_object, begin_array, end_array.
template <class Sink, class T>
void to_sink(Sink& sink, const T& value, bool root = false) {
    if constexpr (d::is_optional<T>) {
        to_sink(sink, *value);
    } else if constexpr (std::same_as<T, std::string>) {
        sink.text(value);
    } else if constexpr (std::same_as<T, bool>) {
        sink.truth(value);
    } else if constexpr (std::integral<T>) {
        sink.whole(static_cast<std::int64_t>(value));
    } else if constexpr (std::same_as<T, double>) {
        sink.real(value);
    } else if constexpr (carnk::NumberValue<T>) {
        to_sink(sink, value.number());
    } else if constexpr (carnk::TextValue<T>) {
        sink.text(value.text());
    } else if constexpr (d::DescribedEnum<T>) {
        for (std::size_t i = 0; i < d::enumerator_count<T>; ++i)
            if (d::enumerator_values<T>[i] == value) return sink.text(d::enumerator_names<T>[i]);
        fail("no named value");
    } else if constexpr (d::is_vector<T>) {
        sink.begin_array();
        for (const auto& element : value)
            to_sink(sink, element);
        sink.end_array();
    } else if constexpr (d::Variant<T>) {
        std::visit([&](const auto& alternative) { to_sink(sink, alternative); },
                   static_cast<const d::VariantOf<T>&>(value));
    } else {
        sink.begin_object();
        if constexpr (d::HasSchema<T>)
            if (root) sink.key("schema"), sink.text(T::schema);
        if constexpr (d::HasKind<T>) sink.key("kind"), sink.text(T::kind);
        d::for_each_member<T>([&](auto member, auto) {
            using D = decltype(member);
            if constexpr (d::is_optional<d::MemberType<T, D>>)
                if (!(value.*D::pointer).has_value()) return;
            sink.key(D::name);
            to_sink(sink, value.*D::pointer);
        });
        sink.end_object();
    }
}

/// A sink that builds a tree: Node is constructible from each leaf; Maker makes the empty containers.
template <class Node, class Maker>
class TreeSink {
public:
    explicit TreeSink(Maker maker) : maker_(maker) {}
    void text(std::string_view s) { put(maker_.text(s)); }
    void whole(std::int64_t n) { put(Node(n)); }
    void real(double x) { put(Node(x)); }
    void truth(bool b) { put(Node(b)); }
    void begin_object() { open_.push_back({maker_.object(), {}}); }
    void begin_array() { open_.push_back({maker_.array(), {}}); }
    void key(std::string_view k) { open_.back().key = k; }
    void end_object() { close(); }
    void end_array() { close(); }
    Node& result() { return result_.front(); }

private:
    struct Open {
        Node node;
        std::string_view key;
    };
    void close() {
        Node done = std::move(open_.back().node);
        open_.pop_back();
        put(std::move(done));
    }
    void put(Node&& node) {
        if (open_.empty())
            result_.push_back(std::move(node));
        else
            maker_.add(open_.back().node, open_.back().key, std::move(node));
    }
    Maker maker_;
    std::vector<Open> open_;
    std::vector<Node> result_;  // one node; constructed, never assigned, so that it stays in its storage
};

}  // namespace bench
