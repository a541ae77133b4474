// SPDX-License-Identifier: BSL-1.0
#include <carnk/interop/documents.hpp>
#include <carnk/json/boost_json.hpp>
#include <carnk/json/locate.hpp>

#include "interop/fhir_document.hpp"

#include <algorithm>
#include <charconv>

namespace carnk::inline v0_1::fhir {

namespace {

constexpr std::string_view digits = "0123456789";

bool all_digits(std::string_view s) {
    return !s.empty() && s.find_first_not_of(digits) == std::string_view::npos;
}

// Text of a narrative.
std::string xhtml(std::string_view text) {
    std::string s;
    for (const char c : text)
        switch (c) {
            case '&':
                s += "&amp;";
                break;
            case '<':
                s += "&lt;";
                break;
            case '>':
                s += "&gt;";
                break;
            case '"':
                s += "&quot;";
                break;
            default:
                s += c;
        }
    return s;
}

// Of a string, R4 asks for one visible character and no control characters but tab, CR and LF. Source: FHIR R4, datatypes, string.
bool is_string(std::string_view s) {
    bool visible = false;
    for (const char c : s) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0x7f || (byte < 0x20 && c != '\t' && c != '\r' && c != '\n')) return false;
        visible = visible || byte > 0x20;
    }
    return visible && s.size() <= 1024U * 1024U;
}

bool without_blanks(std::string_view s) {
    return is_string(s) && s.find_first_of(" \t\r\n") == std::string_view::npos;
}

// YYYY, YYYY-MM or YYYY-MM-DD.
bool is_date(std::string_view s) {
    if (s.size() != 4 && s.size() != 7 && s.size() != 10) return false;
    for (std::size_t i = 0; i < s.size(); ++i)
        if ((i == 4 || i == 7) ? s[i] != '-' : digits.find(s[i]) == std::string_view::npos) return false;
    const auto between = [&](std::size_t at, std::string_view low, std::string_view high) {
        const std::string_view part = s.size() > at ? s.substr(at, 2) : low;
        return part >= low && part <= high;
    };
    return s.substr(0, 4) != "0000" && between(5, "01", "12") && between(8, "01", "31");
}

const MemberInfo* member_of(const TypeInfo* type, std::string_view name) {
    if (type)
        for (const MemberInfo& m : type->members)
            if (m.name == name) return &m;
    return nullptr;
}

// Of a choice, the object that a value is.
const TypeInfo* chosen(const TypeInfo* type, const bj::value& value) {
    if (!type || type->kind != TypeKind::choice || !value.is_object()) return type;
    const bj::value* kind = value.get_object().if_contains("kind");
    if (kind && kind->is_string())
        for (const TypeInfo* choice : type->choices)
            if (choice->tag == std::string_view(kind->get_string())) return choice;
    return nullptr;
}

constexpr std::string_view kept = "R4 has no element for it; it is kept as JSON";
constexpr std::string_view nothing = "FHIR has no empty lists: an absent element says that there is none";

}  // namespace

// ---------------------------------------------------------------------------------------------------- what is read

From From::operator[](std::string_view name) const {
    if (!value_ || !value_->is_object()) return {};
    const bj::value* member = value_->get_object().if_contains(name);
    return member ? From(*writer_, *member, pointer_ + '/' + pointer_token(name)) : From();
}

std::vector<From> From::items() const {
    std::vector<From> all;
    if (!value_ || !value_->is_array()) return all;
    for (const bj::value& v : value_->get_array())
        all.emplace_back(*writer_, v, pointer_ + '/' + std::to_string(all.size()));
    return all;
}

std::string From::text() const {
    if (!value_ || !value_->is_string()) return {};
    const std::string_view s = value_->get_string();
    return is_string(s) ? std::string(s) : std::string();
}

std::string From::code() const {
    std::string s = text();
    return without_blanks(s) ? s : std::string();
}

bool From::is_number() const noexcept {
    return value_ && value_->is_number();
}
bool From::is_whole() const noexcept {
    return value_ && (value_->is_int64() || value_->is_uint64());
}

