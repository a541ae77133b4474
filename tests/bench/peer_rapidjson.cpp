// SPDX-License-Identifier: BSL-1.0
#include "described.hpp"
#include "peers.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace bench {

namespace {

namespace rj = rapidjson;

struct Tree {
    static std::string_view text(const rj::Value& v) {
        if (!v.IsString()) fail("no string");
        return {v.GetString(), v.GetStringLength()};
    }
    static std::int64_t whole(const rj::Value& v) {
        if (!v.IsInt64()) fail("no whole number");
        return v.GetInt64();
    }
    static double real(const rj::Value& v) {
        if (!v.IsNumber()) fail("no number");
        return v.GetDouble();
    }
    static bool truth(const rj::Value& v) {
        if (!v.IsBool()) fail("no truth value");
        return v.GetBool();
    }
    static bool is_null(const rj::Value& v) { return v.IsNull(); }
    static const rj::Value* find(const rj::Value& v, std::string_view name) {
        if (!v.IsObject()) fail("no object");
        const auto it = v.FindMember(rj::Value(rj::StringRef(name.data(), name.size())));
        return it == v.MemberEnd() ? nullptr : &it->value;
    }
    template <class V, class F>
    static void each(const rj::Value& v, V& out, F f) {
        if (!v.IsArray()) fail("no array");
        out.reserve(v.Size());
        for (const rj::Value& element : v.GetArray())
            f(element, out.emplace_back());
    }
};

struct Sink {
    rj::Writer<rj::StringBuffer, rj::UTF8<>, rj::UTF8<>, rj::CrtAllocator, rj::kWriteValidateEncodingFlag>& writer;
    void text(std::string_view s) { writer.String(s.data(), static_cast<rj::SizeType>(s.size())); }
    void whole(std::int64_t n) { writer.Int64(n); }
    void real(double x) { writer.Double(x); }
    void truth(bool b) { writer.Bool(b); }
    void begin_object() { writer.StartObject(); }
    void begin_array() { writer.StartArray(); }
    void key(std::string_view k) { writer.Key(k.data(), static_cast<rj::SizeType>(k.size())); }
    void end_object() { writer.EndObject(); }
    void end_array() { writer.EndArray(); }
};

}  // namespace

carnk::Trial rapidjson_read(std::string_view text) {
    rj::Document v;
    v.Parse<rj::kParseValidateEncodingFlag | rj::kParseFullPrecisionFlag>(text.data(), text.size());
    if (v.HasParseError()) fail("syntax");
    carnk::Trial trial;
    from_tree<Tree>(static_cast<const rj::Value&>(v), trial);
    return trial;
}
std::string rapidjson_write(const carnk::Trial& trial) {
    rj::StringBuffer buffer;
    rj::Writer<rj::StringBuffer, rj::UTF8<>, rj::UTF8<>, rj::CrtAllocator, rj::kWriteValidateEncodingFlag> writer(
        buffer);
    Sink sink{writer};
    to_sink(sink, trial, true);
    return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace bench