bool fits(const From& from, std::string_view type) {
    if (!from) return false;
    const auto between = [&](std::int64_t low) {
        if (!from.is_whole() || !from.value().is_int64()) return false;
        const std::int64_t n = from.value().get_int64();
        return n >= low && n <= 2147483647;
    };
    if (type == "string" || type == "markdown") return !from.text().empty();
    if (type == "code" || type == "uri") return !from.code().empty();
    if (type == "date" || type == "dateTime") return is_date(from.text());
    if (type == "boolean") return from.value().is_bool();
    if (type == "decimal") return from.is_number();
    if (type == "integer") return between(-2147483648);
    if (type == "unsignedInt") return between(0);
    return type == "positiveInt" && between(1);
}

// ---------------------------------------------------------------------------------------------------- what is written

std::string value_member(std::string_view type) {
    std::string name = "value" + std::string(type);
    if (name[5] >= 'a' && name[5] <= 'z') name[5] = static_cast<char>(name[5] - 'a' + 'A');
    return name;
}

At At::operator/(std::string_view name) const {
    return {*writer_, resource_, pointer_ + '/' + std::string(name)};
}

At At::add(std::string_view list) const {
    const std::string at = pointer_ + '/' + std::string(list);
    bj::value& v = writer_->place(resource_, at);
    if (!v.is_array()) v.emplace_array();
    v.get_array().emplace_back(nullptr);
    return {*writer_, resource_, at + '/' + std::to_string(v.get_array().size() - 1)};
}

std::string At::target() const {
    return "/entry/" + std::to_string(writer_->first_ + resource_) + "/resource" + pointer_;
}

std::string_view At::name() const {
    return std::string_view(pointer_).substr(pointer_.rfind('/') + 1);
}

void At::set(bj::value value) const {
    writer_->place(resource_, pointer_) = std::move(value);
}

const bj::value& At::get() const {
    return writer_->place(resource_, pointer_);
}

At At::extend(const Extension& card) const {
    const At at = add(card.modifier ? "modifierExtension" : "extension");
    (at / "url").set(bj::string(url_of(card)));
    return card.type.empty() ? at : at / value_member(card.type);
}

At At::part(const Part& part) const {
    const At at = add("extension");
    (at / "url").set(bj::string(part.name));
    return at / value_member(part.type);
}

bj::value& Writer::place(std::size_t resource, std::string_view pointer) {
    bj::value* v = &resources_[resource];
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const std::size_t end = std::min(pointer.find('/'), pointer.size());
        const std::string_view token = pointer.substr(0, end);
        pointer.remove_prefix(end);
        if (v->is_array() && all_digits(token)) {
            std::size_t i = 0;
            std::from_chars(token.data(), token.data() + token.size(), i);
            v = &v->get_array()[i];
            continue;
        }
        if (!v->is_object()) v->emplace_object();
        v = &v->get_object()[token];
    }
    return *v;
}

// ---------------------------------------------------------------------------------------------------- one record

Writer::Writer(std::string_view text, bj::value document, const Exported& exported, std::size_t first)
    : text_(text), document_(std::move(document)), exported_(exported), first_(first) {
    schema_ = root()["schema"].code();
    id_ = root()["id"].text();
    if (const TypeInfo* type = find_type(schema_)) name_ = carnk::document_name(*type);
}

At Writer::resource(std::string_view type, const std::string& id) {
    bj::object o;
    o["resourceType"] = bj::string(type);
    o["id"] = id;
    resources_.emplace_back(std::move(o));
    return {*this, resources_.size() - 1, {}};
}

At Writer::resume(bj::value resource) {
    resources_.push_back(std::move(resource));
    return {*this, resources_.size() - 1, {}};
}

At Writer::contained(const At& owner, std::string_view type, const std::string& id) {
    const At at = At(*this, owner.resource_, {}).add("contained");
    bj::object o;
    o["resourceType"] = bj::string(type);
    o["id"] = id;
    at.set(std::move(o));
    return at;
}

void Writer::used(const From& from, LedgerFate fate, const std::string& target, std::string reason) {
    if (from) used_.try_emplace(from.pointer(), Use{fate, target, std::move(reason)});
}

void Writer::used_all(const From& from, LedgerFate fate, const At& target, const std::string& reason) {
    if (!from) return;
    const bj::value& v = from.value();
    if (v.is_object() && !v.get_object().empty()) {
        for (const auto& [name, member] : v.get_object())
            used_all(from[name], fate, target, reason);
    } else if (v.is_array() && !v.get_array().empty()) {
        for (const From& item : from.items())
            used_all(item, fate, target, reason);
    } else {
        used(from, fate, target, reason);
    }
}

bool Writer::copy(const From& from, const At& to, std::string_view type) {
    if (!fits(from, type) || is_used(from)) return false;
    to.set(from.value());
    const std::string& p = from.pointer();
    const bool same = std::string_view(p).substr(p.rfind('/') + 1) == to.name();
    used(from, same ? LedgerFate::exact : LedgerFate::renamed, to);
    return true;
}

bool Writer::copy(const From& from, const At& owner, const Extension& card) {
    return fits(from, card.type) && !is_used(from) && copy(from, owner.extend(card), card.type);
}

bool Writer::coded(const From& from, const At& to, std::string_view system) {
    if (!fits(from, "code")) return false;
    const At coding = to.add("coding");
    (coding / "system").set(bj::string(system_of(system)));
    return copy(from, coding / "code", "code");
}

bool Writer::quantity(const From& from, const At& to) {
    const From value = from["value"], unit = from["unit"];
    if (!value.is_number() || unit.code().empty()) return false;
    copy(value, to / "value", "decimal");
    (to / "unit").set(unit.value());
    (to / "system").set("http://unitsofmeasure.org");
    return copy(unit, to / "code", "code");
}

bool Writer::parts(const From& from, const At& owner, const Extension& card) {
    const auto ready = [&](const From& f, const Part& part) {
        return fits(f, part.type) && !is_used(f);
    };
    const bool any = std::any_of(card.parts.begin(), card.parts.end(), [&](const Part& part) {
        const From f = from[part.name];
        const std::vector<From> items = f.items();
        return part.many ? std::any_of(items.begin(), items.end(), [&](const From& i) { return ready(i, part); })
                         : ready(f, part);
    });
    if (!any) return false;
    const At at = owner.extend(card);
    for (const Part& part : card.parts) {
        const From f = from[part.name];
        const std::vector<From> items = part.many ? f.items() : std::vector{f};
        for (const From& item : items)
            if (ready(item, part)) copy(item, at.part(part), part.type);
    }
    return true;
}

bool Writer::reference(const From& from, const At& to, std::string_view type, std::string_view system) {
    if (!fits(from, "code") || is_used(from)) return false;
    const std::string id = record_resource_id(type, system, from.text());
    const std::string address = std::string(type) + '/' + id;
    if (exported_.addresses.contains(address)) (to / "reference").set(bj::string(address));
    (to / "type").set(bj::string(type));
    const std::string names = system.starts_with("http") ? std::string(system) : system_of(system);
    (to / "identifier" / "system").set(bj::string(names));
    return copy(from, to / "identifier" / "value", "string");
}

void Writer::refer_to_criteria(const At& trial) {
    const auto [begin, end] = exported_.criteria.equal_range(id_);
    for (auto at = begin; at != end; ++at)
        (trial.add("enrollment") / "reference").set(bj::string("Group/" + at->second));
}

void Writer::head(const At& root_at, std::string_view title_member, std::string_view id_system) {
    const From from = root();
    const Profile& profile = profile_for(name_, document_);
    (root_at / "meta").add("profile").set(bj::string(profile_url(profile.document)));
    const At tag = (root_at / "meta").add("tag");
    (tag / "system").set(bj::string(system_of("schema")));
    copy(from["schema"], tag / "code", "code");
    const std::string title = title_member.empty() ? std::string() : from[title_member].text();
    std::string words = title.empty() ? id_ : title;
    if (const From doubt = from["doubt"]) {
        const At doubtful = (root_at / "meta").add("tag");
        (doubtful / "system").set(bj::string(system_of("record-state")));
        (doubtful / "code").set("doubtful");
        (doubtful / "display").set("May describe nothing real");
        words = "Doubtful, may describe nothing real: " + words;
        parts(doubt, root_at, extension("doubt"));
    }
    (root_at / "text" / "status").set("generated");
    (root_at / "text" / "div")
        .set(bj::string("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + xhtml(words) + "</p></div>"));
    const At identifier = root_at.add("identifier");
    (identifier / "system").set(bj::string(id_system.empty() ? system_of(name_) : std::string(id_system)));
    (identifier / "value").set(bj::string(id_));
    if (place(root_at.resource_, "/id") == bj::value(bj::string(id_)))
        used(from["id"], LedgerFate::exact, root_at / "id");
    else
        used(from["id"], LedgerFate::renamed, identifier / "value");
    copy(from["confidence"], root_at, extension("confidence"));
}

void Writer::sources(const At& root_at, bool own_element) {
    for (const From& source : root()["sources"].items()) {
        const At at = own_element ? root_at.add("relatedArtifact") : root_at.extend(extension("source"));
        (at / "type").set("citation");
        copy(source["title"], at / "citation", "markdown");
        copy(source["url"], at / "url", "uri");
        parts(source, at, extension("source-detail"));
    }
}

void Writer::disease(const From& from, const At& to) {
    copy(from["name"], to / "text", "string");
    if (!fits(from["ncit"], "code")) return;
    const At coding = to.add("coding");
    (coding / "system").set("http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl");
    copy(from["ncit"], coding / "code", "code");
}

// ---------------------------------------------------------------------------------------------------- the rest

bool Writer::any_used(const std::string& pointer) const {
    if (used_.contains(pointer)) return true;
    const std::string below = pointer + '/';
    const auto at = used_.lower_bound(below);
    return at != used_.end() && at->first.starts_with(below);
}

void Writer::keep(const bj::value& value, const std::string& pointer, const TypeInfo* type, bool plain_list,
                  const At& root_at) {
    if (used_.contains(pointer)) return;
    const From from(*this, value, pointer);
    if (plain_list && value.is_array() && value.get_array().empty())
        return used(from, LedgerFate::renamed, std::string(), std::string(nothing));
    if (!any_used(pointer)) {
        static const Extension& card = extension("member");
        const At at = root_at.extend(card);
        at.part(card.parts[0]).set(bj::string(pointer));
        const At json = at.part(card.parts[1]);
        json.set(bj::string(json_text(value)));
        return used_all(from, LedgerFate::kept_as_unknown, json, std::string(kept));
    }
    type = chosen(type, value);
    if (value.is_object())
        for (const auto& [name, member] : value.get_object()) {
            const MemberInfo* m = member_of(type, name);
            keep(member, pointer + '/' + pointer_token(name), m ? m->type : nullptr, m && !m->optional, root_at);
        }
    if (value.is_array()) {
        std::size_t i = 0;
        for (const bj::value& v : value.get_array())
            keep(v, pointer + '/' + std::to_string(i++), type ? type->element : nullptr, false, root_at);
    }
}

void Writer::keep_rest(const At& root_at) {
    keep(document_, {}, find_type(schema_), false, root_at);
}

Result<Ledger> Writer::ledger() const {
    LedgerBuilder builder(schema_, "FHIR R4 " + std::string(profile_for(name_, document_).type), id_);
    for (const auto& [pointer, use] : used_)
        builder.add(pointer, use.fate, use.target, use.reason);
    return builder.finish(text_);
}

void Writer::take(std::vector<FhirResource>& out) const {
    for (const bj::value& v : resources_) {
        const bj::object& o = v.get_object();
        out.push_back(
            {std::string(o.at("resourceType").get_string()), std::string(o.at("id").get_string()), json_text(v)});
    }
}

std::string json_text(const bj::value& value) {
    const Result<std::string> text = to_text(value);
    return text ? *text : std::string("null");
}

std::string resource_id(std::string_view text) {
    static constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
    std::string id;
    for (const char c : text)
        id += allowed.find(c) == std::string_view::npos ? '-' : c;
    if (id == text && !id.empty() && id.size() <= 64) return id;
    // FNV-1a keeps ids that were changed or cut different from each other.
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    char hex[16];
    const auto end = std::to_chars(hex, hex + sizeof hex, hash, 16).ptr;
    return id.substr(0, 47) + '-' + std::string(hex, end);
}

std::string record_resource_id(std::string_view type, std::string_view document, std::string_view id) {
    if (type != "Basic") return resource_id(id);
    return resource_id(std::string(document) + '-' + std::string(id));
}

}  // namespace carnk::inline v0_1::fhir
